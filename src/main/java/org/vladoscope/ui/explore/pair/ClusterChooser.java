package org.vladoscope.ui.explore.pair;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Rectangle;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.OverlayOption;
import org.vladoscope.ui.map.ClusterShares;
import org.vladoscope.ui.map.ClusterView;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.view.ClusterPalette;
import org.vladoscope.ui.view.Numbers;

/**
 * Chooses one cluster or all of them. The list is the legend: colour, number, and cells in query
 * and candidate, the largest cluster first.
 */
final class ClusterChooser extends HBox {

  private final OpenMap model;
  private final OverlayModel overlays;
  private final ComboBox<ClusterShares> box = new ComboBox<>();
  private ClusterPalette palette = new ClusterPalette(1);
  private boolean refreshing;

  ClusterChooser(OpenMap model, OverlayModel overlays) {
    super(8);
    this.model = model;
    this.overlays = overlays;
    setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("small");
    box.setPrefWidth(136);
    box.setVisibleRowCount(12);
    box.setCellFactory(list -> new SharesCell(true));
    box.setButtonCell(new SharesCell(false));
    box.setAccessibleText("Cluster shown");
    box.valueProperty()
        .addListener(
            (o, before, now) -> {
              if (now != null && !refreshing) {
                overlays.otherClusterProperty().set(OverlayModel.ALL_CLUSTERS);
                overlays.clusterProperty().set(now.cluster());
              }
            });
    getChildren().addAll(box, minus());
    model.comparisonProperty().addListener((o, before, now) -> refresh());
    overlays.clusterProperty().addListener((o, before, now) -> refresh());
    refresh();
  }

  /** Names the cluster that the chosen one is compared with. */
  private Label minus() {
    Label label = new Label();
    label.textProperty().bind(Bindings.format("minus cluster %d", overlays.otherClusterProperty()));
    label
        .visibleProperty()
        .bind(
            overlays
                .otherClusterProperty()
                .isNotEqualTo(OverlayModel.ALL_CLUSTERS)
                .and(overlays.offers(OverlayOption.OTHER_CLUSTER)));
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  private void refresh() {
    Comparison shown = model.comparisonProperty().get();
    if (shown == null) {
      return;
    }
    palette = new ClusterPalette(shown.clusters().map(ClusterView::clusters).orElse(1));
    List<ClusterShares> shares =
        shown
            .clusters()
            .map(v -> ClusterShares.of(v.query().assignment(), v.candidate().assignment()))
            .orElse(List.of());
    refreshing = true;
    int wanted = overlays.clusterProperty().get();
    ClusterShares all = new ClusterShares(OverlayModel.ALL_CLUSTERS, 0, 0);
    box.getItems().setAll(all);
    box.getItems().addAll(shares);
    box.setValue(
        shares.stream()
            .filter(s -> s.cluster() == wanted)
            .findFirst()
            .orElse(wanted < 0 ? all : new ClusterShares(wanted, 0, 0)));
    refreshing = false;
  }

  private final class SharesCell extends ListCell<ClusterShares> {

    private final Rectangle swatch = new Rectangle(16, 16);

    private final boolean withCells;

    SharesCell(boolean withCells) {
      this.withCells = withCells;
      swatch.setArcWidth(4);
      swatch.setArcHeight(4);
      swatch.getStyleClass().add("cluster-swatch");
    }

    @Override
    protected void updateItem(ClusterShares item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setText(null);
        setGraphic(null);
      } else if (item.cluster() == OverlayModel.ALL_CLUSTERS) {
        setText("All clusters");
        setGraphic(null);
      } else {
        swatch.setFill(palette.paint(item.cluster()));
        setGraphic(swatch);
        String cells =
            "  \u00b7  "
                + Numbers.count(item.queryCells())
                + " | "
                + Numbers.count(item.candidateCells())
                + " cells";
        setText("Cluster " + item.cluster() + (withCells ? cells : ""));
      }
    }
  }
}
