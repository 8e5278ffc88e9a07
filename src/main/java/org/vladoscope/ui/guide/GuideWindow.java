package org.vladoscope.ui.guide;

import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.theme.Themes;
import org.vladoscope.ui.view.Words;

/** The guide in a window of its own, so that it can lie beside what it speaks of. */
public final class GuideWindow {

  private static final double WIDTH = 1020;
  private static final double HEIGHT = 700;

  private final Window owner;
  private final Themes themes;
  private final BackgroundTasks tasks;
  private @Nullable Stage stage;

  /**
   * A guide that is read when it is shown first.
   *
   * @param owner the main window
   * @param tasks read the documents beside the JavaFX thread
   */
  public GuideWindow(Window owner, Themes themes, BackgroundTasks tasks) {
    this.owner = owner;
    this.themes = themes;
    this.tasks = tasks;
  }

  /** Shows the guide, in front if it is open already. */
  public void show() {
    if (stage != null) {
      stage.show();
      stage.toFront();
      return;
    }
    StackPane root = new StackPane(new ProgressIndicator());
    Scene scene = new Scene(root, WIDTH, HEIGHT);
    themes.style(scene);
    scene.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            scene.getWindow().hide();
          }
        });
    Stage made = new Stage();
    made.initOwner(owner);
    made.setTitle("User guide \u2013 Vladoscope");
    made.setScene(scene);
    made.show();
    stage = made;
    tasks.start(
        "Reading the guide",
        progress -> Guide.read(),
        Outcome.of(
            guide -> {
              GuideView content = new GuideView(guide);
              root.getChildren().setAll(content);
              content.focusSearch();
            },
            failure -> root.getChildren().setAll(new Label(Words.of(failure)))));
  }
}
