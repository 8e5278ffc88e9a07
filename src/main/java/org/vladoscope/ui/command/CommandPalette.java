package org.vladoscope.ui.command;

import atlantafx.base.controls.CustomTextField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Finds a command by a few letters of its title and runs it; so does it with what else can be gone
 * to by its name. Lies over the window; arrows choose, Enter runs, Escape or a click beside it
 * closes. While it is open no other key does anything, and the focus stays in it.
 */
public final class CommandPalette extends StackPane {

  private static final double WIDTH = 520;
  private static final double ROW = 32;
  private static final int ROWS = 11;
  private static final int PAGE = ROWS - 1;

  private final Commands commands;
  private final CustomTextField field = new CustomTextField();
  private final ListView<PaletteEntry> list = new ListView<>();

  private Function<String, List<Command>> more = typed -> List.of();

  /** A palette that is not shown yet. */
  public CommandPalette(Commands commands) {
    this.commands = commands;
    getStyleClass().add("palette-scrim");
    setVisible(false);
    field.setPromptText("Type a few letters of a command, or a part of an image's name");
    field.setLeft(new FontIcon(Feather.SEARCH));
    field.setAccessibleText("Find a command");
    list.setCellFactory(view -> new PaletteCell());
    list.setFixedCellSize(ROW);
    list.setFocusTraversable(false);
    list.setPlaceholder(new Label("No command and no image has these letters."));
    list.setAccessibleText("Commands");
    VBox card = new VBox(8, field, list);
    card.getStyleClass().add("palette");
    card.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    StackPane.setAlignment(card, Pos.TOP_CENTER);
    StackPane.setMargin(card, new Insets(56, 16, 16, 16));
    getChildren().add(card);
    field.textProperty().addListener((o, before, now) -> refresh());
    commands.all().addListener((ListChangeListener<Command>) change -> refreshIfShown());
    list.setOnMouseClicked(event -> runChosen());
    addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    // What the field has no use for must not reach the window's keys.
    addEventHandler(KeyEvent.KEY_PRESSED, KeyEvent::consume);
    addEventHandler(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          if (event.getTarget() == this) {
            close();
          }
        });
  }

  /**
   * Offers more than the commands.
   *
   * @param newMore what there is for what was typed, never blank; not more than can be listed
   */
  public void setMore(Function<String, List<Command>> newMore) {
    more = newMore;
  }

  /** Shows it, with nothing typed. */
  public void open() {
    if (isVisible()) {
      return;
    }
    setVisible(true);
    field.clear();
    refresh();
    field.requestFocus();
  }

  /** Hides it. */
  public void close() {
    setVisible(false);
  }

  private void refreshIfShown() {
    if (isVisible()) {
      refresh();
    }
  }

  private void refresh() {
    String typed = field.getText();
    List<Command> offered = new ArrayList<>(commands.all());
    if (!typed.isBlank()) {
      offered.addAll(more.apply(typed.strip()));
    }
    list.getItems().setAll(PaletteEntry.matching(typed, offered));
    list.setPrefHeight(ROW * Math.clamp(list.getItems().size(), 2, ROWS) + 2);
    choose(0);
  }

  private void onKey(KeyEvent event) {
    int at = list.getSelectionModel().getSelectedIndex();
    switch (event.getCode()) {
      case ESCAPE -> close();
      case TAB -> {} // There is nowhere to go to while it is open.
      case ENTER -> runChosen();
      case DOWN -> choose(at + 1);
      case UP -> choose(at - 1);
      case PAGE_DOWN -> choose(at + PAGE);
      case PAGE_UP -> choose(at - PAGE);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void choose(int index) {
    if (list.getItems().isEmpty()) {
      return;
    }
    int target = Math.clamp(index, 0, list.getItems().size() - 1);
    list.getSelectionModel().select(target);
    if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      flow.scrollTo(target);
    }
  }

  private void runChosen() {
    PaletteEntry chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null && chosen.command().enabled().get()) {
      close();
      chosen.command().run();
    }
  }
}
