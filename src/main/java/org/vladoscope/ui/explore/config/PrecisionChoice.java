package org.vladoscope.ui.explore.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.vladoscope.compute.Precision;
import org.vladoscope.ui.theme.InfoMark;

/**
 * The choice of a precision, with a sign that says what it changes and what cannot be had here. A
 * precision that is chosen and cannot be had is said in a line.
 */
final class PrecisionChoice extends VBox {

  private final List<Precision> reduced;
  private final ObjectProperty<Precision> value;
  private final ComboBox<Precision> box;
  private final Label line = ConfigRows.note();
  private final Map<Precision, String> refusals = new EnumMap<>(Precision.class);
  private final InfoMark effect;
  private String explanation = "";

  /**
   * A choice between full precision and others.
   *
   * @param id of the box
   * @param subject what is rounded, for readers of the screen who do not see the heading above
   * @param reduced the others, one or more
   */
  PrecisionChoice(
      String id,
      String subject,
      String help,
      List<Precision> reduced,
      ObjectProperty<Precision> value) {
    super(4);
    this.reduced = List.copyOf(reduced);
    this.value = value;
    box = ConfigRows.box("Precision", help, List.of(), PrecisionChoice::label, value);
    box.setId(id);
    box.setAccessibleText("Precision of " + subject);
    box.getItems().add(Precision.FP32);
    box.getItems().addAll(reduced);
    line.setId(id + "-line");
    effect = new InfoMark("the precision of " + subject);
    effect.setId(id + "-effect");
    HBox row = ConfigRows.row("Precision", help, box);
    row.getChildren().add(effect);
    getChildren().setAll(row, line);
    value.addListener((o, before, now) -> show());
    show();
  }

  private static String label(Precision precision) {
    return precision == Precision.FP32 ? "fp32, full" : precision + ", reduced";
  }

  /** Says why some of them cannot be used here; those that it does not name can. */
  void refuse(Map<Precision, String> reasons) {
    refusals.clear();
    refusals.putAll(reasons);
    show();
  }

  /** Says what reduced precision changes. */
  void explain(String text) {
    explanation = text;
    show();
  }

  private void show() {
    List<Precision> usable = reduced.stream().filter(p -> !refusals.containsKey(p)).toList();
    for (Precision precision : reduced) {
      // Settings from another machine may have what is refused here: shown until it is given up.
      boolean offered = usable.contains(precision) || value.get() == precision;
      if (!offered) {
        box.getItems().remove(precision);
      } else if (!box.getItems().contains(precision)) {
        box.getItems().add(precision);
      }
    }
    box.setDisable(usable.isEmpty() && value.get() == Precision.FP32);
    String reasons =
        reduced.stream()
            .filter(refusals::containsKey)
            .map(refusals::get)
            .collect(Collectors.joining(" "));
    effect.explain((explanation + " " + reasons).strip());
    line.setText(refusals.getOrDefault(value.get(), ""));
  }
}
