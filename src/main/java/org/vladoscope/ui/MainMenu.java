package org.vladoscope.ui;

import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.explore.ExploreModel;
import org.vladoscope.ui.explore.OverlayModel;
import org.vladoscope.ui.explore.OverlayModel.Shade;
import org.vladoscope.ui.theme.ThemeChoice;
import org.vladoscope.ui.theme.Themes;
import org.vladoscope.ui.view.ColorMap;
import org.vladoscope.ui.view.Viewport;
import org.vladoscope.ui.welcome.RecentMap;

/** The menus. Items that need an open map are off without one. */
final class MainMenu extends MenuBar {

  private static final double ZOOM_STEP = 1.5;

  private final WindowModel model;
  private final WindowActions actions;
  private final BooleanBinding noMap;

  MainMenu(
      WindowModel model,
      WindowActions actions,
      Themes themes,
      OverlayModel overlays,
      BooleanProperty inspector) {
    this.model = model;
    this.actions = actions;
    this.noMap = model.exploreProperty().isNull();
    getStyleClass().add("main-menu");
    getMenus().addAll(file(), navigate(), view(themes, overlays, inspector), help());
  }

  private static MenuItem item(String text, @Nullable String keys, Runnable action) {
    MenuItem item = new MenuItem(text);
    if (keys != null) {
      item.setAccelerator(KeyCombination.valueOf(keys));
    }
    item.setOnAction(event -> action.run());
    return item;
  }

  private MenuItem withMap(MenuItem item) {
    item.disableProperty().bind(noMap);
    return item;
  }

  private Menu file() {
    MenuItem sample = item("Open Sample Map", "Shortcut+Shift+O", actions::openSample);
    sample.setDisable(!actions.hasSample());
    return new Menu(
        "File",
        null,
        item("Open Map\u2026", "Shortcut+O", actions::chooseMap),
        sample,
        recent(),
        new SeparatorMenuItem(),
        withMap(item("Close Map", "Shortcut+W", model::closeMap)),
        new SeparatorMenuItem(),
        item("Quit", "Shortcut+Q", actions::quit));
  }

  private Menu recent() {
    Menu menu = new Menu("Open Recent");
    Runnable fill =
        () ->
            menu.getItems()
                .setAll(
                    model.recent().stream()
                        .map(map -> item(label(map), null, () -> actions.open(map.folder())))
                        .toList());
    model.recent().addListener((ListChangeListener<RecentMap>) change -> fill.run());
    fill.run();
    menu.disableProperty().bind(Bindings.isEmpty(model.recent()));
    return menu;
  }

  private static String label(RecentMap map) {
    return map.name() + "  \u2013  " + map.folder();
  }

  private Menu navigate() {
    return new Menu(
        "Navigate",
        null,
        // The keys of these work without a modifier and are listed in Help.
        withMap(item("Next Query", "Alt+Down", () -> withModel(m -> m.moveQuery(1)))),
        withMap(item("Previous Query", "Alt+Up", () -> withModel(m -> m.moveQuery(-1)))),
        new SeparatorMenuItem(),
        withMap(item("Next Candidate", null, () -> withModel(m -> m.moveCandidate(1)))),
        withMap(item("Previous Candidate", null, () -> withModel(m -> m.moveCandidate(-1)))));
  }

  private void withModel(Consumer<ExploreModel> action) {
    ExploreModel open = model.exploreProperty().get();
    if (open != null) {
      action.accept(open);
    }
  }

  private Menu view(Themes themes, OverlayModel overlays, BooleanProperty inspector) {
    CheckMenuItem matches = new CheckMenuItem("Patch Matches");
    matches.selectedProperty().bindBidirectional(overlays.matchesProperty());
    CheckMenuItem panel = new CheckMenuItem("Scores and Configuration");
    panel.setAccelerator(KeyCombination.valueOf("Shortcut+I"));
    panel.selectedProperty().bindBidirectional(inspector);
    return new Menu(
        "View",
        null,
        withMap(matches),
        withMap(shade("Clusters", Shade.CLUSTERS, overlays)),
        withMap(shade("Similarity", Shade.SIMILARITY, overlays)),
        new SeparatorMenuItem(),
        withMap(item("Zoom In", "Shortcut+Plus", () -> actions.zoom(ZOOM_STEP))),
        withMap(item("Zoom Out", "Shortcut+Minus", () -> actions.zoom(1 / ZOOM_STEP))),
        withMap(
            item(
                "Show Whole Images",
                "Shortcut+0",
                () -> overlays.viewportProperty().set(Viewport.FIT))),
        new SeparatorMenuItem(),
        colorMaps(overlays),
        panel,
        theme(themes));
  }

  private static CheckMenuItem shade(String text, Shade shade, OverlayModel overlays) {
    CheckMenuItem item = new CheckMenuItem(text);
    item.setSelected(overlays.shadeProperty().get() == shade);
    item.setOnAction(event -> overlays.toggle(shade));
    overlays.shadeProperty().addListener((o, before, now) -> item.setSelected(now == shade));
    return item;
  }

  private static Menu colorMaps(OverlayModel overlays) {
    Menu menu = new Menu("Colour Map");
    ToggleGroup group = new ToggleGroup();
    for (ColorMap map : ColorMap.values()) {
      RadioMenuItem item = new RadioMenuItem(map.label());
      item.setToggleGroup(group);
      item.setSelected(overlays.colorMapProperty().get() == map);
      item.setOnAction(event -> overlays.colorMapProperty().set(map));
      menu.getItems().add(item);
    }
    return menu;
  }

  private static Menu theme(Themes themes) {
    Menu menu = new Menu("Theme");
    ToggleGroup group = new ToggleGroup();
    for (ThemeChoice choice : ThemeChoice.values()) {
      RadioMenuItem item = new RadioMenuItem(choice.label());
      item.setToggleGroup(group);
      item.setSelected(themes.choiceProperty().get() == choice);
      item.setOnAction(event -> themes.choiceProperty().set(choice));
      themes.choiceProperty().addListener((o, before, now) -> item.setSelected(now == choice));
      menu.getItems().add(item);
    }
    return menu;
  }

  private Menu help() {
    return new Menu(
        "Help",
        null,
        item("Keyboard Shortcuts", "F1", actions::showShortcuts),
        item("About Vladoscope", null, actions::showAbout));
  }
}
