package org.vladoscope.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.WeakChangeListener;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.MouseEvent;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.command.Commands;

/** The menus, made from the registered commands; a command that is added appears in its menu. */
final class MainMenu extends MenuBar {

  /** The menus in their order; sub-menus follow from the commands in them. */
  private static final List<String> MENUS =
      List.of("File", "Edit", "Navigate", "View", "Evaluate", "Tools", "Help");

  private static final PseudoClass HOVER = PseudoClass.getPseudoClass("hover");

  private final Commands commands;
  private boolean filling;

  MainMenu(Commands commands) {
    this.commands = commands;
    getStyleClass().add("main-menu");
    addEventFilter(MouseEvent.MOUSE_ENTERED_TARGET, this::onEntered);
    addEventFilter(MouseEvent.MOUSE_EXITED_TARGET, event -> light(event, false));
    commands.all().addListener((ListChangeListener<Command>) change -> fillSoon());
    fill();
  }

  /** Commands come and go one by one; all menus are made anew once for all of them. */
  private void fillSoon() {
    if (!filling) {
      filling = true;
      Platform.runLater(
          () -> {
            filling = false;
            fill();
          });
    }
  }

  /**
   * A menu bar that the mouse only passes over takes the arrow keys from then on, until the next
   * click: it must not hear of the mouse while all menus are closed. The menu is lit all the same.
   */
  private void onEntered(MouseEvent event) {
    if (event.getTarget() instanceof MenuButton && getMenus().stream().noneMatch(Menu::isShowing)) {
      light(event, true);
      event.consume();
    }
  }

  private static void light(MouseEvent event, boolean lit) {
    if (event.getTarget() instanceof MenuButton menu) {
      menu.pseudoClassStateChanged(HOVER, lit);
    }
  }

  private void fill() {
    getMenus()
        .setAll(
            MENUS.stream()
                .map(name -> menu(name, name))
                .filter(menu -> !menu.getItems().isEmpty())
                .toList());
  }

  /** A menu with a line between the groups of its commands and sub-menus. */
  private Menu menu(String name, String path) {
    Map<String, Menu> subMenus = new LinkedHashMap<>();
    Map<String, List<MenuItem>> groups = new LinkedHashMap<>();
    for (Command command : commands.all()) {
      List<MenuItem> group = groups.computeIfAbsent(command.group(), g -> new ArrayList<>());
      if (command.menu().equals(path)) {
        group.add(item(command));
      } else if (command.menu().startsWith(path + "/")) {
        String subPath = command.menu();
        subMenus.computeIfAbsent(
            subPath,
            p -> {
              Menu sub = menu(p.substring(path.length() + 1), p);
              group.add(sub);
              return sub;
            });
      }
    }
    Menu menu = new Menu(name);
    for (List<MenuItem> group : groups.values()) {
      if (!group.isEmpty() && !menu.getItems().isEmpty()) {
        menu.getItems().add(new SeparatorMenuItem());
      }
      menu.getItems().addAll(group);
    }
    return menu;
  }

  private static MenuItem item(Command command) {
    ObservableBooleanValue on = command.on();
    MenuItem item =
        on == null ? new MenuItem() : command.choice() ? new RadioMenuItem() : new CheckMenuItem();
    item.setText(command.title());
    item.setId(command.id());
    item.setMnemonicParsing(false);
    if (!command.keys().isEmpty()) {
      // To be read: the commands themselves listen to the keys, and use them up.
      item.setAccelerator(command.keys().getFirst());
    }
    item.disableProperty().bind(Bindings.not(command.enabled()));
    if (on == null) {
      item.setOnAction(event -> command.run());
    } else {
      Runnable mark = () -> mark(item, on.get());
      item.setOnAction(
          event -> {
            command.run();
            mark.run();
          });
      // The item holds the listener, the value does not: menus are filled anew now and then.
      ChangeListener<Boolean> onChange = (o, before, now) -> mark.run();
      item.getProperties().put("listener", onChange);
      on.addListener(new WeakChangeListener<>(onChange));
      mark.run();
    }
    return item;
  }

  private static void mark(MenuItem item, boolean on) {
    if (item instanceof CheckMenuItem check) {
      check.setSelected(on);
    } else if (item instanceof RadioMenuItem radio) {
      radio.setSelected(on);
    }
  }
}
