package org.vladoscope.step;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.Narrow;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.graph.Stage;
import org.vladoscope.graph.StageLoad;
import org.vladoscope.graph.StageLog;
import org.vladoscope.graph.Workload;
import org.vladoscope.image.ImageSize;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.Matcher;
import org.vladoscope.match.PairMatch;
import org.vladoscope.match.PatchMatches;
import org.vladoscope.match.PatchSimilarity;
import org.vladoscope.match.RansacScorer;
import org.vladoscope.match.RapidScorer;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

/**
 * Fourth stage: which patches of a query and a candidate belong together, and how well. Three
 * things are kept, so that each setting recomputes only what depends on it:
 *
 * <ul>
 *   <li>mutual matches, on disk and in memory, for each query, candidate and scale: another
 *       matcher, tolerance or weight needs no descriptors;
 *   <li>scores, in memory beside the matches they were computed from, for each matcher and for the
 *       last tolerances: other weights need no scores;
 *   <li>nearest patches in both directions, in memory, for pairs compared lately: what a picture of
 *       the pair shows.
 * </ul>
 */
public final class MatchStage {

  private static final String KIND = "matches";
  private static final long LIST_BYTES = 128L << 20;
  private static final long PAIR_BYTES = 64L << 20;

  /** Two images under everything that their patches at one scale depend on. */
  private record PairKey(
      ContentHash query,
      ContentHash candidate,
      ContentHash projection,
      PatchScale scale,
      Precision precision) {}

  private final Compute compute;
  private final DescriptorStore store;
  private final FeatureStage features;
  private final PatchStage patches;
  private final StageLog log;
  private final Cache<ContentHash, MatchList> lists =
      Caffeine.newBuilder()
          .maximumWeight(LIST_BYTES)
          .weigher((ContentHash key, MatchList list) -> list.bytes())
          .build();
  private final Cache<PairKey, PatchSimilarity> pairs =
      Caffeine.newBuilder()
          .maximumWeight(PAIR_BYTES)
          .weigher((PairKey key, PatchSimilarity pair) -> bytes(pair))
          .build();

  public MatchStage(
      Compute compute,
      DescriptorStore store,
      FeatureStage features,
      PatchStage patches,
      StageLog log) {
    this.compute = compute;
    this.store = store;
    this.features = features;
    this.patches = patches;
    this.log = log;
  }

  private static int bytes(PatchSimilarity pair) {
    return 400 + 8 * (pair.nearestInCandidate().length + pair.nearestInQuery().length);
  }

  /**
   * Where the patches of all images lie, for each configured scale.
   *
   * @throws org.vladoscope.common.InputException if image size or patch sizes do not fit
   */
  public List<PatchGrid> grids(PipelineConfig config) {
    BackboneInfo info = features.info(config.backbone());
    ImageSize size = config.imageSize();
    features.check(config);
    return config.scales().stream()
        .map(s -> new PatchGrid(info.mapHeight(size), info.mapWidth(size), s, info.geometry()))
        .toList();
  }

  /** A query that is compared with candidates under a configuration. */
  public ListMatching list(PlaceImage query, MapDescriptors descriptors, PipelineConfig config) {
    return new ListMatching(query, descriptors, config);
  }

  /** The matching of one query with its candidates. Safe to use from several threads. */
  public final class ListMatching {

    private final PlaceImage query;
    private final MapDescriptors descriptors;
    private final PipelineConfig config;
    private final ContentHash queryKey;
    private final ContentHash projectionKey;
    private final List<PatchGrid> grids;
    private final List<MatchList> perScale;
    private final StageLoad load;

    private ListMatching(PlaceImage query, MapDescriptors descriptors, PipelineConfig config) {
      this.query = query;
      this.descriptors = descriptors;
      this.config = config;
      this.grids = grids(config);
      this.queryKey = key(query);
      this.projectionKey = patches.projectionKey(descriptors, config);
      this.perScale = config.scales().stream().map(this::load).toList();
      this.load = new StageLoad(config, features.info(config.backbone()));
    }

    private ContentHash key(PlaceImage image) {
      return features.key(image, config);
    }

