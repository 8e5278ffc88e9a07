package org.vladoscope.cli;

import org.vladoscope.compute.Compute;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.pipeline.Pipeline;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.store.DescriptorStore;

/** A map as a command line opens it: with what computes, what keeps, and the configuration. */
public final class OpenedMap implements AutoCloseable {

  private final PlaceMap map;
  private final Compute compute;
  private final DescriptorStore store;
  private final Workspace workspace;
  private final Pipeline pipeline;

  /**
   * Opens it.
   *
   * @param compute closed with this
   * @param store closed with this
   */
  OpenedMap(
      PlaceMap map, PipelineConfig config, Compute compute, DescriptorStore store, Crew crew) {
    this.map = map;
    this.compute = compute;
    this.store = store;
    this.workspace = Workspace.open(map, compute, store, crew);
    this.pipeline = workspace.pipeline(config);
  }

  /** The map. */
  public PlaceMap map() {
    return map;
  }

  /** What the command line asks for. */
  public Pipeline pipeline() {
    return pipeline;
  }

  MapCommand.Session session() {
    return new MapCommand.Session(map, compute, store, workspace, pipeline);
  }

  @Override
  public void close() {
    try (compute;
        store;
        workspace) {
      // Closed in the opposite order.
    }
  }
}
