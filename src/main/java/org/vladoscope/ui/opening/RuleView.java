package org.vladoscope.ui.opening;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.saved.Radii;
import org.vladoscope.dataset.format.saved.TruthRule;
import org.vladoscope.ui.view.DistanceScale;
import org.vladoscope.ui.view.Numbers;

/** What counts as right on the map, and at once what comes of it. */
final class RuleView extends VBox {

  private static final int MOST_FRAMES = 1000;

  private final OpeningModel model;
  private final ToggleGroup group = new ToggleGroup();
  private final Map<String, RadioButton> buttons = new LinkedHashMap<>();
  private final Slider slider = new Slider(0, 1, 0);
  private final TextField radius = new TextField();
  private final TextField soft = new TextField();
  private final TextField heading = new TextField();
  private final Label unit = unit("");
  private final Label softUnit = unit("");
  private final HBox limits = new HBox(8);
  private final HBox headings = new HBox(8);
  private DistanceScale scale = DistanceScale.metres(MapReading.DEFAULT_RADIUS);
  private final Spinner<Integer> tolerance = new Spinner<>(0, MOST_FRAMES, 2);
  private final Spinner<Integer> offset = new Spinner<>(-1_000_000, 1_000_000, 0);
  private final Label fileName = new Label();
  private final Supplier<Optional<Path>> truthFile;
  private final Label outcome = new Label();
  private boolean filling;

  RuleView(OpeningModel model, Supplier<Optional<Path>> truthFile) {
    super(6);
    this.model = model;
    this.truthFile = truthFile;
    Label title = new Label("What counts as right");
    title.getStyleClass().add("section-title");
    getChildren().add(title);
    add("map", "As the folder says", () -> model.choose(new TruthRule.AsMapSays()));
    RadioButton byRadius = add("radius", "Taken within", this::chooseRadius, radiusFields());
    getChildren().add(limits(byRadius));
    add("frames", "Same frame \u00b1", this::chooseFrames, frameFields());
    add("file", "From a file", () -> {}, fileFields());
    add("unknown", "Not known", () -> model.choose(new TruthRule.Unknown()));
    outcome.setId("folder-outcome");
    outcome.getStyleClass().addAll("folder-outcome", "tabular");
    outcome.setWrapText(true);
    outcome.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().add(outcome);
    model.ruleProperty().addListener(o -> showRule());
    model.previewProperty().addListener(o -> showOutcome());
    model.problemProperty().addListener(o -> showOutcome());
    model.busyProperty().addListener(o -> showOutcome());
    showRule();
    showOutcome();
  }

  private RadioButton add(String id, String name, Runnable choose, Node... fields) {
    RadioButton button = new RadioButton(name);
    button.setId("rule-" + id);
    button.setToggleGroup(group);
    button.setMnemonicParsing(false); // names of files have underscores
    button.setMinWidth(136);
    button
        .selectedProperty()
        .addListener(
            (o, before, now) -> {
              if (now && !filling) {
                choose.run();
              }
            });
    buttons.put(id, button);
    HBox row = new HBox(8, button);
    row.getChildren().addAll(fields);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMinHeight(30);
    getChildren().add(row);
    return button;
  }

  private Node[] radiusFields() {
    slider.setId("rule-metres-slider");
    HBox.setHgrow(slider, Priority.ALWAYS);
    slider
        .valueProperty()
        .addListener(
            (o, before, now) -> {
              if (!filling) {
                radius.setText(Numbers.plain(scale.distance(now.doubleValue())));
                choose("radius", this::chooseRadius);
              }
            });
    field(radius, "rule-metres");
    show(scale);
    return new Node[] {slider, radius, unit};
  }

  /** What goes with a radius: a softer one, and which way images look. */
  private Node limits(RadioButton byRadius) {
    field(soft, "rule-soft");
    soft.setPromptText("none");
    soft.setTooltip(
        new Tooltip("Images further than the radius and up to this are neither right nor wrong"));
    field(heading, "rule-heading");
    heading.setPromptText("any");
    heading.setAccessibleText("Greatest difference of headings of a match in degrees");
    heading.setTooltip(new Tooltip("Matches look the same way, up to so many degrees apart"));
    headings.getChildren().setAll(unit("headings within"), heading, unit("\u00b0"));
    headings.setAlignment(Pos.CENTER_LEFT);
    headings.managedProperty().bind(headings.visibleProperty());
    limits.getChildren().setAll(unit("neither way up to"), soft, softUnit, headings);
    limits.setAlignment(Pos.CENTER_LEFT);
    limits.setPadding(new Insets(0, 0, 0, 24));
    limits.visibleProperty().bind(byRadius.selectedProperty());
    limits.managedProperty().bind(limits.visibleProperty());
    return limits;
  }

  private void field(TextField field, String id) {
    field.setId(id);
    field.setPrefColumnCount(4);
    field.setMinWidth(64);
    field
        .textProperty()
        .addListener(
            (o, before, now) -> {
              if (!filling && !slider.isPressed() && field.isFocused()) {
                choose("radius", this::chooseRadius);
              }
            });
  }

