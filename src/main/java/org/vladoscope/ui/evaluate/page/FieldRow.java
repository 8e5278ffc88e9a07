package org.vladoscope.ui.evaluate.page;

import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A setting that is typed: its name, a field and, below it, why it is not understood. */
public final class FieldRow extends VBox {

  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  private final TextField input = new TextField();

  /**
   * A row.
   *
   * @param width of the names, so that fields of several rows stand below each other
   * @param help what can be typed
   * @param text what is typed
   * @param error why it is not understood; empty if it is
   * @param locked while nothing can be typed
   */
  public FieldRow(
      String name,
      double width,
      String help,
      StringProperty text,
      ObservableStringValue error,
      ObservableBooleanValue locked) {
    super(2);
    Label label = new Label(name);
    label.getStyleClass().add("form-label");
    label.setMinWidth(width);
    label.setPrefWidth(width);
    label.setTooltip(new Tooltip(help));
    label.setLabelFor(input);
    input.getStyleClass().add("small");
    input.setTooltip(new Tooltip(help));
    input.setAccessibleText(name + ". " + help);
    input.textProperty().bindBidirectional(text);
    input.disableProperty().bind(locked);
    input.setMinWidth(0);
    HBox.setHgrow(input, Priority.ALWAYS);
    HBox row = new HBox(8, label, input);
    row.setAlignment(Pos.CENTER_LEFT);
    Label wrong = new Label();
    wrong.getStyleClass().add("cost-problem");
    wrong.setWrapText(true);
    wrong.setMinHeight(Region.USE_PREF_SIZE);
    wrong.textProperty().bind(error);
    wrong.setVisible(!error.get().isEmpty());
    wrong.managedProperty().bind(wrong.visibleProperty());
    error.addListener(
        (o, was, now) -> {
          wrong.setVisible(!now.isEmpty());
          input.pseudoClassStateChanged(DANGER, !now.isEmpty());
        });
    getChildren().addAll(row, wrong);
  }

  /** Where it is typed. */
  public TextField input() {
    return input;
  }
}
