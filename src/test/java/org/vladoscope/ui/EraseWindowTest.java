package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.ui.explore.ExploreView;
import org.vladoscope.ui.explore.erase.EraseView;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.view.ImagePane;

/** Parts of painted images are erased, and the ranks follow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class EraseWindowTest {

  private Path folder;
  private EngineWindow engine;
  private Harness harness;

  @BeforeAll
  void openTheMap(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path map = FixtureMap.write(folder.resolve("painted places"), 6, 2);
    engine = new EngineWindow(folder, EngineWindow.fewWords(3));
    harness = engine.harness;
    harness.open(map);
    // The second place is made a wrong answer that is hardly ahead of the right one.
    StringBuilder truth = new StringBuilder();
    for (int place = 0; place < 2; place++) {
      harness.chooseQuery(place);
      String third =
          harness.explore().ranking().stream()
              .filter(c -> c.rankBefore() == 3)
              .findFirst()
              .orElseThrow()
              .image()
              .name();
      truth.append(FixtureMap.queryName(place)).append(',').append(third).append('\n');
    }
    Files.writeString(map.resolve("ground_truth.csv"), truth);
    harness.fx(() -> harness.model().closeMap());
    harness.open(map);
    harness.chooseQuery(0);
  }

  @BeforeEach
  void takeTheEraser() {
    harness.press(KeyCode.E);
    harness.awaitRest();
    harness.await(
        "the eraser",
        () -> harness.texts().stream().anyMatch(t -> t.startsWith("Paint over what should")));
  }

  @AfterEach
  void putItBack() {
    harness.fx(() -> harness.window.looks().lookProperty().set(PairLook.SIDE_BY_SIDE));
    harness.awaitRest();
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private List<ImagePane> panes() {
    return FxThread.call(
        () ->
            harness.find(".erase-view", EraseView.class).lookupAll(".image-pane").stream()
                .map(ImagePane.class::cast)
                .toList());
  }

  /** Drags over a pane, by shares of its image's width and height. */
  private void drag(int pane, double... points) {
    ImagePane target = panes().get(pane);
    harness.fx(
        () -> {
          List<double[]> at = new ArrayList<>();
          for (int i = 0; i < points.length; i += 2) {
            var size = Objects.requireNonNull(target.picture()).size();
            var placed =
                target.toPane(
                    new org.vladoscope.figure.Point(
                        points[i] * size.width(), points[i + 1] * size.height()));
            Point2D scene = target.localToScene(placed.x(), placed.y());
            at.add(new double[] {scene.getX(), scene.getY()});
          }
          fire(target, MouseEvent.MOUSE_PRESSED, at.getFirst());
          at.forEach(p -> fire(target, MouseEvent.MOUSE_DRAGGED, p));
          fire(target, MouseEvent.MOUSE_RELEASED, at.getLast());
        });
    harness.awaitRest();
  }

  /** An event of the mouse at a point of the scene. */
  private static void fire(Node node, EventType<MouseEvent> type, double[] at) {
    Event.fireEvent(
        node,
        new MouseEvent(
            type,
            at[0],
            at[1],
            at[0],
            at[1],
            MouseButton.PRIMARY,
            1,
            false,
            false,
            false,
            false,
            true,
            false,
            false,
            false,
            false,
            true,
            null));
  }

  /** A key with Ctrl, while the query's image has the focus. */
  private void control(KeyCode code) {
    ImagePane pane = panes().getFirst();
    harness.fx(
        () ->
            Event.fireEvent(
                pane, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, true, false, false)));
  }

  private String told() {
    return harness.texts().stream()
        .filter(t -> t.contains(" erased in the query"))
        .findFirst()
        .orElse("");
  }

  @Test
  void aStrokeErasesCellsAndIsUndoneAndRedone() {
    drag(0, .2, .2, .6, .2);
    String erased = told();
    // Three rows of 16 cells, and one and a half at either end.
    assertThat(erased)
        .isEqualTo("57 cells of 1200 erased in the query. Matches that touch them are faint.");
    harness.picture("erase-stroke", 1280, 800);

    control(KeyCode.Z);
    harness.awaitRest();
    assertThat(told()).isEmpty();
    control(KeyCode.Y);
    harness.awaitRest();
    assertThat(told()).isEqualTo(erased);
    harness.press(KeyCode.DELETE);
    harness.awaitRest();
    assertThat(told()).isEmpty();
  }

  @Test
  void aRectangleInTheCandidateIsErasedThere() {
    harness.fx(() -> harness.window.commands().find("erase.RECTANGLE").orElseThrow().run());
    drag(1, .1, .1, .5, .9);
    assertThat(told()).contains("0 cells of ").contains(" in the candidate");
    harness.fx(() -> harness.window.commands().find("erase.BRUSH").orElseThrow().run());
  }

  @Test
  void aClickErasesAllOfACluster() {
    harness.fx(() -> harness.window.commands().find("erase.CLUSTER").orElseThrow().run());
    ImagePane pane = panes().getFirst();
    harness.fx(
        () -> {
          Point2D scene = pane.localToScene(pane.getWidth() / 2, pane.getHeight() / 2);
          double[] middle = {scene.getX(), scene.getY()};
          fire(pane, MouseEvent.MOUSE_MOVED, middle);
          fire(pane, MouseEvent.MOUSE_PRESSED, middle);
          fire(pane, MouseEvent.MOUSE_RELEASED, middle);
        });
    harness.awaitRest();
    assertThat(told()).isNotEmpty();
    harness.fx(() -> harness.window.commands().find("erase.BRUSH").orElseThrow().run());
  }

  @Test
  void bracketsResizeTheBrush() {
    double before =
        harness.find(".erase-view .slider", javafx.scene.control.Slider.class).getValue();
    harness.press(KeyCode.CLOSE_BRACKET);
    harness.press(KeyCode.CLOSE_BRACKET);
    harness.press(KeyCode.OPEN_BRACKET);
    assertThat(harness.find(".erase-view .slider", javafx.scene.control.Slider.class).getValue())
        .isEqualTo(before + .5);
    harness.press(KeyCode.OPEN_BRACKET);
  }

  @Test
  void whatMustGoIsFoundAndTheWrongWinnerLoses() {
    harness.fx(
        () ->
            harness
                .explore()
                .candidateProperty()
                .set(
                    harness.explore().ranking().stream()
                        .filter(c -> c.rankBefore() == 2)
                        .findFirst()
                        .orElseThrow()
                        .image()));
    harness.awaitRest();
    harness.fx(() -> harness.window.commands().find("erase.winner").orElseThrow().run());
    harness.awaitRest();
    assertThat(harness.texts())
        .anySatisfy(
            text ->
                assertThat(text)
                    .contains(" must go so that ")
                    .contains(" loses to ")
                    .endsWith("Found greedily; a smaller set may exist."));
    harness.picture("erase-winner", 1600, 1000);
  }

  @Test
  void maskRanksAndFigureAreExported() throws IOException {
    drag(0, .2, .2, .6, .6);
    Path exports = Files.createDirectories(folder.resolve("exports"));
    FolderTargets targets = new FolderTargets(exports);
    EraseView erase = harness.find(".erase-view", EraseView.class);
    harness.fx(() -> erase.exportMask(true, targets));
    harness.awaitRest();
    var mask = ImageIO.read(targets.file.toFile());
    var size = FxThread.call(() -> Objects.requireNonNull(panes().getFirst().picture()).size());
    assertThat(mask.getWidth()).isEqualTo(size.width());
    assertThat(mask.getRaster().getSample(size.width() * 2 / 5, size.height() * 2 / 5, 0))
        .isEqualTo(255);
    assertThat(mask.getRaster().getSample(size.width() - 4, size.height() - 4, 0)).isZero();
    harness.fx(() -> erase.exportRanks(targets));
    harness.awaitRest();
    assertThat(Files.readAllLines(targets.file))
        .hasSize(7)
        .first()
        .isEqualTo(
            "query,image,rank_before,rank_after,similarity_before,similarity_after,positive");
    ExploreView view = harness.find(".explore", ExploreView.class);
    harness.fx(
        () -> {
          view.setExportTargets(targets);
          view.export(ExportKind.SVG);
        });
    harness.awaitRest();
    assertThat(Files.readString(targets.file)).contains("erased-in-the-query", "cells erased");
  }

  @Test
  void escapeLeadsBackToThePair() {
    harness.press(KeyCode.ESCAPE);
    assertThat(harness.window.looks().lookProperty().get()).isEqualTo(PairLook.SIDE_BY_SIDE);
  }
}
