package org.vladoscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.ConsoleProgress;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.ShapeReport;
import org.vladoscope.feature.models.CatalogEntry;
import org.vladoscope.feature.models.ModelCatalog;
import org.vladoscope.feature.models.ModelDownload;
import org.vladoscope.feature.models.ModelsFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Backbones and files with weights. */
@Command(
    name = "models",
    description = "List backbones and files with weights, look into such a file, download one.",
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {

  @Spec @Nullable CommandSpec spec;

  private final Console console;

  ModelsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return list(null, null);
  }

  private static ModelsFolder folder(@Nullable Path chosen) {
    return chosen == null ? ModelsFolder.standard() : new ModelsFolder(chosen);
  }

  /** Lists backbones, files that are here and files that can be downloaded. */
  @Command(
      name = "list",
      description = "Backbones, files in the models folder, and files that can be downloaded.",
      mixinStandardHelpOptions = true)
  int list(
      @Option(names = "--models", paramLabel = "DIR", description = "Folder of the models.")
          @Nullable Path models,
      @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
          @Nullable Path json) {
    ModelsFolder folder = folder(models);
    console.line("Backbones (--backbone):");
    List<Map<String, Object>> backbones = new ArrayList<>();
    for (String id : Backbones.ids()) {
      console.line("  %-18s %s", id, Backbones.summary(id));
      backbones.add(JsonOutput.object("id", id, "summary", Backbones.summary(id)));
    }
    List<ModelsFolder.Item> items = folder.items();
    console.line("Files in %s (--weights):%s", folder.path(), items.isEmpty() ? " none" : "");
    List<Map<String, Object>> files = new ArrayList<>();
    for (ModelsFolder.Item item : items) {
      console.line("  %-34s %8.1f MB", item.file().getFileName(), item.bytes() / 1e6);
      files.add(JsonOutput.object("file", item.file().toString(), "bytes", item.bytes()));
    }
    console.line("Can be downloaded (models download NAME):");
    List<Map<String, Object>> catalog = new ArrayList<>();
    for (CatalogEntry entry : ModelCatalog.read(folder).entries()) {
      console.line(
          "  %-20s %12s  %-14s %s",
          entry.name(), entry.size(), entry.backbone(), entry.description());
      console.line("  %-20s %12s  %-14s licence: %s", "", "", "", entry.licence());
      catalog.add(
          JsonOutput.object(
              "name", entry.name(),
              "backbone", entry.backbone(),
              "file", entry.file(),
              "size", entry.size(),
              "url", entry.url().toString(),
              "sha256", entry.sha256(),
              "licence", entry.licence()));
    }
    JsonOutput.write(
        json,
        JsonOutput.object(
            "folder", folder.path().toString(),
            "backbones", backbones,
            "files", files,
            "catalog", catalog));
    return CommandLineMain.OK;
  }

  /** Says what a file holds. */
  @Command(
      name = "report",
      description =
          "Say which network, vocabulary and projection a file holds, and what does not fit.",
      mixinStandardHelpOptions = true)
  int report(
      @Parameters(paramLabel = "FILE", description = "File with weights.") Path file,
      @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
          @Nullable Path json) {
    ShapeReport report = ModelWeights.read(ModelsFolder.standard().resolve(file)).report();
    report.lines().forEach(line -> console.line("%s", line));
    JsonOutput.write(
        json,
        JsonOutput.object(
            "file", report.file().toString(),
            "format", report.format(),
            "layout", report.layout(),
            "tensors", report.tensors(),
            "network", part(report.backbone()),
            "channels", report.channels(),
            "vocabulary", part(report.vocabulary()),
            "clusters", report.clusters(),
            "wpca", part(report.projection()),
            "dimensions", report.dimensions(),
            "uses", report.uses(),
            "lacks", report.lacks(),
            "aggregator", part(report.headPart()),
            "unused", report.unused(),
            "notes", report.notes()));
    return CommandLineMain.OK;
  }

  private static Map<String, Object> part(ShapeReport.Part part) {
    return JsonOutput.object(
        "state", part.state().name().toLowerCase(java.util.Locale.ROOT),
        "text", part.text(),
        "problems", part.problems());
  }

  /** Downloads a file. */
  @Command(
      name = "download",
      description = "Download a file with weights into the models folder, or go on with that.",
      mixinStandardHelpOptions = true)
  int download(
      @Parameters(paramLabel = "NAME", description = "Name in the list.") String name,
      @Option(names = "--models", paramLabel = "DIR", description = "Folder of the models.")
          @Nullable Path models) {
    ModelsFolder folder = folder(models);
    CatalogEntry entry = ModelCatalog.read(folder).get(name);
    console.line("%s from %s", entry.description(), entry.url());
    console.line("Licence: %s", entry.licence());
    ConsoleProgress progress = new ConsoleProgress(console);
    ModelDownload.Result result;
    try {
      result = new ModelDownload(folder).run(entry, progress);
    } finally {
      progress.done();
    }
    console.line(
        "%s, %.1f MB, SHA-256 %s%s",
        result.file(),
        size(result.file()) / 1e6,
        result.sha256(),
        entry.sha256().isEmpty() ? " (none is published to compare with)" : " as published");
    return report(result.file(), null);
  }

  private static long size(Path file) {
    return file.toFile().length();
  }
}
