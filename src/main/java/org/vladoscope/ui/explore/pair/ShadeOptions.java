package org.vladoscope.ui.explore.pair;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.ui.explore.overlay.Overlay;
import org.vladoscope.ui.explore.overlay.Overlay.Option;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.OverlayModel.Family;
import org.vladoscope.ui.explore.overlay.Overlays;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.view.ColorBar;
import org.vladoscope.ui.view.ColorScale;
import org.vladoscope.ui.view.LabelConverter;
import org.vladoscope.ui.view.ValueRange;

/** What the colours over the images mean, and how they look; there while there are colours. */
final class ShadeOptions extends FlowPane {

  private final PairModel model;
  private final OverlayModel overlays;
  private final ComboBox<Overlay> kinds = new ComboBox<>();
  private final ColorBar colorBar;
  private boolean refreshing;

  ShadeOptions(OpenMap explore, PairModel model, OverlayModel overlays) {
    super(12, 8);
    this.model = model;
    this.overlays = overlays;
    this.colorBar = new ColorBar(overlays.colorMapProperty().get());
    setAlignment(Pos.CENTER_LEFT);
    kinds.getStyleClass().add("small");
    kinds.setAccessibleText("What the colours show");
    kinds.setConverter(new LabelConverter<>(Overlay::label));
    kinds.setPrefWidth(152);
    kinds
        .valueProperty()
        .addListener(
            (o, before, now) -> {
              if (now != null && !refreshing) {
                overlays.overlayProperty().set(now);
              }
            });
    CheckBox after = new CheckBox("after intra-normalisation");
    after.setTooltip(
        new Tooltip("Divided by the length of the cluster's sum: every cluster counts the same"));
    after.selectedProperty().bindBidirectional(overlays.normalisedProperty());
    BooleanBinding any = overlays.overlayProperty().isNotEqualTo(Overlays.NONE);
    Label click = new Label("Click a query patch", new FontIcon(Feather.MOUSE_POINTER));
    getChildren()
        .addAll(
            OverlayBar.group(any, kinds),
            OverlayBar.group(has(Option.CLUSTER), new ClusterChooser(explore, overlays)),
            OverlayBar.group(has(Option.NORMALISATION), after),
            OverlayBar.group(has(Option.QUERY_PATCH), click),
            OverlayBar.group(overlays.sharpnessProperty().isNotEqualTo(1), sharpened()),
            OverlayBar.group(any, look()));
    visibleProperty().bind(any);
    managedProperty().bind(any);
    setMinWidth(0);
    overlays.overlayProperty().addListener((o, before, now) -> refreshKinds());
    model.shadingProperty().addListener((o, before, now) -> refreshBar());
    refreshKinds();
    refreshBar();
  }

  private BooleanBinding has(Option option) {
    return Bindings.createBooleanBinding(
        () -> overlays.hasOption(option), overlays.overlayProperty());
  }

  /** Says that what is seen is not what was scored. */
  private Button sharpened() {
    Button button = new Button("", new FontIcon(Feather.ROTATE_CCW));
    button.getStyleClass().addAll("small", "sharpened");
    button
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> "\u03b1 " + ClusterLegend.times(overlays.sharpnessProperty().get()),
                overlays.sharpnessProperty()));
    button.setTooltip(
        new Tooltip("Scores are those of the trained \u03b1. Click to show that one again."));
    button.setOnAction(event -> overlays.sharpnessProperty().set(1));
    return button;
  }

  private Node[] look() {
    Slider opacity = OverlayBar.slider(0, 1, 64);
    opacity.valueProperty().bindBidirectional(overlays.opacityProperty());
    opacity.setAccessibleText("Opacity of colours");
    Label drop = new Label("", new FontIcon(Feather.DROPLET));
    drop.setTooltip(new Tooltip("Opacity of the colours"));
    return new Node[] {drop, opacity, colorBar};
  }

  private void refreshKinds() {
    Family family = overlays.overlayProperty().get().family();
    if (family == null) {
      return;
    }
    refreshing = true;
    kinds.getItems().setAll(Overlays.of(family));
    kinds.setValue(overlays.overlayProperty().get());
    refreshing = false;
  }

  private void refreshBar() {
    PairShading shading = model.shadingProperty().get();
    ValueRange range = shading.range();
    ColorScale colors = shading.colors();
    boolean shown = range != null && colors != null;
    colorBar.setVisible(shown);
    colorBar.setManaged(shown);
    if (range != null && colors != null) {
      colorBar.setMap(colors);
      colorBar.setRange(range);
      Tooltip.install(colorBar, new Tooltip(shading.title()));
    }
  }
}
