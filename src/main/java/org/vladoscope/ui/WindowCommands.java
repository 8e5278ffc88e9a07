package org.vladoscope.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import org.vladoscope.figure.ColorMap;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.command.Commands;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.pair.StripExport;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.theme.TextSize;
import org.vladoscope.ui.theme.ThemeChoice;
import org.vladoscope.ui.theme.Themes;
import org.vladoscope.ui.welcome.RecentMap;

/** The commands of the window itself: maps, look, help. */
final class WindowCommands {

  private static final double ZOOM_STEP = 1.5;
  private static final int MAX_PATH = 30;
  private static final String RECENT = "map.recent.";

  private WindowCommands() {}

  static void register(
      Commands commands,
      WindowModel model,
      WindowActions actions,
      Themes themes,
      OverlayModel overlays,
      BooleanProperty inspector) {
    ObservableBooleanValue open = model.exploreProperty().isNotNull();
    file(commands, model, actions, open);
    view(commands, actions, overlays, inspector, open);
    look(commands, themes);
    help(commands, actions);
    Runnable listRecent = () -> commands.replace(RECENT, recent(model, actions));
    model.recent().addListener((ListChangeListener<RecentMap>) change -> listRecent.run());
    listRecent.run();
  }

  /** Registers what shows again what a notification had to say. */
  static void details(Commands commands, WindowNotifier notifier) {
    commands.add(
        Command.of("help.details", "Details of the Last Error", notifier::showLast)
            .in("Help", "help")
            .when(notifier.lastProperty().isNotNull()));
  }

  private static void file(
      Commands commands, WindowModel model, WindowActions actions, ObservableBooleanValue open) {
    commands.add(
        Command.of("map.open", "Open Map\u2026", actions::chooseMap)
            .in("File", "open")
            .keys("Shortcut+O"));
    commands.add(
        Command.of("map.file", "Open Map by a File in It\u2026", actions::chooseMapFile)
            .in("File", "open"));
    commands.add(
        Command.of("map.sample", "Open Sample Map", actions::openSample)
            .in("File", "open")
            .keys("Shortcut+Shift+O")
            .when(Bindings.createBooleanBinding(actions::hasSample)));
    for (ExportKind kind : ExportKind.values()) {
      String id = "export." + kind.name().toLowerCase(Locale.ROOT);
      Command export =
          Command.of(id, kind.label(), () -> actions.export(kind))
              .in("File/Export", "export")
              .when(open);
      commands.add(kind == ExportKind.COPY ? export.keys("Shortcut+Shift+C") : export);
    }
    for (ExportKind kind : StripExport.KINDS) {
      commands.add(
          Command.of(
                  "export.strip." + kind.ending(),
                  StripExport.label(kind),
                  () -> actions.exportStrip(kind))
              .in("File/Export", "strip")
              .when(open));
    }
    commands.add(
        Command.of(
                "export.supplement.pair",
                "Paper Supplement of This Pair (HTML)\u2026",
                actions::exportPairSupplement)
            .in("File/Export", "supplement")
            .when(open));
    commands.add(
        Command.of(
                "export.supplement.telling",
                "Paper Supplement of Rescued and Wrong Queries (HTML)\u2026",
                actions::exportTellingSupplement)
            .in("File/Export", "supplement")
            .when(open));
    commands.add(
        Command.of(
                "export.figures.telling",
                "Figures of Rescued and Wrong Queries for LaTeX (PDF)\u2026",
                actions::exportTellingFigures)
            .in("File/Export", "supplement")
            .when(open));
    commands.add(
        Command.of("export.model", "Export Trained Model\u2026", actions::exportModel)
            .in("File", "export")
            .when(open));
    commands.add(
        Command.of("query.file", "Open Image as Query\u2026", () -> actions.chooseImages(false))
            .in("File", "image")
            .keys("Shortcut+P")
            .when(open));
    commands.add(
        Command.of(
                "candidate.file", "Open Image as Candidate\u2026", () -> actions.chooseImages(true))
            .in("File", "image")
            .when(open));
    commands.add(
        Command.of("query.paste", "Paste Image as Query", () -> actions.paste(false))
            .in("Edit", "paste")
            .keys("Shortcut+V"));
    commands.add(
        Command.of("candidate.paste", "Paste Image as Candidate", () -> actions.paste(true))
            .in("Edit", "paste")
            .keys("Shortcut+Shift+V")
            .when(open));
    commands.add(
        Command.of("map.close", "Close Map", model::closeMap)
            .in("File", "close")
            .keys("Shortcut+W")
            .when(open));
    commands.add(
        Command.of("window.quit", "Quit", actions::quit).in("File", "quit").keys("Shortcut+Q"));
  }

