package org.vladoscope.ui.explore.config;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.vladoscope.common.SettingValue;
import org.vladoscope.common.Variant;
import org.vladoscope.ui.view.Segments;

/**
 * The rows to choose a variant in, such as a scorer, and fields for the settings of the chosen one.
 *
 * @param <T> what all variants have in common
 */
final class VariantChoice<T extends Variant<T>> extends VBox {

  private static final double GAP = 8;

  /** So many buttons have room for their words; more variants are chosen from a list. */
  private static final int MOST_BUTTONS = 2;

  private final String label;
  private final VariantForm<T> form;
  private final Runnable confirmed;
  private final Node choice;

  /**
   * Rows of a form.
   *
   * @param label what is chosen, for people
   * @param changed told when something else is chosen or typed
   * @param confirmed told when the Enter key is pressed in a field
   */
  VariantChoice(String label, VariantForm<T> form, Runnable changed, Runnable confirmed) {
    super(GAP);
    this.label = label;
    this.form = form;
    this.confirmed = confirmed;
    this.choice = choice();
    form.allSettings().forEach(s -> s.text().addListener((o, before, now) -> changed.run()));
    form.chosenProperty()
        .addListener(
            (o, before, now) -> {
              showSettings();
              changed.run();
            });
    showSettings();
  }

  private Node choice() {
    List<T> choices = form.choices();
    String help =
        choices.stream()
                .map(variant -> variant.label() + " " + variant.summary())
                .collect(Collectors.joining("; "))
            + ".";
    return choices.size() <= MOST_BUTTONS
        ? ConfigRows.row(label, help, buttons())
        : ConfigRows.choice(
            label,
            help,
            choices.stream().map(Variant::id).toList(),
            this::labelOf,
            form.chosenProperty());
  }

  private String labelOf(String id) {
    return form.choices().stream()
        .filter(variant -> variant.id().equals(id))
        .findFirst()
        .map(Variant::label)
        .orElse(id);
  }

  private Node buttons() {
    ToggleGroup group = new ToggleGroup();
    ToggleButton[] all =
        form.choices().stream().map(s -> button(s, group)).toArray(ToggleButton[]::new);
    HBox segments = Segments.of(group, all);
    HBox.setHgrow(segments, Priority.ALWAYS);
    for (ToggleButton button : all) {
      HBox.setHgrow(button, Priority.ALWAYS);
    }
    return segments;
  }

  private ToggleButton button(T variant, ToggleGroup group) {
    ToggleButton button = new ToggleButton(variant.label());
    button.getStyleClass().add("small");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setMinWidth(0);
    button.setToggleGroup(group);
    String id = variant.id();
    button.setSelected(form.chosenProperty().get().equals(id));
    button.setOnAction(event -> form.chosenProperty().set(id));
    form.chosenProperty().addListener((o, was, now) -> button.setSelected(now.equals(id)));
    return button;
  }

  private void showSettings() {
    getChildren().setAll(choice);
    for (VariantForm.Setting setting : form.settings()) {
      SettingValue usual = setting.usual();
      TextField input = ConfigRows.input(usual.label(), usual.help(), setting.text(), confirmed);
      input.setId("config-" + form.chosenProperty().get() + "-" + usual.name());
      getChildren().add(ConfigRows.field(usual.label(), usual.help(), input, setting.error()));
    }
  }
}
