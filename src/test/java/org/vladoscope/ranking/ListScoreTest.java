package org.vladoscope.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.Moments;
import org.vladoscope.match.PairScores;
import org.vladoscope.match.RapidScore;
import org.vladoscope.match.Standard;

/** The list score of a candidate, taken apart. */
class ListScoreTest {

  private static final MatchConfig CONFIG =
      new MatchConfig(new RapidScore(), 1.5, List.of(.75, .25), 0);

  /** Two patch sizes; the third candidate was not re-ranked. */
  private static QueryResult result(double globalWeight) {
    List<double[]> scores = List.of(new double[] {3, 10}, new double[] {1, 10});
    // Distances 1 and 0 are similarities 0.5 and 1.
    List<PairScores> pairs =
        List.of(new PairScores(scores.get(0), .5), new PairScores(scores.get(1), 1));
    MatchConfig config = CONFIG.withGlobalWeight(globalWeight);
    Standard standard = config.fusion().standard(pairs, List.of(), List.of(20.0, 20.0), config);
    double[] fused = pairs.stream().mapToDouble(p -> standard.listScore(p, config)).toArray();
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      List<Double> perScale = List.of(scores.get(i)[0], scores.get(i)[1]);
      candidates.add(candidate(i, 1 - i, perScale, fused[i]));
    }
    candidates.add(candidate(2, 2, List.of(), Double.NaN));
    return new QueryResult(image("q"), candidates, Optional.of(standard));
  }

  private static PlaceImage image(String name) {
    return new PlaceImage(name, Path.of(name), null);
  }

  private static Candidate candidate(
      int index, double distance, List<Double> scores, double fused) {
    Retrieved found =
        new Retrieved(
            image("c" + index),
            image("q"),
            index,
            index + 1,
            index + 1,
            distance,
            PlaceTruth.UNKNOWN);
    return scores.isEmpty() ? found : found.scored(index + 1, scores, fused);
  }

  private static ListScore of(QueryResult result, int index, MatchConfig config) {
    return ListScore.of(result, result.candidates().get(index), config).orElseThrow();
  }

  @Test
  void contributionsOfThePatchSizesAddUpToTheListScore() {
    ListScore score = of(result(0), 0, CONFIG);
    // The first size differs by 2, so each lies one standard deviation from the mean.
    assertThat(score.parts())
        .containsExactly(
            new ListScore.Part(new Moments(2, 1), 1, .75),
            new ListScore.Part(new Moments(10, 0), 0, .25));
    assertThat(score.parts().getFirst().contribution()).isEqualTo(.75);
    assertThat(score.total()).isEqualTo(.75);
    assertThat(score.global()).isEmpty();
  }

  @Test
  void theGlobalSimilarityTakesPartIfItHasAWeight() {
    MatchConfig config = new MatchConfig(new RapidScore(), 1.5, CONFIG.weights(), .5);
    ListScore score = of(result(.5), 1, config);
    assertThat(score.global()).contains(new ListScore.Part(new Moments(.75, .25), 1, .5));
    assertThat(score.total()).isCloseTo(-.75 + .5, within(1e-12));
  }

  @Test
  void aCandidateThatWasNotRerankedHasNoListScore() {
    QueryResult result = result(0);
    assertThat(ListScore.of(result, result.candidates().get(2), CONFIG)).isEmpty();
  }

  @Test
  void aListRankedWithOtherWeightsIsNotTakenApartWithTheseWeights() {
    QueryResult result = result(0);
    MatchConfig other = new MatchConfig(new RapidScore(), 1.5, List.of(.5, .5), 0);
    assertThat(ListScore.of(result, result.candidates().getFirst(), other)).isEmpty();
    MatchConfig fewer = new MatchConfig(new RapidScore(), 1.5, List.of(1.0), 0);
    assertThat(ListScore.of(result, result.candidates().getFirst(), fewer)).isEmpty();
  }
}
