package org.vladoscope.ui.explore.ranking;

import java.util.List;
import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.ParallelTransition;
import javafx.animation.PauseTransition;
import javafx.animation.SequentialTransition;
import javafx.animation.TranslateTransition;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ui.map.Truth;
import org.vladoscope.ui.view.ThumbnailView;
import org.vladoscope.ui.view.Thumbnails;

/**
 * The thumbnails of the first candidates on their way from the places that the global search gave
 * them to those after re-ranking. Lies over the list, and is there only while they move.
 */
final class RankMoves extends Pane {

  private static final Duration LOOK = Duration.millis(500);
  private static final Duration MOVE = Duration.millis(1400);
  private static final double LEFT = 8;

  private final Thumbnails thumbnails;
  private final ObservableBooleanValue withNumbers;
  private Animation playing = new PauseTransition(Duration.ZERO);

  /** Cards as large as those of the list. */
  RankMoves(Thumbnails thumbnails, ObservableBooleanValue withNumbers) {
    this.thumbnails = thumbnails;
    this.withNumbers = withNumbers;
    getStyleClass().add("rank-moves");
    setVisible(false);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
  }

  /**
   * Lets the candidates move.
   *
   * @param ranking candidates, of which those are seen that are among the first before or after
   * @param end what happens when they have arrived
   */
  void play(List<Candidate> ranking, Runnable end) {
    stop();
    int seen = (int) Math.ceil(getWidth() / width()) + 1;
    ParallelTransition moves = new ParallelTransition();
    for (Candidate candidate : ranking) {
      if (Math.min(candidate.rankBefore(), candidate.rankAfter()) <= seen) {
        Node card = card(candidate);
        card.setTranslateX(place(candidate.rankBefore(), seen));
        getChildren().add(card);
        TranslateTransition move = new TranslateTransition(MOVE, card);
        move.setToX(place(candidate.rankAfter(), seen));
        move.setInterpolator(Interpolator.EASE_BOTH);
        moves.getChildren().add(move);
      }
    }
    setVisible(true);
    SequentialTransition whole =
        new SequentialTransition(
            new PauseTransition(LOOK), moves, new PauseTransition(LOOK.divide(2)));
    whole.setOnFinished(
        event -> {
          stop();
          end.run();
        });
    playing = whole;
    whole.play();
  }

  /** Ends it where it is. */
  void stop() {
    playing.stop();
    getChildren().clear();
    setVisible(false);
  }

  /** Where a rank lies; those that are not seen wait behind the right edge. */
  private double place(int rank, int seen) {
    return LEFT + (Math.min(rank, seen + 1) - 1) * width();
  }

  private double width() {
    return CandidateCard.width(withNumbers.get());
  }

  private Node card(Candidate candidate) {
    ThumbnailView picture = CandidateCard.thumbnail(thumbnails, withNumbers.get());
    picture.setFile(candidate.image().file());
    Label ranks = new Label(candidate.rankBefore() + " \u2192 " + candidate.rankAfter());
    ranks.getStyleClass().addAll("badge", "tabular");
    Truth known = Truth.of(candidate.truth());
    Label truth = new Label(known.symbol());
    truth.getStyleClass().addAll("badge", known.styleClass());
    StackPane.setAlignment(ranks, Pos.TOP_LEFT);
    StackPane.setAlignment(truth, Pos.TOP_RIGHT);
    StackPane.setMargin(ranks, new Insets(4));
    StackPane.setMargin(truth, new Insets(4));
    StackPane card = new StackPane(picture, ranks, truth);
    card.setLayoutY(LEFT);
    return card;
  }
}
