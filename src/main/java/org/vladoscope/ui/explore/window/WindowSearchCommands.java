package org.vladoscope.ui.explore.window;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.command.Commands;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.explore.look.PairLooks;

/** The commands of the window search. */
public final class WindowSearchCommands {

  private static final String MENU = "Edit/Window on an Image";
  private static final String GROUP = "window";

  private final Commands commands;
  private final WindowTools tools;

  private WindowSearchCommands(Commands commands, WindowTools tools) {
    this.commands = commands;
    this.tools = tools;
  }

  /**
   * Registers them.
   *
   * @param open whether a map is open
   */
  public static void register(
      Commands commands, ObservableBooleanValue open, PairLooks looks, WindowTools tools) {
    commands.add(
        Command.of("look.window", "Where Else Is This Window?", () -> looks.toggle(PairLook.WINDOW))
            .in("View", "looks")
            .keys("Y")
            .showing(looks.lookProperty().isEqualTo(PairLook.WINDOW))
            .when(open));
    new WindowSearchCommands(commands, tools).all();
  }

  private void all() {
    add(
        "search",
        "Search for the Window",
        m -> m.search(true),
        WindowSearchModel::startableProperty);
    add(
        "exactly",
        "Search for the Window Exactly",
        m -> m.search(false),
        WindowSearchModel::comparableProperty);
    add("cancel", "Cancel the Search", m -> m.search(true), WindowSearchModel::searchingProperty);
    add(
        "undo",
        "Undo Change of the Window",
        WindowSearchModel::undo,
        WindowSearchModel::undoableProperty);
    add(
        "redo",
        "Redo Change of the Window",
        WindowSearchModel::redo,
        WindowSearchModel::redoableProperty);
    add(
        "clear",
        "Take the Window Away",
        WindowSearchModel::clear,
        WindowSearchModel::drawnProperty);
    add("next", "Next Hit", m -> m.step(1), WindowSearchModel::foundProperty);
    add("previous", "Previous Hit", m -> m.step(-1), WindowSearchModel::foundProperty);
    for (HitPage page : HitPage.values()) {
      commands.add(
          Command.of(
                  "windows." + page.name(),
                  "Hits: " + page.label(),
                  () -> tools.pageProperty().set(page))
              .in(MENU, GROUP)
              .choosing(tools.pageProperty().isEqualTo(page))
              .when(when(WindowSearchModel::foundProperty)));
    }
  }

  private void add(
      String id,
      String title,
      Consumer<WindowSearchModel> action,
      Function<WindowSearchModel, ObservableValue<Boolean>> enabled) {
    commands.add(
        Command.of(
                "windows." + id,
                title,
                () -> {
                  WindowSearchModel model = tools.modelProperty().get();
                  if (model != null) {
                    action.accept(model);
                  }
                })
            .in(MENU, GROUP)
            .when(when(enabled)));
  }

  private BooleanBinding when(Function<WindowSearchModel, ObservableValue<Boolean>> condition) {
    ObservableValue<Boolean> value = tools.modelProperty().flatMap(condition);
    return Bindings.createBooleanBinding(() -> Boolean.TRUE.equals(value.getValue()), value);
  }
}
