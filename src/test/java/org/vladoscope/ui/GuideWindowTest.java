package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.ui.theme.ThemeChoice;

/** The user guide in a window of its own. */
@Tag("window")
class GuideWindowTest {

  @TempDir private Path folder;
  private Harness harness;

  @BeforeEach
  void start() {
    harness =
        new Harness(
            (map, progress) -> {
              throw new InputException("not asked for");
            },
            folder,
            UserPreferences.DEFAULT);
    openGuide();
    harness.await("the guide is read", () -> scene().lookup("#guide-contents") != null);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private void openGuide() {
    harness.fx(() -> harness.window.commands().find("help.guide").orElseThrow().run());
  }

  private static long guides() {
    return Window.getWindows().stream().filter(GuideWindowTest::isGuide).count();
  }

  private static boolean isGuide(Window window) {
    return window instanceof Stage stage && stage.getTitle().startsWith("User guide");
  }

  private static Scene scene() {
    return Window.getWindows().stream()
        .filter(GuideWindowTest::isGuide)
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no guide"))
        .getScene();
  }

  private static String title() {
    // What was shown a moment ago has its contents only once it is laid out.
    scene().getRoot().applyCss();
    scene().getRoot().layout();
    return ((Label) scene().getRoot().lookup(".guide-title")).getText();
  }

  private static ListView<?> contents() {
    return (ListView<?>) Objects.requireNonNull(scene().lookup("#guide-contents"));
  }

  private void type(KeyCode code) {
    harness.fx(
        () ->
            Objects.requireNonNull(scene().getFocusOwner())
                .fireEvent(
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }

  @Test
  void aSearchShowsWhatIsSaidOfItAndEscapeLeadsBack() throws IOException {
    assertThat(FxThread.call(GuideWindowTest::title)).isEqualTo("User guide");
    int all = FxThread.call(() -> contents().getItems().size());
    harness.fx(() -> ((TextField) scene().lookup("#guide-search")).setText("several cameras"));
    assertThat(FxThread.call(() -> contents().getItems().size())).isBetween(1, all / 2);
    assertThat(FxThread.call(GuideWindowTest::title)).isNotEqualTo("User guide");
    type(KeyCode.ESCAPE);
    assertThat(FxThread.call(() -> contents().getItems().size()))
        .as("the first Esc empties the search")
        .isEqualTo(all);
    type(KeyCode.ESCAPE);
    assertThat(FxThread.call(GuideWindowTest::guides)).as("the next one closes").isZero();
  }

  @Test
  void theGuideIsOneWindowInTheLookOfTheProgram() throws IOException {
    openGuide();
    assertThat(FxThread.call(GuideWindowTest::guides)).isEqualTo(1);
    for (ThemeChoice look : new ThemeChoice[] {ThemeChoice.LIGHT, ThemeChoice.DARK}) {
      harness.fx(() -> harness.window.themes().choiceProperty().set(look));
      for (int section : new int[] {3, 6, 14}) {
        harness.fx(() -> contents().getSelectionModel().select(section));
        Snapshots.settle();
        Snapshots.write(
            scene(),
            Path.of(
                "target",
                "screenshots",
                "guide-"
                    + section
                    + "-"
                    + look.name().toLowerCase(java.util.Locale.ROOT)
                    + ".png"));
      }
    }
  }
}
