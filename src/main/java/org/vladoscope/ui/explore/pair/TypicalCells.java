package org.vladoscope.ui.explore.pair;

import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.step.ClusterExamples;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;

/**
 * The cells most typical of each cluster, looked for in the background once somebody wants to see
 * them, and again when the clusters change.
 */
public final class TypicalCells {

  private final OpenMap model;
  private final LatestOnly lane;
  private final ReadOnlyObjectWrapper<@Nullable ClusterExamples> examples =
      new ReadOnlyObjectWrapper<>();
  private boolean wanted;

  /** What clusters depend on. */
  private List<Object> key = List.of();

  public TypicalCells(OpenMap model) {
    this.model = model;
    this.lane = new LatestOnly(model.tasks());
    model.comparisonProperty().addListener((o, before, now) -> refresh());
  }

  /** What was found, or null while it is not known. */
  ReadOnlyObjectProperty<@Nullable ClusterExamples> examplesProperty() {
    return examples.getReadOnlyProperty();
  }

  /** True while cells are looked for. */
  ReadOnlyBooleanProperty busyProperty() {
    return lane.busyProperty();
  }

  /** Somebody looks: finds the cells if they are not known. */
  public void want() {
    wanted = true;
    if (!lane.busyProperty().get() && examples.get() == null) {
      key = List.of();
    }
    refresh();
  }

  private void refresh() {
    Comparison shown = model.comparisonProperty().get();
    if (shown == null || shown.clusters().isEmpty()) {
      // A closed map answers no more; with another pair the cells are still the same.
      return;
    }
    PipelineConfig config = shown.config();
    List<Object> needed =
        List.of(
            config.imageSize(),
            config.decoding(),
            config.backbone(),
            config.networkPrecision(),
            config.aggregator());
    if (!wanted || needed.equals(key)) {
      return;
    }
    key = needed;
    examples.set(null);
    Analysis analysis = model.analysis(config);
    lane.submit(
        "Looking for typical cells",
        analysis::clusterExamples,
        Outcome.of(
            examples::set,
            failure ->
                model.notifier().error("No typical cells were found", Words.of(failure), failure)));
  }
}
