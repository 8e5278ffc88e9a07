package org.vladoscope.ui.explore.look;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.view.Segments;

/** What stands above every look at a pair but the usual one. */
public final class LookBar {

  private LookBar() {}

  /** Leads back to query and candidate. */
  public static Button back(PairLooks looks) {
    Button back = new Button("Back", new FontIcon(Feather.ARROW_LEFT));
    back.getStyleClass().add("small");
    back.setMinWidth(Region.USE_PREF_SIZE);
    back.setTooltip(new Tooltip("Back to query and candidate (Esc)"));
    back.setOnAction(event -> looks.back());
    return back;
  }

  /** Takes what is drawn out of the window. */
  public static MenuButton exports(Consumer<ExportKind> onExport) {
    MenuButton export = new MenuButton("", new FontIcon(Feather.SHARE));
    export.getStyleClass().addAll("small", "flat", "button-icon");
    export.setTooltip(new Tooltip("Export what is seen"));
    export.setAccessibleText("Export what is seen");
    for (ExportKind kind : ExportKind.values()) {
      if (kind.isDrawn()) {
        MenuItem item = new MenuItem(kind.label());
        item.setOnAction(event -> onExport.accept(kind));
        export.getItems().add(item);
      }
    }
    return export;
  }

  /**
   * A button for each choice, one of which is pressed.
   *
   * @param label names a choice
   * @param help says what it does
   */
  public static <C> HBox choice(
      ObjectProperty<C> chosen,
      List<C> choices,
      Function<C, String> label,
      Function<C, String> help) {
    ToggleButton[] buttons = new ToggleButton[choices.size()];
    for (int i = 0; i < buttons.length; i++) {
      C choice = choices.get(i);
      ToggleButton button = new ToggleButton(label.apply(choice));
      button.getStyleClass().add("small");
      button.setTooltip(new Tooltip(help.apply(choice)));
      button.setOnAction(event -> chosen.set(choice));
      button.setSelected(choice.equals(chosen.get()));
      chosen.addListener((o, before, now) -> button.setSelected(choice.equals(now)));
      buttons[i] = button;
    }
    HBox row = Segments.of(new ToggleGroup(), buttons);
    row.setFillHeight(false);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** A small button; one without a text has its icon alone. */
  public static Button button(String text, Feather icon, String help) {
    Button button = new Button(text, new FontIcon(icon));
    button.getStyleClass().add("small");
    if (text.isEmpty()) {
      button.getStyleClass().add("button-icon");
    }
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(help));
    return button;
  }
}
