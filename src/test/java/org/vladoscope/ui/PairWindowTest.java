package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.match.RapidScore;
import org.vladoscope.pipeline.ModelExport;
import org.vladoscope.ranking.ListScore;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.ui.explore.ExploreView;
import org.vladoscope.ui.explore.overlay.LineColours;
import org.vladoscope.ui.explore.overlay.Overlay;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.map.ClusterShares;
import org.vladoscope.ui.view.ColorBar;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Viewport;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pair of images in the window, driven as a person does: click, wheel, drag, keys. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class PairWindowTest {

  private Path folder;
  private EngineWindow engine;
  private Harness harness;

  @BeforeAll
  void openTheMap(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path map = FixtureMap.write(folder.resolve("painted places"), 5, 1);
    engine = new EngineWindow(folder, EngineWindow.fewWords(5));
    harness = engine.harness;
    harness.open(map);
    harness.chooseQuery(0);
  }

  @BeforeEach
  void startWithoutOverlays() {
    harness.dismissNotifications();
    harness.fx(
        () -> {
          OverlayModel overlays = overlays();
          overlays.shownProperty("matches").set(false);
          overlays.hideValues();
          overlays.clusterProperty().set(OverlaySettings.ALL_CLUSTERS);
          overlays.otherClusterProperty().set(OverlaySettings.ALL_CLUSTERS);
          overlays.sharpnessProperty().set(1);
          overlays.linkedProperty().set(true);
          overlays.shownProperty("grid").set(false);
          overlays.fit();
        });
    click(harness.find("#inspector-scores", Node.class), false);
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private OverlayModel overlays() {
    return harness.window.overlays();
  }

  @Test
  void theLegendShowsTypicalCellsAndAClickChoosesACluster() {
    click(harness.find("#inspector-clusters", Node.class), false);
    harness.await("typical cells are seen", () -> legendPictures() > 8);
    assertThat(harness.texts()).anySatisfy(t -> assertThat(t).startsWith("Global similarity "));
    harness.awaitRest();
    List<Integer> clusters = clusters();
    int first = clusters.get(0);
    int second = clusters.get(1);
    click(row(first), false);
    assertThat(overlays().clusterProperty().get()).isEqualTo(first);
    assertThat(overlays().valuesProperty().get()).isEqualTo(overlays().all().value("clusters"));
    click(row(second), true);
    assertThat(overlays().otherClusterProperty().get()).isEqualTo(second);
    harness.picture("legend-two-clusters");
    click(row(first), false);
    assertThat(overlays().otherClusterProperty().get()).isEqualTo(OverlaySettings.ALL_CLUSTERS);
  }

  @Test
  void theSharpnessSliderChangesTheClustersLiveAndSaysThatScoresStay() {
    click(harness.find("#inspector-clusters", Node.class), false);
    harness.press(KeyCode.DIGIT5);
    var before = shade();
    Slider slider = harness.find(".cluster-legend .slider", Slider.class);
    harness.fx(() -> slider.setValue(2));
    harness.awaitRest();
    assertThat(overlays().sharpnessProperty().get()).isEqualTo(4);
    assertThat(shade()).isNotSameAs(before);
    assertThat(harness.texts())
        .contains("\u03b1 \u00d74.0")
        .anySatisfy(t -> assertThat(t).endsWith("still those of the trained \u03b1."));
    harness.picture("legend-sharpened");
    harness.fx(() -> overlays().sharpnessProperty().set(1));
    harness.awaitRest();
    assertThat(slider.getValue()).isZero();
  }

  @Test
  void everyOverlayHasAKey() {
    press(KeyCode.DIGIT6, "residual");
    harness.picture("overlay-residual");
    press(KeyCode.DIGIT7, "contribution");
    harness.picture("overlay-contribution");
    press(KeyCode.DIGIT8, "query_patch");
    harness.awaitRest();
    harness.picture("overlay-query-patch");
    press(KeyCode.DIGIT9, "score_share");
    harness.picture("overlay-score-share");
    press(KeyCode.DIGIT9, null);
  }

  @Test
  void coloursTakeMatchesAwayThatNobodyAskedFor() {
    OverlayModel fresh = FxThread.call(() -> new OverlayModel(overlays().all().all()));
    harness.fx(
        () -> {
          fresh.show("clusters");
          assertThat(fresh.shownProperty("matches").get()).isFalse();
          fresh.hideValues();
          assertThat(fresh.shownProperty("matches").get()).isTrue();
          fresh.show("clusters");
          fresh.shownProperty("matches").set(true);
          fresh.show("entropy");
          fresh.hideValues();
          fresh.show("clusters");
          assertThat(fresh.shownProperty("matches").get()).isTrue();
        });
  }

  @Test
  void matchesAreColouredBySimilarityOrDisplacementWithALegend() {
    harness.press(KeyCode.DIGIT1);
    harness.fx(() -> overlays().outliersProperty().set(true));
    mouse(pane(0), MouseEvent.MOUSE_EXITED, 0, 0, false);
    harness.picture("matches-by-kind");
    assertThat(harness.window.scene().getRoot().lookup(".line-bar").isVisible()).isFalse();
    harness.fx(() -> harness.window.commands().find("lines.SIMILARITY").orElseThrow().run());
    assertThat(harness.find(".line-bar", ColorBar.class).getAccessibleText())
        .startsWith("Colours from 0.");
    harness.picture("matches-by-similarity");
    ComboBox<?> box = harness.find(".line-colours", ComboBox.class);
    harness.fx(() -> box.getSelectionModel().selectLast());
    assertThat(overlays().lineColoursProperty().get()).isEqualTo(LineColours.DISPLACEMENT);
    assertThat(harness.find(".line-bar", ColorBar.class).getAccessibleText())
        .startsWith("Colours from 0 to ");
    harness.picture("matches-by-displacement");
    harness.fx(() -> overlays().lineColoursProperty().set(LineColours.KIND));
  }

  private void press(KeyCode key, @Nullable String expected) {
    harness.press(key);
    assertThat(Optional.ofNullable(overlays().valuesProperty().get()).map(Overlay::id))
        .isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void aClickOnTheQueryChoosesThePatchThatIsCompared() {
    harness.press(KeyCode.DIGIT8);
    int first = overlays().queryPatchProperty().get();
    ImagePane pane = pane(0);
    mouse(pane, MouseEvent.MOUSE_MOVED, pane.getWidth() * 0.7, pane.getHeight() * 0.3, false);
    mouse(pane, MouseEvent.MOUSE_CLICKED, pane.getWidth() * 0.7, pane.getHeight() * 0.3, false);
    harness.awaitRest();
    assertThat(overlays().queryPatchProperty().get()).isNotEqualTo(first);
  }

  @Test
  void aClickPinsWhatIsReadUntilTheNextClickOrEscape() {
    ImagePane pane = pane(0);
    double x = pane.getWidth() * 0.4;
    double y = pane.getHeight() * 0.5;
    mouse(pane, MouseEvent.MOUSE_MOVED, x, y, false);
    List<String> read = readings();
    mouse(pane, MouseEvent.MOUSE_CLICKED, x, y, false);
    assertThat(harness.texts())
        .anySatisfy(text -> assertThat(text).endsWith("pinned, Esc frees it"));
    mouse(pane, MouseEvent.MOUSE_MOVED, x / 2, y, false);
    mouse(pane, MouseEvent.MOUSE_EXITED, 0, 0, false);
    assertThat(readings()).isEqualTo(read).isNotEmpty();
    harness.picture("pinned");
    harness.press(KeyCode.ESCAPE);
    assertThat(readings()).isEmpty();
    mouse(pane, MouseEvent.MOUSE_CLICKED, x, y, false);
    assertThat(readings()).isEqualTo(read);
    mouse(pane, MouseEvent.MOUSE_MOVED, x / 2, y, false);
    mouse(pane, MouseEvent.MOUSE_CLICKED, x / 2, y, false);
    assertThat(readings()).isNotEqualTo(read).isNotEmpty();
    assertThat(harness.texts()).noneMatch(text -> text.contains("pinned"));
  }

  private List<String> readings() {
    return harness.texts().stream().filter(text -> text.startsWith("x ")).toList();
  }

  @Test
  void thePaletteGoesToAnImageByAPartOfItsName() {
    harness.press(KeyCode.K, true);
    TextField field = harness.find(".palette .text-field", TextField.class);
    harness.fx(() -> field.setText("ace_3"));
    harness.picture("palette-images");
    assertThat(harness.texts()).isNotEmpty();
    harness.pressOn(field, KeyCode.ENTER);
    harness.awaitRest();
    assertThat(Objects.requireNonNull(harness.explore().candidateProperty().get()).name())
        .isEqualTo("place_3.png");
    harness.press(KeyCode.K, true);
    harness.fx(() -> field.setText("QUERY_0"));
    harness.pressOn(field, KeyCode.ENTER);
    harness.awaitRest();
    assertThat(Objects.requireNonNull(harness.explore().queryProperty().get()).name())
        .isEqualTo("query_0.png");
    harness.fx(
        () ->
            harness
                .explore()
                .candidateProperty()
                .set(harness.explore().ranking().getFirst().image()));
    harness.awaitRest();
  }

  @Test
  void gridAndReceptiveFieldAreDrawnAndTheBarsShowTheCell() {
    harness.press(KeyCode.DIGIT4);
    harness.press(KeyCode.R);
    harness.press(KeyCode.DIGIT1);
    harness.fx(() -> overlays().oneSidedProperty().set(true));
    ImagePane pane = pane(0);
    mouse(pane, MouseEvent.MOUSE_MOVED, pane.getWidth() * 0.4, pane.getHeight() * 0.5, false);
    assertThat(harness.texts())
        .anySatisfy(text -> assertThat(text).startsWith("x ").contains("cell row"))
        .anySatisfy(text -> assertThat(text).contains("cluster ", "share 0."));
    harness.picture("overlay-grid-pointer");
    harness.press(KeyCode.R);
    harness.fx(() -> overlays().oneSidedProperty().set(false));
  }

  @Test
  void wheelPinchAndDragMoveBothImagesUntilTheyAreUnlinked() {
    ImagePane query = pane(0);
    wheel(query, 0, 400, false);
    double zoom = overlays().viewportProperty().get().zoom();
    assertThat(zoom).isGreaterThan(1.5);
    wheel(query, -60, 0, false);
    assertThat(overlays().viewportProperty().get().zoom()).isEqualTo(zoom);
    pinch(query, 1.5);
    assertThat(overlays().viewportProperty().get().zoom()).isGreaterThan(zoom);
    assertThat(overlays().candidateViewportProperty().get())
        .isEqualTo(overlays().viewportProperty().get());
    harness.press(KeyCode.L);
    assertThat(harness.model().preferencesProperty().get().linked()).isFalse();
    wheel(pane(1), 0, -2000, false);
    assertThat(overlays().candidateViewportProperty().get()).isEqualTo(Viewport.FIT);
    assertThat(overlays().viewportProperty().get().zoom()).isGreaterThan(zoom);
    harness.picture("explore-unlinked");
  }

  @Test
  void keyZZoomsToThePatchUnderTheMouse() {
    ImagePane pane = pane(0);
    mouse(pane, MouseEvent.MOUSE_MOVED, pane.getWidth() * 0.4, pane.getHeight() * 0.5, false);
    harness.press(KeyCode.Z);
    assertThat(overlays().viewportProperty().get().zoom()).isGreaterThan(4);
    harness.press(KeyCode.DIGIT1);
    harness.picture("explore-zoomed-to-patch");
  }

  @Test
  void theMatchesTabShowsTheDisplacementsAndTheirMean() {
    click(harness.find("#inspector-matches", Node.class), false);
    var match = harness.comparison().match().scales().getFirst();
    String mean = String.format("%+.2f  (", match.displacements().meanX()).replace('-', '\u2212');
    harness.await(
        "the mean displacement is told",
        () -> harness.texts().stream().anyMatch(text -> text.startsWith(mean)));
    harness.picture("displacements");
    click(harness.find("#inspector-scores", Node.class), false);
    harness.fx(() -> overlays().scaleProperty().set(1));
    var other = harness.comparison().match().scales().get(1);
    String otherMean =
        String.format("%+.2f  (", other.displacements().meanX()).replace('-', '\u2212');
    click(harness.find("#inspector-matches", Node.class), false);
    harness.await(
        "what changed while the tab was hidden is told when it is looked at",
        () -> harness.texts().stream().anyMatch(text -> text.startsWith(otherMean)));
  }

  @Test
  void whatIsSeenIsExportedAsDrawingPictureAndTable() throws Exception {
    harness.press(KeyCode.DIGIT1);
    harness.press(KeyCode.DIGIT7);
    harness.fx(() -> overlays().outliersProperty().set(true));
    Path exports = Files.createDirectories(Path.of("target", "screenshots", "exports"));
    FolderTargets targets = new FolderTargets(exports);

    Document svg = parsed(export(ExportKind.SVG, targets));
    assertThat(svg.getElementsByTagName("image").getLength()).isEqualTo(2);
    long drawn = harness.comparison().match().scales().getFirst().matches().count();
    int max = overlays().maxMatchesProperty().get();
    // Each line has a halo; the legend shows one sample of each kind.
    assertThat(svg.getElementsByTagName("line").getLength())
        .isBetween(2, (int) (2 * Math.min(drawn, 2L * max) + 4));
    assertThat(svg.getElementsByTagName("rect").getLength()).isGreaterThan(2000);
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("Share of the global similarity, all clusters; 2", "Map painted places")
        .contains("rapid, higher is better");

    try (PDDocument pdf = Loader.loadPDF(export(ExportKind.PDF, targets).toFile())) {
      assertThat(new PDFTextStripper().getText(pdf))
          .contains("Query", "Candidate", harness.comparison().query().image().name());
    }
    BufferedImage once = ImageIO.read(export(ExportKind.PNG, targets).toFile());
    BufferedImage twice = ImageIO.read(export(ExportKind.PNG_DOUBLE, targets).toFile());
    assertThat(twice.getWidth()).isBetween(2 * once.getWidth() - 1, 2 * once.getWidth());

    List<String> csv = Files.readAllLines(export(ExportKind.CSV, targets));
    int matches =
        harness.comparison().match().scales().stream().mapToInt(s -> s.matches().count()).sum();
    assertThat(csv).hasSize(matches + 1);
    assertThat(csv.getFirst()).startsWith("patch_size,stride,query_patch,candidate_patch,query_x");
    var first = harness.comparison().match().scales().getFirst();
    var grid = harness.comparison().grid(harness.comparison().query(), 0);
    assertThat(csv.get(1))
        .startsWith(
            String.format(
                "2,2,%d,%d,%.2f,%.2f,",
                first.matches().query()[0],
                first.matches().candidate()[0],
                grid.center(first.matches().query()[0]).x(),
                grid.center(first.matches().query()[0]).y()));

    JsonNode json = JsonMapper.builder().build().readTree(export(ExportKind.JSON, targets));
    assertThat(json.path("pairScore").asDouble()).isEqualTo(harness.comparison().pairScore());
    double shares = 0;
    for (JsonNode scale : json.path("scales")) {
      for (JsonNode match : scale.path("matches")) {
        shares += match.path("pairScoreShare").asDouble();
      }
    }
    assertThat(shares).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9));

    export(ExportKind.COPY, targets);
    assertThat(Objects.requireNonNull(targets.copied).getWidth()).isEqualTo(twice.getWidth());
    assertThat(exports.toFile().list((f, name) -> name.endsWith(".part"))).isEmpty();
  }

  @Test
  void theQueryIsExportedBesideItsFirstCandidates() throws IOException {
    FolderTargets targets = new FolderTargets(folder);
    harness.fx(
        () -> {
          view().setExportTargets(targets);
          harness.window.commands().find("export.strip.svg").orElseThrow().run();
        });
    harness.awaitRest();

    assertThat(targets.file.getFileName().toString()).endsWith("-strip.svg");
    assertThat(Files.readString(targets.file)).contains("candidates of query_");
  }

  @Test
  void thePairOnTheScreenIsExportedAsAPaperSupplement() throws IOException {
    FolderTargets targets = new FolderTargets(folder);
    harness.fx(
        () -> {
          view().setExportTargets(targets);
          harness.window.commands().find("export.supplement.pair").orElseThrow().run();
        });
    harness.await("the page is written", () -> Files.exists(targets.file));

    assertThat(targets.file.getFileName().toString()).endsWith("-supplement.html");
    assertThat(Files.readString(targets.file))
        .contains("<section class='pair'", "The pair was chosen by whoever made this page.")
        .contains(harness.model().exploreProperty().get().queryProperty().get().name());
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedAndNothingIsLeftBehind() throws IOException {
    Path noFolder = Files.writeString(folder.resolve("no folder"), "but a file");
    FolderTargets targets = new FolderTargets(noFolder);
    export(ExportKind.PNG, targets);
    harness.await(
        "the error is shown",
        () -> harness.notifications().stream().anyMatch(t -> t.contains("cannot be written")));
    assertThat(noFolder).hasContent("but a file");
  }

  @Test
  void theTrainedModelIsExportedWithTheSettingsInUse() {
    FolderTargets targets = new FolderTargets(folder);
    harness.fx(
        () -> {
          view().setExportTargets(targets);
          view().exportModel();
        });
    harness.await(
        "the file is there",
        () ->
            harness.notifications().stream()
                .anyMatch(t -> t.contains("16 clusters and a projection")));
    harness.awaitRest();
    assertThat(ModelWeights.read(targets.file).report().clusters()).isEqualTo(16);
    assertThat(ModelExport.settingsOf(targets.file)).exists();
  }

  @Test
  void anExportWithoutAChosenFileWritesNothing() {
    harness.fx(
        () -> {
          view().setExportTargets(new FolderTargets(null));
          view().export(ExportKind.SVG);
        });
    assertThat(harness.model().tasks().running()).isEmpty();
  }

  @Test
  void theTableOfScoresShowsTheEnginesNumbersAndAddsUp() {
    var shown = harness.comparison();
    var result = Objects.requireNonNull(harness.explore().resultProperty().get());
    var candidate = harness.explore().chosenCandidate().orElseThrow();
    ListScore list = ListScore.of(result, candidate, shown.config().matching()).orElseThrow();
    List<String> texts = harness.texts();
    assertThat(texts).contains("Pair score", "List score", "higher is better");
    assertThat(texts)
        .contains(Numbers.score(shown.pairScore()), Numbers.signed(((Reranked) candidate).score()));
    double sum = 0;
    for (int s = 0; s < shown.scales().size(); s++) {
      var match = shown.match().scales().get(s);
      var part = list.parts().get(s);
      assertThat(texts)
          .contains(
              Numbers.count(match.matches().count()),
              Numbers.count(match.inliers().inlierCount()),
              Numbers.score(match.score(new RapidScore())),
              Numbers.signed(part.standardised()),
              Numbers.signed(part.contribution()));
      sum += part.contribution();
    }
    sum += list.global().map(ListScore.Part::contribution).orElse(0.0);
    assertThat(sum)
        .isCloseTo(((Reranked) candidate).score(), org.assertj.core.api.Assertions.within(1e-9));
  }

  private static Document parsed(Path svg) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
  }

  private Path export(ExportKind kind, FolderTargets targets) {
    harness.fx(
        () -> {
          view().setExportTargets(targets);
          view().export(kind);
        });
    harness.awaitRest();
    return targets.file;
  }

  private ExploreView view() {
    return (ExploreView) harness.window.scene().getRoot().lookup(".explore");
  }

  private ImagePane pane(int index) {
    return FxThread.call(
        () ->
            (ImagePane)
                harness.window.scene().getRoot().lookupAll(".image-pane").stream()
                    .sorted(java.util.Comparator.comparingDouble(n -> n.localToScene(0, 0).getX()))
                    .toList()
                    .get(index));
  }

  private Image shade() {
    return FxThread.call(() -> ((ImageView) pane(0).lookup(".shade")).getImage());
  }

  private List<ListCell<?>> rows() {
    return FxThread.<List<ListCell<?>>>call(
        () -> {
          harness.window.scene().getRoot().applyCss();
          harness.window.scene().getRoot().layout();
          List<ListCell<?>> rows = new java.util.ArrayList<>();
          for (Node node : harness.window.scene().getRoot().lookupAll(".cluster-row")) {
            // A list measures with a cell of its own, which nobody sees.
            if (node instanceof ListCell<?> cell && cell.getItem() != null && isShown(cell)) {
              rows.add(cell);
            }
          }
          rows.sort(java.util.Comparator.comparingDouble(Node::getLayoutY));
          return rows;
        });
  }

  private static boolean isShown(Node node) {
    for (@Nullable Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /** The clusters in the legend, from the top. */
  private List<Integer> clusters() {
    return FxThread.call(() -> rows().stream().map(PairWindowTest::cluster).toList());
  }

  /**
   * The row of a cluster; a list hands its cells on to other items, so it is found anew each time.
   */
  private ListCell<?> row(int cluster) {
    return FxThread.<ListCell<?>>call(
        () -> rows().stream().filter(r -> cluster(r) == cluster).findFirst().orElseThrow());
  }

  private static int cluster(ListCell<?> row) {
    return ((ClusterShares) row.getItem()).cluster();
  }

  private int legendPictures() {
    return (int)
        harness.window.scene().getRoot().lookupAll(".cluster-row .image-view").stream()
            .filter(node -> ((ImageView) node).getImage() != null)
            .count();
  }

  private void click(Node node, boolean shortcut) {
    if (node instanceof javafx.scene.control.ButtonBase button) {
      harness.fx(button::fire);
      return;
    }
    Region region = (Region) node;
    mouse(
        region, MouseEvent.MOUSE_CLICKED, region.getWidth() / 2, region.getHeight() / 2, shortcut);
  }

  private void mouse(
      Region target,
      javafx.event.EventType<MouseEvent> type,
      double x,
      double y,
      boolean shortcut) {
    harness.fx(
        () -> {
          Point2D at = target.localToScene(x, y);
          Event.fireEvent(
              target,
              new MouseEvent(
                  type,
                  at.getX(),
                  at.getY(),
                  0,
                  0,
                  type == MouseEvent.MOUSE_CLICKED ? MouseButton.PRIMARY : MouseButton.NONE,
                  1,
                  false,
                  shortcut,
                  false,
                  shortcut,
                  false,
                  false,
                  false,
                  false,
                  false,
                  true,
                  null));
        });
  }

  private void wheel(ImagePane pane, double x, double y, boolean shift) {
    harness.fx(
        () -> {
          Point2D at = pane.localToScene(pane.getWidth() / 2, pane.getHeight() / 2);
          Event.fireEvent(
              pane,
              new ScrollEvent(
                  ScrollEvent.SCROLL,
                  at.getX(),
                  at.getY(),
                  0,
                  0,
                  shift,
                  false,
                  false,
                  false,
                  false,
                  false,
                  x,
                  y,
                  x,
                  y,
                  ScrollEvent.HorizontalTextScrollUnits.NONE,
                  0,
                  ScrollEvent.VerticalTextScrollUnits.NONE,
                  0,
                  0,
                  null));
        });
  }

  private void pinch(ImagePane pane, double factor) {
    harness.fx(
        () -> {
          Point2D at = pane.localToScene(pane.getWidth() / 2, pane.getHeight() / 2);
          Event.fireEvent(
              pane,
              new ZoomEvent(
                  ZoomEvent.ZOOM,
                  at.getX(),
                  at.getY(),
                  0,
                  0,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  factor,
                  factor,
                  null));
        });
  }
}
