package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.controlsfx.control.GridView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.explore.ExploreView;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.explore.window.WindowView;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.window.WindowHit;

/** A box is drawn on a painted image, and the other images are searched for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class WindowSearchWindowTest {

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
    harness.chooseQuery(0);
  }

  @BeforeEach
  void lookForWindows() {
    harness.press(KeyCode.Y);
    harness.awaitRest();
    run("windows.clear");
    harness.await("a place to draw", () -> sentence().startsWith("Draw a box on either image"));
  }

  @AfterEach
  void leave() {
    harness.fx(() -> harness.window.looks().lookProperty().set(PairLook.SIDE_BY_SIDE));
    harness.awaitRest();
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private void run(String command) {
    harness.fx(() -> harness.window.commands().find(command).orElseThrow().run());
    harness.awaitRest();
  }

  private boolean isEnabled(String command) {
    return FxThread.call(
        () -> harness.window.commands().find(command).orElseThrow().enabled().get());
  }

  private String sentence() {
    return FxThread.call(() -> harness.find("#window-sentence", Label.class).getText());
  }

  private Button button(String id) {
    return harness.find(id, Button.class);
  }

  @SuppressWarnings("unchecked")
  private List<WindowHit> hits() {
    WindowView view = harness.find(".window-view", WindowView.class);
    return FxThread.call(
        () -> List.copyOf(((GridView<WindowHit>) view.lookup("#window-hits")).getItems()));
  }

  private ImagePane pane(int number) {
    return FxThread.call(
        () ->
            harness.find(".window-view", WindowView.class).lookupAll(".image-pane").stream()
                .map(ImagePane.class::cast)
                .toList()
                .get(number));
  }

  /** Drags over an image, by shares of its width and height. */
  private void drag(int number, double fromX, double fromY, double toX, double toY) {
    ImagePane target = pane(number);
    harness.fx(
        () -> {
          fire(target, MouseEvent.MOUSE_PRESSED, fromX, fromY);
          fire(target, MouseEvent.MOUSE_DRAGGED, toX, toY);
          fire(target, MouseEvent.MOUSE_RELEASED, toX, toY);
        });
    harness.awaitRest();
  }

  private static void fire(ImagePane pane, EventType<MouseEvent> type, double x, double y) {
    var size = Objects.requireNonNull(pane.picture()).size();
    Point placed = pane.toPane(new Point(x * size.width(), y * size.height()));
    Point2D at = pane.localToScene(placed.x(), placed.y());
    Event.fireEvent(
        pane,
        new MouseEvent(
            type,
            at.getX(),
            at.getY(),
            at.getX(),
            at.getY(),
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

  private void key(Node on, KeyCode code, boolean shift, boolean control) {
    harness.fx(
        () ->
            Event.fireEvent(
                on,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false)));
    harness.awaitRest();
  }

  @Test
  void aBoxIsSearchedInAllImagesAfterItsCostIsSaid() {
    drag(0, .2, .2, .5, .6);
    assertThat(sentence())
        .matches(
            "Window of \\d+×\\d+ cells in .*: .* windows of 6 images, .* MB, .*; they stay for"
                + " windows of this size until the map is closed\\.");
    assertThat(hits()).isEmpty();
    harness.picture("window-plan", 1280, 800);

    harness.click(button("#window-search"));
    harness.awaitRest();
    harness.await("hits", () -> hits().size() == 6);
    assertThat(sentence()).contains(": 6 hits among ").contains("chosen at 8 bits");
    assertThat(hits())
        .isSortedAccordingTo((a, b) -> Double.compare(b.similarity(), a.similarity()));
    harness.picture("window-hits", 1280, 800);

    // The windows are kept: another place of the same size is searched at once.
    WindowHit first = hits().getFirst();
    key(pane(0), KeyCode.RIGHT, false, false);
    harness.await("hits of the window next to it", () -> !hits().getFirst().equals(first));
    assertThat(isEnabled("windows.search")).isFalse();

    run("windows.next");
    WindowHit chosen = hits().getFirst();
    assertThat(FxThread.call(() -> harness.explore().candidateProperty().get()))
        .isEqualTo(chosen.image());
    run("windows.PLACES");
    harness.picture("window-map", 1600, 1000);
    run("windows.SHEET");

    run("windows.exactly");
    harness.await("hits of every window", () -> sentence().contains("all compared as they are"));
    assertThat(hits()).hasSize(6);

    // Another look at the pair and back: what was found is still there.
    harness.press(KeyCode.Y);
    harness.awaitRest();
    harness.press(KeyCode.Y);
    harness.awaitRest();
    assertThat(hits()).hasSize(6);
    key(pane(0), KeyCode.DELETE, false, false);
    assertThat(sentence()).startsWith("Draw a box on either image");
    key(pane(0), KeyCode.Z, false, true);
    harness.await("the window is back", () -> sentence().startsWith("Window of "));
  }

  @Test
  void arrowsMoveTheWindowAndWithShiftItsSizeAndBothAreUndone() {
    key(pane(0), KeyCode.UP, false, false);
    String first = sentence();
    assertThat(first).startsWith("Window of 8×6 cells in ");
    key(pane(0), KeyCode.RIGHT, true, false);
    assertThat(sentence()).startsWith("Window of 9×6 cells in ");
    key(pane(0), KeyCode.UP, true, false);
    assertThat(sentence()).startsWith("Window of 9×5 cells in ");
    key(pane(0), KeyCode.Z, false, true);
    key(pane(0), KeyCode.Z, false, true);
    assertThat(sentence()).startsWith("Window of 8×6 cells in ");
    key(pane(0), KeyCode.Y, false, true);
    assertThat(sentence()).startsWith("Window of 9×6 cells in ");
    // The candidate stays while arrows move the window.
    assertThat(isEnabled("windows.undo")).isTrue();
  }

  @Test
  void arrowsOfTheKeyboardReachTheWindowBeforeTheCandidates() {
    var before = FxThread.call(() -> harness.explore().candidateProperty().get());
    harness.fx(() -> pane(0).requestFocus());
    harness.pressOn(pane(0), KeyCode.RIGHT);
    harness.awaitRest();
    assertThat(sentence()).startsWith("Window of ");
    assertThat(FxThread.call(() -> harness.explore().candidateProperty().get())).isEqualTo(before);
  }

  @Test
  void aWindowInTheCandidateLeavesThatImageOutAndStaysWhenAHitIsOpened() {
    drag(1, .3, .3, .6, .6);
    var candidate = FxThread.call(() -> harness.explore().candidateProperty().get());
    run("windows.exactly");
    harness.await("hits", () -> hits().size() == 5);
    assertThat(hits()).noneMatch(hit -> hit.image().equals(candidate));
    assertThat(sentence()).endsWith("The image itself is left out.");
    run("windows.next");
    assertThat(harness.texts()).contains("Window in");
    assertThat(hits()).hasSize(5);
  }

  @Test
  void hitsAndSheetAreExported() throws IOException {
    drag(0, .2, .2, .5, .6);
    run("windows.exactly");
    harness.await("hits", () -> hits().size() == 6);
    Path exports = Files.createDirectories(folder.resolve("exports"));
    FolderTargets targets = new FolderTargets(exports);
    WindowView view = harness.find(".window-view", WindowView.class);
    harness.fx(() -> view.exportHits(targets));
    harness.awaitRest();
    assertThat(Files.readAllLines(targets.file))
        .hasSize(7)
        .first()
        .asString()
        .startsWith("rank,image,similarity,x,y,width,height,");
    ExploreView explore = harness.find(".explore", ExploreView.class);
    harness.fx(
        () -> {
          explore.setExportTargets(targets);
          explore.export(ExportKind.SVG);
        });
    harness.awaitRest();
    assertThat(Files.readString(targets.file)).contains("The first 6 places of a window of");
    run("windows.PLACES");
    harness.fx(() -> explore.export(ExportKind.SVG));
    harness.awaitRest();
    assertThat(Files.readString(targets.file)).contains("places-and-hits");
    run("windows.SHEET");
  }

  @Test
  void escapeLeadsBackToThePair() {
    harness.press(KeyCode.ESCAPE);
    assertThat(harness.window.looks().lookProperty().get()).isEqualTo(PairLook.SIDE_BY_SIDE);
  }
}
