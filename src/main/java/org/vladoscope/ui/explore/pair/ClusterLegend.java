package org.vladoscope.ui.explore.pair;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.step.ClusterExamples;
import org.vladoscope.ui.explore.overlay.ClusterMeasure;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.map.ClusterShares;
import org.vladoscope.ui.map.ClusterView;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.LabelConverter;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/**
 * All clusters: colour, number, what they look for, and a number by which they are sorted. A click
 * shows a cluster, a click with Ctrl compares it with the one that is shown.
 */
public final class ClusterLegend extends VBox {

  private static final double OCTAVES = Math.log(OverlayModel.MAX_SHARPNESS) / Math.log(2);

  private final PairModel pair;
  private final OverlayModel overlays;
  private final TypicalCells typical;
  private final ComboBox<ClusterMeasure> measures = new ComboBox<>();
  private final ListView<ClusterShares> list = new ListView<>();
  private final Label sharpness = new Label();
  private final Label note = new Label();
  private final Label total = new Label();
  private final Button find = new Button("Find typical cells");
  private final Slider slider = OverlayBar.slider(-OCTAVES, OCTAVES, 56);

  public ClusterLegend(
      PairModel pair, OverlayModel overlays, TypicalCells typical, Thumbnails thumbnails) {
    super(8);
    this.pair = pair;
    this.overlays = overlays;
    this.typical = typical;
    getStyleClass().add("cluster-legend");
    note.getStyleClass().add("form-note");
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    note.managedProperty().bind(note.visibleProperty());
    find.getStyleClass().add("small");
    find.setOnAction(event -> typical.want());
    find.managedProperty().bind(find.visibleProperty());
    total.getStyleClass().addAll("form-note", "tabular");
    total.setWrapText(true);
    total.setMinHeight(USE_PREF_SIZE);
    list.getStyleClass().add("cluster-list");
    list.setAccessibleText("Clusters");
    // Rows that grow when their examples come would push the first one out of sight.
    list.setFixedCellSize(ClusterRow.HEIGHT);
    list.setCellFactory(view -> new ClusterRow(pair, overlays, typical, thumbnails, measures));
    list.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    VBox.setVgrow(list, Priority.ALWAYS);
    list.setMinHeight(120);
    Label hint = new Label("Click shows a cluster, Ctrl+click compares two.");
    hint.getStyleClass().add("form-note");
    hint.setWrapText(true);
    hint.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(sharpnessRow(), note, measureRow(), list, find, total, hint);
    pair.clustersProperty().addListener((o, before, now) -> refresh());
    typical.examplesProperty().addListener((o, before, now) -> refresh());
    typical.busyProperty().addListener((o, before, now) -> refreshState());
    measures.valueProperty().addListener((o, before, now) -> refresh());
    overlays.clusterProperty().addListener(o -> list.refresh());
    overlays.otherClusterProperty().addListener(o -> list.refresh());
    overlays.sharpnessProperty().addListener(o -> refreshSharpness());
    refreshSharpness();
    refresh();
  }

