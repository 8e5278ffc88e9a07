package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Pane;
import javafx.scene.robot.Robot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.Preset;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.PoseFixtures;
import org.vladoscope.dataset.format.Roles;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.dataset.format.saved.MapFile;
import org.vladoscope.dataset.format.saved.MapFiles;
import org.vladoscope.dataset.format.saved.TruthRule;
import org.vladoscope.file.numpy.NumpyWriter;
import org.vladoscope.image.ImageSize;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.RapidScore;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.ui.opening.OpeningModel;
import org.vladoscope.ui.session.WorkspaceOpener;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.VocabularyConfig;

/** A folder somebody has already is dropped on the window. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class FolderPageTest {

  private Compute compute;
  private DescriptorStore store;
  private Harness harness;
  private MapFiles files;
  private Path folder;

  @BeforeAll
  void start(@TempDir Path temporary) {
    compute = Compute.open(DeviceChoice.CPU);
    store = DescriptorStore.open(temporary.resolve("store"), 1L << 30);
    files = new MapFiles(temporary.resolve("data"));
    harness =
        new Harness(
            new WorkspaceOpener(
                compute,
                store,
                Preset.DEFAULT
                    .config()
                    .withImageSize(new ImageSize(160, 128))
                    .withWords(new VocabularyConfig(8, 200, 10, 1))
                    .withScales(
                        List.of(new PatchScale(2, 1)),
                        new MatchConfig(new RapidScore(), 1.5, List.of(1.0), 0))
                    .withReduction(new ReductionConfig(16, 0, 100)),
                PlaceMapFormats.known(files)),
            temporary,
            UserPreferences.DEFAULT.withSize(1280, 800));
  }

  @BeforeEach
  void freshFolder(@TempDir Path temporary) {
    folder = temporary;
  }

  @AfterEach
  void nothingIsOpen() {
    harness.fx(
        () -> {
          harness.model().cancelOpening();
          OpeningModel asked = harness.model().askedProperty().get();
          if (asked != null) {
            asked.cancel();
          }
          harness.model().closeMap();
          ((Pane) harness.window.notifier().layer()).getChildren().clear();
        });
    harness.awaitRest();
  }

  @AfterAll
  void close() {
    harness.close();
    store.close();
    compute.close();
  }

  @Test
  void aLayoutOfItsOwnWithGroundTruthOpensAtOnce() throws IOException {
    FixtureMap.write(folder.resolve("town"), 4, 2);

    drop(folder.resolve("town"));
    awaitOpen();

    assertThat(asks()).isFalse();
  }

  @Test
  void oneOfSeveralSplitsIsChosenByMouse() throws IOException {
    Path map = folder.resolve("pitts");
    split(map.resolve("images/test"), 6, 3);
    split(map.resolve("images/val"), 4, 2);

    drop(map);
    awaitPage("This gives 3 queries, each with a match.");
    assertThat(harness.texts())
        .contains(
            "How should pitts be read?",
            "database: 6 images in images/test/database/",
            "queries: 3 images in images/test/queries/",
            "Not used: 6 images in images/val/; the map is what lies in images/test/database/ and"
                + " images/test/queries/.");
    harness.picture("folder-splits");
    choose("#folder-database", "images/val/database");
    awaitPage("This gives 2 queries, each with a match.");
    assertThat(queries()).contains("images/val/queries");
    click("#rule-radius");
    click("#folder-open");
    awaitOpen();

    PlaceMap opened = harness.explore().map();
    assertThat(opened.origin().format()).isEqualTo("splits");
    assertThat(opened.database()).hasSize(4);
    assertThat(opened.groundTruth().radius()).hasValue(25);
    assertThat(files.find(map)).isEmpty();
  }

  @Test
  void drivesAreOpenedByKeyboardAloneWithTheToleranceThatWasChosen() throws IOException {
    Path map = drives();

    drop(map);
    awaitPage("This gives 5 queries, each with a match.");
    harness.picture("folder-conditions");
    assertThat(harness.texts()).contains("database: 5 images in day_left/");
    tabTo("folder-database");
    type(KeyCode.DOWN);
    awaitPage("This gives 5 queries, each with a match.");
    tabTo("rule-tolerance");
    type(KeyCode.DOWN);
    type(KeyCode.DOWN);
    awaitPage("This gives 5 queries, each with a match.");
    type(KeyCode.ENTER);
    awaitOpen();

    PlaceMap opened = harness.explore().map();
    assertThat(opened.origin().found())
        .containsExactly(
            "database: 5 images in day_right/",
            "queries: 5 images in night_right/",
            "ground truth: the same frame, 0 more or less");
    assertThat(opened.groundTruth().positives(3)).containsExactly(3);
  }

  @Test
  void foldersOfUnknownNamesAreNamedByKeyboardAndSaved() throws IOException {
    Path map = folder.resolve("street");
    FixtureMap.write(map, 5, 3);
    Files.move(map.resolve("database"), map.resolve("before"));
    Files.move(map.resolve("queries"), map.resolve("later"));
    Files.move(map.resolve("ground_truth.csv"), map.resolve("pairs.csv"));

    drop(map);
    awaitPage("This gives 8 queries; there is no ground truth.");
    assertThat(harness.texts())
        .contains("queries: none, each database image is asked against the others");
    harness.picture("folder-unknown-names");
    harness.await("the first choice has the focus", () -> "reading-images".equals(focused()));
    type(KeyCode.DOWN);
    awaitPage("This gives 3 queries; there is no ground truth.");
    harness.fx(
        () ->
            Objects.requireNonNull(harness.model().askedProperty().get(), "asked")
                .chooseTruthFile(map.resolve("pairs.csv")));
    awaitPage("This gives 3 queries, each with a match.");
    harness.picture("folder-pairs");
    tabTo("folder-save");
    type(KeyCode.SPACE);
    awaitOpen();

    assertThat(files.find(map).orElseThrow().said())
        .isEqualTo(
            new MapFile(
                "street",
                Optional.empty(),
                Optional.of(Roles.of("before", "later")),
                new TruthRule.OfFile("pairs.csv")));
    assertThat(harness.explore().map().groundTruth().positives(1)).containsExactly(2);
    harness.fx(() -> harness.model().closeMap());
    drop(map.resolve("map.json"));
    awaitOpen();
    assertThat(harness.explore().map().queries()).hasSize(3);
  }

  @Test
  void aBareFolderIsOpenedWithoutQueriesAndWithoutTruth() throws IOException {
    Path map = folder.resolve("holiday");
    FixtureMap.write(map, 4, 0);
    Files.delete(map.resolve("ground_truth.csv"));
    Files.delete(map.resolve("queries"));
    Files.move(map.resolve("database"), folder.resolve("album"));

    drop(folder.resolve("album"));
    awaitPage("This gives 4 queries; there is no ground truth.");
    assertThat(harness.texts()).contains("No pair is known to match.");
    harness.picture("folder-bare");
    click("#rule-radius");
    harness.await("it is said", () -> outcome().contains("does not say where"));
    harness.picture("folder-problem");
    assertThat(harness.find("#folder-open", Node.class).isDisabled()).isTrue();
    click("#rule-unknown");
    awaitPage("This gives 4 queries; there is no ground truth.");
    click("#folder-open");
    awaitOpen();

    assertThat(harness.explore().map().queriesAreDatabase()).isTrue();
  }

  @Test
  void aMapWithoutGroundTruthIsAskedFor() throws IOException {
    Path map = FixtureMap.write(folder.resolve("harbour"), 5, 3);
    Files.delete(map.resolve("ground_truth.csv"));
    Files.writeString(map.resolve("notes.csv"), "x");

    drop(map.resolve("notes.csv"));
    awaitPage("This gives 3 queries; there is no ground truth.");

    assertThat(harness.find("#rule-map", RadioButton.class).isDisabled()).isTrue();
    assertThat(harness.texts()).contains("Not used: 1 .csv file (notes.csv).");
    harness.fx(() -> harness.find("#rule-metres", TextField.class).requestFocus());
    harness.fx(() -> harness.find("#rule-metres", TextField.class).setText("far"));
    harness.await(
        "it is said",
        () -> outcome().equals("This cannot be meant: 'far' is no number, 0 or more."));
  }

  @Test
  void aRadiusGoesWithASofterOneAndWithHeadings() throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      names.add("@" + 10 * i + "@0@@@@@@@" + (i == 0 ? 180 : 0) + "@.png");
    }
    paint(folder.resolve("street"), names);

    drop(folder.resolve("street"));
    awaitPage("This gives 4 queries, each with a match.");
    click("#rule-radius");
    type("#rule-metres", "15");
    type("#rule-heading", "40");
    awaitPage("This gives 4 queries, 1 without a match.");
    type("#rule-soft", "5");
    harness.await(
        "it is refused",
        () ->
            outcome()
                .equals(
                    "This cannot be meant: radii are numbers, 0 or more, and the soft one is the"
                        + " larger, not 15.0 and 5.0."));
    assertThat(harness.texts())
        .contains("No pairs are shown until it is clear what counts as right.");
    assertThat(harness.texts()).doesNotContain("Should show the same place");
    type("#rule-soft", "25");
    awaitPage("This gives 4 queries, 1 without a match.");
    harness.picture("folder-headings");
    click("#folder-open");
    awaitOpen();

    GroundTruth truth = FxThread.call(() -> harness.explore().map().groundTruth());
    assertThat(truth.nearness().orElseThrow().words()).isEqualTo("15 m and 40\u00b0");
    assertThat(truth.isSoft(1, 3)).isTrue();
  }

  @Test
  void aModelOfColmapIsAskedInItsOwnUnits() throws IOException {
    Path map = folder.resolve("model");
    PoseFixtures.colmapImages(map);
    Files.createDirectories(map.resolve("sparse/0"));
    Files.writeString(map.resolve("sparse/0/images.txt"), PoseFixtures.colmapText());
    Files.createFile(map.resolve("sparse/0/cameras.txt"));

    drop(map);
    harness.await("the page is there", () -> outcome().contains("there is no ground truth"));
    assertThat(harness.find("#rule-map", RadioButton.class).isDisabled()).isTrue();
    click("#rule-radius");
    harness.await("a radius counts", () -> outcome().contains("match"));

    Slider slider = harness.find("#rule-metres-slider", Slider.class);
    assertThat(FxThread.call(slider::getAccessibleText)).endsWith("in units of the model");
    assertThat(harness.texts()).contains("units of the model").doesNotContain("m");
    assertThat(harness.texts()).noneMatch(text -> text.contains("it is not known yet"));
    harness.picture("folder-units");
  }

  @Test
  void imagesOfAListAreChosenWhereTheyLie() throws IOException {
    Path lists = Files.createDirectories(folder.resolve("lists"));
    Path images = folder.resolve("photos");
    paint(images, List.of("ref/a.png", "ref/b.png", "query/q.png"));
    NumpyWriter.texts(lists.resolve("x_dbImages.npy"), List.of("ref/a.png", "ref/b.png"));
    NumpyWriter.texts(lists.resolve("x_qImages.npy"), List.of("query/q.png"));
    NumpyWriter.objects(lists.resolve("x_gt.npy"), new int[] {1}, List.of(List.of(1)));

    drop(lists.resolve("x_dbImages.npy"));
    harness.await("it says what is missing", () -> outcome().contains("--image-root"));
    assertThat(harness.find("#folder-image-root", Button.class).isVisible()).isTrue();
    assertThat(harness.find("#folder-open", Button.class).isDisabled()).isTrue();
    harness.picture("folder-list");
    harness.fx(() -> harness.model().askedProperty().get().chooseImageRoot(images));
    awaitPage("This gives 1 query, each with a match.");
    assertThat(harness.find("#folder-image-root-name", Labeled.class).getText())
        .isEqualTo(images.toString());
    assertThat(harness.find("#folder-save", Button.class).isDisabled()).isTrue();
    assertThat(harness.find("#rule-map", RadioButton.class).isMnemonicParsing()).isFalse();
    harness.picture("folder-list-found");
    click("#folder-open");
    awaitOpen();

    assertThat(FxThread.call(() -> harness.explore().map().groundTruth().positives(0)))
        .containsExactly(1);
  }

  private void type(String field, String text) {
    harness.fx(() -> harness.find(field, TextField.class).requestFocus());
    harness.fx(() -> harness.find(field, TextField.class).setText(text));
  }

  @Test
  void escapeLeavesEverythingAsItWas() throws IOException {
    Path open = FixtureMap.write(folder.resolve("town"), 4, 2);
    Path map = drives();
    harness.open(open);

    drop(map);
    awaitPage("This gives 5 queries, each with a match.");
    type(KeyCode.ESCAPE);
    harness.awaitRest();

    assertThat(asks()).isFalse();
    assertThat(harness.explore().map().name()).isEqualTo("town");
    assertThat(harness.notifications()).isEmpty();
    assertThat(map.resolve("map.json")).doesNotExist();
  }

  @Test
  void aFolderThatHoldsNoPicturesIsExplained() throws IOException {
    Path papers = Files.createDirectories(folder.resolve("papers"));
    Files.writeString(papers.resolve("vlad.pdf"), "x");

    drop(papers);
    harness.await("it is said", () -> !harness.notifications().isEmpty());

    assertThat(asks()).isFalse();
    assertThat(harness.notifications().toString())
        .contains("There are no images in " + papers + "; Vladoscope reads JPEG");
  }

  // --- hands and eyes ---

  private void drop(Path dropped) {
    harness.fx(() -> harness.window.drop(List.of(dropped.toFile())));
  }

  private boolean asks() {
    return harness.model().askedProperty().get() != null;
  }

  private String outcome() {
    return asks() && harness.model().openingProperty().get() == null
        ? harness.find("#folder-outcome", Label.class).getText()
        : "";
  }

  private void awaitPage(String outcome) {
    harness.await(
        outcome, () -> outcome().equals(outcome) && harness.model().tasks().running().isEmpty());
    Snapshots.settle();
    assertThat(outcome()).isEqualTo(outcome);
  }

  private void awaitOpen() {
    harness.await(
        "the map is open",
        () ->
            harness.model().exploreProperty().get() != null
                && harness.model().openingProperty().get() == null
                && !asks());
    harness.awaitRest();
  }

  private String queries() {
    return FxThread.call(() -> harness.find("#folder-queries", ComboBox.class).getItems() + "");
  }

  @SuppressWarnings("unchecked")
  private void choose(String box, String value) {
    harness.fx(() -> ((ComboBox<String>) harness.find(box, ComboBox.class)).setValue(value));
  }

  private void click(String selector) {
    Node node = harness.find(selector, Node.class);
    harness.await("it can be clicked", () -> !node.isDisabled());
    harness.fx(
        () -> {
          Bounds at = node.localToScreen(node.getBoundsInLocal());
          Robot robot = new Robot();
          robot.mouseMove(at.getMinX() + 10, at.getCenterY());
          robot.mouseClick(MouseButton.PRIMARY);
        });
  }

  private void type(KeyCode code) {
    harness.fx(() -> new Robot().keyType(code));
    Snapshots.settle();
  }

  private String focused() {
    return FxThread.call(
        () -> {
          Node node = harness.window.scene().getFocusOwner();
          while (node != null && node.getId() == null) {
            node = node.getParent();
          }
          return node == null ? "" : node.getId();
        });
  }

  private void tabTo(String id) {
    for (int i = 0; i < 30 && !focused().equals(id); i++) {
      type(KeyCode.TAB);
    }
    assertThat(focused()).isEqualTo(id);
  }

  /** An image of a place of its own under each name. */
  private void paint(Path root, List<String> names) throws IOException {
    Path places = FixtureMap.write(folder.resolve("fixture"), names.size(), 0);
    for (int i = 0; i < names.size(); i++) {
      Files.createDirectories(root.resolve(names.get(i)).getParent());
      Files.move(
          places.resolve("database").resolve(FixtureMap.databaseName(i)),
          root.resolve(names.get(i)));
    }
  }

  private Path drives() throws IOException {
    Path map = folder.resolve("gardens");
    for (String drive : List.of("day_left", "day_right", "night_right")) {
      Path places = FixtureMap.write(folder.resolve("fixture-" + drive), 5, 0);
      Files.createDirectories(map);
      Files.move(places.resolve("database"), map.resolve(drive));
    }
    return map;
  }

  /** A split with poses in names, 100 m apart. */
  private void split(Path split, int database, int queries) throws IOException {
    FixtureMap.write(split, database, queries);
    Files.delete(split.resolve("ground_truth.csv"));
    for (int i = 0; i < database; i++) {
      Path images = split.resolve("database");
      Files.move(
          images.resolve(FixtureMap.databaseName(i)), images.resolve("@" + 100 * i + "@0@.png"));
    }
    for (int i = 0; i < queries; i++) {
      Path images = split.resolve("queries");
      Files.move(
          images.resolve(FixtureMap.queryName(i)), images.resolve("@" + 100 * i + "@5@.png"));
    }
  }
}
