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

/** The options that say where to compute, where to keep results and where to write. */
public final class RunOptions {

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

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
  public @Nullable Path json;

  @Option(names = "--verbose", description = "Show the cause of an error.")
  public boolean verbose;

  public Compute openCompute() {
    return Compute.open(device);
  }

  public DescriptorStore openStore() {
    return openStore(DescriptorStore.DEFAULT_LIMIT);
  }

  /** The same, but nothing is thrown away to make room. */
  public DescriptorStore openStoreWithoutLimit() {
    return openStore(Long.MAX_VALUE);
  }

  private DescriptorStore openStore(long limit) {
    if (NO_CACHE.equals(cache)) {
      return DescriptorStore.temporary();
    }
    return DescriptorStore.open(
        cache == null ? ApplicationFolders.ofUser().cache() : Path.of(cache), limit);
  }

  /** The runs of a map; in the user's cache folder if neither the map's nor a cache is at hand. */
  public RunStore runStore(PlaceMap map, DescriptorStore store) {
    return new RunStore(
        map.root(), NO_CACHE.equals(cache) ? ApplicationFolders.ofUser().cache() : store.root());
  }
}