  /** Takes over the unit of the map, and with it what a radius can be. */
  private void show(DistanceScale now) {
    scale = now;
    unit.setText(now.unit());
    softUnit.setText(now.unit());
    slider.setAccessibleText("Greatest distance of a match in " + now.unit());
    radius.setAccessibleText("Greatest distance of a match in " + now.unit());
    soft.setAccessibleText("Up to this distance in " + now.unit() + " an image counts neither way");
    boolean was = filling;
    filling = true;
    double distance = now.usual();
    if (model.ruleProperty().get() instanceof TruthRule.Within(Radii radii, OptionalDouble _)) {
      distance = radii.hard().orElse(distance);
    } else {
      radius.setText(Numbers.plain(distance));
    }
    slider.setValue(now.position(distance));
    filling = was;
  }

  private Node[] frameFields() {
    for (Spinner<Integer> spinner : java.util.List.of(tolerance, offset)) {
      spinner.setEditable(true);
      spinner.setPrefWidth(88);
      spinner.setMinWidth(72);
      spinner
          .valueProperty()
          .addListener(
              (o, before, now) -> {
                if (!filling) {
                  choose("frames", this::chooseFrames);
                }
              });
    }
    tolerance.setId("rule-tolerance");
    tolerance.setAccessibleText("A match is so many frames away at most");
    offset.setId("rule-offset");
    offset.setAccessibleText("Frame of the database that query 0 shows");
    return new Node[] {tolerance, unit("query 0 is frame"), offset};
  }

  private Node[] fileFields() {
    Button choose = new Button("Choose\u2026", new FontIcon(Feather.FOLDER));
    choose.setId("rule-choose-file");
    choose.setOnAction(event -> truthFile.get().ifPresent(model::chooseTruthFile));
    fileName.getStyleClass().add("muted");
    fileName.setMinWidth(0);
    return new Node[] {choose, fileName};
  }

  private static Label unit(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("form-label");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  /** A field speaks for the button it belongs to. */
  private void choose(String id, Runnable rule) {
    filling = true;
    group.selectToggle(buttons.get(id));
    filling = false;
    rule.run();
  }

  private void chooseRadius() {
    try {
      model.choose(new TruthRule.Within(new Radii(number(radius), number(soft)), number(heading)));
    } catch (InputException e) {
      model.refuse("This cannot be meant: " + e.getMessage() + ".");
    }
  }

  private static OptionalDouble number(TextField field) {
    String text = field.getText().strip();
    try {
      return text.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(Double.parseDouble(text.replace(',', '.')));
    } catch (NumberFormatException e) {
      throw new InputException("'" + text + "' is no number, 0 or more", e);
    }
  }

  private void chooseFrames() {
    model.choose(new TruthRule.Frames(tolerance.getValue(), offset.getValue()));
  }

  private void showRule() {
    filling = true;
    String id =
        switch (model.ruleProperty().get()) {
          case TruthRule.AsMapSays _ -> "map";
          case TruthRule.Within(Radii radii, OptionalDouble most) -> {
            fill(radius, radii.hard());
            fill(soft, radii.soft());
            fill(heading, most);
            slider.setValue(scale.position(radii.hard().orElse(scale.usual())));
            yield "radius";
          }
          case TruthRule.Frames(int frames, int _, int first) -> {
            tolerance.getValueFactory().setValue(frames);
            offset.getValueFactory().setValue(first);
            yield "frames";
          }
          case TruthRule.OfFile(String file, Radii _) -> {
            fileName.setText(file);
            yield "file";
          }
          case TruthRule.Unknown _ -> "unknown";
        };
    group.selectToggle(buttons.get(id));
    filling = false;
  }

  /** A field that is typed in keeps what is typed. */
  private static void fill(TextField field, OptionalDouble value) {
    if (!field.isFocused()) {
      field.setText(value.isPresent() ? Numbers.plain(value.getAsDouble()) : "");
    }
  }

  private void showOutcome() {
    Preview preview = model.previewProperty().get();
    String problem = model.problemProperty().get();
    outcome.getStyleClass().remove("lab-error");
    if (!problem.isEmpty()) {
      outcome.getStyleClass().add("lab-error");
      outcome.setText(problem);
    } else {
      outcome.setText(preview == null ? "Counting queries and matches\u2026" : preview.outcome());
    }
    outcome.setOpacity(model.busyProperty().get() ? .6 : 1);
    RadioButton map = buttons.get("map");
    if (map != null && preview != null) {
      if (!preview.scale().equals(scale)) {
        show(preview.scale());
      }
      headings.setVisible(preview.headings());
      boolean says = !preview.mapSays().isEmpty();
      map.setText("As the folder says: " + (says ? preview.mapSays() : "nothing"));
      map.setDisable(!says);
    }
  }
}
