package org.vladoscope.ui.explore.warp;

import java.util.List;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.explore.look.PairLooks;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;

/** Lays the candidate on the query in the background, while somebody looks. */
final class WarpModel {

  private final OpenMap model;
  private final OverlayModel overlays;
  private final PairLooks looks;
  private final LatestOnly lane;
  private final ReadOnlyObjectWrapper<@Nullable Warp> warp = new ReadOnlyObjectWrapper<>();

  /** The pair and the patch size that were asked for last. */
  private List<Object> asked = List.of();

  WarpModel(OpenMap model, OverlayModel overlays, PairLooks looks) {
    this.model = model;
    this.overlays = overlays;
    this.looks = looks;
    this.lane = new LatestOnly(model.tasks());
    for (Observable input :
        List.of(looks.lookProperty(), overlays.scaleProperty(), model.comparisonProperty())) {
      input.addListener(o -> refresh());
    }
    refresh();
  }

  /** What is seen, or null while it is computed, there is no pair, or nobody looks. */
  ReadOnlyObjectProperty<@Nullable Warp> warpProperty() {
    return warp.getReadOnlyProperty();
  }

  /** True while it is computed. */
  ReadOnlyBooleanProperty busyProperty() {
    return lane.busyProperty();
  }

  private void refresh() {
    Comparison pair = model.comparisonProperty().get();
    int scale = overlays.scaleProperty().get();
    if (pair == null
        || looks.lookProperty().get() != PairLook.WARPED
        || (pair.hasPatches() && scale >= pair.scales().size())) {
      asked = List.of();
      lane.cancel();
      warp.set(null);
      return;
    }
    List<Object> wanted = List.of(pair, scale);
    if (wanted.equals(asked)) {
      return;
    }
    asked = wanted;
    lane.submit(
        "Laying the candidate on the query",
        progress -> Warp.of(pair, scale, progress),
        Outcome.of(
            warp::set,
            failure ->
                model
                    .notifier()
                    .error("The candidate could not be laid", Words.of(failure), failure)));
  }
}
