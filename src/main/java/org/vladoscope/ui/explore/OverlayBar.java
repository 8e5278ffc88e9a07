package org.vladoscope.ui.explore;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.ui.explore.OverlayModel.Shade;
import org.vladoscope.ui.view.ColorBar;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.ui.view.ValueRange;
import org.vladoscope.ui.view.Viewport;
import org.vladoscope.vlad.PatchScale;

/** Chooses what is drawn over the images, and how. */
final class OverlayBar extends VBox {

  private final ExploreModel model;
  private final OverlayModel overlays;
  private final HBox sizes = new HBox(8);
  private final ColorBar colorBar;
  private List<PatchScale> listedScales = List.of();

  OverlayBar(ExploreModel model, OverlayModel overlays) {
    this.model = model;
    this.overlays = overlays;
    this.colorBar = new ColorBar(overlays.colorMapProperty().get());
    getStyleClass().add("overlay-bar");
    sizes.setAlignment(Pos.CENTER_LEFT);
    FlowPane choices = new FlowPane(16, 8, toggles(), sizes, fit());
    choices.setAlignment(Pos.CENTER_LEFT);
    choices.getStyleClass().add("overlay-choices");
    FlowPane options = new FlowPane(16, 8, matchOptions(), clusterOptions(), shadeOptions());
    options.setAlignment(Pos.CENTER_LEFT);
    options.getStyleClass().add("overlay-options");
    getChildren().addAll(choices, options);
    disableProperty().bind(model.comparisonProperty().isNull());
    model.comparisonProperty().addListener((o, before, now) -> refresh());
    overlays.scaleProperty().addListener((o, before, now) -> refresh());
    overlays.shadeProperty().addListener((o, before, now) -> refresh());
    overlays.clusterProperty().addListener((o, before, now) -> refresh());
    overlays.colorMapProperty().addListener((o, before, now) -> colorBar.setMap(now));
    refresh();
  }

  private HBox toggles() {
    ToggleButton matches = toggle("Matches", Feather.SHARE_2, "Lines between matched patches (1)");
    matches.selectedProperty().bindBidirectional(overlays.matchesProperty());
    ToggleButton clusters = toggle("Clusters", Feather.GRID, "Visual word of each cell (2)");
    ToggleButton heat =
        toggle("Similarity", Feather.THERMOMETER, "How well each patch finds a counterpart (3)");
    shade(clusters, Shade.CLUSTERS);
    shade(heat, Shade.SIMILARITY);
    HBox box = new HBox(8, matches, clusters, heat);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static ToggleButton toggle(String text, Feather icon, String tip) {
    ToggleButton button = new ToggleButton(text, new FontIcon(icon));
    button.getStyleClass().addAll("small", "overlay-toggle");
    button.setTooltip(new Tooltip(tip));
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private void shade(ToggleButton button, Shade shade) {
    button.setSelected(overlays.shadeProperty().get() == shade);
    button.setOnAction(event -> overlays.toggle(shade));
    overlays.shadeProperty().addListener((o, before, now) -> button.setSelected(now == shade));
  }

  private Button fit() {
    Button fit = new Button("", new FontIcon(Feather.MAXIMIZE));
    fit.getStyleClass().addAll("small", "flat", "button-icon");
    fit.setTooltip(new Tooltip("Show the whole images (F)"));
    fit.setAccessibleText("Show the whole images");
    fit.setOnAction(event -> overlays.viewportProperty().set(Viewport.FIT));
    fit.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> overlays.viewportProperty().get().equals(Viewport.FIT),
                overlays.viewportProperty()));
    return fit;
  }

  private Node matchOptions() {
    CheckBox inliers = lineCheck("Inliers", "inlier-line", overlays.inliersProperty());
    CheckBox outliers = lineCheck("Outliers", "outlier-line", overlays.outliersProperty());
    Slider count = slider(5, 300, 72);
    count.valueProperty().bindBidirectional(overlays.maxMatchesProperty());
    Label text = new Label();
    text.getStyleClass().add("tabular");
    text.setMinWidth(52);
    text.setTooltip(new Tooltip("At most so many of each kind, the most similar first"));
    text.textProperty().bind(Bindings.format("Top %d", overlays.maxMatchesProperty()));
    count.setAccessibleText("Number of matches drawn");
    return group(overlays.matchesProperty(), inliers, outliers, text, count);
  }

