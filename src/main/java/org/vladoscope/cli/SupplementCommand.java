package org.vladoscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.SourceOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.CsvFile;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.judge.Verdicts;
import org.vladoscope.match.PairMatch;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.report.Supplement;
import org.vladoscope.report.SupplementChoice;
import org.vladoscope.report.SupplementChoice.Named;
import org.vladoscope.report.SupplementFigures;
import org.vladoscope.run.RunRecorder;
import org.vladoscope.vlad.SoftAssignment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes pairs, recall and configuration as one page that works offline. */
@Command(
    name = "supplement",
    description =
        "Write pairs, recall and configuration as one HTML page for a paper's supplement: it shows"
            + " the match, clusters and score of the patch that is pointed at, and works offline.",
    mixinStandardHelpOptions = true)
final class SupplementCommand extends MapCommand {

  @Mixin SourceOptions source;

  @Option(
      names = "--query",
      paramLabel = "NAME",
      description =
          "A query of the map, shown beside its first candidate; repeatable. Without --query and"
              + " --pairs: queries that only re-ranking answered right, and the worst wrong"
              + " answers.")
  List<String> queryNames = new ArrayList<>();

  @Option(
      names = "--pairs",
      paramLabel = "FILE",
      description = "Pairs: lines of query,database image. Without an image, the first candidate.")
  @Nullable Path pairs;

  @Option(
      names = "--most",
      paramLabel = "N",
      description =
          "Pairs that are chosen where none are named, 1 to " + SupplementChoice.MOST + " (10).")
  @Nullable Integer most;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE.html",
      required = true,
      description = "The page to be written.")
  Path output = Path.of("");

  @Option(
      names = "--figures",
      paramLabel = "DIR",
      description =
          "Also write each pair with its matches, and the recall curve, as PDF with the font"
              + " embedded, for LaTeX.")
  @Nullable Path figures;

  private List<Named> named = List.of();

  SupplementCommand(Console console, PlaceMapFormats formats) {
    super(console);
    this.source = new SourceOptions(formats);
  }

  @Override
  PlaceMap readMap() {
    // What cannot be meant is told before anything is computed.
    Supplement.check(pipelineOptions.config());
    if (Files.isDirectory(output)) {
      throw new InputException("--output " + output + " is a folder; name a file for the page.");
    }
    if (figures != null && Files.exists(figures) && !Files.isDirectory(figures)) {
      throw new InputException("--figures " + figures + " is a file; name a folder.");
    }
    named = names();
    if (most != null && !named.isEmpty()) {
      throw new InputException("--most is for pairs that are chosen by rule; these are named.");
    }
    return source.read(progress);
  }

  private List<Named> names() {
    List<Named> names = new ArrayList<>();
    queryNames.forEach(query -> names.add(new Named(query, Optional.empty())));
    if (pairs != null) {
      CsvFile table = CsvFile.read(pairs);
      for (CsvFile.Line line : table.lines()) {
        if (line.number() == 1 && line.field(0).toLowerCase(Locale.ROOT).equals("query")) {
          continue;
        }
        if (line.fields().size() > 2 || line.field(0).isEmpty()) {
          throw new InputException(
              "Line "
                  + line.number()
                  + " of "
                  + pairs
                  + " is no pair: it has "
                  + line.fields().size()
                  + " fields. Write query,database image.");
        }
        names.add(new Named(line.field(0), Optional.of(line.field(1)).filter(f -> !f.isEmpty())));
      }
      if (names.isEmpty()) {
        throw new InputException("There is no pair in " + pairs + ".");
      }
    }
    if (names.size() > SupplementChoice.MOST) {
      throw new InputException(
          "A supplement shows "
              + SupplementChoice.MOST
              + " pairs at most, not "
              + names.size()
              + "; name fewer.");
    }
    return names;
  }

  @Override
  void run(Session session) {
    for (Named one : named) {
      require(session.map().queries(), one.query(), "query", session.map());
      one.candidate()
          .ifPresent(
              image -> require(session.map().database(), image, "database image", session.map()));
    }
    RunRecorder.Recorded recorded =
        new RunRecorder(session.workspace())
            .record(
                session.pipeline().config(),
                session.map().groundTruth(),
                Verdicts.NONE,
                progress.part(0, .7));
    Evaluation evaluation = recorded.evaluation();
    reportNotices(evaluation.notices());
    reportFailures(evaluation.failures());
    SupplementChoice choice =
        named.isEmpty()
            ? SupplementChoice.telling(
                evaluation, session.map(), Objects.requireNonNullElse(most, SupplementChoice.USUAL))
            : SupplementChoice.of(named, evaluation, session.map());
    PreparedMap prepared = session.pipeline().prepare(progress.part(.7, .7));
    int bytes =
        new Supplement(
                session.map().name(),
                session.pipeline().config(),
                engine(prepared),
                Optional.of(recorded.run()))
            .write(output, choice, progress.part(.7, figures == null ? 1 : .85));
    List<Path> drawn =
        figures == null
            ? List.of()
            : new SupplementFigures(
                    session.pipeline().config(), engine(prepared), Optional.of(recorded.run()))
                .write(figures, choice, progress.part(.85, 1));
    progress.done();
    console.line("%s", choice.words());
    int number = choice.pairs().size();
    console.line(
        "%d %s, %.2f MB, in %s", number, number == 1 ? "pair" : "pairs", bytes / 1e6, output);
    if (figures != null) {
      console.line("%d figures (PDF) are in %s.", drawn.size(), figures);
    }
    JsonOutput.write(
        runOptions.json,
        JsonOutput.object(
            "map", session.map().name(),
            "output", output.toString(),
            "bytes", bytes,
            "figures", drawn.stream().map(Path::toString).toList(),
            "choice", choice.words(),
            "pairs",
                choice.pairs().stream()
                    .map(
                        p ->
                            JsonOutput.object(
                                "query", p.query().name(), "candidate", p.candidate().name()))
                    .toList()));
  }

  private static void require(List<PlaceImage> images, String name, String role, PlaceMap map) {
    if (images.stream().noneMatch(image -> image.name().equals(name))) {
      throw new InputException(
          "'"
              + name
              + "' is no "
              + role
              + " of "
              + map.name()
              + (images.isEmpty()
                  ? "; it has none."
                  : "; name one as the map does, such as " + images.getFirst().name() + "."));
    }
  }

  private static Supplement.Engine engine(PreparedMap prepared) {
    return new Supplement.Engine() {
      @Override
      public PairMatch match(PlaceImage query, PlaceImage candidate, Progress p) {
        return prepared.match(query, candidate, p);
      }

      @Override
      public SoftAssignment assignment(PlaceImage image, Progress p) {
        return prepared.assignment(image, p);
      }
    };
  }
}
