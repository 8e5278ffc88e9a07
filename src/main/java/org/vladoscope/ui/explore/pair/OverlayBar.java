package org.vladoscope.ui.explore.pair;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.figure.MatchKind;
import org.vladoscope.ui.explore.overlay.Legend;
import org.vladoscope.ui.explore.overlay.LineColours;
import org.vladoscope.ui.explore.overlay.LineOverlay;
import org.vladoscope.ui.explore.overlay.Overlay;
import org.vladoscope.ui.explore.overlay.OverlayButton;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.OverlayOption;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.explore.overlay.PatchSizes;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.explore.queries.CameraChoice;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.task.Frames;
import org.vladoscope.ui.view.ColorBar;
import org.vladoscope.ui.view.LabelConverter;

/** Chooses what is drawn over the images, and how. */
final class OverlayBar extends HBox {

  /** Below this width buttons show their icons alone. */
  private static final double ROOM_FOR_WORDS = 700;

  private final PairModel model;
  private final OverlayModel overlays;
  private final PatchSizes sizes;
  private final FlowPane options = new FlowPane(16, 4);
  private final BooleanProperty optionsShown = new SimpleBooleanProperty(true);

  /**
   * The bar of a pair.
   *
   * @param ends what stands at its right end
   * @param frames makes the options after the bar
   */
  OverlayBar(OpenMap explore, PairModel model, OverlayModel overlays, HBox ends, Frames frames) {
    this.model = model;
    this.overlays = overlays;
    getStyleClass().add("overlay-bar");
    sizes =
        new PatchSizes(
            overlays,
            scale -> "Patches of " + scale.size() + " cells, one every " + cells(scale.stride()));
    HBox choices = new HBox(8, toggles(), sizes, optionsToggle());
    choices.setMinWidth(0);
    choices.setAlignment(Pos.CENTER_LEFT);
    choices.getStyleClass().add("overlay-choices");
    options.setVisible(false);
    options.setMinWidth(0);
    options.setMaxHeight(Region.USE_PREF_SIZE);
    options.setAlignment(Pos.CENTER_LEFT);
    options.getStyleClass().add("overlay-options");
    frames.add(() -> addOptions(explore));
    HBox.setHgrow(choices, Priority.ALWAYS);
    ends.setAlignment(Pos.CENTER_RIGHT);
    ends.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().addAll(choices, ends);
    choices.disableProperty().bind(explore.comparisonProperty().isNull());
    explore.comparisonProperty().addListener((o, before, now) -> refresh());
    refresh();
  }

  private void addOptions(OpenMap explore) {
    ValueOptions valueOptions = new ValueOptions(model, overlays);
    BooleanBinding matches = overlays.offers(OverlayOption.MATCHES);
    BooleanBinding lacking =
        Bindings.createBooleanBinding(
            () -> {
              Comparison shown = explore.comparisonProperty().get();
              return shown != null && !shown.hasPatches();
            },
            explore.comparisonProperty());
    HBox matchOptions = group(matches.and(lacking.not()), matchOptions());
    HBox colours = group(matches.and(lacking.not()), lineColours(), lineBar());
    HBox noMatches = group(matches.and(lacking), noMatches(explore, lacking));
    options.getChildren().addAll(matchOptions, colours, noMatches, valueOptions);
    BooleanBinding any = matches.or(valueOptions.visibleProperty());
    if (!explore.map().views().cameras().isEmpty()) {
      options.getChildren().addFirst(new CameraChoice(explore));
      any = any.or(Bindings.createBooleanBinding(() -> true));
    }
    valueOptions.prefWrapLengthProperty().bind(options.widthProperty());
    options
        .visibleProperty()
        .bind(any.and(optionsShown).and(explore.comparisonProperty().isNotNull()));
  }

  /** Why a pair has no matches. */
  private Label noMatches(OpenMap explore, BooleanBinding lacking) {
    Label label = new Label();
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.maxWidthProperty().bind(options.widthProperty().subtract(24));
    Runnable refresh =
        () -> {
          Comparison shown = explore.comparisonProperty().get();
          if (shown != null && lacking.get()) {
            label.setText(OverlayFamily.PATCHES.absent(shown).orElse(""));
          }
        };
    explore.comparisonProperty().addListener(o -> refresh.run());
    refresh.run();
    return label;
  }

  /** The options of the overlays, to lie over an edge of the images: nothing moves as they come. */
  Node options() {
    return options;
  }

  /** Whether the options of the overlays are shown; without them more of the images is seen. */
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

