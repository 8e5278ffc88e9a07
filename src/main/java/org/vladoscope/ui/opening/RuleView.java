package org.vladoscope.ui.opening;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.saved.TruthRule;
import org.vladoscope.ui.view.Numbers;

/** What counts as right on the map, and at once what comes of it. */
final class RuleView extends VBox {

  private static final double MOST_METRES = 100;
  private static final int MOST_FRAMES = 1000;

  private final OpeningModel model;
  private final ToggleGroup group = new ToggleGroup();
  private final Map<String, RadioButton> buttons = new LinkedHashMap<>();
  private final Slider slider = new Slider(0, MOST_METRES, MapReading.DEFAULT_RADIUS);
  private final TextField metres = new TextField(Numbers.plain(MapReading.DEFAULT_RADIUS));
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
    add("radius", "Taken within", this::chooseRadius, radiusFields());
    add("frames", "Same frame \u00b1", this::chooseFrames, frameFields());
    add("file", "From a file", () -> {}, fileFields());
    add("unknown", "Nobody knows", () -> model.choose(new TruthRule.Unknown()));
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

  private void add(String id, String name, Runnable choose, Node... fields) {
    RadioButton button = new RadioButton(name);
    button.setId("rule-" + id);
    button.setToggleGroup(group);
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
  }

  private Node[] radiusFields() {
    slider.setId("rule-metres-slider");
    slider.setAccessibleText("Greatest distance of a match in metres");
    HBox.setHgrow(slider, Priority.ALWAYS);
    slider
        .valueProperty()
        .addListener(
            (o, before, now) -> {
              if (!filling) {
                metres.setText(Numbers.plain(Math.round(now.doubleValue() * 2) / 2.0));
                choose("radius", this::chooseRadius);
              }
            });
    metres.setId("rule-metres");
    metres.setAccessibleText("Greatest distance of a match in metres");
    metres.setPrefColumnCount(4);
    metres.setMinWidth(64);
    metres
        .textProperty()
        .addListener(
            (o, before, now) -> {
              if (!filling && !slider.isPressed() && metres.isFocused()) {
                choose("radius", this::chooseRadius);
              }
            });
    return new Node[] {slider, metres, unit("m")};
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
      double radius = Double.parseDouble(metres.getText().strip().replace(',', '.'));
      model.choose(new TruthRule.Within(radius, radius));
    } catch (RuntimeException e) {
      model.refuse("'" + metres.getText() + "' is no number of metres, 0 or more.");
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
          case TruthRule.Within(double radius, double _, OptionalDouble _) -> {
            slider.setValue(radius);
            if (!metres.isFocused()) {
              metres.setText(Numbers.plain(radius));
            }
            yield "radius";
          }
          case TruthRule.Frames(int frames, int first) -> {
            tolerance.getValueFactory().setValue(frames);
            offset.getValueFactory().setValue(first);
            yield "frames";
          }
          case TruthRule.OfFile(String file) -> {
            fileName.setText(file);
            yield "file";
          }
          case TruthRule.Unknown _ -> "unknown";
        };
    group.selectToggle(buttons.get(id));
    filling = false;
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
      boolean says = !preview.mapSays().isEmpty();
      map.setText("As the folder says: " + (says ? preview.mapSays() : "nothing"));
      map.setDisable(!says);
    }
  }
}
