package org.vladoscope.ui;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.animation.PauseTransition;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.StatusBar;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.config.ConfigText;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.task.RunningTask;
import org.vladoscope.ui.view.Words;

/** What is going on, which map is open, and where the arithmetic runs. */
final class StatusLine extends StatusBar {

  private static final Duration MOMENT = Duration.millis(150);

  private final WindowModel model;
  private final ObservableBooleanValue opening;
  private final Button cancel = new Button("Cancel");
  private final Label map = new Label("", new FontIcon(Feather.MAP));
  private final Button warnings = new Button("", new FontIcon(Feather.ALERT_TRIANGLE));
  private final Label device = new Label("", new FontIcon(Feather.CPU));
  private final Set<RunningTask> slow = new HashSet<>();
  private final ChangeListener<PipelineConfig> onConfig = (o, before, now) -> refreshDevice();
  private String named = "";
  private @Nullable RunningTask shown;

  /**
   * The line of a window.
   *
   * @param opening whether a page tells how far opening a map is: one bar and one button are enough
   */
  StatusLine(WindowModel model, ObservableBooleanValue opening) {
    this.model = model;
    this.opening = opening;
    opening.addListener((o, before, now) -> refreshTask());
    setText("");
    setFocusTraversable(false);
    map.getStyleClass().add("status-item");
    device.getStyleClass().add("status-item");
    warnings.getStyleClass().addAll("flat", "small");
    warnings.setOnAction(event -> showWarnings());
    cancel.getStyleClass().add("small");
    cancel.setOnAction(event -> cancelShown());
    device.setVisible(false);
    getRightItems().addAll(cancel, warnings, map, device);
    model.tasks().running().addListener((ListChangeListener<RunningTask>) this::onTasks);
    model.exploreProperty().addListener((o, before, now) -> onMap(before, now));
    refreshTask();
    onMap(null, model.exploreProperty().get());
  }

  /** Names the device once it is known. */
  void setDevice(String description) {
    named = description;
    device.setTooltip(
        new Tooltip(
            "Where the network and the matrix products run, what searches descriptors, and what"
                + " computes in reduced precision"));
    device.setVisible(true);
    refreshDevice();
  }

  private void refreshDevice() {
    OpenMap explore = model.exploreProperty().get();
    String reduced = explore == null ? "" : ConfigText.reduced(explore.configProperty().get());
    device.setText(reduced.isEmpty() ? named : named + "  \u00b7  " + reduced);
  }

  /** A task is worth showing once it has taken a moment: quick ones would only flicker. */
  private void onTasks(ListChangeListener.Change<? extends RunningTask> change) {
    while (change.next()) {
      for (RunningTask task : change.getAddedSubList()) {
        PauseTransition moment = new PauseTransition(MOMENT);
        moment.setOnFinished(
            event -> {
              if (model.tasks().running().contains(task)) {
                slow.add(task);
                refreshTask();
              }
            });
        moment.play();
      }
    }
    slow.retainAll(model.tasks().running());
    refreshTask();
  }

  private void refreshTask() {
    List<RunningTask> running =
        model.tasks().running().stream()
            .filter(task -> slow.contains(task) && !task.isCancelled() && !isToldElsewhere(task))
            .toList();
    RunningTask newest = running.isEmpty() ? null : running.getLast();
    textProperty().unbind();
    progressProperty().unbind();
    shown = newest;
    boolean busy = newest != null;
    cancel.setVisible(busy);
    cancel.setManaged(busy);
    if (newest == null) {
      setText(opening.get() ? "Opening a map" : "Ready");
      setProgress(0);
    } else {
      textProperty().bind(newest.messageProperty());
      progressProperty().bind(newest.fractionProperty());
    }
  }

  private boolean isToldElsewhere(RunningTask task) {
    WindowModel.Opening opened = model.openingProperty().get();
    return opening.get() && opened != null && opened.task().equals(task);
  }

  private void cancelShown() {
    RunningTask task = shown;
    if (task != null) {
      task.cancel();
      if (model.openingProperty().get() != null) {
        model.cancelOpening();
      }
      refreshTask();
    }
  }

  private void onMap(@Nullable OpenMap before, @Nullable OpenMap now) {
    if (before != null) {
      before.configProperty().removeListener(onConfig);
    }
    if (now != null) {
      now.configProperty().addListener(onConfig);
    }
    refreshDevice();
    refreshMap(now);
  }

  private void refreshMap(@Nullable OpenMap explore) {
    map.setVisible(explore != null);
    map.setManaged(explore != null);
    boolean warn = explore != null && !explore.warnings().isEmpty();
    warnings.setVisible(warn);
    warnings.setManaged(warn);
    if (explore != null) {
      PlaceMap opened = explore.map();
      map.setText(
          opened.name()
              + "  \u00b7  "
              + Words.count(opened.database().size(), "database image", "database images")
              + ", "
              + Words.count(opened.queries().size(), "query", "queries"));
      map.setTooltip(new Tooltip(opened.root().toString()));
      warnings.setText(Words.count(explore.warnings().size(), "warning", "warnings"));
    }
  }

  private void showWarnings() {
    OpenMap explore = model.exploreProperty().get();
    if (explore == null) {
      return;
    }
    VBox list = new VBox();
    list.getStyleClass().add("warnings-list");
    Label title = new Label("What is not quite right with this map");
    title.getStyleClass().add("section-title");
    list.getChildren().add(title);
    for (String warning : explore.warnings().stream().limit(12).toList()) {
      Label line = new Label(warning);
      line.setWrapText(true);
      list.getChildren().add(line);
    }
    int more = explore.warnings().size() - 12;
    if (more > 0) {
      list.getChildren().add(new Label("and " + more + " more"));
    }
    PopOver popOver = new PopOver(list);
    popOver.setArrowLocation(PopOver.ArrowLocation.BOTTOM_CENTER);
    popOver.setAnimated(false);
    popOver.show(warnings);
  }
}
