package org.vladoscope.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.graph.DescriptorSizes;
import org.vladoscope.graph.Needs;
import org.vladoscope.graph.Shelf;
import org.vladoscope.graph.Step;
import org.vladoscope.graph.StepKind;
import org.vladoscope.graph.Stopwatch;
import org.vladoscope.match.PatchMatcher;
import org.vladoscope.match.PatchMatches;
import org.vladoscope.step.kept.MatchList;
import org.vladoscope.vlad.PatchScale;

/**
 * Which patches of one query and its candidates belong together: those that are each other's
 * nearest. Kept on disk, so that another scorer, tolerance or weight needs no descriptors.
 */
public final class MatchStep implements Step<PairUnit, PatchMatches> {

  /** What it is; it takes no time worth counting beside finding the nearest patches. */
  public static final StepKind KIND =
      new StepKind("matches", 8, "Mutual matches", "pair", "pairs", true, 0);

  /** Raised when what is kept of a match changes. */
  private static final int VERSION = 2;

  private final StepResources resources;
  private final PatchMatcher matcher;
  private final FeatureStep features;
  private final PatchStep patches;
  private final SimilarityStep similarities;
  private final PlaceImage query;
  private final Map<PatchScale, MatchList> lists = new ConcurrentHashMap<>();
  private final Map<PlaceImage, ContentHash> candidates = new ConcurrentHashMap<>();

  MatchStep(
      StepResources resources,
      DescriptorSizes sizes,
      FeatureStep features,
      PatchStep patches,
      SimilarityStep similarities,
      PlaceImage query) {
    this.resources = resources;
    this.matcher = sizes.config().matching().matcher();
    this.features = features;
    this.patches = patches;
    this.similarities = similarities;
    this.query = query;
  }

  /** The matches at a scale that are known. */
  MatchList list(PatchScale scale) {
    return lists.computeIfAbsent(scale, s -> resources.lists().of(listKey(s)));
  }

  private ContentHash listKey(PatchScale scale) {
    CacheKey key =
        CacheKey.of(KIND.id(), VERSION).with("query", patches.key(new PatchUnit(query, scale)));
    matcher.addTo(key);
    return key.hash();
  }

  /**
   * Names a candidate in the lists, whose keys cover all that patches depend on besides. Its file
   * is looked at once while a query is matched.
   */
  ContentHash candidate(PairUnit pair) {
    return candidates.computeIfAbsent(pair.candidate(), features::key);
  }

  @Override
  public StepKind kind() {
    return KIND;
  }

  @Override
  public ContentHash key(PairUnit pair) {
    return CacheKey.of(KIND.id(), VERSION)
        .with("list", list(pair.scale()).key())
        .with("candidate", candidate(pair))
        .hash();
  }

  @Override
  public Object subject(PairUnit pair) {
    return List.of(features.key(query), candidate(pair));
  }

  @Override
  public Shelf<PatchMatches> shelf() {
    throw new UnsupportedOperationException("matches lie in lists, one for each scale");
  }

  @Override
  public Optional<PatchMatches> find(PairUnit pair) {
    return list(pair.scale()).matches(candidate(pair));
  }

  @Override
  public boolean isKnown(PairUnit pair) {
    return find(pair).isPresent();
  }

  @Override
  public void keep(PairUnit pair, PatchMatches matches) {
    list(pair.scale()).put(candidate(pair), matches);
  }

  @Override
  public void need(PairUnit pair, Needs needs) {
    needs.need(similarities, pair);
  }

  @Override
  public int count(PairUnit pair) {
    return 0;
  }

  @Override
  public double operations(PairUnit pair) {
    return 0;
  }

  @Override
  public List<PatchMatches> compute(List<PairUnit> pairs, Stopwatch watch, Progress progress) {
    return resources.runner().values(similarities, pairs, progress).stream()
        .map(matcher::matches)
        .toList();
  }

  /** Puts what was found on disk. */
  void save() {
    lists.values().forEach(resources.lists()::save);
  }
}
