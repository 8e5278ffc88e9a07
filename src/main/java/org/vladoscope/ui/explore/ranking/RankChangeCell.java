package org.vladoscope.ui.explore.ranking;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.map.RankChange;
import org.vladoscope.ui.map.Truth;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Words;

/** One image with its ranks in A and in B. A click puts it beside the query. */
public final class RankChangeCell extends ListCell<RankChange> {

  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final double RANK_WIDTH = 24;
  private static final double MOVED_WIDTH = 46;
  private static final double SCORE_WIDTH = 48;

  private final OpenMap model;

  public RankChangeCell(OpenMap model) {
    this.model = model;
    getStyleClass().add("rank-change");
    model.candidateProperty().addListener((o, before, now) -> mark());
    setOnMouseClicked(
        event -> {
          RankChange item = getItem();
          if (item != null) {
            model.candidateProperty().set(item.image());
          }
        });
  }

  /** A row of the table; also its head. */
  public static HBox row(Label first, String a, String b, String moved, String score) {
    first.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    first.setMinWidth(0);
    first.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(first, Priority.ALWAYS);
    HBox row =
        new HBox(
            4,
            first,
            number(a, RANK_WIDTH),
            number(b, RANK_WIDTH),
            number(moved, MOVED_WIDTH),
            number(score, SCORE_WIDTH));
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static Node number(String text, double width) {
    Label label = new Label(text);
    label.getStyleClass().add("tabular");
    label.setMinWidth(width);
    label.setPrefWidth(width);
    label.setMaxWidth(Region.USE_PREF_SIZE);
    label.setAlignment(Pos.CENTER_RIGHT);
    return label;
  }

  @Override
  protected void updateItem(RankChange item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      setTooltip(null);
    } else {
      Truth truth = Truth.of(item.truth());
      Label name =
          new Label(
              truth.symbol() + "  " + Words.withoutEnding(Words.shortName(item.image().name())));
      setGraphic(
          row(
              name,
              rank(item.a()),
              rank(item.b()),
              moved(item.placesUp()),
              score(item.scoreDifference())));
      String description = describe(item, truth);
      setTooltip(new Tooltip(description));
      setAccessibleText(description);
    }
    mark();
  }

  private static String rank(@Nullable Candidate candidate) {
    return candidate == null ? "\u2013" : String.valueOf(candidate.rankAfter());
  }

  static String moved(OptionalInt up) {
    if (up.isEmpty()) {
      return "\u2013";
    }
    int places = up.getAsInt();
    return places > 0 ? "\u2191" + places : places < 0 ? "\u2193" + -places : "=";
  }

  private static String score(OptionalDouble difference) {
    return difference.isPresent() ? Numbers.signed(difference.getAsDouble()) : "\u2013";
  }

  private static String describe(RankChange item, Truth truth) {
    return String.join(
        "\n",
        item.image().name(),
        truth.label(),
        "A: " + describe(item.a()),
        "B: " + describe(item.b()));
  }

  private static String describe(@Nullable Candidate candidate) {
    if (candidate == null) {
      return "not among the candidates";
    }
    return "rank "
        + candidate.rankAfter()
        + (candidate instanceof Reranked r
            ? ", list score " + Numbers.signed(r.score())
            : ", not re-ranked");
  }

  private void mark() {
    RankChange item = getItem();
    pseudoClassStateChanged(
        CHOSEN, item != null && Objects.equals(item.image(), model.candidateProperty().get()));
  }
}
