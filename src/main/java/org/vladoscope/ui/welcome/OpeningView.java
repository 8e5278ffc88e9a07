package org.vladoscope.ui.welcome;

import java.nio.file.Path;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vladoscope.ui.task.RunningTask;
import org.vladoscope.ui.view.Words;

/** What is seen while a map is being opened: what is done, how far it is, and a way out. */
public final class OpeningView extends StackPane {

  /**
   * The screen.
   *
   * @param cancel called when the user changes their mind
   */
  public OpeningView(Path folder, RunningTask task, Runnable cancel) {
    getStyleClass().add("opening");
    Label title = new Label("Opening " + folder.getFileName());
    title.getStyleClass().add("section-title");
    Label path = new Label(folder.toString());
    path.getStyleClass().add("muted");
    path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    path.setTooltip(new Tooltip(folder.toString()));
    ProgressBar bar = new ProgressBar();
    bar.progressProperty().bind(task.fractionProperty());
    bar.setMaxWidth(Double.MAX_VALUE);
    Label message = new Label();
    message.textProperty().bind(task.messageProperty());
    message.getStyleClass().addAll("muted", "tabular");
    Label left = new Label();
    left.setId("opening-left");
    left.textProperty()
        .bind(task.secondsLeftProperty().map(seconds -> Words.left(seconds.doubleValue())));
    left.getStyleClass().addAll("muted", "tabular");
    Button stop = new Button("Cancel");
    stop.setCancelButton(true);
    stop.setOnAction(
        event -> {
          stop.setDisable(true);
          cancel.run();
        });
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label note = new Label("The first time takes longest; results are cached for the next.");
    note.getStyleClass().add("form-note");
    HBox bottom = new HBox(8, new VBox(2, message, left), gap, stop);
    bottom.setAlignment(Pos.CENTER_LEFT);
    VBox card = new VBox(new VBox(4, title, path), bar, bottom, note);
    card.getStyleClass().add("opening-card");
    card.setMaxHeight(USE_PREF_SIZE);
    getChildren().add(card);
  }
}
