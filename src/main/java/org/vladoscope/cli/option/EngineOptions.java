package org.vladoscope.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.run.RunStore;
import org.vladoscope.store.ApplicationFolders;
import org.vladoscope.store.DescriptorStore;
import picocli.CommandLine.Option;

/** The options that say where to compute and where to keep what is computed. */
public final class EngineOptions {

  private static final String NO_CACHE = "none";

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu",
      defaultValue = "auto",
      description = "Where to compute (default: ${DEFAULT-VALUE}).")
  DeviceChoice device = DeviceChoice.AUTO;

  @Option(
      names = "--cache",
      paramLabel = "DIR|none",
      description = "Folder for computed values (default: the user's cache folder).")
  public @Nullable String cache;

  public Compute openCompute() {
    return Compute.open(device);
  }

  /** The cache; it drops what is longest unused unless machines share it. */
  public DescriptorStore openStore() {
    return NO_CACHE.equals(cache)
        ? DescriptorStore.temporary()
        : DescriptorStore.open(folder(), DescriptorStore.DEFAULT_LIMIT);
  }

  /** The cache as one that machines share, from now on: nothing is dropped to make room. */
  public DescriptorStore openSharedStore() {
    return NO_CACHE.equals(cache)
        ? DescriptorStore.temporary()
        : DescriptorStore.openShared(folder());
  }

  private Path folder() {
    return cache == null ? ApplicationFolders.ofUser().cache() : Path.of(cache);
  }

  /** The runs of a map; in the user's cache folder if neither the map's nor a cache is at hand. */
  public RunStore runStore(PlaceMap map, DescriptorStore store) {
    return new RunStore(
        map.root(), NO_CACHE.equals(cache) ? ApplicationFolders.ofUser().cache() : store.root());
  }
}
