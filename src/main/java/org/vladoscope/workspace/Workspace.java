package org.vladoscope.workspace;

import org.vladoscope.compute.Compute;
import org.vladoscope.dataset.PlaceMap;

/** An opened map with everything that pipelines of different configurations share. */
public final class Workspace implements AutoCloseable {

  private final PlaceMap map;
  private final Compute compute;
  private final FeatureStage features;
  private final MapStage mapStage;
  private final PatchStage patches;
  private final MatchStage matches;

  private Workspace(PlaceMap map, Compute compute, DescriptorStore store) {
    this.map = map;
    this.compute = compute;
    this.features = new FeatureStage(compute, store);
    this.mapStage = new MapStage(map, compute, store, features);
    this.patches = new PatchStage(map, compute, store, features);
    this.matches = new MatchStage(compute, store, features, patches);
  }

  /**
   * Opens a map. Computes nothing yet.
   *
   * @param compute stays the caller's to close
   * @param store stays the caller's to close
   */
  public static Workspace open(PlaceMap map, Compute compute, DescriptorStore store) {
    return new Workspace(map, compute, store);
  }

  /** The map. */
  public PlaceMap map() {
    return map;
  }

  /** A pipeline with a configuration. */
  public Pipeline pipeline(PipelineConfig config) {
    return new Pipeline(map, config, compute, features, mapStage, patches, matches);
  }

  /** How often a network ran since the map was opened; 0 if all features came from the cache. */
  public int networkRuns() {
    return features.networkRuns();
  }

  /** Frees the networks. */
  @Override
  public void close() {
    features.close();
  }
}
