package org.vladoscope.ui.explore.config;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.TextFieldSkin;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.ui.view.LabelConverter;

/** The rows of the configuration: a name on the left, controls beside it. */
final class ConfigRows {

  private static final double LABEL_WIDTH = 112;
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  private ConfigRows() {}

  static Label heading(String text) {
    Label heading = new Label(text);
    heading.getStyleClass().add("form-heading");
    return heading;
  }

  /** A line of small print under a row. */
  static Label note() {
    Label note = new Label();
    note.getStyleClass().add("form-note");
    note.setWrapText(true);
    note.visibleProperty().bind(note.textProperty().isNotEmpty());
    note.managedProperty().bind(note.visibleProperty());
    return note;
  }

  static HBox row(String name, String help, Node... controls) {
    Label label = new Label(name);
    label.setTooltip(new Tooltip(help));
    label.getStyleClass().add("form-label");
    label.setMinWidth(LABEL_WIDTH);
    label.setPrefWidth(LABEL_WIDTH);
    HBox row = new HBox(8, label);
    row.getChildren().addAll(controls);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** A row to choose one of several values. */
  static <T> HBox choice(
      String name,
      String help,
      List<T> values,
      Function<T, String> label,
      ObjectProperty<T> value) {
    return row(name, help, box(name, help, values, label, value));
  }

  /** A box to choose one of several values, as wide as there is room. */
  static <T> ComboBox<T> box(
      String name,
      String help,
      List<T> values,
      Function<T, String> label,
      ObjectProperty<T> value) {
    ComboBox<T> box = new ComboBox<>();
    box.getItems().setAll(values);
    box.setConverter(new LabelConverter<>(label));
    box.setId("config-" + name.toLowerCase(Locale.ROOT));
    box.getStyleClass().add("small");
    box.setMinWidth(0);
    box.setMaxWidth(Double.MAX_VALUE);
    box.setTooltip(new Tooltip(help));
    box.setAccessibleText(name);
    box.valueProperty().bindBidirectional(value);
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  static CheckBox checkBox(String text, String help, ObjectProperty<Boolean> value) {
    CheckBox box = new CheckBox(text);
    box.setSelected(value.get());
    box.setOnAction(event -> value.set(box.isSelected()));
    value.addListener((o, before, now) -> box.setSelected(now));
    box.setTooltip(new Tooltip(help));
    return box;
  }

  /** A field to type in. */
  static TextField input(String name, String help, StringProperty text, Runnable confirmed) {
    TextField input = new TextField();
    input.getStyleClass().add("small");
    // What JavaFX finds for a field before it has a skin lacks the colour of the text, and would be
    // used for the skin, too: black in the dark theme.
    input.setSkin(new TextFieldSkin(input));
    input.textProperty().bindBidirectional(text);
    input.setTooltip(new Tooltip(help));
    input.setAccessibleText(name);
    input.setOnAction(event -> confirmed.run());
    input.setMinWidth(0);
    HBox.setHgrow(input, Priority.ALWAYS);
    return input;
  }

  /** A row with a field, and under it what is wrong with what is typed. */
  static VBox field(
      String name, String help, TextField input, ReadOnlyStringProperty wrong, Node... beside) {
    Label error = new Label();
    error.getStyleClass().add("form-error");
    error.setWrapText(true);
    error.textProperty().bind(wrong);
    error.visibleProperty().bind(wrong.isNotEmpty());
    error.managedProperty().bind(error.visibleProperty());
    wrong.addListener((o, before, now) -> input.pseudoClassStateChanged(DANGER, !now.isEmpty()));
    HBox row = row(name, help, input);
    row.getChildren().addAll(beside);
    // Marks what is being typed; boxes to choose from would stay marked after their choice.
    row.getStyleClass().add("form-row");
    return new VBox(4, row, error);
  }

  static Button iconButton(Feather icon, String id, Runnable action) {
    Button button = new Button("", new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().addAll("flat", "button-icon", "small");
    button.setOnAction(event -> action.run());
    return button;
  }

  static void describe(Button button, String text) {
    button.setTooltip(new Tooltip(text));
    button.setAccessibleText(text);
  }
}
