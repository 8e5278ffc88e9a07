package org.vladoscope.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where to compute, where to keep results and where to write. */
public final class RunOptions {

  @Mixin public EngineOptions engine = new EngineOptions();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
  public @Nullable Path json;

  @Option(names = "--verbose", description = "Show the cause of an error.")
  public boolean verbose;
}
