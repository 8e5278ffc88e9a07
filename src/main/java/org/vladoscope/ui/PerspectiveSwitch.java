package org.vladoscope.ui;

import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.command.Commands;
import org.vladoscope.ui.view.Segments;

/** Changes the perspective: buttons at the right end of the menu bar, and commands. */
final class PerspectiveSwitch extends HBox {

  private final Map<Perspective, ToggleButton> buttons = new EnumMap<>(Perspective.class);

  /**
   * The switch beside the menus.
   *
   * @param menus takes the room that the buttons leave
   */
  PerspectiveSwitch(Node menus, ObjectProperty<Perspective> perspective) {
    getStyleClass().add("perspective-switch");
    setAlignment(Pos.CENTER_LEFT);
    ToggleGroup group = new ToggleGroup();
    for (Perspective choice : Perspective.values()) {
      ToggleButton button = new ToggleButton(choice.label());
      button.setId("perspective-" + choice.name().toLowerCase(java.util.Locale.ROOT));
      button.setOnAction(event -> perspective.set(choice));
      buttons.put(choice, button);
    }
    HBox segments = Segments.of(group, buttons.values().toArray(new ToggleButton[0]));
    segments.setMinWidth(USE_PREF_SIZE);
    segments.setAlignment(Pos.CENTER);
    HBox.setHgrow(menus, Priority.ALWAYS);
    getChildren().addAll(menus, segments);
    Runnable show =
        () -> buttons.forEach((choice, b) -> b.setSelected(choice == perspective.get()));
    perspective.addListener((o, before, now) -> show.run());
    show.run();
  }

  /** Registers a command for each perspective. */
  static void register(Commands commands, ObjectProperty<Perspective> perspective) {
    String[] keys = {"Shortcut+E", "Shortcut+L", "Shortcut+R"};
    for (Perspective choice : Perspective.values()) {
      commands.add(
          Command.of("perspective." + choice.name(), choice.label(), () -> perspective.set(choice))
              .in("View", "perspective")
              .keys(keys[choice.ordinal()])
              .choosing(perspective.isEqualTo(choice)));
    }
  }
}
