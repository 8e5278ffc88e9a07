package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.lab.CellsModel;
import org.vladoscope.ui.lab.LabPage;
import org.vladoscope.ui.map.RankingOrder;
import org.vladoscope.ui.session.WorkspaceOpener;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.ui.view.Viewport;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.VocabularyConfig;

/** The main job in the window, with the real engine on a small painted map. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class WindowTest {

  private static final int DATABASE = 8;
  private static final int QUERIES = 4;

  private Path folder;
  private Compute compute;
  private DescriptorStore store;
  private Harness harness;
  private PipelineConfig config;

  @BeforeAll
  void openTheMap(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path map = FixtureMap.write(folder.resolve("painted places"), DATABASE, QUERIES);
    compute = Compute.open(DeviceChoice.CPU);
    store = DescriptorStore.open(folder.resolve("store"), 1L << 30);
    config = Preset.DEFAULT.config().withWords(new VocabularyConfig(16, 4000, 10, 1)).withRerank(5);
    harness =
        new Harness(new WorkspaceOpener(compute, store, config), folder, UserPreferences.DEFAULT);
    harness.open(map);
    harness.picture("explore-no-query");
  }

  @BeforeEach
  void startFromTheFirstQuery() {
    harness.fx(
        () -> {
          OverlayModel overlays = harness.window.overlays();
          overlays.shownProperty("matches").set(true);
          overlays.hideValues();
          overlays.clusterProperty().set(OverlaySettings.ALL_CLUSTERS);
          overlays.viewportProperty().set(Viewport.FIT);
          overlays.scaleProperty().set(0);
          harness.explore().queryProperty().set(null);
          harness.explore().configProperty().set(config);
          harness.explore().orderProperty().set(RankingOrder.AFTER);
        });
    harness.chooseQuery(0);
  }

  @AfterAll
  void close() {
    harness.close();
    store.close();
    compute.close();
  }

  @Test
  void aChosenQueryIsRankedAndItsFirstCandidateComparedAtOnce() {
    assertThat(harness.explore().ranking()).hasSize(DATABASE);
    assertThat(harness.explore().ranking().getFirst().image().name())
        .isEqualTo(FixtureMap.databaseName(0));
    assertThat(harness.comparison().candidate().image().name())
        .isEqualTo(FixtureMap.databaseName(0));
    assertThat(harness.texts())
        .contains("First right answer at rank 1", "\u2713  Same place", "Mutual matches");
    harness.picture("explore-matches");
  }

  @Test
  void arrowKeysChooseTheNeighbouringCandidate() {
    harness.press(KeyCode.RIGHT);
    harness.awaitRest();
    assertThat(harness.comparison().candidate().image())
        .isEqualTo(harness.explore().ranking().get(1).image());
    assertThat(harness.texts()).contains("\u2717  Other place");
    harness.press(KeyCode.LEFT);
    harness.awaitRest();
    assertThat(harness.comparison().candidate().image())
        .isEqualTo(harness.explore().ranking().get(0).image());
  }

  @Test
  void keysJAndKChooseTheNeighbouringQuery() {
    harness.press(KeyCode.J);
    harness.awaitRest();
    assertThat(harness.comparison().query().image().name()).isEqualTo(FixtureMap.queryName(2));
    harness.press(KeyCode.K);
    harness.awaitRest();
    assertThat(harness.comparison().query().image().name()).isEqualTo(FixtureMap.queryName(0));
    harness.chooseQuery(1);
    harness.picture("explore-long-name");
  }

  @Test
  void theOrderBeforeRerankingListsTheCandidatesByDistance() {
    harness.fx(() -> harness.explore().orderProperty().set(RankingOrder.BEFORE));
    assertThat(harness.explore().ranking())
        .extracting(c -> c.distance())
        .isSorted()
        .hasSize(DATABASE);
    harness.picture("explore-before-reranking");
  }

  @Test
  void keyTwoColoursTheImagesByCluster() {
    assertThat(shades()).containsOnlyNulls();
    harness.press(KeyCode.DIGIT2);
    assertThat(shades()).doesNotContainNull();
    harness.picture("overlay-clusters");
    harness.fx(
        () ->
            harness
                .window
                .overlays()
                .clusterProperty()
                .set(harness.comparison().largestCluster().orElseThrow()));
    harness.picture("overlay-one-cluster");
    harness.press(KeyCode.DIGIT2);
    assertThat(shades()).containsOnlyNulls();
  }

  @Test
  void keyThreeColoursTheImagesBySimilarityAndTheMouseReadsTheValues() {
    harness.press(KeyCode.DIGIT3);
    assertThat(shades()).doesNotContainNull();
    moveMouseOverQuery();
    assertThat(harness.texts())
        .anySatisfy(text -> assertThat(text).startsWith("x ").contains("cell row", "patch "))
        .anySatisfy(text -> assertThat(text).startsWith("nearest: ").contains("similarity 0."));
    harness.picture("overlay-similarity");
  }

  @Test
  void keyOneTakesTheLinesAway() {
    harness.picture("overlay-lines");
    harness.press(KeyCode.DIGIT1);
    assertThat(harness.window.overlays().shownProperty("matches").get()).isFalse();
    harness.picture("overlay-none");
  }

  @Test
  void theCommandPaletteFindsACommandByAFewLettersAndRunsIt() {
    harness.press(KeyCode.K, true);
    TextField field = harness.find(".palette .text-field", TextField.class);
    harness.picture("palette");
    harness.fx(() -> field.setText("ovclus"));
    assertThat(harness.find(".palette .list-view", ListView.class).getItems()).isEmpty();
    harness.fx(() -> field.setText("clus"));
    harness.picture("palette-found");
    harness.press(KeyCode.J);
    assertThat(harness.comparison().query().image().name()).isEqualTo(FixtureMap.queryName(0));
    harness.pressOn(field, KeyCode.ENTER);
    assertThat(harness.window.overlays().valuesProperty().get())
        .isEqualTo(harness.window.overlays().all().value("clusters"));
    harness.press(KeyCode.K, true);
    harness.pressOn(field, KeyCode.ESCAPE);
    assertThat(field.getScene().lookup(".palette-scrim").isVisible()).isFalse();
  }

  @Test
  void lettersTypedIntoTheFilterAreOnlyLetters() {
    harness.pressOn(harness.find(".image-browser .text-field", TextField.class), KeyCode.J);
    assertThat(harness.comparison().query().image().name()).isEqualTo(FixtureMap.queryName(0));
  }

  @Test
  void everyMenuItemIsACommandAndShowsItsKeys() {
    List<MenuItem> items =
        FxThread.call(
            () ->
                harness.find(".main-menu", MenuBar.class).getMenus().stream()
                    .flatMap(menu -> menu.getItems().stream())
                    .filter(item -> !(item instanceof Menu) && item.getText() != null)
                    .toList());
    assertThat(items).hasSizeGreaterThan(15);
    for (MenuItem item : items) {
      Command command = harness.window.commands().find(item.getId()).orElseThrow();
      assertThat(item.getText()).isEqualTo(command.title());
      assertThat(item.getAccelerator())
          .isEqualTo(command.keys().isEmpty() ? null : command.keys().getFirst());
    }
  }

  @Test
  void bothPanesShareTheZoom() {
    ImagePane query = harness.find(".image-pane", ImagePane.class);
    harness.fx(() -> query.zoom(3));
    harness.picture("explore-zoomed");
    assertThat(harness.window.overlays().viewportProperty().get().zoom()).isEqualTo(3);
    harness.press(KeyCode.DIGIT0);
    assertThat(harness.window.overlays().viewportProperty().get()).isEqualTo(Viewport.FIT);
  }

  @Test
  void aChangedPatchSizeIsComputedAndKeepsTheChosenCandidate() {
    harness.press(KeyCode.RIGHT);
    harness.awaitRest();
    var chosen = harness.comparison().candidate().image();
    type("#config-weights", "1, 1");
    type("#config-sizes", "3, 6");
    type("#config-strides", "2");
    harness.await(
        "the new patch sizes are compared",
        () ->
            harness
                .comparison()
                .scales()
                .equals(List.of(new PatchScale(3, 2), new PatchScale(6, 2))));
    harness.awaitRest();
    assertThat(harness.comparison().candidate().image()).isEqualTo(chosen);
    assertThat(harness.explore().ranking().getFirst())
        .isInstanceOfSatisfying(Reranked.class, c -> assertThat(c.scaleScores()).hasSize(2));
    assertThat(harness.texts()).contains("3\u00d73", "6\u00d76");
    harness.picture("explore-other-patches");
  }

  @Test
  void settingsThatCannotBeUsedAreExplainedBesideTheirFieldAndChangeNothing() {
    type("#config-sizes", "2, x");
    assertThat(harness.texts()).contains("\u201cx\u201d is not a whole number.");
    harness.picture("configuration-error");
    assertThat(harness.explore().configProperty().get()).isEqualTo(config);
    assertThat(harness.comparison().scales()).isEqualTo(config.scales());
    type("#config-sizes", "2, 5, 8");
    assertThat(harness.texts()).doesNotContain("\u201cx\u201d is not a whole number.");
  }

  @Test
  @SuppressWarnings("unchecked")
  void settingsThatTheAggregatorHasNoUseForAreNotShownUnlessTheyHaveToBeMended() {
    ComboBox<String> aggregators = harness.find("#config-aggregator", ComboBox.class);
    String inUse = FxThread.call(aggregators::getValue);
    type("#config-strides", "x");

    harness.fx(() -> aggregators.setValue("gem"));
    harness.awaitRest();
    harness.picture("configuration-without-patches");

    assertThat(harness.texts()).anyMatch(text -> text.startsWith("GeM has no patch descriptors"));
    assertThat(isShown("#config-sizes")).isFalse();
    assertThat(isShown("#config-clusters")).isFalse();
    assertThat(isShown("#config-rerank")).isFalse();
    assertThat(isShown("#config-strides")).isTrue();
    assertThat(isShown("#config-index")).isTrue();

    harness.fx(() -> aggregators.setValue(inUse));
    type("#config-strides", "1");
    assertThat(isShown("#config-sizes")).isTrue();
    assertThat(isShown("#config-clusters")).isTrue();
    harness.fx(harness.find("#config-reset", Button.class)::fire);
  }

  private boolean isShown(String field) {
    return FxThread.call(
        () -> {
          Node input = harness.window.scene().getRoot().lookup(field);
          return input.isVisible() && Harness.isShown(input);
        });
  }

  @Test
  void patchesTooLargeForTheImageAreToldAndTheLastResultStays() {
    harness.fx(
        () ->
            harness
                .explore()
                .configProperty()
                .set(
                    config.withScales(
                        List.of(
                            new PatchScale(99, 1), config.scales().get(1), new PatchScale(8, 1)),
                        config.matching())));
    harness.await(
        "the error is shown",
        () ->
            harness.model().tasks().running().isEmpty()
                && harness.notifications().stream().anyMatch(t -> t.contains("does not fit")));
    assertThat(harness.comparison().scales()).isEqualTo(config.scales());
  }

  @Test
  void aFilterThatMatchesNothingSaysSo() {
    TextField filter = harness.find(".image-browser .text-field", TextField.class);
    harness.fx(() -> filter.setText("zzz"));
    assertThat(harness.texts()).contains("No match");
    harness.picture("sidebar-no-match");
    harness.fx(() -> filter.setText(""));
  }

  @Test
  void aDatabaseImageCanBeComparedTooAndASmallWindowKeepsRoomForTheImages() {
    harness.fx(
        () -> {
          tabs().getLast().setSelected(true);
          harness.explore().candidateProperty().set(harness.explore().map().database().getLast());
          harness.window.stage().setWidth(1000);
          harness.window.stage().setHeight(640);
        });
    harness.awaitRest();
    assertThat(harness.comparison().candidate().image().name())
        .isEqualTo(FixtureMap.databaseName(DATABASE - 1));
    harness.picture("explore-small-database");
    harness.fx(
        () -> {
          harness.window.stage().setWidth(1280);
          harness.window.stage().setHeight(760);
        });
  }

  @Test
  void aWrongFolderIsExplainedAndTheOpenMapStays() throws IOException {
    var before = harness.explore();
    Path empty = Files.createDirectories(folder.resolve("holiday"));
    harness.fx(() -> harness.window.drop(List.of(empty.toFile())));
    harness.await(
        "the error is shown",
        () -> harness.notifications().stream().anyMatch("The map could not be opened"::equals));
    assertThat(harness.notifications()).anySatisfy(text -> assertThat(text).contains("holiday"));
    assertThat(harness.explore()).isSameAs(before);
    assertThat(harness.find(".explore", javafx.scene.layout.BorderPane.class)).isNotNull();
  }

  @Test
  void theLabTakesTheChosenQueryApartAndLinksItsCellsWithThePicture() {
    harness.fx(
        () -> {
          harness.window.perspectiveProperty().set(Perspective.LAB);
          harness.window.labView().model().pageProperty().set(LabPage.IMAGE);
        });
    CellsModel cells = FxThread.call(() -> harness.window.labView().model().cells());
    harness.await("the cells are known", () -> cells.shownProperty().get() != null);
    harness.fx(() -> cells.selectGrid(3 * 40 + 5, 8 * 40 + 12));
    assertThat(cells.selectionProperty().get()).hasSize(6 * 8);
    assertThat(cells.followedProperty().get()).isEqualTo(8 * 40 + 12);
    assertThat(shades()).as("the image shows the selection").doesNotContainNull();
    assertThat(harness.texts())
        .anySatisfy(text -> assertThat(text).contains("cell row 8, column 12: cluster"))
        .contains("after intra-normalisation", "after L2 over all clusters");
    harness.picture("lab-image");
    harness.fx(() -> cells.selectPlane(-9, -9, 9, 9));
    assertThat(cells.selectionProperty().get()).hasSize(30 * 40);
    harness.press(KeyCode.RIGHT);
    assertThat(harness.explore().candidateProperty().get())
        .as("keys of Explore do not reach into the lab")
        .isEqualTo(harness.explore().ranking().getFirst().image());
    harness.fx(() -> harness.window.perspectiveProperty().set(Perspective.EXPLORE));
  }

  private List<javafx.scene.image.Image> shades() {
    return FxThread.call(
        () ->
            harness.window.scene().getRoot().lookupAll(".image-pane").stream()
                .map(pane -> pane.lookup(".shade"))
                .map(node -> ((ImageView) node).getImage())
                .toList());
  }

  private List<ToggleButton> tabs() {
    return harness
        .window
        .scene()
        .getRoot()
        .lookupAll(".sidebar-images > .segments > .toggle-button")
        .stream()
        .map(ToggleButton.class::cast)
        .toList();
  }

  private void type(String selector, String text) {
    TextField field = harness.find(selector, TextField.class);
    harness.fx(() -> field.setText(text));
  }

  private void moveMouseOverQuery() {
    ImagePane query = harness.find(".image-pane", ImagePane.class);
    Point2D at =
        FxThread.call(() -> query.localToScene(query.getWidth() * 0.4, query.getHeight() * 0.5));
    harness.fx(
        () ->
            javafx.event.Event.fireEvent(
                query,
                new MouseEvent(
                    MouseEvent.MOUSE_MOVED,
                    at.getX(),
                    at.getY(),
                    0,
                    0,
                    MouseButton.NONE,
                    0,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    null)));
  }

  @Test
  void everyButtonHasWordsForScreenReaders() {
    assertThat(
            FxThread.call(
                () ->
                    harness.window.scene().getRoot().lookupAll(".button").stream()
                        .filter(Button.class::isInstance)
                        .map(Button.class::cast)
                        .filter(b -> b.getStyleClass().contains("button-icon"))
                        .filter(b -> b.getAccessibleText() == null)
                        .toList()))
        .isEmpty();
  }
}