  private static List<Command> recent(WindowModel model, WindowActions actions) {
    List<Command> commands = new ArrayList<>();
    for (RecentMap map : model.recent()) {
      commands.add(
          Command.of(
                  RECENT + commands.size(),
                  map.name() + "  \u2013  " + shortened(map.folder().toString()),
                  () -> actions.open(map.folder()))
              .in("File/Open Recent", "open"));
    }
    return commands;
  }

  /** The end of a long path, which tells more than its beginning. */
  private static String shortened(String path) {
    int from = path.length() - MAX_PATH;
    return from <= 0 ? path : "\u2026" + path.substring(from);
  }

  private static void view(
      Commands commands,
      WindowActions actions,
      OverlayModel overlays,
      BooleanProperty inspector,
      ObservableBooleanValue open) {
    commands.add(
        Command.of("images.zoomIn", "Zoom In", () -> actions.zoom(ZOOM_STEP))
            .in("View", "zoom")
            .keys("Shortcut+Plus", "Shortcut+Equals", "Shortcut+Add")
            .when(open));
    commands.add(
        Command.of("images.zoomOut", "Zoom Out", () -> actions.zoom(1 / ZOOM_STEP))
            .in("View", "zoom")
            .keys("Shortcut+Minus", "Shortcut+Subtract")
            .when(open));
    commands.add(
        Command.toggle("window.inspector", "Scores and Configuration", inspector)
            .in("View", "window")
            .keys("Shortcut+I"));
    for (ColorMap map : ColorMap.values()) {
      commands.add(
          Command.of(
                  "colours." + map.name(), map.label(), () -> overlays.colorMapProperty().set(map))
              .in("View/Colour Map", "window")
              .choosing(overlays.colorMapProperty().isEqualTo(map)));
    }
  }

  private static void sizes(Commands commands, Themes themes) {
    for (TextSize size : TextSize.values()) {
      commands.add(
          Command.of("size." + size.name(), size.label(), () -> themes.sizeProperty().set(size))
              .in("View/Text Size", "window")
              .choosing(themes.sizeProperty().isEqualTo(size)));
    }
    commands.add(
        Command.toggle("window.present", "Presentation Mode", themes.presentingProperty())
            .in("View", "window")
            .keys("F5"));
  }

  private static void look(Commands commands, Themes themes) {
    sizes(commands, themes);
    for (ThemeChoice choice : ThemeChoice.values()) {
      commands.add(
          Command.of(
                  "theme." + choice.name(),
                  choice.label(),
                  () -> themes.choiceProperty().set(choice))
              .in("View/Theme", "window")
              .choosing(themes.choiceProperty().isEqualTo(choice)));
    }
  }

  private static void help(Commands commands, WindowActions actions) {
    commands.add(
        Command.of("window.palette", "Find Command\u2026", actions::showPalette)
            .in("Help", "find")
            .keys("Shortcut+K", "Shortcut+Shift+P"));
    commands.add(
        Command.of("help.firstSteps", "First Steps in the Sample Map", actions::showFirstSteps)
            .in("Help", "help")
            .when(Bindings.createBooleanBinding(actions::hasSample)));
    commands.add(
        Command.of("help.guide", "User Guide", actions::showGuide)
            .in("Help", "help")
            .keys("Shift+F1"));
    commands.add(
        Command.of("help.keys", "Keyboard Shortcuts", actions::showShortcuts)
            .in("Help", "help")
            .keys("F1"));
    commands.add(
        Command.of("help.about", "About Vladoscope", actions::showAbout).in("Help", "help"));
  }
}
