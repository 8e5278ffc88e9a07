package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.embedding.EmbeddingMethod;
import org.vladoscope.ui.evaluate.EvaluatePage;
import org.vladoscope.ui.evaluate.embedding.Colouring;
import org.vladoscope.ui.evaluate.embedding.EmbeddingModel;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.matrix.MatrixOver;
import org.vladoscope.ui.matrix.MatrixPane;

/** The images of a small painted map in the plane. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class EmbeddingWindowTest {

  private EngineWindow engine;
  private Harness harness;

  @BeforeAll
  void openAMap(@TempDir Path folder) throws IOException {
    Path map = FixtureMap.write(folder.resolve("painted places"), 12, 6);
    engine = new EngineWindow(folder, EngineWindow.fewWords(3));
    harness = engine.harness;
    harness.open(map);
  }

  @BeforeEach
  void goToThePage() {
    harness.fx(
        () -> {
          harness.window.perspectiveProperty().set(Perspective.EVALUATE);
          harness.window.evaluateView().model().pageProperty().set(EvaluatePage.EMBEDDING);
          harness.explore().queryFilter().clear();
          model().chosenProperty().set(new java.util.BitSet());
        });
    harness.await(
        "both methods are known",
        () ->
            model().embedding(EmbeddingMethod.PCA) != null
                && model().embedding(EmbeddingMethod.TSNE) != null);
    harness.awaitRest();
    Snapshots.settle();
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private EmbeddingModel model() {
    return harness.window.evaluateView().model().embedding();
  }

  private static void mouse(
      Region pane, EventType<MouseEvent> type, double x, double y, boolean shift, int clicks) {
    Point2D at = pane.localToScene(x, y);
    Event.fireEvent(
        pane,
        new MouseEvent(
            type,
            at.getX(),
            at.getY(),
            at.getX(),
            at.getY(),
            MouseButton.PRIMARY,
            clicks,
            shift,
            false,
            false,
            false,
            true,
            false,
            false,
            true,
            false,
            false,
            null));
  }

  /** Draws a lasso along the edge of a part of a pane. */
  private void lasso(String pane, double from, double to, boolean shift) {
    Region region = harness.find(pane, Region.class);
    harness.fx(
        () -> {
          double w = region.getWidth();
          double h = region.getHeight();
          mouse(region, MouseEvent.MOUSE_PRESSED, from * w, 0, shift, 1);
          mouse(region, MouseEvent.MOUSE_DRAGGED, to * w, 0, shift, 1);
          mouse(region, MouseEvent.MOUSE_DRAGGED, to * w, h, shift, 1);
          mouse(region, MouseEvent.MOUSE_DRAGGED, from * w, h, shift, 1);
          mouse(region, MouseEvent.MOUSE_RELEASED, from * w, h, shift, 1);
        });
  }

  private void awaitPair() {
    harness.await("a pair is compared", () -> harness.explore().comparisonProperty().get() != null);
    harness.awaitRest();
  }

  private int chosen() {
    return FxThread.call(() -> model().chosenProperty().get().cardinality());
  }

  @Test
  void whatALassoChoseIsMarkedInTheMatrix() {
    lasso("#embedding-left", 0, .5, false);
    BitSet wanted = FxThread.call(() -> model().chosenProperty().get());
    int database = harness.explore().map().database().size();
    harness.fx(() -> harness.window.evaluateView().model().pageProperty().set(EvaluatePage.MATRIX));
    harness.await(
        "the matrix is there",
        () -> harness.window.scene().getRoot().lookup("#matrix") instanceof MatrixPane);
    harness.awaitRest();
    MatrixPane pane = harness.find("#matrix", MatrixPane.class);
    harness.await("the matrix is drawn", () -> pane.viewProperty().get() != null);
    harness.awaitRest();
    Snapshots.settle();
    MatrixOver over = FxThread.call(() -> pane.overProperty().get());
    assertThat(over.chosenColumns()).isEqualTo(wanted.get(0, database));
    assertThat(over.chosenRows()).isEqualTo(wanted.get(database, wanted.length()));
    assertThat(over.chosenRows().cardinality() + over.chosenColumns().cardinality())
        .isEqualTo(wanted.cardinality());
    assertThat(harness.find("#matrix-chosen", Labeled.class).getText())
        .isEqualTo(wanted.cardinality() + " chosen images are marked at the edge");
    harness.picture("evaluate-matrix-chosen");
    harness.fx(() -> model().chosenProperty().set(new BitSet()));
    assertThat(FxThread.call(() -> pane.overProperty().get().chosenRows().cardinality())).isZero();
    assertThat(harness.texts()).noneMatch(text -> text.endsWith("marked at the edge"));
  }

  @Test
  void aLassoChoosesInBothMethodsAndLeadsToTheQueries() {
    lasso("#embedding-left", 0, 1, false);
    assertThat(chosen()).isEqualTo(18);
    assertThat(harness.find("#embedding-show", Labeled.class).getText())
        .isEqualTo("Show 6 queries in Explore");
    @SuppressWarnings("unchecked")
    ListView<Object> behind = harness.find("#behind-list", ListView.class);
    assertThat(FxThread.call(() -> behind.getItems().size())).isEqualTo(6);

    lasso("#embedding-left", 0, .5, false);
    int half = chosen();
    assertThat(half).isBetween(1, 17);
    lasso("#embedding-left", .5, 1, true);
    assertThat(chosen()).isEqualTo(18);

    harness.fx(harness.find("#embedding-show", ButtonBase.class)::fire);
    assertThat(FxThread.call(() -> harness.window.perspectiveProperty().get()))
        .isEqualTo(Perspective.EXPLORE);
    Set<PlaceImage> area =
        FxThread.call(() -> harness.explore().queryFilter().areaProperty().get());
    assertThat(area).containsExactlyInAnyOrderElementsOf(harness.explore().map().queries());
  }

  @Test
  void theKeyboardMovesZoomsOpensAndChoosesNone() {
    Region pane = harness.find("#embedding-right", Region.class);
    harness.fx(
        () -> {
          java.util.BitSet one = new java.util.BitSet();
          one.set(12);
          model().chosenProperty().set(one);
        });
    for (KeyCode key : List.of(KeyCode.PLUS, KeyCode.LEFT, KeyCode.UP, KeyCode.HOME)) {
      harness.pressOn(pane, key);
    }
    harness.pressOn(pane, KeyCode.ESCAPE);
    assertThat(chosen()).isZero();
    harness.fx(
        () -> {
          java.util.BitSet one = new java.util.BitSet();
          one.set(13);
          model().chosenProperty().set(one);
        });
    harness.pressOn(pane, KeyCode.ENTER);
    awaitPair();
    assertThat(FxThread.call(() -> harness.window.perspectiveProperty().get()))
        .isEqualTo(Perspective.EXPLORE);
    assertThat(harness.comparison().query().image())
        .isEqualTo(harness.explore().map().queries().get(1));
  }

  @Test
  void aQueryAndADatabaseImageThatAreChosenOpenAsAPair() {
    Region pane = harness.find("#embedding-left", Region.class);
    harness.fx(
        () -> {
          java.util.BitSet two = new java.util.BitSet();
          two.set(4);
          two.set(14);
          model().chosenProperty().set(two);
        });
    harness.pressOn(pane, KeyCode.ENTER);
    awaitPair();
    assertThat(harness.comparison().query().image())
        .isEqualTo(harness.explore().map().queries().get(2));
    assertThat(harness.comparison().candidate().image())
        .isEqualTo(harness.explore().map().database().get(4));
  }

  @Test
  void coloursFollowTheAnswersOnceTheyAreKnown() throws IOException {
    harness.fx(() -> model().colouringProperty().set(Colouring.OUTCOME));
    harness.awaitRest();
    harness.fx(() -> harness.explore().triage().evaluate());
    harness.awaitRest();
    harness.await(
        "outcomes are known",
        () -> harness.texts().stream().noneMatch(text -> text.startsWith("How queries fared")));
    assertThat(harness.texts()).anyMatch(text -> text.startsWith("Right  "));
    lasso("#embedding-left", 0, .6, false);
    harness.picture("evaluate-embedding", 1280, 800);
    harness.picture("evaluate-embedding-large", 1600, 1000);
    for (Colouring one : Colouring.values()) {
      harness.fx(() -> model().colouringProperty().set(one));
      harness.awaitRest();
      assertThat(harness.texts()).anyMatch(text -> text.startsWith("Database"));
    }
    harness.fx(() -> model().colouringProperty().set(Colouring.CONDITION));
    harness.awaitRest();
  }

  @Test
  void thePlacesLeaveTheWindowAsTableAndFigure(@TempDir Path out) throws IOException {
    FolderTargets targets = new FolderTargets(out);
    harness.fx(() -> harness.window.evaluateView().setExportTargets(targets));
    harness.fx(harness.find("#embedding-export", ButtonBase.class)::fire);
    harness.awaitRest();
    assertThat(Files.readAllLines(targets.file))
        .hasSize(19)
        .first()
        .asString()
        .startsWith("role,image,east,north,conditions,pca_x,pca_y,pca_placed,tsne_x");
    for (ExportKind kind : List.of(ExportKind.SVG, ExportKind.PDF, ExportKind.PNG)) {
      harness.fx(() -> harness.window.evaluateView().export(kind));
      harness.awaitRest();
      assertThat(targets.file).isNotEmptyFile();
    }
    assertThat(
            Files.readString(
                out.resolve(targets.file.getFileName().toString().replace(".png", ".svg"))))
        .contains("t-SNE", "PCA: across", "Queries");
  }
}
