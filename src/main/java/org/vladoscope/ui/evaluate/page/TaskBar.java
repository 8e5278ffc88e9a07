package org.vladoscope.ui.evaluate.page;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.ui.task.RunningTask;
import org.vladoscope.ui.view.Words;

/** How far a task is, and a button that stops it; only there while it runs. */
public final class TaskBar extends HBox {

  private final ProgressBar bar = new ProgressBar();
  private final Label message = new Label();

  public TaskBar(
      ObservableValue<@Nullable RunningTask> task,
      ObservableBooleanValue busy,
      Runnable stop,
      String id) {
    super(8);
    setAlignment(Pos.CENTER_LEFT);
    bar.setPrefWidth(160);
    bar.setMaxHeight(8);
    bar.getStyleClass().add("small");
    message.getStyleClass().addAll("muted", "tabular");
    message.setMinWidth(0);
    Button cancel = new Button("Stop", new FontIcon(Feather.SQUARE));
    cancel.setId(id);
    cancel.getStyleClass().add("small");
    cancel.setMinWidth(USE_PREF_SIZE);
    cancel.setOnAction(event -> stop.run());
    getChildren().addAll(bar, message, cancel);
    visibleProperty().bind(busy);
    managedProperty().bind(busy);
    task.addListener((o, before, now) -> follow(now));
    follow(task.getValue());
  }

  private void follow(@Nullable RunningTask task) {
    bar.progressProperty().unbind();
    message.textProperty().unbind();
    if (task != null) {
      bar.progressProperty().bind(task.fractionProperty());
      bar.setAccessibleText(task.title());
      message
          .textProperty()
          .bind(
              Bindings.createStringBinding(
                  () -> words(task), task.messageProperty(), task.secondsLeftProperty()));
    }
  }

  private static String words(RunningTask task) {
    String left = Words.left(task.secondsLeftProperty().get());
    return task.messageProperty().get() + (left.isEmpty() ? "" : ", " + left);
  }
}
