package org.vladoscope.ui.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.known.ChosenMap;
import org.vladoscope.dataset.format.known.Inspection;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.judge.VerdictFile;
import org.vladoscope.pipeline.Pipeline;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.run.RunStore;
import org.vladoscope.store.DescriptorStore;

/** Opens maps on the engine that the command line uses too. */
public final class WorkspaceOpener implements MapOpener {

  private final Compute compute;
  private final DescriptorStore store;
  private final PipelineConfig config;
  private final PlaceMapFormats formats;

  /** The map that results of another program belong to; null if that is all the same. */
  private final @Nullable Path resultsOf;

  /**
   * An opener.
   *
   * @param compute stays the caller's to close
   * @param store stays the caller's to close
   * @param config the configuration a map begins with
   */
  public WorkspaceOpener(Compute compute, DescriptorStore store, PipelineConfig config) {
    this(compute, store, config, PlaceMapFormats.known());
  }

  /** An opener of maps in some formats. */
  public WorkspaceOpener(
      Compute compute, DescriptorStore store, PipelineConfig config, PlaceMapFormats formats) {
    this(compute, store, config, formats, null);
  }

  private WorkspaceOpener(
      Compute compute,
      DescriptorStore store,
      PipelineConfig config,
      PlaceMapFormats formats,
      @Nullable Path resultsOf) {
    this.compute = compute;
    this.store = store;
    this.config = config;
    this.formats = formats;
    this.resultsOf = resultsOf;
  }

  /**
   * The same, but only this map begins with the results of another program that the configuration
   * names.
   *
   * @param map its folder or the file that describes it; null if the configuration names none
   */
  public WorkspaceOpener withResultsOf(@Nullable Path map) {
    return new WorkspaceOpener(compute, store, config, formats, map);
  }

  @Override
  public MapSession open(Path folder, Progress progress) {
    progress.report("Reading the map's files", 0);
    return open(formats.read(folder, progress.part(0, 0.05)), progress);
  }

  @Override
  public Optional<FolderQuestion> question(Path folder, Progress progress) {
    progress.report("Looking at the folder", 0);
    Inspection inspection = formats.inspect(folder, null, progress);
    return Optional.of(new FolderQuestion(inspection, formats));
  }

  @Override
  public MapSession open(FolderQuestion looked, Progress progress) {
    progress.report("Reading the map's files", 0);
    Inspection.Claim claim = looked.inspection().decided();
    return open(claim.read(MapReading.DEFAULT_RADIUS, progress.part(0, 0.05)), progress);
  }

  @Override
  public MapSession open(ChosenMap chosen, Progress progress) {
    progress.report("Reading the map's files", 0);
    return open(chosen.read(progress.part(0, 0.05)), progress);
  }

  private MapSession open(PlaceMap map, Progress progress) {
    progress.check();
    PipelineConfig own = ownsResults(map) ? config : config.withRetrieval(RetrievalSource.COMPUTED);
    Workspace workspace = Workspace.open(map, compute, store);
    try {
      Pipeline pipeline = workspace.pipeline(own);
      PreparedMap prepared = pipeline.prepare(progress.part(0.05, 1));
      List<String> warnings = new ArrayList<>(map.origin().notices());
      warnings.addAll(map.warnings());
      prepared.failures().values().forEach(reason -> warnings.add("Left out: " + reason));
      VerdictFile verdicts = new VerdictFile(map.root(), store.root());
      return new WorkspaceSession(
          workspace,
          compute,
          store,
          verdicts,
          new RunStore(map.root(), store.root()),
          own,
          warnings);
    } catch (RuntimeException | Error e) {
      workspace.close();
      throw e;
    }
  }

  private boolean ownsResults(PlaceMap map) {
    if (resultsOf == null) {
      return true;
    }
    Path named = resultsOf.toAbsolutePath().normalize();
    return Stream.of(named, named.getParent())
        .filter(Objects::nonNull)
        .anyMatch(folder -> isSame(folder, map.root()));
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }
}
