package org.vladoscope.ui.command;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A command in the palette: title with the letters found, whether it is on, its keys. */
final class PaletteCell extends ListCell<PaletteEntry> {

  private static final PseudoClass UNAVAILABLE = PseudoClass.getPseudoClass("unavailable");

  private final TextFlow title = new TextFlow();
  private final FontIcon on = new FontIcon(Feather.CHECK);
  private final Label keys = new Label();
  private final HBox box;

  PaletteCell() {
    getStyleClass().add("palette-cell");
    keys.getStyleClass().add("palette-keys");
    keys.setMinWidth(Region.USE_PREF_SIZE);
    title.setMinWidth(0);
    HBox.setHgrow(title, Priority.ALWAYS);
    box = new HBox(12, title, on, keys);
    box.setAlignment(Pos.CENTER_LEFT);
    box.setFillHeight(false);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(PaletteEntry item, boolean empty) {
    super.updateItem(item, empty);
    boolean none = empty || item == null;
    setGraphic(none ? null : box);
    pseudoClassStateChanged(UNAVAILABLE, !none && !item.command().enabled().get());
    if (none) {
      return;
    }
    Command command = item.command();
    String text = command.fullTitle();
    fill(text, item.match().positions());
    var state = command.on();
    on.setVisible(state != null && state.get());
    keys.setText(command.keys().isEmpty() ? "" : command.keys().getFirst().getDisplayText());
    String available = command.enabled().get() ? "" : ", not possible now";
    String isOn = on.isVisible() ? ", on" : "";
    setAccessibleText(text + isOn + available + ", " + command.keysText());
  }

  private void fill(String text, int[] found) {
    title.getChildren().clear();
    int from = 0;
    for (int at : found) {
      add(text.substring(from, at), false);
      add(text.substring(at, at + 1), true);
      from = at + 1;
    }
    add(text.substring(from), false);
  }

  private void add(String part, boolean isFound) {
    if (!part.isEmpty()) {
      Text text = new Text(part);
      text.getStyleClass().add(isFound ? "palette-found" : "palette-text");
      title.getChildren().add(text);
    }
  }
}
