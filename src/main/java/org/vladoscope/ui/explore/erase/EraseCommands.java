package org.vladoscope.ui.explore.erase;

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

/** The commands of the eraser. */
public final class EraseCommands {

  private static final String MENU = "Edit/Eraser";
  private static final String GROUP = "erase";

  private final Commands commands;
  private final EraseTools tools;

  private EraseCommands(Commands commands, EraseTools tools) {
    this.commands = commands;
    this.tools = tools;
  }

  /**
   * Registers them.
   *
   * @param open whether a map is open
   */
  public static void register(
      Commands commands, ObservableBooleanValue open, PairLooks looks, EraseTools tools) {
    commands.add(
        Command.of("look.erase", "Erase Parts of Images", () -> looks.toggle(PairLook.ERASE))
            .in("View", "looks")
            .keys("E")
            .showing(looks.lookProperty().isEqualTo(PairLook.ERASE))
            .when(open));
    new EraseCommands(commands, tools).all();
  }

  private void all() {
    BooleanBinding ready = when(EraseModel::readyProperty);
    for (EraseTool tool : EraseTool.values()) {
      commands.add(
          Command.of(
                  "erase." + tool.name(),
                  "Erase by " + tool.label(),
                  () -> tools.toolProperty().set(tool))
              .in(MENU, GROUP)
              .choosing(tools.toolProperty().isEqualTo(tool))
              .when(ready));
    }
    commands.add(
        Command.of("erase.smaller", "Smaller Brush", () -> tools.resize(-1))
            .in(MENU, GROUP)
            .keys("Open Bracket")
            .when(ready));
    commands.add(
        Command.of("erase.larger", "Larger Brush", () -> tools.resize(1))
            .in(MENU, GROUP)
            .keys("Close Bracket")
            .when(ready));
    add("undo", "Undo Stroke", EraseModel::undo, when(EraseModel::undoableProperty));
    add("redo", "Redo Stroke", EraseModel::redo, when(EraseModel::redoableProperty));
    add("clear", "Bring Everything Back", EraseModel::clear, ready, "Delete");
    add(
        "winner",
        "Find What Must Go So That the Wrong Winner Loses",
        EraseModel::findWinner,
        ready);
  }

  private void add(
      String id,
      String title,
      Consumer<EraseModel> action,
      BooleanBinding enabled,
      String... keys) {
    commands.add(
        Command.of(
                "erase." + id,
                title,
                () -> {
                  EraseModel model = tools.modelProperty().get();
                  if (model != null) {
                    action.accept(model);
                  }
                })
            .in(MENU, GROUP)
            .keys(keys)
            .when(enabled));
  }

  private BooleanBinding when(Function<EraseModel, ObservableValue<Boolean>> condition) {
    ObservableValue<Boolean> value = tools.modelProperty().flatMap(condition);
    return Bindings.createBooleanBinding(() -> Boolean.TRUE.equals(value.getValue()), value);
  }
}
