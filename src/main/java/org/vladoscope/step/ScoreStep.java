package org.vladoscope.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.Progress;
import org.vladoscope.graph.DescriptorSizes;
import org.vladoscope.graph.Needs;
import org.vladoscope.graph.Shelf;
import org.vladoscope.graph.Step;
import org.vladoscope.graph.StepKind;
import org.vladoscope.graph.StepRunner;
import org.vladoscope.graph.Stopwatch;
import org.vladoscope.match.PairScorer;
import org.vladoscope.match.PatchMatches;
import org.vladoscope.vlad.PatchGrid;

/**
 * How well the matches of a query and a candidate agree, at each scale. Kept in memory beside the
 * matches, so that other weights need no scores.
 */
public final class ScoreStep implements Step<PairUnit, Double> {

  private static final int POSITION = 9;

  private final StepRunner runner;
  private final DescriptorSizes sizes;
  private final MatchStep matches;
  private final PairScorer scorer;
  private final ContentHash scorerKey;

  ScoreStep(StepResources resources, DescriptorSizes sizes, MatchStep matches) {
    this.runner = resources.runner();
    this.sizes = sizes;
    this.matches = matches;
    this.scorer = sizes.config().matching().scorer();
    CacheKey key = CacheKey.of("scorer", 1).with("id", scorer.id());
    scorer.addTo(key);
    this.scorerKey = key.hash();
  }

  /** What scoring with a scorer is: times of one say nothing of another. */
  public static StepKind kind(PairScorer scorer) {
    return new StepKind(
        "scores-" + scorer.id(),
        POSITION,
        scorer.label() + " scores",
        "pair",
        "pairs",
        true,
        scorer.usualSecondsPerOperation());
  }

  @Override
  public StepKind kind() {
    return kind(scorer);
  }

  @Override
  public ContentHash key(PairUnit pair) {
    return CacheKey.of("scores", 1)
        .with("matches", matches.key(pair))
        .with("scorer", scorerKey)
        .hash();
  }

  @Override
  public Object subject(PairUnit pair) {
    return matches.subject(pair);
  }

  @Override
  public Shelf<Double> shelf() {
    throw new UnsupportedOperationException("scores lie beside their matches");
  }

  @Override
  public Optional<Double> find(PairUnit pair) {
    return matches.list(pair.scale()).score(matches.candidate(pair), scorerKey);
  }

  @Override
  public boolean isKnown(PairUnit pair) {
    return find(pair).isPresent();
  }

  @Override
  public void keep(PairUnit pair, Double score) {
    matches.list(pair.scale()).putScore(matches.candidate(pair), scorerKey, score);
  }

  @Override
  public void need(PairUnit pair, Needs needs) {
    needs.need(matches, pair);
  }

  @Override
  public double operations(PairUnit pair) {
    return scorer.operations(sizes.grid(pair.scale()));
  }

  @Override
  public List<Double> compute(List<PairUnit> pairs, Stopwatch watch, Progress progress) {
    List<PatchMatches> found = runner.values(matches, pairs, progress);
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      progress.check();
      PatchMatches ofScale = found.get(i);
      PatchGrid grid = sizes.grid(pairs.get(i).scale());
      scores.add(watch.time(() -> scorer.score(ofScale, grid)));
    }
    return scores;
  }
}
