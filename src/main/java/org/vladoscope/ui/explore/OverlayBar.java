package org.vladoscope.ui.explore;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.ui.explore.OverlayModel.Family;
import org.vladoscope.ui.explore.PatchPointer.Kind;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.vlad.PatchScale;

/** Chooses what is drawn over the images, and how. */
final class OverlayBar extends VBox {

  private final PairModel model;
  private final OverlayModel overlays;
  private final HBox sizes = new HBox(8);
  private List<PatchScale> listedScales = List.of();

  OverlayBar(ExploreModel explore, PairModel model, OverlayModel overlays) {
    this.model = model;
    this.overlays = overlays;
    getStyleClass().add("overlay-bar");
    sizes.setAlignment(Pos.CENTER_LEFT);
    FlowPane choices = new FlowPane(12, 8, toggles(), sizes);
    choices.setAlignment(Pos.CENTER_LEFT);
    choices.getStyleClass().add("overlay-choices");
    FlowPane options =
        new FlowPane(
            16,
            8,
            group(overlays.matchesProperty(), matchOptions()),
            new ShadeOptions(explore, model, overlays));
    options.setAlignment(Pos.CENTER_LEFT);
    options.getStyleClass().add("overlay-options");
    getChildren().addAll(choices, options);
    disableProperty().bind(explore.comparisonProperty().isNull());
    explore.comparisonProperty().addListener((o, before, now) -> refresh());
    overlays.scaleProperty().addListener((o, before, now) -> refresh());
    refresh();
  }

  private HBox toggles() {
    ToggleButton matches = toggle("Matches", Feather.SHARE_2, "Lines between matched patches (1)");
    matches.selectedProperty().bindBidirectional(overlays.matchesProperty());
    ToggleButton clusters =
        toggle("Clusters", Feather.GRID, "Colours by the clusters of each cell (2)");
    ToggleButton patches =
        toggle("Patches", Feather.THERMOMETER, "Colours by the numbers of each patch (3)");
    ToggleButton grid = toggle("", Feather.HASH, "Grid of patches, to scale (4)");
    grid.setAccessibleText("Grid of patches");
    grid.selectedProperty().bindBidirectional(overlays.gridProperty());
    ToggleButton field =
        toggle("", Feather.CROSSHAIR, "Receptive field of what is under the mouse (R)");
    field.setAccessibleText("Receptive field");
    field.selectedProperty().bindBidirectional(overlays.receptiveFieldProperty());
    family(clusters, Family.CLUSTERS);
    family(patches, Family.PATCHES);
    HBox box = new HBox(8, matches, clusters, patches, grid, field);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static ToggleButton toggle(String text, Feather icon, String tip) {
    ToggleButton button = new ToggleButton(text, new FontIcon(icon));
    button.getStyleClass().addAll("small", "overlay-toggle");
    button.setTooltip(new Tooltip(tip));
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private void family(ToggleButton button, Family family) {
    Runnable refresh = () -> button.setSelected(overlays.shadeProperty().get().family() == family);
    button.setOnAction(event -> overlays.toggle(family));
    overlays.shadeProperty().addListener((o, before, now) -> refresh.run());
    refresh.run();
  }

  private Node[] matchOptions() {
    CheckBox inliers = lineCheck("Inliers", Kind.INLIER, overlays.inliersProperty());
    CheckBox outliers = lineCheck("Outliers", Kind.OUTLIER, overlays.outliersProperty());
    CheckBox oneSided = lineCheck("One-sided", Kind.ONE_SIDED, overlays.oneSidedProperty());
    oneSided.setTooltip(
        new Tooltip("Query patches whose nearest candidate patch is nearer to another one"));
    Slider count = slider(5, 300, 72);
    count.valueProperty().bindBidirectional(overlays.maxMatchesProperty());
    Label text = new Label();
    text.getStyleClass().add("tabular");
    text.setMinWidth(52);
    text.setTooltip(new Tooltip("At most so many of each kind, the most similar first"));
    text.textProperty().bind(Bindings.format("Top %d", overlays.maxMatchesProperty()));
    count.setAccessibleText("Number of matches drawn");
    return new Node[] {inliers, outliers, oneSided, text, count};
  }

  private static CheckBox lineCheck(String text, Kind kind, BooleanProperty property) {
    Line sample = new Line(0, 0, 16, 0);
    sample.getStyleClass().add(kind.name().toLowerCase(java.util.Locale.ROOT) + "-line");
    CheckBox box = new CheckBox();
    box.selectedProperty().bindBidirectional(property);
    box.setGraphic(new Label(text, sample));
    box.setAccessibleText(text);
    return box;
  }

  static Slider slider(double min, double max, double width) {
    Slider slider = new Slider(min, max, min);
    slider.setPrefWidth(width);
    slider.setMinWidth(width);
    return slider;
  }

  /** Controls that are there only while a condition holds. */
  static HBox group(ObservableBooleanValue shown, Node... controls) {
    HBox box = new HBox(8, controls);
    box.setAlignment(Pos.CENTER_LEFT);
    box.setMinHeight(28);
    box.visibleProperty().bind(shown);
    box.managedProperty().bind(shown);
    return box;
  }

  private void refresh() {
    Comparison shown = model.comparison();
    if (shown == null) {
      return;
    }
    if (!shown.scales().equals(listedScales) || sizes.getChildren().isEmpty()) {
      listScales(shown.scales());
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
    Label title = new Label("Size");
    title.getStyleClass().add("muted");
    title.setTooltip(new Tooltip("Patch size in cells"));
    sizes.getChildren().setAll(title, segments);
  }

  private static String cells(int stride) {
    return stride == 1 ? "cell" : stride + " cells";
  }
}
