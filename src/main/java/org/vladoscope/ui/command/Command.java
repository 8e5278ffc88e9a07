package org.vladoscope.ui.command;

import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/**
 * Something the user can do. Declared once and registered with {@link Commands}; the menu, the keys
 * and the command palette all follow from that:
 *
 * <pre>{@code
 * commands.add(
 *     Command.of("query.next", "Next Query", () -> model.moveQuery(1))
 *         .in("Navigate", "queries")
 *         .keys("J", "Alt+Down")
 *         .when(mapIsOpen));
 * }</pre>
 *
 * @param id names it in code and tests; unique
 * @param title what menu and palette call it
 * @param menu the menu it stands in, with a slash before the name of a sub-menu, such as {@code
 *     View/Theme}; empty for a command that only keys and the palette offer
 * @param group commands of one group stand together in their menu; a line separates groups
 * @param keys each of these runs it; menu and palette name the first. Keys without a modifier do
 *     nothing while text is being typed
 * @param enabled whether it can be run now
 * @param on whether what it switches is on, or null if it is no switch
 * @param choice true if it is one of several in its sub-menu of which just one is on
 * @param action does it
 */
public record Command(
    String id,
    String title,
    String menu,
    String group,
    List<KeyCombination> keys,
    ObservableBooleanValue enabled,
    @Nullable ObservableBooleanValue on,
    boolean choice,
    Runnable action) {

  /** Copies the list and checks the names. */
  public Command {
    keys = List.copyOf(keys);
    if (id.isBlank() || title.isBlank()) {
      throw new IllegalArgumentException("a command needs an id and a title");
    }
  }

  /** A command that can always be run, in no menu, without keys. */
  public static Command of(String id, String title, Runnable action) {
    ObservableBooleanValue always = new ReadOnlyBooleanWrapper(true).getReadOnlyProperty();
    return new Command(id, title, "", "", List.of(), always, null, false, action);
  }

  /** A command that turns something on and off. */
  public static Command toggle(String id, String title, BooleanProperty property) {
    return of(id, title, () -> property.set(!property.get())).showing(property);
  }

  /** The same in a menu. */
  public Command in(String newMenu, String newGroup) {
    return new Command(id, title, newMenu, newGroup, keys, enabled, on, choice, action);
  }

  /** The same with keys, in JavaFX's notation, such as {@code Shortcut+Shift+O}. */
  public Command keys(String... names) {
    List<KeyCombination> combinations = Stream.of(names).map(KeyCombination::valueOf).toList();
    return new Command(id, title, menu, group, combinations, enabled, on, choice, action);
  }

  /** The same, only to be run while a condition holds. */
  public Command when(ObservableBooleanValue condition) {
    return new Command(id, title, menu, group, keys, condition, on, choice, action);
  }

  /** The same as a switch that shows whether it is on. */
  public Command showing(ObservableBooleanValue state) {
    return new Command(id, title, menu, group, keys, enabled, state, choice, action);
  }

  /** The same as one of several choices, with a mark while it is the one. */
  public Command choosing(ObservableBooleanValue state) {
    return new Command(id, title, menu, group, keys, enabled, state, true, action);
  }

  /** What the palette calls it: its sub-menu, if it stands in one, and its title. */
  public String fullTitle() {
    int slash = menu.indexOf('/');
    return slash < 0 ? title : menu.substring(slash + 1) + ": " + title;
  }

  /** The keys in words, such as "J or Alt+Down"; empty if there are none. */
  public String keysText() {
    return String.join(
        "  or  ", keys.stream().map(KeyCombination::getDisplayText).distinct().toList());
  }

  /** Runs it if it can be run. */
  public void run() {
    if (enabled.get()) {
      action.run();
    }
  }
}
