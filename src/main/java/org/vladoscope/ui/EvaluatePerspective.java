package org.vladoscope.ui;

import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vladoscope.ui.command.Commands;
import org.vladoscope.ui.evaluate.EvaluateCommands;
import org.vladoscope.ui.evaluate.EvaluateModel;
import org.vladoscope.ui.evaluate.EvaluateView;
import org.vladoscope.ui.export.ExportTargets;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.theme.Themes;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Thumbnails;

/** The third perspective: one for each map that is opened, and words while none is. */
final class EvaluatePerspective {

  private final WindowModel model;
  private final BackgroundTasks instant;
  private final ObjectProperty<Perspective> perspective;
  private final Supplier<ExportTargets> targets;
  private final FileChoosers choosers;
  private final Thumbnails thumbnails;
  private final Themes themes;
  private final Node noMap;
  private @Nullable EvaluateView view;

  /**
   * The perspective of a window.
   *
   * @param instant for work that is over before it could be listed
   */
  EvaluatePerspective(
      WindowModel model,
      BackgroundTasks instant,
      ObjectProperty<Perspective> perspective,
      Thumbnails thumbnails,
      Themes themes,
      Supplier<ExportTargets> targets,
      FileChoosers choosers,
      WindowActions actions) {
    this.model = model;
    this.instant = instant;
    this.perspective = perspective;
    this.thumbnails = thumbnails;
    this.themes = themes;
    this.targets = targets;
    this.choosers = choosers;
    this.noMap = noMap(actions);
  }

  private static Node noMap(WindowActions actions) {
    Button open = new Button("Open map\u2026");
    open.getStyleClass().add("accent");
    open.setOnAction(event -> actions.chooseMap());
    return new EmptyState(
        Feather.BAR_CHART_2,
        "No map is open",
        "Open a map with queries to measure how well they are recognised.",
        open);
  }

  void register(Commands commands) {
    EvaluateCommands.register(
        commands,
        model.exploreProperty().isNotNull(),
        () -> perspective.set(Perspective.EVALUATE),
        this::view);
  }

  /** Forgets what was shown of a map that was closed. */
  void onMap() {
    if (view != null) {
      view.model().close();
    }
    view = null;
  }

  /** What is shown in the window. */
  Node node() {
    return model.exploreProperty().get() == null ? noMap : view();
  }

  /** The view of the open map, made when it is first asked for. */
  EvaluateView view() {
    EvaluateView known = view;
    if (known == null) {
      OpenMap explore = model.exploreProperty().get();
      if (explore == null) {
        throw new IllegalStateException("no map is open");
      }
      known =
          new EvaluateView(
              new EvaluateModel(explore, instant, () -> perspective.set(Perspective.EXPLORE)),
              thumbnails,
              themes.darkProperty(),
              targets.get(),
              choosers::chooseGroundTruth);
      view = known;
    }
    return known;
  }
}
