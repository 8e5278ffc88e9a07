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
import org.vladoscope.match.PairScorer;
import org.vladoscope.match.PairScorers;
import org.vladoscope.ui.view.Segments;

/** The rows to choose a scorer in, and fields for the settings of the chosen one. */
final class ScorerChoice extends VBox {

  private static final double GAP = 8;

  /** So many buttons have room for their words; more scorers are chosen from a list. */
  private static final int MOST_BUTTONS = 2;

  private final ScorerForm form;
  private final Runnable confirmed;
  private final Node choice;

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
    List<PairScorer> choices = form.choices();
    String help =
        choices.stream()
                .map(scorer -> scorer.label() + " " + scorer.summary())
                .collect(Collectors.joining("; "))
            + ".";
    return choices.size() <= MOST_BUTTONS
        ? ConfigRows.row("Score", help, buttons())
        : ConfigRows.choice(
            "Score",
            help,
            choices.stream().map(PairScorer::id).toList(),
            id -> PairScorers.ALL.of(id).label(),
            form.chosenProperty());
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
    getChildren().setAll(choice);
    for (ScorerForm.Setting setting : form.settings()) {
      SettingValue usual = setting.usual();
      TextField input = ConfigRows.input(usual.label(), usual.help(), setting.text(), confirmed);
      input.setId("config-" + form.chosenProperty().get() + "-" + usual.name());
      getChildren().add(ConfigRows.field(usual.label(), usual.help(), input, setting.error()));
    }
  }
}
