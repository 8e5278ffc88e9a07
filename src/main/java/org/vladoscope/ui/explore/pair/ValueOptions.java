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
import org.vladoscope.ui.explore.overlay.Legend;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.OverlayOption;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.view.ColorBar;
import org.vladoscope.ui.view.LabelConverter;

/** What the colours over the images mean, and how they look; there while there are colours. */
final class ValueOptions extends FlowPane {

  private final PairModel model;
  private final OverlayModel overlays;
  private final ComboBox<ValueOverlay> kinds = new ComboBox<>();
  private final ColorBar colorBar;
  private final MixtureLegend mixture = new MixtureLegend();
  private final Label absent = new Label();
  private boolean refreshing;

  ValueOptions(OpenMap explore, PairModel model, OverlayModel overlays) {
    super(12, 8);
    this.model = model;
    this.overlays = overlays;
    this.colorBar = new ColorBar(overlays.colorMapProperty().get());
    setAlignment(Pos.CENTER_LEFT);
    kinds.getStyleClass().add("small");
    kinds.setAccessibleText("What the colours show");
    kinds.setConverter(new LabelConverter<>(ValueOverlay::label));
    kinds.setPrefWidth(152);
    kinds
        .valueProperty()
        .addListener(
            (o, before, now) -> {
              if (now != null && !refreshing) {
                overlays.valuesProperty().set(now);
              }
            });
    CheckBox after = new CheckBox("after intra-normalisation");
    after.setTooltip(
        new Tooltip("Divided by the length of the cluster's sum: every cluster counts the same"));
    after.selectedProperty().bindBidirectional(overlays.normalisedProperty());
    BooleanBinding any = overlays.valuesProperty().isNotNull();
    Label click = new Label("Click a query patch", new FontIcon(Feather.MOUSE_POINTER));
    getChildren()
        .addAll(
            OverlayBar.group(any, kinds),
            OverlayBar.group(
                overlays.offers(OverlayOption.CLUSTER), new ClusterChooser(explore, overlays)),
            OverlayBar.group(overlays.offers(OverlayOption.NORMALISED), after),
            OverlayBar.group(overlays.offers(OverlayOption.QUERY_PATCH), click),
            OverlayBar.group(
                overlays.offers(OverlayOption.CELL),
                new Label(
                    "Point at a cell; a click keeps it", new FontIcon(Feather.MOUSE_POINTER))),
            OverlayBar.group(
                overlays.offers(OverlayOption.HEAD).and(absent.visibleProperty().not()),
                new HeadChooser(model, overlays)),
            absent,
            OverlayBar.group(overlays.sharpnessProperty().isNotEqualTo(1), sharpened()),
            OverlayBar.group(any.and(absent.visibleProperty().not()), look()));
    absent.setWrapText(true);
    absent.setMinHeight(USE_PREF_SIZE);
    absent.maxWidthProperty().bind(prefWrapLengthProperty().subtract(40));
    absent.getStyleClass().add("absent-note");
    absent.managedProperty().bind(absent.visibleProperty());
    visibleProperty().bind(any);
    managedProperty().bind(any);
    setMinWidth(0);
    overlays.valuesProperty().addListener((o, before, now) -> refreshKinds());
    model.shadingProperty().addListener((o, before, now) -> refreshBar());
    refreshKinds();
    refreshBar();
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
    return new Node[] {drop, opacity, colorBar, mixture};
  }

  private void refreshKinds() {
    ValueOverlay shown = overlays.valuesProperty().get();
    if (shown == null) {
      return;
    }
    refreshing = true;
    kinds.getItems().setAll(overlays.all().of(shown.family()));
    kinds.setValue(shown);
    refreshing = false;
  }

  private void refreshBar() {
    PairShading shading = model.shadingProperty().get();
    boolean isMixed = shading.legend().orElse(null) instanceof Legend.Mixture;
    mixture.setVisible(isMixed);
    mixture.setManaged(isMixed);
    absent.setText(shading.legend().isEmpty() ? shading.title() : "");
    absent.setVisible(!absent.getText().isEmpty());
    if (shading.legend().orElse(null) instanceof Legend.Mixture legend) {
      mixture.show(legend);
      Tooltip.install(mixture, new Tooltip(shading.title()));
    }
    boolean shown = shading.legend().orElse(null) instanceof Legend.Bar;
    colorBar.setVisible(shown);
    colorBar.setManaged(shown);
    if (shading.legend().orElse(null) instanceof Legend.Bar bar) {
      colorBar.setMap(bar.colors());
      colorBar.setRange(bar.range());
      Tooltip.install(colorBar, new Tooltip(shading.title()));
    }
  }
}
