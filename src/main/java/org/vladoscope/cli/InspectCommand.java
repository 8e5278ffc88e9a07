package org.vladoscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.FormatOption;
import org.vladoscope.cli.option.SourceOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.ConsoleProgress;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.TruthCheck;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.format.UndecidedMap;
import org.vladoscope.dataset.format.known.ChosenMap;
import org.vladoscope.dataset.format.known.Inspection;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.dataset.format.saved.MapFile;
import org.vladoscope.dataset.format.saved.MapFiles;
import org.vladoscope.dataset.format.saved.TruthRule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says as what a folder would be read. */
@Command(
    name = "inspect",
    description =
        "Say as what map a folder is read, what is used and what is not; compute nothing.",
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {

  @Mixin SourceOptions source;

  @Option(
      names = "--save",
      description =
          "Write map.json, which remembers how MAP is read: as the other options say, or as it is"
              + " found out. --database, --queries and --ground-truth lie in MAP then.")
  boolean save;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the recognitions as JSON.")
  @Nullable Path json;

  private final Console console;
  private final PlaceMapFormats formats;

  @Spec @Nullable CommandSpec spec;

  InspectCommand(Console console, PlaceMapFormats formats) {
    this.console = console;
    this.formats = formats;
    this.source = new SourceOptions(formats);
  }

  @Override
  public Integer call() {
    if (source.saysMore() && !save) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "Only the format is looked at; with --save the other options are saved in map.json.");
    }
    Path folder = source.folder();
    FormatOption format = source.format();
    ConsoleProgress progress = new ConsoleProgress(console);
    Inspection inspection = format.inspect(folder, progress);
    inspection.lines().forEach(line -> console.line("%s", line));
    JsonOutput.write(json, json(inspection));
    if (save) {
      save(inspection, progress);
      return CommandLineMain.OK;
    }
    try {
      Inspection.Claim claim = inspection.decided();
      MapReading.glance(claim.evidence(), progress)
          .ifPresent(
              words -> {
                progress.done();
                console.line("Nothing else says where images were taken: %s.", words);
              });
      List<String> others = inspection.recognising();
      others.remove(claim.format().id());
      console.line(
          "%s is read as %s%s.",
          folder,
          claim.format().id(),
          others.isEmpty() || claim.evidence().has(Evidence.Role.SAID)
              ? ""
              : ", which uses more of what is there than " + String.join(" and ", others));
    } catch (UndecidedMap e) {
      throw format.wrongUsage(e);
    }
    return CommandLineMain.OK;
  }

  private void save(Inspection inspection, ConsoleProgress progress) {
    Path folder = source.folder();
    Optional<MapFile> found =
        source.isRead() ? Optional.empty() : Optional.of(found(inspection, folder));
    ChosenMap chosen = ChosenMap.of(inspection.folder(), source.said(found), formats);
    PlaceMap map = chosen.read(progress);
    progress.done();
    for (String warning : TruthCheck.warnings(map.groundTruth(), map)) {
      console.err().println("Warning: " + warning);
    }
    Path file = formats.files().save(folder, chosen.said());
    console.line(
        "Saved %s: %d database images, %d queries. %s",
        file, map.database().size(), map.queries().size(), chosen.origin().words());
  }

  /** How the folder is read without being told. */
  private MapFile found(Inspection inspection, Path folder) {
    try {
      Inspection.Claim claim = inspection.decided();
      return claim.evidence().has(Evidence.Role.SAID)
          ? formats.files().find(folder).orElseThrow().said()
          : new MapFile(
              MapFiles.name(folder),
              Optional.of(claim.format().id()),
              Optional.empty(),
              new TruthRule.AsMapSays());
    } catch (UndecidedMap e) {
      throw source.format().wrongUsage(e);
    }
  }

  private static Map<String, Object> json(Inspection inspection) {
    List<Object> findings = new ArrayList<>();
    for (Inspection.Finding finding : inspection.findings()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("format", finding.format().id());
      switch (finding.recognition()) {
        case Recognition.Recognised recognised -> {
          json.put("recognised", true);
          json.put("found", recognised.evidence().words());
          json.put("notUsed", recognised.evidence().leftovers());
        }
        case Recognition.Undecided undecided -> json.put("question", undecided.question());
        case Recognition.NotThis not -> {
          json.put("recognised", false);
          json.put("reason", not.reason());
        }
      }
      findings.add(json);
    }
    return JsonOutput.object("folder", inspection.folder().root().toString(), "formats", findings);
  }
}
