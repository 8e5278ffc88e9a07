package org.vladoscope.ui.theme;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A small sign that has more to say: the text comes with the mouse over it, with a click, or with
 * <kbd>Space</kbd>, so that it does not stand in the way of those who know it.
 */
public final class InfoMark extends Button {

  private static final double WIDTH = 380;

  private final Label text = new Label();
  private final Tooltip tooltip = new Tooltip();

  /**
   * A sign without a text yet, which is not shown.
   *
   * @param subject what it explains, for readers of the screen
   */
  public InfoMark(String subject) {
    super("", new FontIcon(Feather.INFO));
    getStyleClass().addAll("flat", "small", "button-icon", "info-mark");
    setAccessibleText("About " + subject);
    text.setWrapText(true);
    text.setMaxWidth(WIDTH);
    tooltip.textProperty().bind(text.textProperty());
    setTooltip(tooltip);
    accessibleHelpProperty().bind(text.textProperty());
    visibleProperty().bind(text.textProperty().isNotEmpty());
    managedProperty().bind(visibleProperty());
    setOnAction(event -> open());
  }

  /** Says something else; nothing hides the sign. */
  public void explain(String explanation) {
    text.setText(explanation);
  }

  /** What it says. */
  public String explanation() {
    return text.getText();
  }

  private void open() {
    VBox content = new VBox(text);
    content.getStyleClass().add("info-text");
    PopOver popOver = new PopOver(content);
    popOver.getRoot().getStylesheets().setAll(getScene().getStylesheets());
    popOver.setArrowLocation(PopOver.ArrowLocation.TOP_CENTER);
    popOver.setAnimated(false);
    popOver.show(this);
  }
}
