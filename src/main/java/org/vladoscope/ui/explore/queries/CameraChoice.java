package org.vladoscope.ui.explore.queries;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.view.Segments;

/** Chooses which camera's images of query and candidate are compared. */
public final class CameraChoice extends HBox {

  private final OpenMap model;

  public CameraChoice(OpenMap model) {
    super(6);
    this.model = model;
    setId("camera-choice");
    setAlignment(Pos.CENTER_LEFT);
    Label label = new Label("Camera");
    label.getStyleClass().add("muted");
    label.setMinWidth(USE_PREF_SIZE);
    List<ToggleButton> buttons = new ArrayList<>();
    buttons.add(button("Best pair", null, "The images of both places that are most alike"));
    for (String camera : model.map().views().cameras()) {
      buttons.add(button(camera, camera, "The images that the camera '" + camera + "' took"));
    }
    ToggleGroup group = new ToggleGroup();
    getChildren().addAll(label, Segments.of(group, buttons.toArray(new ToggleButton[0])));
    buttons.getFirst().setSelected(true);
  }

  private ToggleButton button(String text, @Nullable String camera, String help) {
    ToggleButton button = new ToggleButton(text);
    button.getStyleClass().add("small");
    button.setTooltip(new Tooltip(help));
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> model.cameraProperty().set(camera));
    return button;
  }
}
