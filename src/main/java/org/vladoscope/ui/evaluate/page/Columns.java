package org.vladoscope.ui.evaluate.page;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** Columns of tables. */
public final class Columns {

  /** Texts are shortened in a narrow window, but not to less than says something. */
  private static final double MIN_TEXT = 128;

  private Columns() {}

  /** A column of texts. */
  public static <T> TableColumn<T, String> text(
      String title, double width, Function<T, String> text, Function<T, String> tooltip) {
    TableColumn<T, String> column = new TableColumn<>(title);
    column.setCellValueFactory(
        cell -> new ReadOnlyObjectWrapper<>(text.apply(cell.getValue())).getReadOnlyProperty());
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(width, MIN_TEXT));
    column.setCellFactory(
        view ->
            new TableCell<>() {
              @Override
              protected void updateItem(@Nullable String item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty ? null : item);
                T row = empty || getTableRow() == null ? null : getTableRow().getItem();
                setTooltip(row == null ? null : new Tooltip(tooltip.apply(row)));
              }
            });
    return column;
  }

  /** A column of numbers, sorted by their size; what is no number is a dash. */
  public static <T> TableColumn<T, Number> number(
      String title, double width, ToDoubleFunction<T> value, Function<Double, String> text) {
    TableColumn<T, Number> column = new TableColumn<>(title);
    column.setCellValueFactory(
        cell ->
            new ReadOnlyObjectWrapper<Number>(value.applyAsDouble(cell.getValue()))
                .getReadOnlyProperty());
    column.setPrefWidth(width);
    // A narrow window takes its room from texts, which are shortened; numbers never are.
    column.setMinWidth(width);
    column.getStyleClass().add("number-column");
    column.setCellFactory(
        view ->
            new TableCell<>() {
              @Override
              protected void updateItem(@Nullable Number item, boolean empty) {
                super.updateItem(item, empty);
                setText(
                    empty || item == null
                        ? null
                        : Double.isNaN(item.doubleValue())
                            ? "\u2013"
                            : text.apply(item.doubleValue()));
              }
            });
    return column;
  }
}
