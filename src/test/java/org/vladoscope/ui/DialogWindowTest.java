package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;

/** Dialogs have their size from the first time they are shown. */
@Tag("window")
class DialogWindowTest {

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
  }

  @AfterEach
  void close() {
    harness.takeFailures();
    harness.close();
  }

  private Window dialog() {
    return FxThread.call(
        () ->
            Window.getWindows().stream()
                .filter(w -> w.getScene() != null && w.getScene().getRoot() instanceof DialogPane)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no dialog")));
  }

  private double[] show(String command) {
    harness.fx(() -> harness.window.commands().find(command).orElseThrow().run());
    Snapshots.settle();
    Window shown = dialog();
    return FxThread.call(() -> new double[] {shown.getWidth(), shown.getHeight()});
  }

  @Test
  void theFirstListOfKeysIsAsLargeAsTheNext() throws IOException {
    double[] first = show("help.keys");
    ScrollPane list =
        FxThread.call(() -> (ScrollPane) dialog().getScene().getRoot().lookup(".scroll-pane"));
    assertThat(FxThread.call(() -> list.getViewportBounds().getHeight())).isGreaterThan(400);
    assertThat(FxThread.call(() -> list.getContent().prefWidth(-1)))
        .as("no key is cut")
        .isLessThanOrEqualTo(FxThread.call(() -> list.getViewportBounds().getWidth() + 1));
    harness.pictureWithPopups("dialog-keys-first");
    harness.closePopups();
    assertThat(show("help.keys")).containsExactly(first);
  }

  @Test
  void theFirstDetailsOfAFailureCanBeRead() {
    harness.fx(
        () ->
            harness
                .window
                .notifier()
                .error("It broke", "Somehow.", new IllegalStateException("a test")));
    assertThat(show("help.details")[1]).isGreaterThan(320);
  }

  @Test
  void theFirstAboutDialogShowsAllItsLines() {
    show("help.about");
    assertThat(
            FxThread.call(
                () ->
                    dialog().getScene().getRoot().lookupAll(".label").stream()
                        .filter(Node::isVisible)
                        .filter(l -> l instanceof Label label && !label.getText().isEmpty())
                        .filter(
                            l ->
                                l.getLayoutBounds().getHeight() + 1
                                    < l.prefHeight(l.getLayoutBounds().getWidth()))
                        .toList()))
        .isEmpty();
  }
}
