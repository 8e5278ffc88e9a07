package org.vladoscope.ui.explore.pair;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.ui.explore.overlay.Legend;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.OverlayOption;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.explore.token.SinkhornStage;
import org.vladoscope.ui.view.ColorBar;
import org.vladoscope.ui.view.LabelConverter;
import org.vladoscope.ui.view.Segments;

/** What the colours over the images mean, and how they look; there while there are colours. */
final class ValueOptions extends FlowPane {

  /** Left and right of all options; a little more, so that rounding makes no second line. */
  private static final double OPTIONS_PADDING = 20;

  private final PairModel model;
  private final OverlayModel overlays;
  private final ComboBox<ValueOverlay> kinds = new ComboBox<>();
  private final ColorBar colorBar;
  private final MixtureLegend mixture = new MixtureLegend();
  private final SwatchLegend swatches = new SwatchLegend();

  /** What the numbers are, or why there are none. */
  private final Label caption = new Label();

  private final BooleanProperty colours = new SimpleBooleanProperty();
  private boolean refreshing;

  ValueOptions(PairModel model, OverlayModel overlays) {
    super(12, 2);
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
    // While the numbers are computed there is neither a colour nor a reason why there is none.
    BooleanBinding possible = colours.or(caption.visibleProperty().not());
    Label click = new Label("Click a query patch", new FontIcon(Feather.MOUSE_POINTER));
    getChildren()
        .addAll(
            OverlayBar.group(any, kinds),
            OverlayBar.group(
                overlays.offers(OverlayOption.CLUSTER).and(colours),
                new ClusterChooser(model, overlays)),
            OverlayBar.group(overlays.offers(OverlayOption.STAGE).and(possible), stages()),
            OverlayBar.group(overlays.offers(OverlayOption.NORMALISED).and(possible), after),
            OverlayBar.group(overlays.offers(OverlayOption.QUERY_PATCH).and(possible), click),
            OverlayBar.group(
                overlays.offers(OverlayOption.CELL).and(possible),
                new Label(
                    "Point at a cell; a click keeps it", new FontIcon(Feather.MOUSE_POINTER))),
            OverlayBar.group(
                overlays.offers(OverlayOption.HEAD).and(possible),
                new HeadChooser(model, overlays)),
            OverlayBar.group(overlays.sharpnessProperty().isNotEqualTo(1), sharpened()),
            OverlayBar.group(any.and(colours), look()),
            legend());
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
    return new Node[] {drop, opacity};
  }

  /** What the colours stand for, in a line of its own. */
  private Node legend() {
    caption.setWrapText(true);
    caption.setMinHeight(USE_PREF_SIZE);
    caption.setMinWidth(0);
    caption.getStyleClass().add("overlay-caption");
    HBox legend = new HBox(12, colorBar, mixture, swatches, caption);
    HBox.setHgrow(caption, Priority.ALWAYS);
    legend.setAlignment(Pos.CENTER_LEFT);
    legend.getStyleClass().add("overlay-legend");
    legend.prefWidthProperty().bind(prefWrapLengthProperty().subtract(OPTIONS_PADDING));
    legend.visibleProperty().bind(caption.visibleProperty());
    legend.managedProperty().bind(legend.visibleProperty());
    return legend;
  }

  /** Before Sinkhorn, after it, or the difference. */
  private Node stages() {
    ToggleGroup group = new ToggleGroup();
    ToggleButton[] buttons = new ToggleButton[SinkhornStage.values().length];
    for (SinkhornStage stage : SinkhornStage.values()) {
      ToggleButton button = new ToggleButton(stage.label());
      button.getStyleClass().addAll("small", "stage-" + stage.label().toLowerCase(Locale.ROOT));
      button.setTooltip(new Tooltip(stage.help()));
      button.setAccessibleText(stage.label() + " Sinkhorn");
      button.setUserData(stage);
      buttons[stage.ordinal()] = button;
    }
    Node segments = Segments.of(group, buttons);
    Runnable refresh = () -> group.selectToggle(buttons[overlays.stageProperty().get().ordinal()]);
    refresh.run();
    group
        .selectedToggleProperty()
        .addListener(
            (o, before, now) -> {
              if (now != null && now.getUserData() instanceof SinkhornStage stage) {
                overlays.stageProperty().set(stage);
              }
            });
    overlays.stageProperty().addListener(o -> refresh.run());
    return segments;
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
    Legend legend = shading.legend().orElse(null);
    colours.set(legend != null);
    caption.setText(shading.title());
    caption.setVisible(!shading.title().isEmpty());
    show(colorBar, legend instanceof Legend.Bar);
    show(mixture, legend instanceof Legend.Mixture);
    show(swatches, legend instanceof Legend.Swatches);
    switch (legend) {
      case Legend.Bar bar -> {
        colorBar.setMap(bar.colors());
        colorBar.setRange(bar.range());
      }
      case Legend.Mixture mixed -> mixture.show(mixed);
      case Legend.Swatches clusters -> swatches.show(clusters);
      case null -> {}
    }
  }

  private static void show(Node node, boolean isShown) {
    node.setVisible(isShown);
    node.setManaged(isShown);
  }
}
