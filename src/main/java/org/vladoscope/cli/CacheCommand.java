package org.vladoscope.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.store.ApplicationFolders;
import org.vladoscope.store.DescriptorStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows or empties the cache. */
@Command(
    name = "cache",
    description = "Show what the cache holds, or empty it.",
    mixinStandardHelpOptions = true)
final class CacheCommand implements Callable<Integer> {

  /** What to do with the cache. */
  enum Action {
    list,
    clear
  }

  @Parameters(
      paramLabel = "list|clear",
      arity = "0..1",
      defaultValue = "list",
      description = "What to do (default: ${DEFAULT-VALUE}).")
  Action action = Action.list;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Folder of the cache (default: the user's cache folder).")
  @Nullable Path folder;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
  @Nullable Path json;

  private final Console console;

  CacheCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path root = folder == null ? ApplicationFolders.ofUser().cache() : folder;
    try (DescriptorStore store = DescriptorStore.open(root, DescriptorStore.DEFAULT_LIMIT)) {
      long freed = action == Action.clear ? store.clear() : 0;
      if (action == Action.clear) {
        console.line("%d MB were freed in %s.", freed >> 20, root);
      }
      Map<String, DescriptorStore.Usage> usage = store.usage();
      list(root, usage);
      JsonOutput.write(
          json,
          JsonOutput.object(
              "folder", root.toString(), "freed", freed, "usage", new LinkedHashMap<>(usage)));
    }
    return 0;
  }

  private void list(Path root, Map<String, DescriptorStore.Usage> usage) {
    if (usage.isEmpty()) {
      console.line("The cache %s is empty.", root);
      return;
    }
    console.line("The cache %s holds", root);
    usage.forEach(
        (kind, use) ->
            console.line("  %-14s %7d entries  %8.1f MB", kind, use.entries(), use.bytes() / 1e6));
  }
}
