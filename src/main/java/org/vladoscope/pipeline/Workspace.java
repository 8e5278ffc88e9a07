package org.vladoscope.pipeline;

import java.util.Optional;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.graph.CostEstimate;
import org.vladoscope.graph.Stage;
import org.vladoscope.graph.StageLoad;
import org.vladoscope.graph.StageLog;
import org.vladoscope.graph.StageTimes;
import org.vladoscope.graph.Workload;
import org.vladoscope.step.ExampleStage;
import org.vladoscope.step.FeatureStage;
import org.vladoscope.step.IndexEngine;
import org.vladoscope.step.IndexStage;
import org.vladoscope.step.MapStage;
import org.vladoscope.step.MatchStage;
import org.vladoscope.step.PatchStage;
import org.vladoscope.step.TrainedFiles;
import org.vladoscope.store.DescriptorStore;

/** An opened map with everything that pipelines of different configurations share. */
public final class Workspace implements AutoCloseable {

  private final PlaceMap map;
  private final MapImages images;
  private final Compute compute;
  private final StageLog log = new StageLog();
  private final FeatureStage features;
  private final IndexStage indexes;
  private final MapStage mapStage;
  private final PatchStage patches;
  private final MatchStage matches;
  private final ExampleStage examples;

  private Workspace(PlaceMap map, Compute compute, DescriptorStore store, IndexEngine engine) {
    this.map = map;
    this.images = new MapImages(map);
    this.compute = compute;
    this.features = new FeatureStage(compute, store, log);
    this.indexes = new IndexStage(compute, store, engine, log);
    TrainedFiles trained = new TrainedFiles();
    this.mapStage = new MapStage(map, compute, store, features, trained, indexes, log);
    this.patches = new PatchStage(compute, store, features, trained, log);
    this.matches = new MatchStage(compute, store, features, patches, log);
    this.examples = new ExampleStage(compute, store, features);
  }

  /**
   * Opens a map. Computes nothing yet. The system property {@link IndexEngine#PROPERTY} chooses
   * what searches.
   *
   * @param compute stays the caller's to close
   * @param store stays the caller's to close
   */
  public static Workspace open(PlaceMap map, Compute compute, DescriptorStore store) {
    return open(map, compute, store, IndexEngine.fromSystemProperty());
  }

  /** Opens a map that is searched by a given engine. */
  public static Workspace open(
      PlaceMap map, Compute compute, DescriptorStore store, IndexEngine engine) {
    return new Workspace(map, compute, store, engine);
  }

  /** The map. */
  public PlaceMap map() {
    return map;
  }

  /**
   * What a choice of a backbone amounts to.
   *
   * @throws org.vladoscope.common.InputException if it cannot be used
   */
  public BackboneInfo describe(BackboneChoice choice) {
    return features.info(choice);
  }

  /** A pipeline with a configuration. */
  public Pipeline pipeline(PipelineConfig config) {
    return new Pipeline(
        map, images, config, compute, features, mapStage, patches, matches, examples, log);
  }

  /** What computes, for people. */
  public String device() {
    return compute.description();
  }

  /** Why a precision cannot be used on this machine, in a sentence; empty if it can. */
  public Optional<String> refusal(Precision precision) {
    return compute.refusal(precision);
  }

  /**
   * What a network is, without loading it.
   *
   * @throws org.vladoscope.common.InputException if there is none of that name or its weights
   *     cannot be read
   */
  public BackboneInfo backbone(BackboneChoice choice) {
    return features.info(choice);
  }

  /**
   * Checks that a configuration fits the map and its network, as far as that can be told without
   * computing anything.
   *
   * @throws org.vladoscope.common.InputException naming the setting that does not
   */
  public void check(PipelineConfig config) {
    matches.grids(config);
    int length = new StageLoad(config, backbone(config.backbone())).globalLength();
    config.index().check(map.database().size(), length);
  }

  /** What some work costs under a configuration, by the times measured on this map so far. */
  public CostEstimate cost(PipelineConfig config, Workload work) {
    return CostEstimate.of(
        config,
        backbone(config.backbone()),
        map.database().size(),
        work,
        log.times(),
        compute.threads());
  }

  /** How often a network ran since the map was opened; 0 if all features came from the cache. */
  public int networkRuns() {
    return log.times().runs(Stage.FEATURES);
  }

  /** How often each stage ran since the map was opened, and how long that took. */
  public StageTimes stageTimes() {
    return log.times();
  }

  /** Frees the networks and the indexes. */
  @Override
  public void close() {
    indexes.close();
    features.close();
  }
}
