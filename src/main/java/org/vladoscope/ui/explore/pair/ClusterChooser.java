package org.vladoscope.ui.explore.pair;

import java.util.ArrayList;
import java.util.Comparator;
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
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.explore.token.SinkhornStage;
import org.vladoscope.ui.explore.token.TokenView;
import org.vladoscope.ui.map.ClusterShares;
import org.vladoscope.ui.map.ClusterView;
import org.vladoscope.ui.view.ClusterPalette;
import org.vladoscope.ui.view.Numbers;

/**
 * Chooses one cluster or all of them. The list is the legend: colour, number, and cells in query
 * and candidate, the largest cluster first.
 */
final class ClusterChooser extends HBox {

  private final PairModel model;
  private final OverlayModel overlays;
  private final ComboBox<ClusterShares> box = new ComboBox<>();
  private ClusterPalette palette = new ClusterPalette(1);
  private boolean refreshing;

  ClusterChooser(PairModel model, OverlayModel overlays) {
    super(8);
    this.model = model;
    this.overlays = overlays;
    setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().addAll("small", "cluster-chooser");
    box.setPrefWidth(128);
    box.setVisibleRowCount(12);
    box.setCellFactory(list -> new SharesCell(true));
    box.setButtonCell(new SharesCell(false));
    box.setAccessibleText("Cluster shown");
    box.valueProperty()
        .addListener(
            (o, before, now) -> {
              if (now != null && !refreshing) {
                overlays.otherClusterProperty().set(OverlaySettings.ALL_CLUSTERS);
                overlays.clusterProperty().set(now.cluster());
              }
            });
    getChildren().addAll(box, minus());
    model.clustersProperty().addListener(o -> refresh());
    model.tokensProperty().addListener(o -> refresh());
    overlays.stageProperty().addListener(o -> refresh());
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
                .isNotEqualTo(OverlaySettings.ALL_CLUSTERS)
                .and(overlays.offers(OverlayOption.OTHER_CLUSTER)));
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  private void refresh() {
    List<ClusterShares> shares = shares();
    palette =
        new ClusterPalette(shares.stream().mapToInt(ClusterShares::cluster).max().orElse(0) + 1);
    int wanted = overlays.clusterProperty().get();
    ClusterShares all = new ClusterShares(OverlaySettings.ALL_CLUSTERS, 0, 0);
    List<ClusterShares> listed = new ArrayList<>(List.of(all));
    listed.addAll(shares);
    ClusterShares chosen =
        listed.stream()
            .filter(s -> s.cluster() == wanted)
            .findFirst()
            .orElse(new ClusterShares(wanted, 0, 0));
    if (listed.equals(box.getItems()) && chosen.equals(box.getValue())) {
      return;
    }
    refreshing = true;
    // A value that stays the same while the list changes would not be drawn again.
    box.setValue(null);
    box.getItems().setAll(listed);
    box.setValue(chosen);
    refreshing = false;
  }

  /**
   * The clusters to choose from. Of optimal transport it is all of them: each gets a little of many
   * cells, and may own none.
   */
  private List<ClusterShares> shares() {
    ClusterView view = model.clustersProperty().get();
    if (view != null) {
      return view.owners();
    }
    TokenView.Transport transport = model.tokensProperty().get().transport();
    SinkhornStage stage = overlays.stageProperty().get();
    return transport == null
        ? List.of()
        : transport.owned(stage).stream()
            .sorted(Comparator.comparingInt(ClusterShares::cells).reversed())
            .toList();
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
      } else if (item.cluster() == OverlaySettings.ALL_CLUSTERS) {
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
