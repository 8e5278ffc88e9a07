package org.vladoscope.ui.explore.queries;

import java.util.Locale;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.judge.QueryFate;
import org.vladoscope.judge.Triage;
import org.vladoscope.ui.map.OpenMap;

/** What became of queries, for the list of them: by a sign, a colour and clusters. */
public final class OutcomeBadges {

  private final OpenMap model;

  public OutcomeBadges(OpenMap model) {
    this.model = model;
  }

  /** Changes when the outcomes do. */
  ObservableValue<?> changes() {
    return model.triage().triageProperty();
  }

  /**
   * What became of a query. Before all queries are ranked only those have an outcome that have no
   * match.
   */
  Optional<QueryFate> of(PlaceImage query) {
    Triage known = model.triage().triageProperty().get();
    if (known == null) {
      return model.hasNoMatch(query) ? Optional.of(QueryFate.NO_MATCH) : Optional.empty();
    }
    return Optional.ofNullable(known.standings().get(query)).flatMap(QueryFate::of);
  }

  /** Told apart without colours. */
  static String sign(QueryFate outcome) {
    return switch (outcome) {
      case RIGHT_AT_ONCE -> "\u2713";
      case RESCUED -> "\u2191";
      case LOST -> "\u2193";
      case MISSED -> "\u2717";
      case NO_MATCH -> "\u2205";
    };
  }

  /** What it is called. */
  static String words(QueryFate outcome) {
    return switch (outcome) {
      case RIGHT_AT_ONCE -> "Right at once";
      case RESCUED -> "Rescued by re-ranking";
      case LOST -> "Lost by re-ranking";
      case MISSED -> "Missed at rank 1";
      case NO_MATCH -> "No match in the map";
    };
  }

  /** Name of its style. */
  static String style(QueryFate outcome) {
    return "outcome-" + outcome.name().toLowerCase(Locale.ROOT);
  }
}