    private MatchList load(PatchScale scale) {
      List<Object> parts = new ArrayList<>(List.of(KIND, queryKey, projectionKey, scale));
      Narrow.add(parts, config.matching().precision());
      ContentHash key = ContentHash.ofParts(parts.toArray());
      return lists.get(
          key,
          k -> new MatchList(k, store.read(KIND, k).map(Entries::matches).orElseGet(HashMap::new)));
    }

    /** The score of every scale with a candidate. */
    public double[] scores(PlaceImage candidate, Progress progress) {
      ContentHash candidateKey = key(candidate);
      List<PatchMatches> matches = matches(candidate, candidateKey, progress);
      MatchConfig matching = config.matching();
      double[] scores = new double[grids.size()];
      List<Integer> missing = new ArrayList<>();
      for (int s = 0; s < scores.length; s++) {
        OptionalDouble known = perScale.get(s).score(candidateKey, matching);
        if (known.isPresent()) {
          scores[s] = known.getAsDouble();
        } else {
          missing.add(s);
        }
      }
      if (!missing.isEmpty()) {
        log.time(
            stage(matching),
            load.operations(stage(matching)) * missing.size() / scores.length,
            () -> {
              for (int s : missing) {
                progress.check();
                scores[s] = score(matches.get(s), grids.get(s), matching);
                perScale.get(s).putScore(candidateKey, matching, scores[s]);
              }
              return scores;
            });
      }
      return scores;
    }

    private List<PatchMatches> matches(
        PlaceImage candidate, ContentHash candidateKey, Progress progress) {
      @Nullable PatchMatches[] found = new PatchMatches[grids.size()];
      List<Integer> missing = new ArrayList<>();
      for (int s = 0; s < found.length; s++) {
        found[s] = perScale.get(s).matches(candidateKey);
        if (found[s] == null) {
          missing.add(s);
        }
      }
      if (!missing.isEmpty()) {
        List<PatchSimilarity> similarities =
            similarities(
                query,
                candidate,
                missing.stream().map(config.scales()::get).toList(),
                descriptors,
                config,
                progress);
        for (int i = 0; i < missing.size(); i++) {
          PatchMatches matches = similarities.get(i).mutual();
          found[missing.get(i)] = matches;
          perScale.get(missing.get(i)).put(candidateKey, matches);
        }
      }
      List<PatchMatches> matches = new ArrayList<>();
      for (PatchMatches known : found) {
        matches.add(Objects.requireNonNull(known));
      }
      return matches;
    }

    /** Puts what was found on disk. */
    public void save() {
      for (MatchList list : perScale) {
        Map<ContentHash, PatchMatches> changes = list.takeChanges();
        if (changes != null) {
          store.write(KIND, list.key(), Entries.of(changes));
          // Weighed anew: it has grown.
          lists.put(list.key(), list);
        }
      }
    }

    /**
     * Adds what {@link #scores} will have to compute for some candidates, and {@link #pair} for one
     * of them.
     *
     * @param shown the candidate of the pair, or null
     */
    public void addWork(
        List<PlaceImage> candidates, @Nullable PlaceImage shown, Workload.Builder work) {
      Stage scoring = stage(config.matching());
      Set<ContentHash> described = new LinkedHashSet<>();
      for (PlaceImage candidate : candidates) {
        ContentHash candidateKey = key(candidate);
        boolean scored =
            perScale.stream().allMatch(l -> l.score(candidateKey, config.matching()).isPresent());
        boolean matched = perScale.stream().allMatch(l -> l.matches(candidateKey) != null);
        work.add(scoring, scored ? 0 : 1);
        if (!matched && !candidate.equals(shown)) {
          addPair(candidate, candidateKey, described, work);
        }
      }
      if (shown != null) {
        addPair(shown, key(shown), described, work);
      }
      work.add(Stage.PATCHES, described.size());
    }

    private void addPair(
        PlaceImage candidate,
        ContentHash candidateKey,
        Set<ContentHash> described,
        Workload.Builder work) {
      List<PatchScale> missing =
          config.scales().stream()
              .filter(s -> pairs.getIfPresent(pairKey(candidateKey, s)) == null)
              .toList();
      if (!missing.isEmpty()) {
        work.add(Stage.MATCHES, 1);
        if (patches.isMissing(query, missing, descriptors, config)) {
          described.add(queryKey);
        }
        if (patches.isMissing(candidate, missing, descriptors, config)) {
          described.add(candidateKey);
        }
      }
    }

