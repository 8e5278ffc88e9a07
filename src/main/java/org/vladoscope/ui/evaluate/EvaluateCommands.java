package org.vladoscope.ui.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.value.ObservableBooleanValue;
import org.vladoscope.report.Strips;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.command.Commands;
import org.vladoscope.ui.evaluate.mix.MixModel;
import org.vladoscope.ui.export.ExportKind;

/** The commands of the perspective. */
public final class EvaluateCommands {

  /** The forms in which a figure leaves the window. */
  static final List<ExportKind> PICTURES =
      List.of(
          ExportKind.COPY,
          ExportKind.PNG,
          ExportKind.PNG_DOUBLE,
          ExportKind.PNG_QUADRUPLE,
          ExportKind.SVG,
          ExportKind.PDF);

  private static final String MENU = "Evaluate";

  private EvaluateCommands() {}

  /**
   * Registers them.
   *
   * @param open whether a map is open; else they cannot be run
   * @param show goes to the perspective
   * @param view the view of the open map, made if need be
   */
  public static void register(
      Commands commands, ObservableBooleanValue open, Runnable show, Supplier<EvaluateView> view) {
    Consumer<Consumer<EvaluateView>> shown =
        action -> {
          show.run();
          action.accept(view.get());
        };
    commands.add(
        Command.of(
                "evaluate.run",
                "Evaluate the Settings in Use",
                () ->
                    shown.accept(
                        v -> {
                          v.model().pageProperty().set(EvaluatePage.RESULTS);
                          v.model().results().triage().evaluate();
                        }))
            .in(MENU, "run")
            .keys("Shortcut+Shift+R")
            .when(open));
    commands.add(
        Command.of(
                "evaluate.stop",
                "Stop Evaluating",
                () -> view.get().model().results().triage().cancel())
            .in(MENU, "run")
            .when(open));
    for (EvaluatePage page : EvaluatePage.values()) {
      commands.add(
          Command.of(
                  "evaluate.page." + page.id(),
                  page.label(),
                  () -> shown.accept(v -> v.model().pageProperty().set(page)))
              .in(MENU, "pages")
              .when(open));
    }
    mix(commands, open, shown);
    commands.add(
        Command.of(
                "evaluate.strips.all",
                "Strips of All Queries\u2026",
                () -> shown.accept(v -> v.exportStrips(Strips.Which.ALL)))
            .in(MENU, "strips")
            .when(open));
    commands.add(
        Command.of(
                "evaluate.strips.wrong",
                "Strips of Wrong Answers\u2026",
                () -> shown.accept(v -> v.exportStrips(Strips.Which.WRONG)))
            .in(MENU, "strips")
            .when(open));
    for (ExportKind kind : PICTURES) {
      commands.add(
          Command.of(
                  "evaluate.export." + kind.name().toLowerCase(Locale.ROOT),
                  kind.label(),
                  () -> shown.accept(v -> v.export(kind)))
              .in(MENU + "/Export Figure", "export")
              .when(open));
    }
  }

  private static void mix(
      Commands commands, ObservableBooleanValue open, Consumer<Consumer<EvaluateView>> shown) {
    Map<String, Consumer<MixModel>> actions = new LinkedHashMap<>();
    actions.put("Find Harmful Clusters", MixModel::findHarmful);
    actions.put("Use This Mix", MixModel::use);
    actions.put("All Faders to 1", MixModel::reset);
    actions.put("Undo Fader", MixModel::undo);
    actions.put("Redo Fader", MixModel::redo);
    actions.forEach(
        (title, action) ->
            commands.add(
                Command.of(
                        "evaluate.mix." + title.toLowerCase(Locale.ROOT).replace(' ', '-'),
                        title,
                        () ->
                            shown.accept(
                                v -> {
                                  v.model().pageProperty().set(EvaluatePage.MIX);
                                  action.accept(v.model().mix());
                                }))
                    .in(MENU + "/Mix", "mix")
                    .when(open)));
  }
}
