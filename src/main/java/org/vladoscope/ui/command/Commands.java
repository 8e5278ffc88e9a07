package org.vladoscope.ui.command;

import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;
import javafx.scene.input.KeyEvent;
import org.controlsfx.control.GridView;

/**
 * Everything the user can do, in the order in which menus list it. For the JavaFX thread only.
 *
 * <p>Install {@link #onKeyFilter} as filter and {@link #onKey} as handler of the scene: keys
 * without a modifier win over all controls, lists and buttons among them, which would use arrows
 * for themselves, but not over text that is edited; keys with one, such as those for copying and
 * pasting, and Escape are first offered to the control that has the focus.
 */
public final class Commands {

  /** Names what a node says of arrow keys among its properties. */
  private static final String KEPT_ARROWS = "org.vladoscope.keptArrows";

  private final ObservableList<Command> list = FXCollections.observableArrayList();
  private final ObservableList<Command> readOnly = FXCollections.unmodifiableObservableList(list);

  /**
   * Registers a command.
   *
   * @throws IllegalArgumentException if its id or one of its keys is taken
   */
  public void add(Command command) {
    for (Command other : list) {
      if (other.id().equals(command.id())) {
        throw new IllegalArgumentException("there is already a command " + command.id());
      }
      if (command.keys().stream().anyMatch(other.keys()::contains)) {
        throw new IllegalArgumentException(command.id() + " has a key of " + other.id());
      }
    }
    list.add(command);
  }

  /** Puts commands in the place of all whose id begins alike. */
  public void replace(String idPrefix, List<Command> commands) {
    list.removeIf(command -> command.id().startsWith(idPrefix));
    commands.forEach(this::add);
  }

  /** All commands, to be read and listened to. */
  public ObservableList<Command> all() {
    return readOnly;
  }

  /** The command with an id. */
  public Optional<Command> find(String id) {
    return list.stream().filter(command -> command.id().equals(id)).findFirst();
  }

  /**
   * Lets a node keep the arrow keys while it has the focus and a use for them.
   *
   * @param hasUse whether it has one now
   */
  public static void keepArrows(Node node, ObservableBooleanValue hasUse) {
    node.getProperties().put(KEPT_ARROWS, hasUse);
  }

  private static boolean keepsArrows(EventTarget target) {
    return target instanceof Node node
        && node.getProperties().get(KEPT_ARROWS) instanceof ObservableBooleanValue hasUse
        && hasUse.get();
  }

  /** Acts on keys without a modifier before the control with the focus sees them. */
  public void onKeyFilter(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && keepsEscapeForNothing(event.getTarget())) {
      runMatching(event, false);
    } else if (!keepsPlainKeys(event)) {
      runMatching(event, true);
    }
  }

  /** A closed menu, and a list or table in which nothing is edited, keep the key all the same. */
  private static boolean keepsEscapeForNothing(EventTarget target) {
    return switch (target) {
      case MenuButton menu -> !menu.isShowing();
      case ListView<?> list -> list.getEditingIndex() < 0;
      case TableView<?> table -> table.getEditingCell() == null;
      default -> false;
    };
  }

  /**
   * Acts on all other keys after the control with the focus had no use for them. Plain keys end
   * here: menus show them as accelerators, which would run commands while text is being typed.
   */
  public void onKey(KeyEvent event) {
    runMatching(event, false);
    boolean isPlainKey =
        list.stream()
            .flatMap(command -> command.keys().stream())
            .anyMatch(keys -> isPlain(keys) && keys.match(event));
    if (isPlainKey) {
      event.consume();
    }
  }

  /**
   * Text that is edited keeps all plain keys, what has a value only the arrows that move it; so do
   * choices and grids that were reached by keys, for a click on one means no more than itself, and
   * who said so.
   */
  private static boolean keepsPlainKeys(KeyEvent event) {
    return switch (event.getTarget()) {
      case TextInputControl text -> text.isEditable();
      case Spinner<?> spinner -> spinner.isEditable() || event.getCode().isArrowKey();
      case ComboBoxBase<?> box -> box.isEditable() || box.isShowing();
      case Slider _ -> event.getCode().isArrowKey();
      case ToggleButton toggle ->
          toggle.getToggleGroup() != null && isReached(toggle) && event.getCode().isArrowKey();
      case GridView<?> grid -> isReached(grid) && event.getCode().isArrowKey();
      default -> event.getCode().isArrowKey() && keepsArrows(event.getTarget());
    };
  }

  private static boolean isReached(Node node) {
    return node.isFocusVisible();
  }

  private void runMatching(KeyEvent event, boolean plain) {
    for (Command command : list) {
      boolean meant =
          command.keys().stream().anyMatch(keys -> isPlain(keys) == plain && keys.match(event));
      if (meant && command.enabled().get()) {
        event.consume();
        command.run();
        return;
      }
    }
  }

  /** True for a letter, digit or arrow alone; function keys and Escape never mean text. */
  private static boolean isPlain(KeyCombination keys) {
    return keys instanceof KeyCodeCombination code
        && code.getShortcut() != ModifierValue.DOWN
        && code.getAlt() != ModifierValue.DOWN
        && code.getControl() != ModifierValue.DOWN
        && code.getMeta() != ModifierValue.DOWN
        && code.getCode() != KeyCode.ESCAPE
        && !code.getCode().isFunctionKey();
  }
}
