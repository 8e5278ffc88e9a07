package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.alias.Alias;
import org.vladoscope.alias.Band;
import org.vladoscope.alias.BandMarks;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.evaluate.EvaluatePage;
import org.vladoscope.ui.evaluate.atlas.AtlasModel;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.matrix.MatrixPane;
import org.vladoscope.ui.matrix.TileCache;

/** The atlas of a small painted map on which four places are passed twice, far apart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class AtlasWindowTest {

  private static final int PLACES = 12;
  private static final int QUERIES = 4;
  private static final int TWIN = 8;

  private EngineWindow engine;
  private Harness harness;

  @BeforeAll
  void openAMap(@TempDir Path folder) throws IOException {
    Path map = FixtureMap.write(folder.resolve("painted places"), PLACES, QUERIES);
    repeat(map);
    StringBuilder poses = new StringBuilder("image,x,y\n");
    for (int i = 0; i < PLACES; i++) {
      poses.append(pose("database/" + FixtureMap.databaseName(i), i));
    }
    for (int i = 0; i < QUERIES; i++) {
      poses.append(pose("queries/" + FixtureMap.queryName(i), i));
    }
    Files.writeString(map.resolve("poses.csv"), poses);
    engine = new EngineWindow(folder, EngineWindow.fewWords(3));
    harness = engine.harness;
    harness.open(map);
  }

  private static void repeat(Path map) throws IOException {
    for (int i = 0; i < 4; i++) {
      Path database = map.resolve("database");
      Files.copy(
          database.resolve(FixtureMap.databaseName(i)),
          database.resolve(FixtureMap.databaseName(TWIN + i)),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String pose(String image, int place) {
    double angle = 2 * Math.PI * place / PLACES;
    return "%s,%.1f,%.1f%n".formatted(image, 200 * Math.cos(angle), 120 * Math.sin(angle));
  }

  @BeforeEach
  void goToThePage() {
    harness.fx(
        () -> {
          harness.window.perspectiveProperty().set(Perspective.EVALUATE);
          harness.window.evaluateView().model().pageProperty().set(EvaluatePage.ATLAS);
        });
    harness.await("the atlas is known", () -> model().knownProperty().get() != null);
    harness.fx(
        () -> {
          model().chosenProperty().set(null);
          model().bandProperty().set(null);
          slider("#atlas-least").setValue(slider("#atlas-least").getMin());
        });
    harness.await("runs are known", () -> !model().bandsProperty().get().isEmpty());
    harness.awaitRest();
    Snapshots.settle();
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private AtlasModel model() {
    return harness.window.evaluateView().model().atlas();
  }

  private Slider slider(String selector) {
    return harness.find(selector, Slider.class);
  }

  private List<PlaceImage> database() {
    return harness.explore().map().database();
  }

  private int number(String name) {
    return database().stream().map(PlaceImage::name).toList().indexOf(name);
  }

  private List<Alias> listed() {
    return FxThread.call(() -> model().listedProperty().get());
  }

  private static void mouse(Region pane, EventType<MouseEvent> type, Point2D at, int clicks) {
    Point2D scene = pane.localToScene(at);
    Event.fireEvent(
        pane,
        new MouseEvent(
            type,
            scene.getX(),
            scene.getY(),
            scene.getX(),
            scene.getY(),
            MouseButton.PRIMARY,
            clicks,
            false,
            false,
            false,
            false,
            type != MouseEvent.MOUSE_MOVED,
            false,
            false,
            true,
            false,
            false,
            null));
  }

  /** Where a click on the map chooses a pair. */
  private Point2D clickOnAPair(Region map) {
    return FxThread.call(
        () -> {
          for (double y = 30; y < map.getHeight() - 30; y += 3) {
            for (double x = 30; x < map.getWidth() - 30; x += 3) {
              Point2D at = new Point2D(x, y);
              mouse(map, MouseEvent.MOUSE_PRESSED, at, 1);
              mouse(map, MouseEvent.MOUSE_RELEASED, at, 1);
              if (model().chosenProperty().get() != null) {
                return at;
              }
            }
          }
          throw new AssertionError("no pair was found");
        });
  }

  private void awaitPair() {
    harness.await("a pair is compared", () -> harness.explore().comparisonProperty().get() != null);
    harness.awaitRest();
    assertThat(FxThread.call(() -> harness.window.perspectiveProperty().get()))
        .isEqualTo(Perspective.EXPLORE);
  }

  @Test
  void theStrongestPairsAreTheImagesThatAreThereTwice() {
    assertThat(listed().subList(0, 4))
        .allSatisfy(
            alias -> {
              assertThat(alias.similarity()).isCloseTo(1, offset(1e-4));
              assertThat(alias.metres()).isGreaterThan(25);
            });
  }

  private MatrixPane matrixOfTheDatabase() {
    harness.fx(() -> harness.window.evaluateView().model().pageProperty().set(EvaluatePage.MATRIX));
    harness.fx(harness.find("#matrix-rows-database", ToggleButton.class)::fire);
    harness.await(
        "the matrix is there",
        () -> harness.window.scene().getRoot().lookup("#matrix") instanceof MatrixPane);
    harness.awaitRest();
    MatrixPane pane = harness.find("#matrix", MatrixPane.class);
    harness.await(
        "the matrix is drawn with a run's name",
        () -> {
          TileCache tiles = pane.tilesProperty().get();
          return tiles != null
              && tiles.overview() != null
              && tiles.tiles().queries() == database().size()
              && !pane.named().isEmpty();
        });
    Snapshots.settle();
    return pane;
  }

  @Test
  void theMatrixOfTheDatabaseNamesItsRunsAndTheirNamesLeadToTheirPairs(@TempDir Path folder)
      throws IOException {
    MatrixPane pane = matrixOfTheDatabase();
    List<BandMarks.Named> named = FxThread.call(pane::named);
    Band band = named.getFirst().band();
    assertThat(FxThread.call(() -> model().bandsProperty().get())).contains(band);
    assertThat(harness.texts()).anyMatch(text -> text.startsWith(band.shortName()));
    harness.picture("evaluate-matrix-runs");
    FolderTargets targets = new FolderTargets(folder);
    harness.fx(
        () -> {
          harness.window.evaluateView().setExportTargets(targets);
          harness.window.evaluateView().export(ExportKind.PDF);
        });
    harness.awaitRest();
    try (PDDocument pdf = Loader.loadPDF(targets.file.toFile())) {
      assertThat(new PDFTextStripper().getText(pdf)).contains(band.shortName());
    }
    harness.fx(() -> harness.window.evaluateView().export(ExportKind.SVG));
    harness.awaitRest();
    assertThat(Files.readString(targets.file)).contains(band.shortName(), "Database image");
    harness.fx(harness.find("#matrix-runs-csv", ButtonBase.class)::fire);
    harness.awaitRest();
    assertThat(Files.readAllLines(targets.file))
        .hasSize(1 + FxThread.call(() -> model().bandsProperty().get().size()));

    Point middle = named.getFirst().plate().middle();
    harness.fx(
        () -> {
          mouse(pane, MouseEvent.MOUSE_PRESSED, new Point2D(middle.x(), middle.y()), 1);
          mouse(pane, MouseEvent.MOUSE_RELEASED, new Point2D(middle.x(), middle.y()), 1);
        });
    Snapshots.settle();
    assertThat(FxThread.call(() -> harness.window.evaluateView().model().pageProperty().get()))
        .isEqualTo(EvaluatePage.ATLAS);
    assertThat(listed()).hasSameElementsAs(band.aliases());
    assertThat(harness.find("#atlas-runs", ListView.class).getSelectionModel().getSelectedItem())
        .isEqualTo(band);
  }

  @Test
  void aRunOfTheListIsShownLargerAndACellOfTheDatabaseLeadsToItsPair() {
    MatrixPane pane = matrixOfTheDatabase();
    double before = FxThread.call(() -> Objects.requireNonNull(pane.viewProperty().get()).scaleX());
    harness.fx(
        () -> harness.find("#matrix-runs", ListView.class).getSelectionModel().selectFirst());
    Snapshots.settle();
    assertThat(FxThread.call(() -> Objects.requireNonNull(pane.viewProperty().get()).scaleX()))
        .isGreaterThanOrEqualTo(before);
    Band band = FxThread.call(() -> Objects.requireNonNull(model().bandProperty().get()));
    MatrixPane.Cell cell = new MatrixPane.Cell(band.from(), band.aliases().getFirst().to());
    harness.fx(
        () -> {
          Point at = pane.positionOf(cell);
          mouse(pane, MouseEvent.MOUSE_PRESSED, new Point2D(at.x(), at.y()), 1);
          mouse(pane, MouseEvent.MOUSE_RELEASED, new Point2D(at.x(), at.y()), 1);
        });
    awaitPair();
    assertThat(harness.comparison().query().image()).isEqualTo(database().get(cell.row()));
    assertThat(harness.comparison().candidate().image()).isEqualTo(database().get(cell.column()));
  }

  @Test
  void theSliderLeavesWeakerPairsOut() {
    int all = listed().size();
    harness.fx(() -> slider("#atlas-least").setValue(.9999));
    assertThat(listed()).hasSizeLessThan(all).hasSizeGreaterThanOrEqualTo(4);
    assertThat(harness.find("#atlas-count", Labeled.class).getText())
        .startsWith(listed().size() + " of " + all + " pairs are at least 0.9999 similar");
    harness.fx(harness.find("#atlas-usual", ButtonBase.class)::fire);
    assertThat(harness.find("#atlas-count", Labeled.class).getText())
        .endsWith("as half of the queries are to a right image");
  }

  @Test
  void aClickOnTheMapChoosesAPairAndPointingThereShowsIt() {
    Region map = harness.find("#atlas-map", Region.class);
    harness.fx(
        () -> {
          slider("#atlas-arcs").setValue(6);
          model().chosenProperty().set(null);
        });
    harness.awaitRest();
    Snapshots.settle();
    Point2D at = clickOnAPair(map);
    Alias chosen = FxThread.call(() -> model().chosenProperty().get());
    assertThat(listed()).contains(chosen);
    ListView<?> twins = harness.find("#atlas-twins", ListView.class);
    assertThat((Object) FxThread.call(() -> twins.getSelectionModel().getSelectedItem()))
        .isEqualTo(chosen);

    harness.fx(() -> mouse(map, MouseEvent.MOUSE_MOVED, at, 0));
    Labeled card = (Labeled) map.getParent().lookup("#atlas-card");
    harness.await(
        "the card shows the pair",
        () -> card.getText().startsWith(String.format(Locale.ROOT, "%.4f ", chosen.similarity())));
  }

  @Test
  void theKeyboardWalksThroughTheGalleryAndOpensTwoDatabaseImages() {
    ListView<?> twins = harness.find("#atlas-twins", ListView.class);
    harness.fx(() -> twins.getSelectionModel().select(0));
    harness.pressOn(twins, KeyCode.RIGHT);
    Alias second = FxThread.call(() -> model().chosenProperty().get());
    assertThat(second).isEqualTo(listed().get(1));
    assertThat(second.ofQuery()).isFalse();
    harness.pressOn(twins, KeyCode.ENTER);
    awaitPair();
    assertThat(harness.comparison().query().image().file())
        .isEqualTo(database().get(second.from()).file());
    assertThat(harness.comparison().candidate().image()).isEqualTo(database().get(second.to()));
  }

  @Test
  void theMapCanBeUsedByKeyboard() {
    Region map = harness.find("#atlas-map", Region.class);
    for (KeyCode key : List.of(KeyCode.PLUS, KeyCode.LEFT, KeyCode.UP, KeyCode.HOME, KeyCode.N)) {
      harness.pressOn(map, key);
    }
    assertThat(FxThread.call(() -> model().chosenProperty().get())).isEqualTo(listed().get(0));
    harness.pressOn(map, KeyCode.N);
    harness.pressOn(map, KeyCode.P);
    assertThat(FxThread.call(() -> model().chosenProperty().get())).isEqualTo(listed().get(0));
    harness.pressOn(map, KeyCode.ESCAPE);
    assertThat(FxThread.call(() -> model().chosenProperty().get() == null)).isTrue();
  }

  @Test
  void placesAreSortedByDistinctivenessAndLeadToTheirTwins() {
    @SuppressWarnings("unchecked")
    TableView<Integer> places = harness.find("#atlas-places", TableView.class);
    int first = number(FixtureMap.databaseName(0));
    int twin = number(FixtureMap.databaseName(TWIN));
    assertThat(FxThread.call(() -> List.copyOf(places.getItems().subList(0, 8))))
        .contains(first, twin);
    harness.fx(
        () -> {
          places.getSelectionModel().clearSelection();
          places.getSelectionModel().select(places.getItems().indexOf(first));
        });
    Alias chosen = FxThread.call(() -> model().chosenProperty().get());
    assertThat(List.of(chosen.from(), chosen.to())).containsExactlyInAnyOrder(first, twin);
    harness.fx(
        () -> {
          places.getSortOrder().setAll(List.of(places.getColumns().get(0)));
          places.sort();
        });
    assertThat(FxThread.call(() -> places.getItems().getFirst())).isEqualTo(first);
  }

  @Test
  void aRunLeavesOnlyItsPairs() throws IOException {
    harness.fx(harness.find("#atlas-tab-runs", ButtonBase.class)::fire);
    ListView<?> runs = harness.find("#atlas-runs", ListView.class);
    Band band = model().bandsProperty().get().getFirst();
    harness.fx(() -> runs.getSelectionModel().select(0));
    assertThat(listed()).containsExactlyInAnyOrderElementsOf(band.aliases());
    assertThat(harness.find("#atlas-count", Labeled.class).getText()).startsWith(band.name());
    harness.picture("evaluate-atlas", 1280, 800);
    harness.picture("evaluate-atlas-large", 1600, 1000);
    harness.fx(harness.find("#atlas-all", ButtonBase.class)::fire);
    assertThat(listed().size()).isGreaterThan(band.aliases().size());
    harness.fx(harness.find("#atlas-tab-places", ButtonBase.class)::fire);
  }

  @Test
  void tablesAndFigureLeaveTheWindow(@TempDir Path out) throws IOException {
    FolderTargets targets = new FolderTargets(out);
    harness.fx(() -> harness.window.evaluateView().setExportTargets(targets));
    List<String> heads =
        List.of("kind,image,twin,similarity", "image,distinctiveness,twin", "first,last,other");
    List<Integer> lines =
        List.of(listed().size(), PLACES, FxThread.call(() -> model().bandsProperty().get().size()));
    for (int i = 0; i < heads.size(); i++) {
      int item = i;
      harness.fx(() -> harness.find("#atlas-export", MenuButton.class).getItems().get(item).fire());
      harness.awaitRest();
      List<String> written = Files.readAllLines(targets.file);
      assertThat(written).hasSize(1 + lines.get(i));
      assertThat(written.getFirst()).startsWith(heads.get(i));
    }
    for (ExportKind kind : List.of(ExportKind.PNG, ExportKind.PDF, ExportKind.SVG)) {
      harness.fx(() -> harness.window.evaluateView().export(kind));
      harness.awaitRest();
      assertThat(targets.file).isNotEmptyFile();
    }
    assertThat(Files.readString(targets.file))
        .contains("Places of painted places that look alike", "Distinctiveness", "farther than");
  }

  @Test
  void withoutPositionsThereAreOnlyPairsAndPlacesAndThePageSaysSo(@TempDir Path folder)
      throws IOException {
    Path map = FixtureMap.write(folder.resolve("nowhere"), 13, 1);
    try (EngineWindow other = new EngineWindow(folder, EngineWindow.fewWords(2))) {
      Harness window = other.harness;
      window.open(map);
      window.fx(
          () -> {
            window.window.perspectiveProperty().set(Perspective.EVALUATE);
            window.window.evaluateView().model().pageProperty().set(EvaluatePage.ATLAS);
          });
      AtlasModel model = window.window.evaluateView().model().atlas();
      window.await("the atlas is known", () -> model.knownProperty().get() != null);
      window.awaitRest();
      assertThat(window.find("#atlas-note", Labeled.class).getText())
          .startsWith("The map has no positions, so there is no map with arcs");
      assertThat(FxThread.call(() -> window.window.scene().lookup("#atlas-map"))).isNull();
      assertThat(window.find("#atlas-places", TableView.class).getItems()).hasSize(13);
      window.picture("evaluate-atlas-nowhere", 1280, 800);
    }
  }

  @Test
  void stoppingIsSaidAndCanBeTriedAgain() {
    harness.fx(() -> model().cancel());
    assertThat(FxThread.call(() -> model().problemProperty().get())).startsWith("Stopped before");
    harness.fx(model()::load);
    harness.await("the atlas is known again", () -> model().knownProperty().get() != null);
    assertThat(FxThread.call(() -> model().problemProperty().get())).isEmpty();
  }
}
