package org.vladoscope.ui.explore;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.command.Commands;
import org.vladoscope.ui.map.OpenMap;

/** What is seen of the query on the screen, in one line, and three things that can be tried. */
final class FirstSteps extends HBox {

  private final OpenMap model;
  private final Label seen = new Label();

  /**
   * The card.
   *
   * @param commands run what can be tried
   * @param shown what its cross turns off
   */
  FirstSteps(OpenMap model, Commands commands, BooleanProperty shown) {
    super(8);
    this.model = model;
    getStyleClass().add("first-steps");
    setMaxHeight(USE_PREF_SIZE);
    seen.setWrapText(true);
    seen.setMinHeight(USE_PREF_SIZE);
    Label or = new Label("Try:");
    or.getStyleClass().add("muted");
    FlowPane tries = new FlowPane(12, 2, or);
    tries.setAlignment(Pos.CENTER_LEFT);
    Stream.of(
            step(commands, "candidate.next", "a wrong candidate"),
            step(commands, "overlay.clusters", "the colours of the clusters"),
            step(commands, "triage.evaluate", "what becomes of all queries"))
        .flatMap(Optional::stream)
        .forEach(tries.getChildren()::add);
    VBox text = new VBox(2, seen, tries);
    HBox.setHgrow(text, Priority.ALWAYS);
    Button close = new Button("", new FontIcon(Feather.X));
    close.getStyleClass().addAll("small", "flat", "button-icon");
    close.setTooltip(new Tooltip("Do not show this again"));
    close.setAccessibleText("Do not show this again");
    close.setOnAction(event -> shown.set(false));
    getChildren().addAll(text, close);
    visibleProperty().bind(shown.and(model.resultProperty().isNotNull()));
    managedProperty().bind(visibleProperty());
    model.resultProperty().addListener((o, before, now) -> refresh());
    refresh();
  }

  private static Optional<Hyperlink> step(Commands commands, String id, String text) {
    return commands
        .find(id)
        .map(
            command -> {
              Hyperlink link = new Hyperlink(text + keys(command));
              link.setId("try-" + id.replace('.', '-'));
              link.setTooltip(new Tooltip(command.fullTitle()));
              link.setOnAction(event -> command.run());
              return link;
            });
  }

  private static String keys(Command command) {
    return command.keys().isEmpty() ? "" : " (" + command.keys().getFirst().getDisplayText() + ")";
  }

  private void refresh() {
    QueryResult result = model.resultProperty().get();
    if (result != null) {
      seen.setText(told(result));
    }
  }

  private String told(QueryResult result) {
    if (model.hasNoMatch(result.query())) {
      return "No match for this query exists in this map: the first candidate should be"
          + " distrusted.";
    }
    List<Candidate> right =
        result.candidates().stream().filter(c -> c.truth() == PlaceTruth.SAME_PLACE).toList();
    if (right.isEmpty()) {
      return "No candidate is known to show the place of this query.";
    }
    int before = right.stream().mapToInt(Candidate::rankBefore).min().orElseThrow();
    int after = right.stream().mapToInt(Candidate::rankAfter).min().orElseThrow();
    if (after == 1) {
      return before == 1
          ? "The global search had the right place first, and matching patches agree."
          : "Re-ranking rescued this query: its place was at rank "
              + before
              + " of the global search, patches that match put it first.";
    }
    return before == 1
        ? "Re-ranking lost this query: its place was first, and is at rank " + after + " now."
        : "This query is missed: its place is at rank " + after + ".";
  }
}
