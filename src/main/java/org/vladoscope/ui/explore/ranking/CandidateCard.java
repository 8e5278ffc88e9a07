package org.vladoscope.ui.explore.ranking;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.run.Confidences;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.map.RankingOrder;
import org.vladoscope.ui.map.Truth;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.ThumbnailView;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/** A candidate in the ranking: image, rank, how far it moved, distance, score, ground truth. */
final class CandidateCard extends ListCell<Candidate> {

  private static final double WIDTH = 136;
  private static final double SMALL_WIDTH = 94;
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final PseudoClass SMALL = PseudoClass.getPseudoClass("small");

  private final OpenMap model;
  private final ThumbnailView thumbnail;
  private final Label rank = new Label();
  private final Label truth = new Label();
  private final Label name = new Label();
  private final Label moved = new Label();
  private final Label distance = new Label();
  private final Label numbers = new Label();
  private final Label chance = new Label();
  private final Tooltip tooltip = new Tooltip();
  private final VBox box;

  /** Width of a card with names and numbers, or of one without. */
  static double width(boolean withNumbers) {
    return withNumbers ? WIDTH : SMALL_WIDTH;
  }

  /** The image on such a card, not yet told which. */
  static ThumbnailView thumbnail(Thumbnails thumbnails, boolean withNumbers) {
    return withNumbers
        ? new ThumbnailView(thumbnails, WIDTH - 16, 80)
        : new ThumbnailView(thumbnails, SMALL_WIDTH - 8, 58);
  }

  /**
   * A card.
   *
   * @param withNumbers false for a small one without name, distance and score
   */
  CandidateCard(OpenMap model, Thumbnails thumbnails, boolean withNumbers) {
    this.model = model;
    this.thumbnail = thumbnail(thumbnails, withNumbers);
    getStyleClass().add("candidate-card");
    rank.getStyleClass().addAll("badge", "tabular");
    truth.getStyleClass().add("badge");
    StackPane.setAlignment(rank, Pos.TOP_LEFT);
    StackPane.setAlignment(truth, Pos.TOP_RIGHT);
    StackPane.setMargin(rank, new Insets(4));
    StackPane.setMargin(truth, new Insets(4));
    StackPane picture = new StackPane(thumbnail, rank, truth);
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.getStyleClass().add("image-name");
    name.setMinWidth(0);
    moved.getStyleClass().addAll("moved", "tabular");
    moved.setMinWidth(Region.USE_PREF_SIZE);
    chance.getStyleClass().addAll("card-numbers", "tabular");
    chance.setMinWidth(Region.USE_PREF_SIZE);
    distance.getStyleClass().addAll("card-numbers", "tabular");
    distance.setMinWidth(Region.USE_PREF_SIZE);
    numbers.getStyleClass().addAll("card-numbers", "tabular");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox ranks = new HBox(4, moved, gap, withNumbers ? distance : chance);
    ranks.setAlignment(Pos.CENTER_LEFT);
    box = withNumbers ? new VBox(2, picture, name, ranks, numbers) : new VBox(1, picture, ranks);
    box.setMaxWidth(withNumbers ? WIDTH - 16 : SMALL_WIDTH - 8);
    pseudoClassStateChanged(SMALL, !withNumbers);
    setPrefWidth(width(withNumbers));
    model.candidateProperty().addListener((o, before, now) -> mark());
    setOnMouseClicked(
        event -> {
          Candidate item = getItem();
          if (item != null) {
            model.candidateProperty().set(item.image());
          }
        });
  }

  @Override
  protected void updateItem(Candidate item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      thumbnail.setFile(null);
      setGraphic(null);
      setTooltip(null);
    } else {
      show(item);
      setGraphic(box);
      setTooltip(tooltip);
    }
    mark();
  }

  private void show(Candidate item) {
    RankingOrder order = model.orderProperty().get();
    Truth known = Truth.of(item.truth());
    thumbnail.setFile(item.image().file());
    rank.setText(String.valueOf(order.rank(item)));
    truth.setText(known.symbol());
    // No match anywhere is said once, above the candidates, and not by a cross on each of them.
    PlaceImage query = model.queryProperty().get();
    truth.setVisible(query == null || !model.hasNoMatch(query));
    if (!truth.getStyleClass().contains(known.styleClass())) {
      // Not otherwise: a change of style classes has the whole card styled anew.
      truth.getStyleClass().removeIf(s -> s.startsWith("truth-"));
      truth.getStyleClass().add(known.styleClass());
    }
    name.setText(Words.withoutEnding(item.image().name()));
    moved.setText(ranks(item));
    distance.setText(
        Double.isNaN(item.distance()) ? "d \u2013" : "d " + Numbers.score(item.distance()));
    Optional<Double> probability = probability(item);
    chance.setText(probability.map(CandidateCard::percent).orElse(""));
    numbers.setText(
        item instanceof Reranked r
            ? "z " + Numbers.signed(r.score()) + probability.map(p -> "  " + percent(p)).orElse("")
            : "not re-ranked");
    String description =
        describe(item, known) + probability.map(CandidateCard::describe).orElse("");
    tooltip.setText(description);
    setAccessibleText(description);
  }

  /** The probability that the first answer is right; the others have none. */
  private Optional<Double> probability(Candidate item) {
    QueryResult result = model.resultProperty().get();
    return result != null && item.rankAfter() == 1 && result.candidates().contains(item)
        ? Confidences.ofFirst(result, model.configProperty().get())
        : Optional.empty();
  }

  private static String percent(double probability) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * probability);
  }

  private static String describe(double probability) {
    return "\nRight with a probability of "
        + percent(probability)
        + ", as calibrated on other maps with this configuration";
  }

  /** Rank before and after re-ranking, with the number of places between them. */
  static String ranks(Candidate item) {
    int up = item.rankBefore() - item.rankAfter();
    if (!(item instanceof Reranked)) {
      return "Rank " + item.rankBefore();
    }
    String moved = up > 0 ? "  \u2191" + up : up < 0 ? "  \u2193" + -up : "  =";
    return item.rankBefore() + " \u2192 " + item.rankAfter() + moved;
  }

  private static String describe(Candidate item, Truth truth) {
    StringBuilder text = new StringBuilder(item.image().name());
    text.append('\n').append(truth.label());
    text.append("\nRank ")
        .append(item.rankBefore())
        .append(Double.isNaN(item.distance()) ? " in the given ranking" : " by global descriptor");
    if (item instanceof Reranked) {
      text.append(", ").append(item.rankAfter()).append(" by patches");
    }
    text.append(
        Double.isNaN(item.distance())
            ? "\nDistance not known"
            : "\nDistance " + Numbers.score(item.distance()) + ", lower is better");
    if (item instanceof Reranked r) {
      text.append("\nList score ")
          .append(Numbers.signed(r.score()))
          .append(" standard deviations, weighted; higher is better");
    } else {
      text.append("\nNot re-ranked");
    }
    return text.toString();
  }

  private void mark() {
    Candidate item = getItem();
    pseudoClassStateChanged(
        CHOSEN, item != null && Objects.equals(item.image(), model.candidateProperty().get()));
  }
}
