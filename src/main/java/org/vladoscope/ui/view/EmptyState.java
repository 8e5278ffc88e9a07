package org.vladoscope.ui.view;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What a place shows while it has nothing to show: an icon, what is missing, what to do. */
public final class EmptyState extends VBox {

  private final Label title = new Label();
  private final Label hint = new Label();

  /**
   * An empty state.
   *
   * @param title what is missing
   * @param hint what to do about it
   * @param actions buttons that do it
   */
  public EmptyState(Feather icon, String title, String hint, Node... actions) {
    getStyleClass().add("empty-state");
    setAlignment(Pos.CENTER);
    FontIcon picture = new FontIcon(icon);
    this.title.getStyleClass().add("empty-state-title");
    this.hint.getStyleClass().add("empty-state-hint");
    this.hint.setWrapText(true);
    this.hint.setTextAlignment(TextAlignment.CENTER);
    this.hint.setAlignment(Pos.CENTER);
    this.hint.setMaxWidth(360);
    setText(title, hint);
    getChildren().addAll(picture, this.title, this.hint);
    getChildren().addAll(actions);
  }

  /** Changes the words. */
  public void setText(String newTitle, String newHint) {
    title.setText(newTitle);
    hint.setText(newHint);
    boolean hasHint = !newHint.isEmpty();
    hint.setVisible(hasHint);
    hint.setManaged(hasHint);
  }
}
