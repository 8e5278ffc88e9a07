package org.vladoscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.FormatOption;
import org.vladoscope.cli.option.OverlayFigures;
import org.vladoscope.cli.option.OverlayOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.common.InputException;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.figure.FigureFile;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.RgbImage;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.PairMatch;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.report.MatchFigure;
import org.vladoscope.vlad.PatchGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two images patch by patch. */
@Command(
    name = "match",
    description = "Compare two images patch by patch.",
    mixinStandardHelpOptions = true)
final class MatchCommand extends MapCommand {

  @Parameters(index = "0", paramLabel = "IMAGE_A", description = "The query.")
  Path imageA = Path.of("");

  @Parameters(index = "1", paramLabel = "IMAGE_B", description = "The candidate.")
  Path imageB = Path.of("");

  @Option(
      names = "--map",
      paramLabel = "MAP",
      description = "Take the vocabulary of this map; without it one is trained on the two images.")
  @Nullable Path mapFolder;

  @Option(
      names = "--figure",
      paramLabel = "FILE",
      description =
          "Draw the two images with their matches: vectors if FILE ends in .svg or .pdf, else an"
              + " image (PNG).")
  @Nullable Path figure;

  @Mixin FormatOption format;
  @Mixin OverlayOptions overlays;

  MatchCommand(Console console, PlaceMapFormats formats, OverlayFigures figures) {
    super(console);
    this.overlays = new OverlayOptions(figures);
    this.format = new FormatOption(formats);
  }

  @Override
  PlaceMap readMap() {
    overlays.check();
    for (Path image : List.of(imageA, imageB)) {
      if (!Files.isRegularFile(image)) {
        throw new InputException("There is no image file " + image + ".");
      }
      ImageDecoder.decode(image);
    }
    if (mapFolder != null) {
      return format.read(mapFolder, progress);
    }
    List<PlaceImage> both =
        List.of(
            new PlaceImage("a/" + imageA.getFileName(), imageA, null),
            new PlaceImage("b/" + imageB.getFileName(), imageB, null));
    return new PlaceMap(
        "the two images",
        imageA,
        both,
        both,
        true,
        CameraViews.NONE,
        GroundTruth.unknown(),
        List.of());
  }

  @Override
  void run(Session session) {
    PipelineConfig config = session.pipeline().config();
    PlaceImage query = PlaceImage.of(imageA);
    PlaceImage candidate = PlaceImage.of(imageB);
    PreparedMap prepared = session.pipeline().prepare(progress);
    List<Path> drawn =
        overlays.write(
            new OverlayFigures.Pair(
                session.map().name(), prepared, query, candidate, PlaceTruth.UNKNOWN),
            progress);
    drawn.forEach(file -> console.line("The overlay is in %s.", file));
    Optional<String> withoutPatches = config.aggregator().withoutPatches();
    if (overlays.isGiven() && withoutPatches.isPresent()) {
      progress.done();
      console.line("%s", withoutPatches.get());
      return;
    }
    PairMatch pair = prepared.match(query, candidate, progress);
    progress.done();
    print(session, pair, config.matching());
    RgbImage a = ImageDecoder.decode(imageA);
    RgbImage b = ImageDecoder.decode(imageB);
    if (figure != null) {
      FigureFile.write(figure, MatchFigure.of(a, b, pair, config));
      console.line("The figure is in %s.", figure);
    }
    JsonOutput.write(runOptions.json, json(session, pair, a, b));
  }

  private void print(Session session, PairMatch pair, MatchConfig matching) {
    console.line(
        "%s and %s, vocabulary of %s",
        imageA.getFileName(), imageB.getFileName(), session.map().name());
    console.line(
        "  patch size  stride  patches  mutual  inliers  %s  weight",
        matching.scorers().all().stream()
            .map(s -> String.format("%9s", s.id()))
            .collect(Collectors.joining("  ")));
    for (int s = 0; s < pair.scales().size(); s++) {
      ScaleMatch scale = pair.scales().get(s);
      console.line(
          "  %10d  %6d  %7d  %6d  %7d  %s  %6.2f",
          scale.grid().scale().size(),
          scale.grid().scale().stride(),
          scale.grid().count(),
          scale.matches().count(),
          scale.inliers().inlierCount(),
          matching.scorers().all().stream()
              .map(scorer -> String.format(Locale.ROOT, "%9.4f", scale.score(scorer)))
              .collect(Collectors.joining("  ")),
          matching.weights().get(s));
    }
    console.line(
        "pair score by %s: %.4f (higher is better; not comparable with scores of a list)",
        matching.scorer().id(), pair.score(matching));
  }

  private Map<String, Object> json(Session session, PairMatch pair, RgbImage a, RgbImage b) {
    PipelineConfig config = session.pipeline().config();
    List<Map<String, Object>> scales = new ArrayList<>();
    for (ScaleMatch scale : pair.scales()) {
      Map<String, Object> json =
          JsonOutput.object(
              "patchSize", scale.grid().scale().size(),
              "stride", scale.grid().scale().stride(),
              "patches", scale.grid().count(),
              "mutualMatches", scale.matches().count(),
              "inliers", scale.inliers().inlierCount(),
              "matches", matches(scale, config, a, b));
      scale.scores().forEach(s -> json.put(s.scorer().id() + "Score", s.score()));
      scales.add(json);
    }
    return JsonOutput.object(
        "imageA", imageA.toString(),
        "imageB", imageB.toString(),
        "vocabulary", session.map().name(),
        "config", JsonOutput.of(config),
        "device", session.device(),
        "pairScore", pair.score(config.matching()),
        "scales", scales);
  }

  /** Centres of matched patches in pixels of the files. */
  private static List<Map<String, Object>> matches(
      ScaleMatch scale, PipelineConfig config, RgbImage a, RgbImage b) {
    PatchGrid grid = scale.grid();
    double width = config.imageSize().width();
    double height = config.imageSize().height();
    List<Map<String, Object>> matches = new ArrayList<>();
    for (int i = 0; i < scale.matches().count(); i++) {
      int query = scale.matches().query()[i];
      int candidate = scale.matches().candidate()[i];
      matches.add(
          JsonOutput.object(
              "a",
                  List.of(
                      grid.centerX(query) * a.width() / width,
                      grid.centerY(query) * a.height() / height),
              "b",
                  List.of(
                      grid.centerX(candidate) * b.width() / width,
                      grid.centerY(candidate) * b.height() / height),
              "inlier", scale.inliers().inliers()[i]));
    }
    return matches;
  }
}
