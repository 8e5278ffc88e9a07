package org.vladoscope.step;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.graph.DescriptorSizes;
import org.vladoscope.graph.Needs;
import org.vladoscope.graph.Shelf;
import org.vladoscope.graph.Step;
import org.vladoscope.graph.StepKind;
import org.vladoscope.graph.StepRunner;
import org.vladoscope.graph.Stopwatch;
import org.vladoscope.match.PatchMatcher;
import org.vladoscope.match.PatchSimilarity;

/**
 * The nearest patches of two images in both directions, kept in memory for pairs compared lately:
 * what an image of the pair shows, and what matches are found in.
 */
public final class SimilarityStep implements Step<PairUnit, PatchSimilarity> {

  /** What it is. */
  public static final StepKind KIND =
      new StepKind("similarities", 7, "Patch matches", "pair", "pairs", true, 5e-11);

  private final StepRunner runner;
  private final Compute compute;
  private final PatchMatcher matcher;
  private final DescriptorSizes sizes;
  private final PatchStep patches;
  private final Shelf<PatchSimilarity> shelf;

  SimilarityStep(StepResources resources, DescriptorSizes sizes, PatchStep patches) {
    this.runner = resources.runner();
    this.compute = resources.compute();
    this.matcher = sizes.config().matching().matcher();
    this.sizes = sizes;
    this.patches = patches;
    this.shelf = resources.pairs();
  }

  @Override
  public StepKind kind() {
    return KIND;
  }

  @Override
  public ContentHash key(PairUnit pair) {
    CacheKey key =
        CacheKey.of(KIND.id(), 1)
            .with("query", patches.key(query(pair)))
            .with("candidate", patches.key(candidate(pair)));
    matcher.addTo(key);
    return key.hash();
  }

  private static PatchUnit query(PairUnit pair) {
    return new PatchUnit(pair.query(), pair.scale());
  }

  private static PatchUnit candidate(PairUnit pair) {
    return new PatchUnit(pair.candidate(), pair.scale());
  }

  @Override
  public Object subject(PairUnit pair) {
    return List.of(patches.subject(query(pair)), patches.subject(candidate(pair)));
  }

  @Override
  public Shelf<PatchSimilarity> shelf() {
    return shelf;
  }

  @Override
  public void need(PairUnit pair, Needs needs) {
    needs.need(patches, query(pair));
    needs.need(patches, candidate(pair));
  }

  /** All products between the patches of two images. */
  @Override
  public double operations(PairUnit pair) {
    return matcher.operations(sizes.grid(pair.scale()).count(), sizes.shortLength());
  }

  @Override
  public List<PatchSimilarity> compute(List<PairUnit> pairs, Stopwatch watch, Progress progress) {
    List<FloatMatrix> left =
        runner.values(patches, pairs.stream().map(SimilarityStep::query).toList(), progress);
    List<FloatMatrix> right =
        runner.values(patches, pairs.stream().map(SimilarityStep::candidate).toList(), progress);
    List<PatchSimilarity> similarities = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      progress.check();
      FloatMatrix query = left.get(i);
      FloatMatrix candidate = right.get(i);
      similarities.add(watch.time(() -> matcher.compare(query, candidate, compute)));
    }
    return similarities;
  }

  /** How similar one patch of an image is to every patch of another. */
  float[] similarities(PairUnit pair, int patch, Progress progress) {
    FloatMatrix left = runner.value(patches, query(pair), progress);
    FloatMatrix right = runner.value(patches, candidate(pair), progress);
    return compute
        .timesTransposed(left.rowRange(patch, patch + 1), right, matcher.precision())
        .data();
  }
}
