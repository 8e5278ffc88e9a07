package org.vladoscope.ui.explore.pair;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContentDisplay;
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
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.OverlayModel.Family;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.explore.overlay.PatchPointer.Kind;
import org.vladoscope.ui.explore.queries.CameraChoice;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.vlad.PatchScale;

/** Chooses what is drawn over the images, and how. */
final class OverlayBar extends VBox {

  /** Below this width buttons show their icons alone. */
  private static final double ROOM_FOR_WORDS = 400;

  private final PairModel model;
  private final OverlayModel overlays;
  private final HBox sizes = new HBox();
  private ToggleGroup sizeGroup = new ToggleGroup();
  private final BooleanProperty optionsShown = new SimpleBooleanProperty(true);
  private List<PatchScale> listedScales = List.of();

  OverlayBar(OpenMap explore, PairModel model, OverlayModel overlays) {
    this.model = model;
    this.overlays = overlays;
    getStyleClass().add("overlay-bar");
    sizes.setAlignment(Pos.CENTER_LEFT);
    sizes.setFillHeight(false);
    FlowPane choices = new FlowPane(8, 8, toggles(), sizes, optionsToggle());
    if (!explore.map().views().cameras().isEmpty()) {
      choices.getChildren().add(new CameraChoice(explore));
    }
    choices.setMinWidth(0);
    choices.setAlignment(Pos.CENTER_LEFT);
    choices.getStyleClass().add("overlay-choices");
    ShadeOptions shadeOptions = new ShadeOptions(explore, model, overlays);
    FlowPane options =
        new FlowPane(16, 8, group(overlays.matchesProperty(), matchOptions()), shadeOptions);
    options.setMinWidth(0);
    shadeOptions.prefWrapLengthProperty().bind(options.widthProperty());
    options.visibleProperty().bind(optionsShown);
    options.managedProperty().bind(optionsShown);
    options.setAlignment(Pos.CENTER_LEFT);
    options.getStyleClass().add("overlay-options");
    getChildren().addAll(choices, options);
    disableProperty().bind(explore.comparisonProperty().isNull());
    explore.comparisonProperty().addListener((o, before, now) -> refresh());
    overlays.scaleProperty().addListener((o, before, now) -> refresh());
    refresh();
  }

  /** Whether the options of the overlays are shown; without them the images have more room. */
  BooleanProperty optionsShownProperty() {
    return optionsShown;
  }

  private Button optionsToggle() {
    FontIcon icon = new FontIcon(Feather.CHEVRON_UP);
    icon.iconCodeProperty()
        .bind(
            Bindings.when(optionsShown)
                .<org.kordamp.ikonli.Ikon>then(Feather.CHEVRON_UP)
                .otherwise(Feather.CHEVRON_DOWN));
    Button button = new Button("", icon);
    button.getStyleClass().addAll("small", "flat", "button-icon", "options-toggle");
    button.setTooltip(new Tooltip("Options of the overlays"));
    button.setAccessibleText("Options of the overlays");
    button.setOnAction(event -> optionsShown.set(!optionsShown.get()));
    return button;
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
    for (ToggleButton button : List.of(matches, clusters, patches)) {
      button
          .contentDisplayProperty()
          .bind(
              Bindings.when(widthProperty().lessThan(ROOM_FOR_WORDS))
                  .then(ContentDisplay.GRAPHIC_ONLY)
                  .otherwise(ContentDisplay.LEFT));
    }
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
    Runnable refresh =
        () -> button.setSelected(overlays.overlayProperty().get().family() == family);
    button.setOnAction(event -> overlays.toggle(family));
    overlays.overlayProperty().addListener((o, before, now) -> refresh.run());
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
    int chosen = overlays.scaleProperty().get();
    if (chosen < sizeGroup.getToggles().size()) {
      sizeGroup.selectToggle(sizeGroup.getToggles().get(chosen));
    }
  }

  private void listScales(List<PatchScale> scales) {
    listedScales = scales;
    sizeGroup = new ToggleGroup();
    ToggleButton[] buttons = new ToggleButton[scales.size()];
    for (int i = 0; i < buttons.length; i++) {
      int index = i;
      PatchScale scale = scales.get(i);
      buttons[i] = new ToggleButton(scale.size() + "\u00d7" + scale.size());
      buttons[i].getStyleClass().add("small");
      buttons[i].setTooltip(
          new Tooltip("Patches of " + scale.size() + " cells, one every " + cells(scale.stride())));
      buttons[i].setOnAction(event -> overlays.scaleProperty().set(index));
    }
    sizes.getChildren().setAll(Segments.of(sizeGroup, buttons));
  }

  private static String cells(int stride) {
    return stride == 1 ? "cell" : stride + " cells";
  }
}