  private HBox sharpnessRow() {
    Label title = new Label("Sharpness \u03b1");
    title.setTooltip(new Tooltip("How hard cells are assigned, relative to the trained \u03b1"));
    title.setMinWidth(USE_PREF_SIZE);
    slider.setAccessibleText("Sharpness of the assignment");
    slider.setBlockIncrement(0.5);
    slider
        .valueProperty()
        .addListener(
            (o, before, now) -> overlays.sharpnessProperty().set(snapped(now.doubleValue())));
    HBox.setHgrow(slider, Priority.ALWAYS);
    sharpness.getStyleClass().add("tabular");
    sharpness.setMinWidth(48);
    sharpness.setAlignment(Pos.CENTER_RIGHT);
    Button reset = new Button("", new FontIcon(Feather.ROTATE_CCW));
    reset.getStyleClass().addAll("small", "flat", "button-icon");
    reset.setTooltip(new Tooltip("Back to the trained sharpness"));
    reset.setAccessibleText("Back to the trained sharpness");
    reset.setOnAction(event -> overlays.sharpnessProperty().set(1));
    reset.disableProperty().bind(overlays.sharpnessProperty().isEqualTo(1));
    HBox row = new HBox(8, title, slider, sharpness, reset);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** Close to the middle the trained sharpness is meant. */
  private static double snapped(double octaves) {
    return Math.abs(octaves) < 0.08 ? 1 : Math.pow(2, octaves);
  }

  private HBox measureRow() {
    measures.getItems().setAll(ClusterMeasure.values());
    measures.setConverter(new LabelConverter<>(ClusterMeasure::label));
    measures.setValue(ClusterMeasure.SIMILARITY);
    measures.getStyleClass().add("small");
    measures.setAccessibleText("Number shown for each cluster");
    measures.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(measures, Priority.ALWAYS);
    Label title = new Label("Sorted by");
    title.setMinWidth(Region.USE_PREF_SIZE);
    HBox row = new HBox(8, title, measures);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void onKey(KeyEvent event) {
    ClusterShares at = list.getFocusModel().getFocusedItem();
    boolean acts = event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE;
    if (acts && at != null) {
      if (event.isShortcutDown()) {
        overlays.compareCluster(at.cluster());
      } else {
        overlays.selectCluster(at.cluster());
      }
      event.consume();
    }
  }

  private void refreshSharpness() {
    double factor = overlays.sharpnessProperty().get();
    double octaves = Math.log(factor) / Math.log(2);
    if (Math.abs(snapped(slider.getValue()) - factor) > 1e-9 || factor == 1) {
      slider.setValue(octaves);
    }
    sharpness.setText(times(factor));
    note.setVisible(factor != 1);
    note.setText(
        "Clusters are shown as if \u03b1 were "
            + times(factor)
            + " the trained one. Matches and scores are still those of the trained \u03b1.");
  }

  /** A factor, such as "×4.0". */
  static String times(double factor) {
    return String.format(Locale.ROOT, factor < 1 ? "\u00d7%.2f" : "\u00d7%.1f", factor);
  }

  private void refresh() {
    ClusterView view = pair.clustersProperty().get();
    if (view == null) {
      list.getItems().clear();
      Comparison shown = pair.comparison();
      total.setText(
          shown == null
              ? "Choose a query and a candidate to see their clusters."
              : OverlayFamily.CLUSTERS.absent(shown).orElse(""));
      refreshState();
      return;
    }
    ClusterMeasure measure = measures.getValue();
    @Nullable ClusterExamples examples = typical.examplesProperty().get();
    List<ClusterShares> sorted =
        view.shares().stream()
            .sorted(
                Comparator.comparingDouble((ClusterShares c) -> -measure.key(view, c, examples))
                    .thenComparingInt(ClusterShares::cluster))
            .toList();
    if (sorted.equals(list.getItems())) {
      list.refresh();
    } else {
      list.getItems().setAll(sorted);
    }
    total.setText(total(measure, view, examples));
    refreshState();
  }

  private String total(
      ClusterMeasure measure, ClusterView view, @Nullable ClusterExamples examples) {
    Comparison shown = pair.comparison();
    return switch (measure) {
      case SIMILARITY ->
          "Global similarity "
              + Numbers.share(view.similarity().similarity())
              + ": the shares of all "
              + view.clusters()
              + " clusters added up"
              + (shown == null ? "" : shown.beforeProjection())
              + ". Higher is better.";
      case MAP_SHARE ->
          examples == null
              ? measure.help()
              : measure.help()
                  + ": "
                  + Words.count(examples.images(), "image", "images")
                  + " looked through";
      default -> measure.help();
    };
  }

  private void refreshState() {
    find.setVisible(
        pair.clustersProperty().get() != null
            && typical.examplesProperty().get() == null
            && !typical.busyProperty().get());
  }

  /** Measures to choose from, for tests and commands. */
  ComboBox<ClusterMeasure> measures() {
    return measures;
  }
}
