package org.vladoscope.ui.explore.pair;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.vladoscope.step.ClusterExamples;
import org.vladoscope.ui.explore.overlay.ClusterMeasure;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.map.ClusterShares;
import org.vladoscope.ui.map.ClusterView;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.CellPart;
import org.vladoscope.ui.view.CellThumbnail;
import org.vladoscope.ui.view.ClusterPalette;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.vlad.PatchGrid;

/** One cluster in the legend. */
final class ClusterRow extends ListCell<ClusterShares> {

  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final int EXAMPLES = 4;
  private static final int THUMBNAIL = 34;
  private static final double BAR = 50;

  /** Thumbnails with some room around. */
  static final double HEIGHT = THUMBNAIL + 12;

  /** What a thumbnail shows around its cell, in cells: what is seen best at its size. */
  private static final int CELLS_AROUND = 7;

  private final PairModel pair;
  private final OverlayModel overlays;
  private final TypicalCells typical;
  private final ComboBox<ClusterMeasure> measures;
  private final Rectangle swatch = new Rectangle(28, 16);
  private final Label number = new Label();
  private final Label value = new Label();
  private final Rectangle bar = new Rectangle(0, 4);
  private final Pane barBox = new Pane(bar);
  private final List<CellThumbnail> thumbnails = new ArrayList<>();
  private final HBox row;

  ClusterRow(
      PairModel pair,
      OverlayModel overlays,
      TypicalCells typical,
      Thumbnails loader,
      ComboBox<ClusterMeasure> measures) {
    this.pair = pair;
    this.overlays = overlays;
    this.typical = typical;
    this.measures = measures;
    getStyleClass().add("cluster-row");
    swatch.setArcWidth(4);
    swatch.setArcHeight(4);
    swatch.getStyleClass().add("cluster-swatch");
    number.getStyleClass().add("cluster-number");
    VBox name = new VBox(2, swatch, number);
    name.setMinWidth(32);
    HBox cells = new HBox(3);
    for (int i = 0; i < EXAMPLES; i++) {
      CellThumbnail thumbnail = new CellThumbnail(loader, THUMBNAIL);
      thumbnails.add(thumbnail);
      cells.getChildren().add(thumbnail);
    }
    value.getStyleClass().add("tabular");
    value.setMinWidth(0);
    barBox.setMinSize(BAR, 4);
    barBox.setMaxSize(BAR, 4);
    bar.getStyleClass().add("cluster-bar");
    VBox numbers = new VBox(4, value, barBox);
    numbers.setAlignment(Pos.CENTER_RIGHT);
    HBox.setHgrow(numbers, Priority.ALWAYS);
    row = new HBox(6, name, cells, numbers);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMinWidth(0);
    setPrefWidth(0);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::onClick);
  }

  private void onClick(MouseEvent event) {
    ClusterShares item = getItem();
    if (item == null || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    if (event.isShortcutDown()) {
      overlays.compareCluster(item.cluster());
    } else {
      overlays.selectCluster(item.cluster());
    }
    event.consume();
  }

  @Override
  protected void updateItem(@Nullable ClusterShares item, boolean empty) {
    super.updateItem(item, empty);
    ClusterView view = pair.clustersProperty().get();
    if (empty || item == null || view == null) {
      setGraphic(null);
      thumbnails.forEach(thumbnail -> thumbnail.setPart(null));
      pseudoClassStateChanged(CHOSEN, false);
      return;
    }
    setGraphic(row);
    int k = item.cluster();
    boolean first = overlays.clusterProperty().get() == k;
    boolean second = overlays.otherClusterProperty().get() == k;
    boolean comparing = overlays.otherClusterProperty().get() != OverlaySettings.ALL_CLUSTERS;
    pseudoClassStateChanged(CHOSEN, first || second);
    swatch.setFill(new ClusterPalette(view.clusters()).paint(k));
    number.setText(k + (comparing && first ? "  A" : second ? "  B" : ""));
    ClusterExamples examples = typical.examplesProperty().get();
    ClusterMeasure measure = measures.getValue();
    value.setText(measure.text(view, item, examples));
    setAccessibleText(
        "Cluster " + k + ", " + measure.label() + " " + measure.text(view, item, examples));
    setTooltip(
        new Tooltip(
            "Cluster "
                + k
                + ": owns "
                + item.queryCells()
                + " cells of the query and "
                + item.candidateCells()
                + " of the candidate"));
    showBar(measure, view, k);
    showExamples(examples, k);
  }

  /** Shares lie to both sides of zero, which is the middle. */
  private void showBar(ClusterMeasure measure, ClusterView view, int k) {
    boolean shown = measure == ClusterMeasure.SIMILARITY;
    barBox.setVisible(shown);
    barBox.setManaged(shown);
    double most = 0;
    for (double share : view.similarity().wordShares()) {
      most = Math.max(most, Math.abs(share));
    }
    double share = most > 0 ? view.similarity().wordShares()[k] / most : 0;
    double length = Math.abs(share) * BAR / 2;
    bar.setWidth(length);
    bar.setX(share < 0 ? BAR / 2 - length : BAR / 2);
    bar.getStyleClass().setAll("cluster-bar", share < 0 ? "against" : "for");
  }

  private void showExamples(@Nullable ClusterExamples examples, int k) {
    Comparison shown = pair.comparison();
    List<ClusterExamples.Cell> cells =
        examples == null || k >= examples.clusters().size()
            ? List.of()
            : examples.clusters().get(k).cells();
    for (int i = 0; i < thumbnails.size(); i++) {
      if (i >= cells.size() || shown == null) {
        thumbnails.get(i).setPart(null);
      } else {
        ClusterExamples.Cell cell = cells.get(i);
        PatchGrid grid = shown.cells();
        thumbnails
            .get(i)
            .setPart(
                new CellPart(
                    cell.image().file(),
                    grid,
                    shown.config().imageSize(),
                    cell.cell(),
                    CELLS_AROUND * grid.geometry().stride()));
      }
    }
  }
}
