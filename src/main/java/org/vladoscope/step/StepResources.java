package org.vladoscope.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.aggregate.AggregatorModel;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.feature.AttentionMaps;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.graph.Shelf;
import org.vladoscope.graph.Step;
import org.vladoscope.graph.StepLog;
import org.vladoscope.graph.StepRunner;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.engine.IndexEngine;
import org.vladoscope.index.engine.IndexKinds;
import org.vladoscope.index.engine.IndexSoftware;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.match.PatchSimilarity;
import org.vladoscope.step.kept.MatchLists;
import org.vladoscope.step.kept.TrainedProjections;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.store.FileHashes;
import org.vladoscope.vlad.ReductionConfig;

/** What the steps of all configurations of an opened map share. */
public final class StepResources implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StepResources.class);

  private static final long FEATURE_BYTES = most(128L << 20, .125);

  /** MegaLoc's linear layer alone has 560 MB, and would be read again for every image. */
  private static final long MODEL_BYTES = 1L << 30;

  private static final long PROJECTION_BYTES = most(256L << 20, .25);
  private static final long PATCH_BYTES = most(400L << 20, .4);
  private static final long PAIR_BYTES = 64L << 20;
  private static final long ATTENTION_BYTES = 32L << 20;

  /** So many bytes, or a share of a Java heap that is too small for them. */
  private static long most(long bytes, double share) {
    return Math.min(bytes, (long) (share * Runtime.getRuntime().maxMemory()));
  }

  private final Compute compute;
  private final DescriptorStore store;
  private final IndexEngine engine;
  private @Nullable IndexKinds kinds;
  private final StepLog log = new StepLog();
  private final StepRunner runner = new StepRunner(log);
  private final FileHashes hashes = new FileHashes();
  private final Networks networks;
  private final TrainedProjections trained = new TrainedProjections(hashes);
  private final MatchLists lists;
  private final Map<ContentHash, DescriptorIndex> indexes = new ConcurrentHashMap<>();
  private final Shelf<FeatureMap> features =
      Shelf.inMemory(FEATURE_BYTES, map -> Float.BYTES * map.cells().data().length);
  private final Shelf<AggregatorModel> models =
      Shelf.inMemory(MODEL_BYTES, model -> (int) Math.min(MODEL_BYTES, model.bytes()));
  private final Shelf<Whitening> projections =
      Shelf.inMemory(PROJECTION_BYTES, p -> Float.BYTES * p.weight().data().length);
  private final Shelf<FloatMatrix> patches =
      Shelf.inMemory(PATCH_BYTES, patches -> Float.BYTES * patches.data().length);
  private final Shelf<AttentionMaps> attentions =
      Shelf.inMemory(ATTENTION_BYTES, AttentionMaps::bytes);
  private final Shelf<PatchSimilarity> pairs =
      Shelf.inMemory(
          PAIR_BYTES,
          pair -> 400 + 8 * (pair.nearestInCandidate().length + pair.nearestInQuery().length));

  /**
   * Nothing is computed yet.
   *
   * @param compute stays the caller's to close
   * @param store stays the caller's to close
   */
  public StepResources(Compute compute, DescriptorStore store, IndexEngine engine) {
    this.compute = compute;
    this.store = store;
    this.engine = engine;
    this.networks = new Networks(compute);
    this.lists = new MatchLists(store);
  }

  /** Where arithmetic runs. */
  public Compute compute() {
    return compute;
  }

  /** Runs steps. */
  public StepRunner runner() {
    return runner;
  }

  /** What ran so far. */
  public StepLog log() {
    return log;
  }

  /** The networks. */
  public Networks networks() {
    return networks;
  }

  /**
   * Puts values of a step that are kept into one file.
   *
   * @param units some of them; those that cannot be read are left out
   */
  public <U> void pack(Step<U, ?> step, List<U> units) {
    List<ContentHash> keys = new ArrayList<>();
    for (U unit : units) {
      try {
        keys.add(step.key(unit));
      } catch (InputException e) {
        LOG.debug("{} is not packed", unit, e);
      }
    }
    store.pack(step.kind().id(), keys);
  }

  DescriptorStore store() {
    return store;
  }

  /**
   * What builds and searches a kind of index.
   *
   * @param size number of descriptors
   * @param dimensions their length
   * @throws org.vladoscope.common.InputException if this kind cannot be built, or FAISS was
   *     demanded and cannot be loaded
   */
  IndexSoftware software(IndexConfig config, int size, int dimensions) {
    return engine.software(config, indexKinds().faiss(), size, dimensions);
  }

  /**
   * Which kinds of index can be built here; loads FAISS if it has to, and says once in the log if
   * it should but cannot be loaded.
   *
   * @throws org.vladoscope.common.InputException if FAISS was demanded and cannot be loaded
   */
  public synchronized IndexKinds indexKinds() {
    IndexKinds known = kinds;
    if (known == null) {
      known = new IndexKinds(engine, engine.findFaiss(compute));
      kinds = known;
    }
    return known;
  }

  /** Hashes of files. */
  public FileHashes hashes() {
    return hashes;
  }

  /**
   * The projection that a configuration takes from a file, if it does.
   *
   * @throws org.vladoscope.common.InputException if the file cannot be used
   */
  public Optional<Whitening> trainedProjection(ReductionConfig reduction) {
    return trained.of(reduction);
  }

  TrainedProjections trained() {
    return trained;
  }

  MatchLists lists() {
    return lists;
  }

  Map<ContentHash, DescriptorIndex> indexes() {
    return indexes;
  }

  Shelf<FeatureMap> features() {
    return features;
  }

  Shelf<AggregatorModel> models() {
    return models;
  }

  Shelf<Whitening> projections() {
    return projections;
  }

  Shelf<FloatMatrix> patches() {
    return patches;
  }

  Shelf<AttentionMaps> attentions() {
    return attentions;
  }

  Shelf<PatchSimilarity> pairs() {
    return pairs;
  }

  /** Frees the networks and the indexes. */
  @Override
  public void close() {
    indexes.values().forEach(DescriptorIndex::close);
    indexes.clear();
    networks.close();
  }
}
