package org.vladoscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.FormatOption;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.format.UndecidedMap;
import org.vladoscope.dataset.format.known.Inspection;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says as what a folder would be read. */
@Command(
    name = "inspect",
    description =
        "Say as what map a folder is read, what is used and what is not; compute nothing.",
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FOLDER", description = "Folder to look at.")
  Path folder = Path.of("");

  @Mixin FormatOption format;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the recognitions as JSON.")
  @Nullable Path json;

  private final Console console;

  InspectCommand(Console console, PlaceMapFormats formats) {
    this.console = console;
    this.format = new FormatOption(formats);
  }

  @Override
  public Integer call() {
    Inspection inspection = format.inspect(folder, new ConsoleProgress(console));
    inspection.lines().forEach(line -> console.line("%s", line));
    JsonOutput.write(json, json(inspection));
    try {
      Inspection.Claim claim = inspection.decided();
      List<String> others = inspection.recognising();
      others.remove(claim.format().id());
      console.line(
          "%s is read as %s%s.",
          folder,
          claim.format().id(),
          others.isEmpty()
              ? ""
              : ", which uses more of what is there than " + String.join(" and ", others));
    } catch (UndecidedMap e) {
      throw format.wrongUsage(e);
    }
    return CommandLineMain.OK;
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