  /** A button for each overlay of lines and each family of values, in the order of the list. */
  private HBox toggles() {
    HBox box = new HBox(8);
    box.setAlignment(Pos.CENTER_LEFT);
    Set<OverlayFamily> families = new HashSet<>();
    for (Overlay overlay : overlays.all().all()) {
      switch (overlay) {
        case LineOverlay lines -> {
          ToggleButton button = toggle(lines.button(), lines.label(), lines.keys());
          button.selectedProperty().bindBidirectional(overlays.shownProperty(lines));
          box.getChildren().add(button);
        }
        case ValueOverlay values -> {
          if (families.add(values.family())) {
            box.getChildren().add(family(values.family()));
          }
        }
      }
    }
    return box;
  }

  private ToggleButton toggle(OverlayButton shown, String name, List<String> keys) {
    ToggleButton button = new ToggleButton(shown.text(), new FontIcon(shown.icon()));
    button.getStyleClass().addAll("small", "overlay-toggle");
    String key = keys.isEmpty() ? "" : " (" + keys.getFirst() + ")";
    button.setTooltip(new Tooltip(shown.help() + key));
    button.setMinWidth(Region.USE_PREF_SIZE);
    if (shown.text().isEmpty()) {
      button.setAccessibleText(name);
    } else {
      button
          .contentDisplayProperty()
          .bind(
              Bindings.when(widthProperty().lessThan(ROOM_FOR_WORDS))
                  .then(ContentDisplay.GRAPHIC_ONLY)
                  .otherwise(ContentDisplay.LEFT));
    }
    return button;
  }

  private ToggleButton family(OverlayFamily family) {
    ToggleButton button = toggle(family.button(), family.button().text(), family.keys());
    Runnable refresh = () -> button.setSelected(overlays.isShown(family));
    button.setOnAction(
        event -> {
          overlays.toggle(family);
          refresh.run();
        });
    overlays.valuesProperty().addListener((o, before, now) -> refresh.run());
    refresh.run();
    return button;
  }

  private Node[] matchOptions() {
    List<Node> options = new ArrayList<>();
    for (MatchKind kind : List.of(MatchKind.INLIER, MatchKind.OUTLIER, MatchKind.ONE_SIDED)) {
      options.add(lineCheck(kind));
    }
    Slider count = slider(5, 300, 72);
    count.valueProperty().bindBidirectional(overlays.maxMatchesProperty());
    Label text = new Label();
    text.getStyleClass().add("tabular");
    text.setMinWidth(52);
    text.setTooltip(new Tooltip("At most so many of each kind, the most similar first"));
    text.textProperty().bind(Bindings.format("Top %d", overlays.maxMatchesProperty()));
    count.setAccessibleText("Number of matches drawn");
    options.add(text);
    options.add(count);
    return options.toArray(new Node[0]);
  }

  private ComboBox<LineColours> lineColours() {
    ComboBox<LineColours> box = new ComboBox<>();
    box.getItems().setAll(LineColours.values());
    box.setConverter(new LabelConverter<>(LineColours::label));
    box.valueProperty().bindBidirectional(overlays.lineColoursProperty());
    box.getStyleClass().addAll("small", "line-colours");
    box.setAccessibleText("What the colours of matches show");
    box.setPrefWidth(156);
    return box;
  }

  /** Which colour of a line stands for which value; there while colours are numbers. */
  private ColorBar lineBar() {
    ColorBar bar = new ColorBar(overlays.colorMapProperty().get());
    bar.getStyleClass().add("line-bar");
    Tooltip help = new Tooltip();
    Tooltip.install(bar, help);
    bar.managedProperty().bind(bar.visibleProperty());
    Runnable refresh =
        () -> {
          Optional<Legend.Bar> legend =
              model
                  .shown()
                  .filter(shown -> shown.comparison().hasPatches())
                  .flatMap(shown -> shown.colouring(model.linesProperty().get()).bar());
          bar.setVisible(legend.isPresent());
          legend.ifPresent(
              known -> {
                bar.setMap(known.colors());
                bar.setRange(known.range());
                help.setText(overlays.lineColoursProperty().get().help());
              });
        };
    model.linesProperty().addListener(o -> refresh.run());
    overlays.lineColoursProperty().addListener(o -> refresh.run());
    overlays.colorMapProperty().addListener(o -> refresh.run());
    refresh.run();
    return bar;
  }

  private CheckBox lineCheck(MatchKind kind) {
    Line sample = new Line(0, 0, 16, 0);
    sample.getStyleClass().add(kind.name().toLowerCase(Locale.ROOT) + "-line");
    CheckBox box = new CheckBox();
    box.selectedProperty().bindBidirectional(overlays.kindProperty(kind));
    box.setGraphic(new Label(kind.label(), sample));
    box.setAccessibleText(kind.label());
    box.setTooltip(new Tooltip(kind.help()));
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
    sizes.show(shown.scales());
  }

  private static String cells(int stride) {
    return stride == 1 ? "cell" : stride + " cells";
  }
}
