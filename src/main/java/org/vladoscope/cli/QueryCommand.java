package org.vladoscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.CalibrationOptions;
import org.vladoscope.cli.option.EraseOptions;
import org.vladoscope.cli.option.FormatOption;
import org.vladoscope.cli.option.OverlayFigures;
import org.vladoscope.cli.option.OverlayOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.common.InputException;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.erase.ErasableMap;
import org.vladoscope.figure.FigureFile;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.metric.confidence.ConfidenceMeasure;
import org.vladoscope.metric.confidence.ConfidenceMeasures;
import org.vladoscope.metric.confidence.Elsewhere;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.report.Strips;
import org.vladoscope.run.AnswerMeasures;
import org.vladoscope.run.Confidences;
import org.vladoscope.run.RunJson;
import org.vladoscope.run.WarpCalibration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a map which of its places an image shows. */
@Command(
    name = "query",
    description = "Ask a map which of its places an image shows.",
    mixinStandardHelpOptions = true)
public final class QueryCommand extends MapCommand {

  @Parameters(index = "0", paramLabel = "MAP", description = "Folder of the map.")
  Path folder = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "IMAGE",
      description = "Image files, or names of the map's queries.")
  List<String> images = List.of();

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many candidates to show (default: ${DEFAULT-VALUE}).")
  int top = 10;

  @Option(
      names = "--strip",
      paramLabel = "FILE",
      description =
          "Draw the one IMAGE beside its first candidates, framed green or orange: .png,"
              + " .svg or .pdf.")
  @Nullable Path strip;

  @Option(
      names = "--strip-candidates",
      paramLabel = "N",
      defaultValue = "5",
      description = "Candidates in a strip (default: ${DEFAULT-VALUE}).")
  int stripCandidates = Strips.Options.USUAL.candidates();

  @Mixin FormatOption format;
  @Mixin CalibrationOptions calibration = new CalibrationOptions();
  @Mixin OverlayOptions overlays;
  @Mixin EraseOptions erasing = new EraseOptions();

  QueryCommand(Console console, PlaceMapFormats formats, OverlayFigures figures, Crew crew) {
    super(console, crew);
    this.overlays = new OverlayOptions(figures);
    this.format = new FormatOption(formats);
  }

  @Override
  PlaceMap readMap() {
    overlays.check();
    return format.read(folder, progress);
  }

  @Override
  void run(Session session) {
    Optional<Strips> strips = strips(session.map());
    calibration.check(session.map(), session.pipeline().config());
    erasing.check(images.size(), session.pipeline().config());
    List<PlaceImage> queries = images.stream().map(name -> find(session.map(), name)).toList();
    PreparedMap prepared = session.pipeline().prepare(progress.part(0, .9));
    reportNotices(prepared.notices());
    Map<String, String> failures = prepared.failures();
    reportFailures(failures);
    PipelineConfig config = session.pipeline().config();
    Optional<Calibration> asked =
        calibration.calibrate(session.map(), session.pipeline(), session.store(), progress);
    progress.done();
    Optional<Calibration> usual = asked.or(() -> Confidences.usual(config));
    asked.ifPresent(
        own -> {
          console.line("probabilities calibrated on %s", own.source());
          console.line("  %s", WarpCalibration.trust());
        });
    List<Map<String, Object>> json = new ArrayList<>();
    if (erasing.isGiven()) {
      try (ErasableMap erasable = ErasableMap.open(prepared, progress.part(0, .9))) {
        answer(session, prepared, queries, usual, asked, strips, Optional.of(erasable), json);
      }
    } else {
      answer(session, prepared, queries, usual, asked, strips, Optional.empty(), json);
    }
    // Where images are looked at only when they are compared.
    Map<String, String> found = new TreeMap<>(prepared.failures());
    found.keySet().removeAll(failures.keySet());
    reportFailures(found);
    JsonOutput.write(
        runOptions.json,
        JsonOutput.object(
            "map", session.map().name(),
            "readAs", RunJson.of(session.map().origin()),
            "config", JsonOutput.of(session.pipeline().config()),
            "device", session.device(),
            "queries", json));
  }

  private void answer(
      Session session,
      PreparedMap prepared,
      List<PlaceImage> queries,
      Optional<Calibration> usual,
      Optional<Calibration> asked,
      Optional<Strips> strips,
      Optional<ErasableMap> erasable,
      List<Map<String, Object>> json) {
    PipelineConfig config = session.pipeline().config();
    Elsewhere elsewhere = Elsewhere.of(session.map());
    for (PlaceImage query : queries) {
      QueryResult result = session.pipeline().query(query, progress.part(.9, 1));
      progress.done();
      Map<String, Double> measures =
          config.reranks() ? Map.of() : AnswerMeasures.of(result, elsewhere);
      Optional<Probability> probability = usual.flatMap(c -> Probability.of(result, config, c));
      print(result, probability, measures, elsewhere);
      result.candidates().stream()
          .findFirst()
          .ifPresent(first -> draw(session.map(), prepared, first));
      Map<String, Object> answer = json(result, probability, measures);
      asked.ifPresent(own -> answer.put("trust", WarpCalibration.trust()));
      erasable.ifPresent(
          map -> {
            ErasedAnswer erased =
                ErasedAnswer.of(map, session.map(), prepared, query, erasing, progress.part(.9, 1));
            progress.done();
            erased.print(console, top);
            erased.write(erasing);
            answer.put("erased", erased.json(top));
          });
      json.add(answer);
      strips.ifPresent(
          drawn -> FigureFile.write(Objects.requireNonNull(strip), drawn.figure(result)));
    }
  }

  /**
   * How probable it is that the first answer is right.
   *
   * @param value 0 to 1
   * @param source what it was calibrated on
   */
  private record Probability(double value, String source) {

    static Optional<Probability> of(
        QueryResult result, PipelineConfig config, Calibration calibration) {
      return Confidences.ofFirst(result, config, calibration)
          .map(value -> new Probability(value, calibration.source()));
    }
  }

  /** Draws the overlays over a query and its first candidate. */
  private void draw(PlaceMap map, PreparedMap prepared, Candidate first) {
    overlays
        .write(
            new OverlayFigures.Pair(
                map.name(), prepared, first.queryView(), first.image(), first.truth()),
            progress)
        .forEach(file -> console.line("  The overlay is in %s.", file));
  }

  private Optional<Strips> strips(PlaceMap map) {
    if (strip == null) {
      return Optional.empty();
    }
    if (images.size() > 1) {
      throw new InputException(
          "--strip draws one image, not " + images.size() + "; evaluate --strips draws all.");
    }
    String name = String.valueOf(strip.getFileName());
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Optional.of(
        new Strips(
            map, map.groundTruth(), new Strips.Options(stripCandidates, Strips.Which.ALL, ending)));
  }

  private static PlaceImage find(PlaceMap map, String name) {
    for (PlaceImage query : map.queries()) {
      if (query.name().equals(name)) {
        return query;
      }
    }
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "'" + name + "' is neither an image file nor a query of " + map.name() + ".");
    }
    return PlaceImage.of(file);
  }

  private void print(
      QueryResult result,
      Optional<Probability> probability,
      Map<String, Double> measures,
      Elsewhere elsewhere) {
    console.line("%s", result.query().name());
    probability.ifPresent(
        p ->
            console.line(
                "  probability that the first is right: %.0f %%, calibrated on %s",
                100 * p.value(), p.source()));
    for (ConfidenceMeasure measure : ConfidenceMeasures.ALL) {
      Double value = measures.get(measure.id());
      if (value != null) {
        console.line(
            "  %s %s: %s",
            measure.label().toLowerCase(Locale.ROOT),
            measure.text(value),
            measure.convention(elsewhere.words()));
      }
    }
    if (!measures.isEmpty()) {
      console.line("  These are no probabilities: nothing was calibrated without patches.");
    }
    if (result.standard().isPresent() && !result.standard().get().standsOut()) {
      console.line("  No candidate stands out from images elsewhere: the global order stays.");
    }
    console.line("  rank  before  distance    score  image");
    for (Candidate c : result.candidates().stream().limit(top).toList()) {
      console.line(
          "  %4d  %6d  %8s  %7s  %s%s",
          c.rankAfter(),
          c.rankBefore(),
          Double.isNaN(c.distance()) ? "-" : String.format(Locale.ROOT, "%.4f", c.distance()),
          c instanceof Reranked r ? String.format(Locale.ROOT, "%.3f", r.score()) : "-",
          c.image().name(),
          mark(c));
    }
  }

  /** Whether a candidate is right, if the map says so, to be put behind its name. */
  public static String mark(Candidate candidate) {
    return switch (candidate.truth()) {
      case SAME_PLACE -> "  (right)";
      case OTHER_PLACE -> "  (wrong)";
      case UNKNOWN -> "";
    };
  }

  private Map<String, Object> json(
      QueryResult result, Optional<Probability> probability, Map<String, Double> measures) {
    List<Map<String, Object>> candidates = new ArrayList<>();
    for (Candidate c : result.candidates().stream().limit(top).toList()) {
      Map<String, Object> candidate =
          JsonOutput.object(
              "image", c.image().name(),
              "rank", c.rankAfter(),
              "rankBefore", c.rankBefore());
      if (!Double.isNaN(c.distance())) {
        candidate.put("distance", c.distance());
      }
      if (c instanceof Reranked r) {
        candidate.put("score", r.score());
        candidate.put("scaleScores", r.scaleScores());
      }
      if (c.truth() != PlaceTruth.UNKNOWN) {
        candidate.put("positive", c.truth() == PlaceTruth.SAME_PLACE);
      }
      candidates.add(candidate);
    }
    Map<String, Object> json = JsonOutput.object("query", result.query().name());
    probability.ifPresent(
        p -> {
          json.put("probability", p.value());
          json.put("calibratedOn", p.source());
        });
    if (!measures.isEmpty()) {
      json.put("confidenceMeasures", measures);
    }
    json.put("candidates", candidates);
    return json;
  }
}
