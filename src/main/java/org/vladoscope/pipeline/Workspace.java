package org.vladoscope.pipeline;

import java.util.Optional;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.graph.DescriptorSizes;
import org.vladoscope.graph.StepTimes;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.engine.IndexEngine;
import org.vladoscope.index.engine.IndexKinds;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.step.FeatureStep;
import org.vladoscope.step.StepResources;
import org.vladoscope.store.DescriptorStore;

/** An opened map with everything that pipelines of different configurations share. */
public final class Workspace implements AutoCloseable {

  private final PlaceMap map;
  private final StepResources resources;
  private final MapPreparation preparation;
  private final Crew crew;

  private Workspace(
      PlaceMap map, Compute compute, DescriptorStore store, IndexEngine engine, Crew crew) {
    this.map = map;
    this.crew = crew;
    this.resources = new StepResources(compute, store, engine);
    this.preparation = new MapPreparation(map, new MapImages(map), resources, crew);
  }

  /**
   * Opens a map. Computes nothing yet. The system property {@link IndexEngine#PROPERTY} chooses
   * what searches.
   *
   * @param compute stays the caller's to close
   * @param store stays the caller's to close
   */
  public static Workspace open(PlaceMap map, Compute compute, DescriptorStore store) {
    return open(map, compute, store, Crew.NOBODY);
  }

  /**
   * Opens a map with others who help.
   *
   * @param crew must keep what it computes in the same store
   */
  public static Workspace open(PlaceMap map, Compute compute, DescriptorStore store, Crew crew) {
    return new Workspace(map, compute, store, IndexEngine.fromSystemProperty(), crew);
  }

  /** Opens a map that is searched by a given engine. */
  static Workspace open(PlaceMap map, Compute compute, DescriptorStore store, IndexEngine engine) {
    return new Workspace(map, compute, store, engine, Crew.NOBODY);
  }

  /** The map. */
  public PlaceMap map() {
    return map;
  }

  /**
   * What a choice of a backbone amounts to, without loading it.
   *
   * @param size of the images it is to run on
   * @throws org.vladoscope.common.InputException if there is none of that name or its weights
   *     cannot be read
   */
  public BackboneInfo describe(BackboneChoice choice, ImageSize size) {
    return resources.networks().info(choice, size);
  }

  /** A pipeline with a configuration. */
  public Pipeline pipeline(PipelineConfig config) {
    return new Pipeline(map, config, resources, preparation, crew);
  }

  /** What computes, for people. */
  public String device() {
    return resources.compute().description();
  }

  /** How many workers compute. */
  public int threads() {
    return resources.compute().threads();
  }

  /** Why a precision cannot be used on this machine, in a sentence; empty if it can. */
  public Optional<String> refusal(Precision precision) {
    return resources.compute().refusal(precision);
  }

  /** Which kinds of index can be built here; loads FAISS if it has to. */
  public IndexKinds indexKinds() {
    return resources.indexKinds();
  }

  /**
   * Checks that a configuration fits the map and its network, as far as that can be told without
   * computing anything.
   *
   * @throws org.vladoscope.common.InputException naming the setting that does not
   */
  public void check(PipelineConfig config) {
    preparation.check(config, Progress.NONE);
    if (config.retrieval().isComputed()) {
      config.index().check(map.database().size(), sizes(config).globalLength());
    }
  }

  /** How long and how many the descriptors of a configuration are. */
  public DescriptorSizes sizes(PipelineConfig config) {
    return new DescriptorSizes(config, resources.networks().info(config));
  }

  /** How often a network ran since the map was opened; 0 if all features came from the cache. */
  public int networkRuns() {
    return stepTimes().runs(FeatureStep.KIND);
  }

  /** How often each step ran since the map was opened, and how long that took. */
  public StepTimes stepTimes() {
    return resources.log().times();
  }

  /** Frees the networks and the indexes. */
  @Override
  public void close() {
    preparation.close();
    resources.close();
  }
}
