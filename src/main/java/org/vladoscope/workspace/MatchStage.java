package org.vladoscope.workspace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.Compute;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.image.ImageSize;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.Matcher;
import org.vladoscope.match.PairMatch;
import org.vladoscope.match.PatchMatches;
import org.vladoscope.match.PatchSimilarity;
import org.vladoscope.match.RansacScorer;
import org.vladoscope.match.RapidScorer;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

/**
 * Fourth stage: which patches of a query and a candidate belong together. The matches are kept on
 * disk, one entry for each query and scale; scores are computed from them, so that another matcher,
 * tolerance or weight needs no descriptors.
 */
final class MatchStage {

  private static final String KIND = "matches";
  private static final long MEMORY_LISTS = 4_000;

  /** The matches of one query at one scale, by candidate. */
  private static final class MatchList {
    private final ContentHash key;
    private final Map<ContentHash, PatchMatches> byCandidate;
    private boolean changed;

    MatchList(ContentHash key, Map<ContentHash, PatchMatches> byCandidate) {
      this.key = key;
      this.byCandidate = byCandidate;
    }
  }

  private final Compute compute;
  private final DescriptorStore store;
  private final FeatureStage features;
  private final PatchStage patches;
  private final Cache<ContentHash, MatchList> lists =
      Caffeine.newBuilder().maximumSize(MEMORY_LISTS).build();

  MatchStage(Compute compute, DescriptorStore store, FeatureStage features, PatchStage patches) {
    this.compute = compute;
    this.store = store;
    this.features = features;
    this.patches = patches;
  }

  /**
   * Where the patches of all images lie, for each configured scale.
   *
   * @throws org.vladoscope.common.InputException if image size or patch sizes do not fit
   */
  List<PatchGrid> grids(PipelineConfig config) {
    BackboneInfo info = features.info(config.backbone());
    ImageSize size = config.imageSize();
    info.checkSize(size);
    return config.scales().stream()
        .map(s -> new PatchGrid(info.mapHeight(size), info.mapWidth(size), s, info.geometry()))
        .toList();
  }

  /** The score of every scale, for a list. */
  double[] scores(
      PlaceImage query,
      PlaceImage candidate,
      List<PatchGrid> grids,
      MapDescriptors descriptors,
      PipelineConfig config) {
    List<PatchMatches> matches = matches(query, candidate, descriptors, config);
    MatchConfig matching = config.matching();
    double[] scores = new double[matches.size()];
    for (int s = 0; s < scores.length; s++) {
      scores[s] =
          matching.matcher() == Matcher.RAPID
              ? RapidScorer.score(matches.get(s), grids.get(s))
              : new RansacScorer(matching.ransacTolerance())
                  .score(matches.get(s), grids.get(s))
                  .score();
    }
    return scores;
  }

  private List<PatchMatches> matches(
      PlaceImage query, PlaceImage candidate, MapDescriptors descriptors, PipelineConfig config) {
    ContentHash candidateKey = features.key(candidate, config.imageSize(), config.backbone());
    List<MatchList> perScale = new ArrayList<>();
    List<PatchMatches> known = new ArrayList<>();
    for (PatchScale scale : config.scales()) {
      MatchList list = list(query, scale, descriptors, config);
      perScale.add(list);
      synchronized (list) {
        PatchMatches found = list.byCandidate.get(candidateKey);
        if (found != null) {
          known.add(found);
        }
      }
    }
    if (known.size() == perScale.size()) {
      return known;
    }
    List<FloatMatrix> queryPatches = patches.patches(query, descriptors, config);
    List<FloatMatrix> candidatePatches = patches.patches(candidate, descriptors, config);
    List<PatchMatches> result = new ArrayList<>();
    for (int s = 0; s < perScale.size(); s++) {
      PatchMatches matches =
          PatchSimilarity.between(queryPatches.get(s), candidatePatches.get(s), compute).mutual();
      result.add(matches);
      MatchList list = perScale.get(s);
      synchronized (list) {
        list.byCandidate.put(candidateKey, matches);
        list.changed = true;
      }
    }
    return result;
  }

  private MatchList list(
      PlaceImage query, PatchScale scale, MapDescriptors descriptors, PipelineConfig config) {
    ContentHash key =
        ContentHash.ofParts(
            KIND,
            features.key(query, config.imageSize(), config.backbone()),
            patches.projectionKey(descriptors, config),
            scale);
    return lists.get(
        key,
        k -> new MatchList(k, store.read(KIND, k).map(Entries::matches).orElseGet(HashMap::new)));
  }

  /** Puts what was found for a query on disk. */
  void save(PlaceImage query, MapDescriptors descriptors, PipelineConfig config) {
    for (PatchScale scale : config.scales()) {
      MatchList list = list(query, scale, descriptors, config);
      synchronized (list) {
        if (list.changed) {
          store.write(KIND, list.key, Entries.of(list.byCandidate));
          list.changed = false;
        }
      }
    }
  }

  /** Everything there is to say about two images. */
  PairMatch pair(
      PlaceImage query, PlaceImage candidate, MapDescriptors descriptors, PipelineConfig config) {
    List<PatchGrid> grids = grids(config);
    List<FloatMatrix> queryPatches = patches.patches(query, descriptors, config);
    List<FloatMatrix> candidatePatches = patches.patches(candidate, descriptors, config);
    RansacScorer ransac = new RansacScorer(config.matching().ransacTolerance());
    List<ScaleMatch> scales = new ArrayList<>();
    for (int s = 0; s < grids.size(); s++) {
      PatchSimilarity similarity =
          PatchSimilarity.between(queryPatches.get(s), candidatePatches.get(s), compute);
      PatchMatches matches = similarity.mutual();
      scales.add(
          new ScaleMatch(
              grids.get(s),
              similarity,
              matches,
              ransac.score(matches, grids.get(s)),
              RapidScorer.score(matches, grids.get(s))));
    }
    return new PairMatch(scales);
  }
}
