package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.ui.lab.CellsModel;
import org.vladoscope.ui.lab.LabPage;
import org.vladoscope.ui.theme.TextSize;

/** Larger text, and the mode for an audience. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class PresentationWindowTest {

  private EngineWindow engine;
  private Harness harness;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    engine = new EngineWindow(folder, EngineWindow.fewWords(4));
    harness = engine.harness;
    harness.open(FixtureMap.write(folder.resolve("painted places"), 6, 3));
    harness.chooseQuery(1);
  }

  @AfterEach
  void leave() {
    harness.closePopups();
    harness.fx(
        () -> {
          harness.window.themes().presentingProperty().set(false);
          harness.window.themes().sizeProperty().set(TextSize.NORMAL);
          harness.window.perspectiveProperty().set(Perspective.EXPLORE);
        });
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private double textSize() {
    return harness.find(".status-item", Label.class).getFont().getSize();
  }

  @Test
  void thePresentationModeMakesTextLargerUntilItIsLeft() throws IOException {
    double before = textSize();
    harness.press(KeyCode.F5);
    Snapshots.settle();
    assertThat(textSize()).isGreaterThan(1.3 * before);
    assertThat(harness.window.panels().inspectorProperty().get())
        .as("scores make way for the images where there is little room")
        .isFalse();
    harness.picture("presentation-explore");
    harness.press(KeyCode.F5);
    Snapshots.settle();
    assertThat(textSize()).isEqualTo(before);
  }

  @Test
  void nothingInTheSidebarIsCutAndLinesAreWiderForAnAudience() {
    harness.resize(1280, 800);
    double before = sidebarWidth();
    harness.press(KeyCode.F5);
    Snapshots.settle();
    for (Node tab :
        FxThread.call(
            () ->
                harness
                    .window
                    .scene()
                    .getRoot()
                    .lookupAll(".sidebar-images > .segments > .toggle-button"))) {
      Text shown = FxThread.call(() -> (Text) tab.lookup(".text"));
      assertThat(shown.getText()).isEqualTo(((ToggleButton) tab).getText());
    }
    assertThat(harness.window.overlays().lineWidthProperty().get()).isGreaterThan(1.3);
    harness.press(KeyCode.F5);
    Snapshots.settle();
    assertThat(harness.window.overlays().lineWidthProperty().get()).isEqualTo(1);
    harness.await("the sidebar is as wide as before", () -> Math.abs(sidebarWidth() - before) < 2);
  }

  @Test
  void whoChangesTheSizeAndBackBeforeAnythingWasDrawnFindsTheSidebarAsItWas() {
    harness.resize(1600, 1000);
    double before = sidebarWidth();

    harness.fx(
        () -> {
          harness.window.commands().find("size.LARGER").orElseThrow().run();
          harness.window.commands().find("size.NORMAL").orElseThrow().run();
        });
    Snapshots.settle();

    assertThat(sidebarWidth()).isCloseTo(before, within(.5));
  }

  private double sidebarWidth() {
    return FxThread.call(
        () ->
            ((Region) Objects.requireNonNull(harness.window.scene().lookup(".sidebar-images")))
                .getWidth());
  }

  @Test
  void theChosenSizeIsRememberedAndHoldsForDialogsToo() {
    harness.fx(() -> harness.window.commands().find("size.LARGER").orElseThrow().run());
    assertThat(harness.model().preferencesProperty().get().look().size())
        .isEqualTo(TextSize.LARGER);
    harness.fx(() -> harness.window.commands().find("help.keys").orElseThrow().run());
    double font =
        FxThread.call(
            () ->
                Window.getWindows().stream()
                    .map(window -> window.getScene().getRoot())
                    .filter(DialogPane.class::isInstance)
                    .map(root -> ((Label) root.lookup(".form-label")).getFont().getSize())
                    .findFirst()
                    .orElseThrow());
    assertThat(font).isGreaterThan(16);
    harness.closePopups();
  }

  @Test
  void theFollowedCellIsOutlinedInTheImageOfTheLab() throws IOException {
    harness.press(KeyCode.F5);
    harness.fx(
        () -> {
          harness.window.perspectiveProperty().set(Perspective.LAB);
          harness.window.labView().model().pageProperty().set(LabPage.IMAGE);
        });
    CellsModel cells = harness.window.labView().model().cells();
    harness.await("the image is taken apart", () -> cells.shownProperty().get() != null);
    harness.fx(() -> cells.follow(8 * 40 + 12));
    Snapshots.settle();
    Rectangle outline =
        FxThread.call(
            () ->
                (Rectangle)
                    Objects.requireNonNull(harness.window.scene().lookup(".followed-cell")));
    assertThat(outline.isVisible()).isTrue();
    assertThat(outline.getHeight()).isGreaterThan(5);
    double x = outline.getX();
    harness.fx(() -> cells.follow(8 * 40 + 13));
    assertThat(outline.getX()).isCloseTo(x + outline.getWidth(), within(0.01));
    harness.picture("presentation-lab-image");
    harness.fx(() -> harness.window.labView().model().pageProperty().set(LabPage.PLANE));
    Snapshots.settle();
    harness.picture("presentation-lab-plane");
    harness.fx(() -> harness.window.labView().model().pageProperty().set(LabPage.PATCHES));
    Snapshots.settle();
    harness.picture("presentation-lab-patches");
  }

  @Test
  void chartsAreLargerForAnAudience() throws IOException {
    harness.press(KeyCode.F5);
    harness.fx(() -> harness.window.perspectiveProperty().set(Perspective.EVALUATE));
    Snapshots.settle();
    harness.picture("presentation-evaluate");
  }
}
