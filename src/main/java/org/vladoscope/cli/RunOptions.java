package org.vladoscope.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.workspace.CacheFolder;
import org.vladoscope.workspace.DescriptorStore;
import org.vladoscope.workspace.RunStore;
import picocli.CommandLine.Option;

/** The options that say where to compute, where to keep results and where to write. */
final class RunOptions {

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
  @Nullable String cache;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
  @Nullable Path json;

  @Option(names = "--verbose", description = "Show the cause of an error.")
  boolean verbose;

  Compute openCompute() {
    return Compute.open(device);
  }

  DescriptorStore openStore() {
    if (NO_CACHE.equals(cache)) {
      return DescriptorStore.temporary();
    }
    return DescriptorStore.open(
        cache == null ? CacheFolder.standard() : Path.of(cache), DescriptorStore.DEFAULT_LIMIT);
  }

  /** The runs of a map; in the user's cache folder if neither the map's nor a cache is at hand. */
  RunStore runStore(PlaceMap map, DescriptorStore store) {
    return new RunStore(map.root(), NO_CACHE.equals(cache) ? CacheFolder.standard() : store.root());
  }
}