  private static CheckBox lineCheck(String text, String style, BooleanProperty property) {
    Line sample = new Line(0, 0, 16, 0);
    sample.getStyleClass().add(style);
    CheckBox box = new CheckBox();
    box.selectedProperty().bindBidirectional(property);
    Label label = new Label(text, sample);
    box.setGraphic(label);
    box.setAccessibleText(text);
    return box;
  }

  private Node clusterOptions() {
    ClusterChooser chooser = new ClusterChooser(model, overlays);
    return group(overlays.shadeProperty().isEqualTo(Shade.CLUSTERS), chooser);
  }

  private Node shadeOptions() {
    Slider opacity = slider(0, 1, 72);
    opacity.valueProperty().bindBidirectional(overlays.opacityProperty());
    opacity.setAccessibleText("Opacity of colours");
    Label drop = new Label("", new FontIcon(Feather.DROPLET));
    drop.setTooltip(new Tooltip("Opacity of the colours"));
    BooleanBinding numbers =
        overlays
            .shadeProperty()
            .isEqualTo(Shade.SIMILARITY)
            .or(
                overlays
                    .shadeProperty()
                    .isEqualTo(Shade.CLUSTERS)
                    .and(overlays.clusterProperty().isNotEqualTo(OverlayModel.ALL_CLUSTERS)));
    colorBar.visibleProperty().bind(numbers);
    colorBar.managedProperty().bind(numbers);
    return group(overlays.shadeProperty().isNotEqualTo(Shade.NONE), drop, opacity, colorBar);
  }

  private static Slider slider(double min, double max, double width) {
    Slider slider = new Slider(min, max, min);
    slider.setPrefWidth(width);
    slider.setMinWidth(width);
    return slider;
  }

  /** Controls that are there only while a condition holds. */
  private static HBox group(javafx.beans.value.ObservableBooleanValue shown, Node... controls) {
    HBox box = new HBox(8, controls);
    box.setAlignment(Pos.CENTER_LEFT);
    box.setMinHeight(28);
    box.visibleProperty().bind(shown);
    box.managedProperty().bind(shown);
    return box;
  }

  private void refresh() {
    Comparison shown = model.comparisonProperty().get();
    if (shown == null) {
      return;
    }
    if (!shown.scales().equals(listedScales) || sizes.getChildren().isEmpty()) {
      listScales(shown.scales());
    }
    boolean oneCluster = overlays.shadeProperty().get() == Shade.CLUSTERS;
    int scale = overlays.scaleProperty().get();
    if (scale < shown.scales().size()) {
      colorBar.setRange(oneCluster ? new ValueRange(0, 1) : shown.similarityRange(scale));
    }
  }

  private void listScales(List<PatchScale> scales) {
    listedScales = scales;
    ToggleGroup group = new ToggleGroup();
    ToggleButton[] buttons = new ToggleButton[scales.size()];
    for (int i = 0; i < buttons.length; i++) {
      int index = i;
      PatchScale scale = scales.get(i);
      buttons[i] = new ToggleButton(scale.size() + "\u00d7" + scale.size());
      buttons[i].getStyleClass().add("small");
      buttons[i].setTooltip(
          new Tooltip("Patches of " + scale.size() + " cells, one every " + cells(scale.stride())));
      buttons[i].setOnAction(event -> overlays.scaleProperty().set(index));
      buttons[i].setToggleGroup(group);
    }
    HBox segments = Segments.of(group, buttons);
    int chosen = Math.clamp(overlays.scaleProperty().get(), 0, buttons.length - 1);
    group.selectToggle(buttons[chosen]);
    Label title = new Label("Patches");
    title.getStyleClass().add("muted");
    sizes.getChildren().setAll(title, segments);
  }

  private static String cells(int stride) {
    return stride == 1 ? "cell" : stride + " cells";
  }
}
