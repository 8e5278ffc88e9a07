package org.vladoscope.ui.explore.config;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableObjectValue;
import javafx.beans.value.ObservableValue;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.command.Commands;
import org.vladoscope.ui.explore.model.ModelDialog;
import org.vladoscope.ui.map.OpenMap;

/** The commands for trying settings: back and forth between them, and pinning some. */
public final class TuningCommands {

  private final Commands commands;
  private final ObservableObjectValue<@Nullable OpenMap> shown;

  private TuningCommands(Commands commands, ObservableObjectValue<@Nullable OpenMap> shown) {
    this.commands = commands;
    this.shown = shown;
  }

  /**
   * Registers them.
   *
   * @param shown the open map, or null; without one they cannot be run
   * @param files asks for results of other programs
   * @param window what dialogs lie over
   */
  public static void register(
      Commands commands,
      ObservableObjectValue<@Nullable OpenMap> shown,
      MethodFiles files,
      Window window) {
    TuningCommands registrar = new TuningCommands(commands, shown);
    registrar.history();
    registrar.pinning();
    registrar.model(window);
    registrar.method(files);
  }

  private void history() {
    BooleanBinding undoable =
        when(m -> m.whatIf().history().undoableProperty().map(names -> !names.isEmpty()));
    BooleanBinding redoable =
        when(m -> m.whatIf().history().redoableProperty().map(names -> !names.isEmpty()));
    BooleanBinding waiting = when(m -> m.whatIf().proposalProperty().isNotNull());
    add("settings.undo", "Undo Settings", undoable, m -> m.whatIf().undo(), "Shortcut+Z");
    add(
        "settings.redo",
        "Redo Settings",
        redoable,
        m -> m.whatIf().redo(),
        "Shortcut+Shift+Z",
        "Shortcut+Y");
    add("settings.run", "Run New Settings", waiting, m -> m.whatIf().run(), "Shortcut+Enter");
  }

  private void pinning() {
    BooleanBinding open = Bindings.isNotNull(shown);
    BooleanBinding pinned = when(m -> m.pinned().configProperty().isNotNull());
    add("settings.pin", "Pin Settings as A", open, m -> m.pinned().pin(), "Shortcut+B");
    add("settings.swap", "Swap A and B", pinned, m -> m.pinned().swap(), "Shortcut+Shift+B");
    add("settings.unpin", "Unpin A", pinned, m -> m.pinned().unpin());
  }

  private void model(Window window) {
    commands.add(
        Command.of(
                "settings.model", "Model\u2026", () -> withModel(m -> ModelDialog.show(window, m)))
            .in("Edit", "method")
            .when(Bindings.isNotNull(shown)));
  }

  private void method(MethodFiles files) {
    BooleanBinding open = Bindings.isNotNull(shown);
    method(
        "method.folder",
        "Use Descriptors of Another Program\u2026",
        open,
        files,
        MethodActions::chooseDescriptorsFolder);
    method(
        "method.files",
        "Use Files with Descriptors of Another Program\u2026",
        open,
        files,
        MethodActions::chooseDescriptors);
    method(
        "method.rankings",
        "Use a Ranking of Another Program\u2026",
        open,
        files,
        MethodActions::chooseRankings);
    method(
        "method.ours",
        "Use Our Own Global Descriptors",
        when(m -> m.configProperty().map(config -> !config.retrieval().isComputed())),
        files,
        MethodActions::useOurs);
  }

  private void method(
      String id,
      String title,
      BooleanBinding enabled,
      MethodFiles files,
      Consumer<MethodActions> action) {
    commands.add(
        Command.of(
                id, title, () -> withModel(m -> action.accept(new MethodActions(m, files, true))))
            .in("Edit", "method")
            .when(enabled));
  }

  /** True while the open map has something. */
  private BooleanBinding when(Function<OpenMap, ObservableValue<Boolean>> condition) {
    ObservableValue<Boolean> value = shown.flatMap(condition);
    return Bindings.createBooleanBinding(() -> Boolean.TRUE.equals(value.getValue()), value);
  }

  private void add(
      String id, String title, BooleanBinding enabled, Consumer<OpenMap> action, String... keys) {
    commands.add(
        Command.of(id, title, () -> withModel(action))
            .in("Edit", id.matches(".*(pin|swap)") ? "pin" : "settings")
            .keys(keys)
            .when(enabled));
  }

  private void withModel(Consumer<OpenMap> action) {
    OpenMap model = shown.get();
    if (model != null) {
      action.accept(model);
    }
  }
}
