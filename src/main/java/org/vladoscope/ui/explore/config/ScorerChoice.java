package org.vladoscope.ui.explore.config;

import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.vladoscope.common.SettingValue;
import org.vladoscope.match.PairScorer;
import org.vladoscope.ui.view.Segments;

/** The rows to choose a scorer in: a button for each, and fields for the settings of the chosen. */
final class ScorerChoice extends VBox {

  private static final double GAP = 8;

  private final ScorerForm form;
  private final Runnable confirmed;
  private final Node buttons;

  /**
   * Rows of a form.
   *
   * @param changed told when something else is chosen or typed
   * @param confirmed told when the Enter key is pressed in a field
   */
  ScorerChoice(ScorerForm form, Runnable changed, Runnable confirmed) {
    super(GAP);
    this.form = form;
    this.confirmed = confirmed;
    this.buttons = buttons();
    form.allSettings().forEach(s -> s.text().addListener((o, before, now) -> changed.run()));
    form.chosenProperty()
        .addListener(
            (o, before, now) -> {
              showSettings();
              changed.run();
            });
    showSettings();
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
    String help =
        form.choices().stream()
            .map(scorer -> scorer.label() + " " + scorer.summary())
            .collect(Collectors.joining("; "));
    return ConfigRows.row("Score", help + ".", segments);
  }

  private ToggleButton button(PairScorer scorer, ToggleGroup group) {
    ToggleButton button = new ToggleButton(scorer.label());
    button.getStyleClass().add("small");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setMinWidth(0);
    button.setToggleGroup(group);
    String id = scorer.id();
    button.setSelected(form.chosenProperty().get().equals(id));
    button.setOnAction(event -> form.chosenProperty().set(id));
    form.chosenProperty().addListener((o, was, now) -> button.setSelected(now.equals(id)));
    return button;
  }

  private void showSettings() {
    getChildren().setAll(buttons);
    for (ScorerForm.Setting setting : form.settings()) {
      SettingValue usual = setting.usual();
      TextField input = ConfigRows.input(usual.label(), usual.help(), setting.text(), confirmed);
      input.setId("config-" + form.chosenProperty().get() + "-" + usual.name());
      getChildren().add(ConfigRows.field(usual.label(), usual.help(), input, setting.error()));
    }
  }
}
