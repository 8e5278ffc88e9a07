package org.vladoscope.ui.lab.plane;

import java.util.EnumMap;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.vladoscope.teach.steps.Plane.Kind;
import org.vladoscope.teach.steps.PlanePreset;
import org.vladoscope.ui.view.Segments;

/** What is done to a plane: points to begin with, what a click adds, and k-means. */
final class PlaneTools extends FlowPane {

  private final PlaneModel model;

  PlaneTools(PlaneModel model, PlaneCanvas canvas) {
    super(8, 8);
    this.model = model;
    ComboBox<PlanePreset> presets = new ComboBox<>();
    presets.getItems().setAll(PlanePreset.values());
    presets.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable PlanePreset preset) {
            return preset == null ? "" : preset.label();
          }

          @Override
          public PlanePreset fromString(String text) {
            throw new UnsupportedOperationException(text);
          }
        });
    presets.setAccessibleText("Points to begin with");
    presets.setPrefWidth(150);
    presets.setValue(model.presetProperty().get());
    presets.setOnAction(
        event -> {
          if (presets.getValue() != model.presetProperty().get()) {
            model.load(presets.getValue());
          }
        });
    model.presetProperty().addListener((o, b, now) -> presets.setValue(now));
    Button again = button("Draw again", "Draw other points of the same kind", model::drawAgain);
    Button seed =
        button(
            "New centroids", "Choose centroids among the points by k-means++", model::seedCentres);
    Button step =
        button(
            "k-means step", "Move every centroid to the mean of its points", canvas::walkOneStep);
    step.setId("kmeans-step");
    getChildren().addAll(presets, again, adds(), seed, step);
    setAlignment(Pos.CENTER_LEFT);
  }

  private static Button button(String text, String help, Runnable action) {
    Button button = new Button(text);
    button.setTooltip(new Tooltip(help));
    button.setOnAction(event -> action.run());
    return button;
  }

  private Node adds() {
    ToggleGroup group = new ToggleGroup();
    Map<Kind, ToggleButton> buttons = new EnumMap<>(Kind.class);
    buttons.put(Kind.FIRST, new ToggleButton("\u25cf A"));
    buttons.put(Kind.SECOND, new ToggleButton("\u25a1 B"));
    buttons.put(Kind.CENTRE, new ToggleButton("\u25c6 Centroid"));
    buttons.forEach(
        (kind, button) -> {
          button.setTooltip(
              new Tooltip("A click on an empty place adds one; a right click removes"));
          button.setOnAction(event -> model.toolProperty().set(kind));
          button.setSelected(kind == model.toolProperty().get());
        });
    model
        .toolProperty()
        .addListener((o, b, now) -> buttons.forEach((kind, x) -> x.setSelected(kind == now)));
    Label label = new Label("Add");
    label.getStyleClass().add("form-label");
    HBox row =
        new HBox(8, label, Segments.of(group, buttons.values().toArray(new ToggleButton[0])));
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
