package org.vladoscope.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javafx.stage.Stage;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.ui.explore.overlay.Overlay;
import org.vladoscope.ui.explore.overlay.known.Overlays;
import org.vladoscope.ui.session.WorkspaceOpener;
import org.vladoscope.vlad.VocabularyConfig;

/** A window on the real engine, with a cache of its own. */
final class EngineWindow implements AutoCloseable {

  final Harness harness;
  final Compute compute;
  final DescriptorStore store;

  /**
   * Shows it; no map is open.
   *
   * @param folder for the cache and what the window remembers
   */
  EngineWindow(Path folder, PipelineConfig config) {
    this(folder, config, Overlays.ALL);
  }

  EngineWindow(Path folder, PipelineConfig config, List<Overlay> overlays) {
    this(folder, config, overlays, StageChoosers::new);
  }

  EngineWindow(
      Path folder,
      PipelineConfig config,
      List<Overlay> overlays,
      Function<Stage, FileChoosers> choosers) {
    compute = Compute.open(DeviceChoice.CPU);
    store = DescriptorStore.open(folder.resolve("store"), 1L << 30);
    harness =
        new Harness(
            new WorkspaceOpener(compute, store, config),
            folder,
            UserPreferences.DEFAULT,
            overlays,
            choosers);
  }

  /** The usual settings but for few words, which are quickly found. */
  static PipelineConfig fewWords(int rerank) {
    return Preset.DEFAULT
        .config()
        .withWords(new VocabularyConfig(16, 4000, 10, 1))
        .withRerank(rerank);
  }

  @Override
  public void close() {
    try {
      harness.close();
    } finally {
      store.close();
      compute.close();
    }
  }
}
