package org.vladoscope.ui.session;

import java.nio.file.Path;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.io.PlaceMaps;
import org.vladoscope.workspace.DescriptorStore;
import org.vladoscope.workspace.PipelineConfig;
import org.vladoscope.workspace.Workspace;

/** Opens maps on the engine that the command line uses too. */
public final class WorkspaceOpener implements MapOpener {

  private final Compute compute;
  private final DescriptorStore store;
  private final PipelineConfig config;

  /**
   * An opener.
   *
   * @param compute stays the caller's to close
   * @param store stays the caller's to close
   * @param config the configuration a map begins with
   */
  public WorkspaceOpener(Compute compute, DescriptorStore store, PipelineConfig config) {
    this.compute = compute;
    this.store = store;
    this.config = config;
  }

  @Override
  public MapSession open(Path folder, Progress progress) {
    progress.report("Reading the map's files", 0);
    PlaceMap map = PlaceMaps.read(folder, progress.part(0, 0.05));
    progress.check();
    WorkspaceSession session = new WorkspaceSession(Workspace.open(map, compute, store), config);
    try {
      session.analysis(config).prepare(progress.part(0.05, 1));
      return session;
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }
}