    private PairKey pairKey(ContentHash candidateKey, PatchScale scale) {
      return new PairKey(
          queryKey, candidateKey, projectionKey, scale, config.matching().precision());
    }
  }

  private static Stage stage(MatchConfig matching) {
    return matching.matcher() == Matcher.RAPID ? Stage.RAPID : Stage.RANSAC;
  }

  private static double score(PatchMatches matches, PatchGrid grid, MatchConfig matching) {
    return matching.matcher() == Matcher.RAPID
        ? RapidScorer.score(matches, grid)
        : new RansacScorer(matching.ransacTolerance()).score(matches, grid).score();
  }

  /** Nearest patches in both directions, kept for a while. */
  private List<PatchSimilarity> similarities(
      PlaceImage query,
      PlaceImage candidate,
      List<PatchScale> scales,
      MapDescriptors descriptors,
      PipelineConfig config,
      Progress progress) {
    ContentHash queryKey = features.key(query, config);
    ContentHash candidateKey = features.key(candidate, config);
    ContentHash projectionKey = patches.projectionKey(descriptors, config);
    Precision precision = config.matching().precision();
    Map<PatchScale, PatchSimilarity> found = new HashMap<>();
    for (PatchScale scale : scales) {
      PatchSimilarity known =
          pairs.getIfPresent(new PairKey(queryKey, candidateKey, projectionKey, scale, precision));
      if (known != null) {
        found.put(scale, known);
      }
    }
    List<PatchScale> missing =
        scales.stream().distinct().filter(s -> !found.containsKey(s)).toList();
    if (!missing.isEmpty()) {
      List<FloatMatrix> left = patches.patches(query, missing, descriptors, config, progress);
      List<FloatMatrix> right = patches.patches(candidate, missing, descriptors, config, progress);
      StageLoad load = new StageLoad(config, features.info(config.backbone()));
      log.time(
          Stage.MATCHES,
          load.matches(load.grids(missing)),
          () -> {
            for (int i = 0; i < missing.size(); i++) {
              progress.check();
              PatchSimilarity similarity =
                  PatchSimilarity.between(left.get(i), right.get(i), precision, compute);
              found.put(missing.get(i), similarity);
              pairs.put(
                  new PairKey(queryKey, candidateKey, projectionKey, missing.get(i), precision),
                  similarity);
            }
            return found;
          });
    }
    return scales.stream().map(s -> Objects.requireNonNull(found.get(s))).toList();
  }

  /** Everything there is to say about two images. */
  public PairMatch pair(
      PlaceImage query,
      PlaceImage candidate,
      MapDescriptors descriptors,
      PipelineConfig config,
      Progress progress) {
    List<PatchGrid> grids = grids(config);
    List<PatchSimilarity> similarities =
        similarities(query, candidate, config.scales(), descriptors, config, progress);
    RansacScorer ransac = new RansacScorer(config.matching().ransacTolerance());
    List<ScaleMatch> scales = new ArrayList<>();
    for (int s = 0; s < grids.size(); s++) {
      progress.check();
      PatchMatches matches = similarities.get(s).mutual();
      scales.add(
          new ScaleMatch(
              grids.get(s),
              similarities.get(s),
              matches,
              ransac.score(matches, grids.get(s)),
              RapidScorer.score(matches, grids.get(s))));
    }
    return new PairMatch(scales);
  }

  /** How similar one patch of the query is to every patch of the candidate. */
  public float[] similarities(
      PlaceImage query,
      PatchScale scale,
      int patch,
      PlaceImage candidate,
      MapDescriptors descriptors,
      PipelineConfig config,
      Progress progress) {
    List<PatchScale> one = List.of(scale);
    FloatMatrix left = patches.patches(query, one, descriptors, config, progress).getFirst();
    FloatMatrix right = patches.patches(candidate, one, descriptors, config, progress).getFirst();
    return compute
        .timesTransposed(left.rowRange(patch, patch + 1), right, config.matching().precision())
        .data();
  }
}
