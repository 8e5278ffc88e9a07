package org.vladoscope.ui.view;

import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.vladoscope.ui.theme.ToggleKeys;

/** Toggle buttons joined to one control of which exactly one button is on. */
public final class Segments {

  private Segments() {}

  /** Joins buttons; a click on the one that is on leaves it on, arrows go from one to the next. */
  public static HBox of(ToggleGroup group, ToggleButton... buttons) {
    HBox box = new HBox();
    box.getStyleClass().add("segments");
    for (int i = 0; i < buttons.length; i++) {
      ToggleButton button = buttons[i];
      button.setToggleGroup(group);
      ToggleKeys.install(button);
      if (buttons.length > 1) {
        button
            .getStyleClass()
            .add(i == 0 ? "left-pill" : i == buttons.length - 1 ? "right-pill" : "center-pill");
      }
      box.getChildren().add(button);
    }
    group
        .selectedToggleProperty()
        .addListener(
            (o, before, now) -> {
              if (now == null && before != null && group.getToggles().contains(before)) {
                keep(group, before);
              }
            });
    return box;
  }

  private static void keep(ToggleGroup group, Toggle toggle) {
    group.selectToggle(toggle);
  }
}
