package org.vladoscope.ui.explore;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.vladoscope.compute.Precision;

/** The choice of a precision, with a line that says what it changes, or why it cannot be made. */
final class PrecisionChoice extends VBox {

  private final ObjectProperty<Precision> value;
  private final ComboBox<Precision> box;
  private final Label line = ConfigRows.note();
  private String refusal = "";
  private String effect = "";

  /**
   * A choice.
   *
   * @param id of the box
   * @param subject what is rounded, for readers of the screen who do not see the heading above
   */
  PrecisionChoice(String id, String subject, String help, ObjectProperty<Precision> value) {
    super(4);
    this.value = value;
    box =
        ConfigRows.box(
            "Precision", help, List.of(Precision.values()), PrecisionChoice::label, value);
    box.setId(id);
    box.setAccessibleText("Precision of " + subject);
    line.setId(id + "-line");
    getChildren().setAll(ConfigRows.row("Precision", help, box), line);
    value.addListener((o, before, now) -> show());
    show();
  }

  private static String label(Precision precision) {
    return precision == Precision.FP32 ? "fp32, full" : precision + ", reduced";
  }

  /** Says why reduced precision cannot be used here; empty if it can. */
  void refuse(String reason) {
    refusal = reason;
    show();
  }

  /** Says what reduced precision changes. */
  void explain(String text) {
    effect = text;
    show();
  }

  /** Settings from elsewhere may have what is refused here; then there is a way back. */
  private void show() {
    box.setDisable(!refusal.isEmpty() && value.get() == Precision.FP32);
    line.setText(refusal.isEmpty() ? effect : refusal);
  }
}
