package org.vladoscope.ui.explore.pair;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.OverlayOption;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.explore.overlay.Probe;
import org.vladoscope.ui.map.ClusterView;

/** What can be done with the patch under the mouse. */
final class PatchMenu extends ContextMenu {

  PatchMenu(PairView view, PairModel pair, OverlayModel overlays) {
    // The mouse moves on while the menu is open.
    Probe probe = pair.probeProperty().get();
    if (probe == null) {
      return;
    }
    probe
        .patch()
        .ifPresent(
            patch -> {
              MenuItem zoom = new MenuItem("Zoom to This Patch");
              zoom.setOnAction(event -> view.zoomTo(probe));
              MenuItem both = new MenuItem("Zoom to This Patch and Its Nearest");
              both.setOnAction(
                  event -> {
                    overlays.linkedProperty().set(false);
                    view.zoomTo(probe);
                  });
              MenuItem compare = new MenuItem("Compare with All Candidate Patches");
              compare.setOnAction(
                  event -> {
                    overlays.queryPatchProperty().set(patch.queryPatch());
                    overlays.showFor(OverlayOption.QUERY_PATCH);
                  });
              getItems().addAll(zoom, both, compare);
            });
    probe
        .cell()
        .ifPresent(
            cell -> {
              ClusterView clusters = pair.clustersProperty().get();
              if (clusters != null) {
                int owner = clusters.anatomy(probe.ofQuery()).assignment().strongest(cell);
                MenuItem show = new MenuItem("Show Cluster " + owner);
                show.setOnAction(
                    event -> {
                      overlays.otherClusterProperty().set(OverlaySettings.ALL_CLUSTERS);
                      overlays.clusterProperty().set(owner);
                      overlays.showFor(OverlayOption.OTHER_CLUSTER);
                    });
                getItems().addAll(new SeparatorMenuItem(), show);
              }
            });
    probe
        .cell()
        .ifPresent(
            cell -> {
              MenuItem compare = new MenuItem("Compare This Cell with All Cells");
              compare.setOnAction(
                  event -> {
                    overlays.showFor(OverlayOption.CELL);
                    pair.free();
                    pair.hold(probe.ofQuery(), new Point(probe.x(), probe.y()));
                  });
              getItems().add(compare);
            });
    MenuItem fit = new MenuItem("Show Whole Images");
    fit.setOnAction(event -> overlays.fit());
    getItems().addAll(new SeparatorMenuItem(), fit);
  }
}
