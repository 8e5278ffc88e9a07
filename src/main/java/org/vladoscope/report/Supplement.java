package org.vladoscope.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.common.Software;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.figure.Palette;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.RgbImage;
import org.vladoscope.match.PairMatch;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.run.Run;
import org.vladoscope.store.WholeFile;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.SoftAssignment;

/**
 * Pairs, recall and configuration as one HTML page for a paper's supplement. It asks for nothing
 * outside itself, and shows the match, clusters and score of the patch that is pointed at.
 */
public final class Supplement {

  /** Characters of one pair, so that ten stay below 3 MB with all that stands around them. */
  static final int PAIR_BUDGET = 285_000;

  private static final String POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

  private final String map;
  private final PipelineConfig config;
  private final Engine engine;
  private final Optional<Run> run;

  /** What compares images. */
  public interface Engine {

    /** Compares two images patch by patch. */
    PairMatch match(PlaceImage query, PlaceImage candidate, Progress progress);

    /** How the cells of an image are shared among the clusters; asked only if there are some. */
    SoftAssignment assignment(PlaceImage image, Progress progress);
  }

  /**
   * Supplements of a map.
   *
   * @param map its name
   * @param config with it pairs are compared
   * @param run all queries with the same configuration; empty if recall is not known
   * @throws InputException if the configuration has no patches to be shown
   */
  public Supplement(String map, PipelineConfig config, Engine engine, Optional<Run> run) {
    this.map = map;
    this.config = config;
    this.engine = engine;
    this.run = run;
    check(config);
  }

  /**
   * Checks that there will be something to show, before anything is computed.
   *
   * @throws InputException if images have no patches
   */
  public static void check(PipelineConfig config) {
    config
        .aggregator()
        .withoutPatches()
        .ifPresent(
            reason -> {
              throw new InputException("A supplement shows matched patches. " + reason);
            });
  }

  /**
   * Computes what the page shows and writes it whole or not at all.
   *
   * @return characters of the page
   * @throws InputException if an image cannot be read or the file cannot be written
   * @throws java.util.concurrent.CancellationException if cancelled; nothing is written
   */
  public int write(Path file, SupplementChoice choice, Progress progress) {
    byte[] page = page(choice, progress).getBytes(StandardCharsets.UTF_8);
    progress.check();
    WholeFile.write(file, page);
    return page.length;
  }

  /** The page. */
  String page(SupplementChoice choice, Progress progress) {
    StringBuilder sections = new StringBuilder();
    List<Map<String, Object>> data = new ArrayList<>();
    int number = choice.pairs().size();
    for (int i = 0; i < number; i++) {
      progress.check();
      Progress part = progress.part((double) i / number, (i + 1.0) / number);
      part.report("Comparing pair " + (i + 1) + " of " + number, 0);
      data.add(pair(sections, choice.pairs().get(i), i + 1, part));
    }
    StringBuilder html = new StringBuilder();
    head(html);
    html.append("<h1>Matches of ").append(HtmlReport.escaped(map)).append("</h1>\n");
    about(html, choice);
    controls(html);
    html.append(sections);
    run.flatMap(known -> known.metrics(Bootstrap.USUAL))
        .ifPresentOrElse(
            metrics -> HtmlReport.metrics(html, metrics),
            () ->
                HtmlReport.note(
                    html,
                    run.isPresent()
                        ? "The map has no ground truth, so recall is unknown"
                        : "Recall was not measured with these settings"));
    HtmlReport.publicConfiguration(html, config, run.map(Run::index));
    Map<String, Object> values = new LinkedHashMap<>(SupplementData.colours());
    values.put("pairs", data);
    return html.append("<script type='application/json' id='data'>")
        .append(SupplementData.json(values))
        .append("</script>\n<script>\n")
        .append(resource("supplement.js"))
        .append("</script>\n</body>\n</html>\n")
        .toString();
  }

  private void head(StringBuilder html) {
    html.append("<!DOCTYPE html>\n<html lang='en'>\n<head>\n<meta charset='utf-8'>\n")
        .append("<meta name='viewport' content='width=device-width, initial-scale=1'>\n")
        .append("<meta name='color-scheme' content='light dark'>\n")
        .append("<meta http-equiv='Content-Security-Policy' content=\"")
        .append(POLICY)
        .append("\">\n<title>Matches of ")
        .append(HtmlReport.escaped(map))
        .append("</title>\n<style>\n")
        .append(HtmlReport.STYLE)
        .append(colours())
        .append(resource("supplement.css"))
        .append("</style>\n</head>\n<body>\n");
  }

  private static String colours() {
    return String.format(
        Locale.ROOT,
        """
        :root { --right: %s; --wrong: %s; }
        @media (prefers-color-scheme: dark) { :root { --right: %s; --wrong: %s; } }
        .key.inlier { border-color: %s; } .key.outlier { border-color: %s; }
        """,
        Palette.POSITIVE.hex(),
        Palette.NEGATIVE.hex(),
        Palette.POSITIVE_ON_DARK.hex(),
        Palette.NEGATIVE_ON_DARK.hex(),
        Palette.INLIER.hex(),
        Palette.OUTLIER.hex());
  }

  private void about(StringBuilder html, SupplementChoice choice) {
    String what =
        run.map(
                known ->
                    HtmlReport.DATE.format(known.date())
                        + " · "
                        + known.software()
                        + " · "
                        + known.device()
                        + " · "
                        + known.databaseSize()
                        + " database images, "
                        + known.queries().size()
                        + " queries"
                        + (known.hasGroundTruth() ? " · " + known.groundTruth() : ""))
            .orElse(Software.NAME);
    html.append("<p class='note'>")
        .append(HtmlReport.escaped(what))
        .append("</p>\n<p>")
        .append(HtmlReport.escaped(choice.words()))
        .append("</p>\n<p class='note screen'>Point at a patch of either image, or tap it, to see")
        .append(" its match, its clusters and its share in the score; a click holds it. By")
        .append(" keyboard: Tab to an image, arrow keys to move, Enter for the next matched")
        .append(" patch, Esc to let go.</p>\n")
        .append("<noscript><p>Scripts are off in this browser, so matches are not drawn: the")
        .append(" images, scores and metrics are all there is.</p></noscript>\n");
  }

  private void controls(StringBuilder html) {
    html.append("<div class='controls screen' role='group' aria-label='What is drawn'>\n")
        .append("<label>Patch size <select id='show-scale'>");
    for (PatchScale scale : config.scales()) {
      html.append("<option>")
          .append(scale.size())
          .append(scale.stride() == 1 ? "" : ", stride " + scale.stride())
          .append("</option>");
    }
    html.append("</select></label>\n")
        .append("<label><input type='checkbox' id='show-inliers' checked>")
        .append("<span class='key inlier'></span>Inliers</label>\n")
        .append("<label><input type='checkbox' id='show-others' checked>")
        .append("<span class='key outlier'></span>Other mutual matches</label>\n");
    if (config.aggregator().hasClusters()) {
      html.append("<label title='Each cell in the colour of the cluster that has most of it'>")
          .append("<input type='checkbox' id='show-clusters'>Clusters of cells</label>\n");
    }
    html.append("<label title='Cosine of each patch and its nearest in the other image; the least")
        .append(" and the most of the pair have the colours at the ends'>")
        .append("<input type='checkbox' id='show-heat'>Similarity to the nearest patch")
        .append(" <span class='ramp'></span></label>\n</div>\n");
  }

  private Map<String, Object> pair(
      StringBuilder html, SupplementPair pair, int number, Progress progress) {
    PairMatch match = engine.match(pair.query(), pair.candidate(), progress.part(0, .6));
    progress.check();
    Optional<List<SoftAssignment>> cells =
        config.aggregator().hasClusters()
            ? Optional.of(
                List.of(
                    engine.assignment(pair.query(), progress.part(.6, .7)),
                    engine.assignment(pair.candidate(), progress.part(.7, .8))))
            : Optional.empty();
    Map<String, Object> data = SupplementData.of(match, cells, config);
    int room = (PAIR_BUDGET - SupplementData.json(data).length()) / 2;
    String query = HtmlReport.escaped(pair.query().name());
    String candidate = HtmlReport.escaped(pair.candidate().name());
    html.append("<section class='pair' aria-label='Pair ")
        .append(number)
        .append("'>\n<h2>")
        .append(number)
        .append(". <bdi>")
        .append(query)
        .append("</bdi> and <bdi>")
        .append(candidate)
        .append("</bdi></h2>\n");
    outcome(html, pair);
    html.append("<div class='images'>\n");
    side(html, pair.query(), "Query", room);
    progress.check();
    side(html, pair.candidate(), "Candidate", room);
    html.append("<canvas></canvas>\n</div>\n<div class='readout empty' aria-live='polite'>")
        .append("Pair score by ")
        .append(HtmlReport.escaped(config.matching().scorer().label()))
        .append(String.format(Locale.ROOT, ": %.4f", match.score(config.matching())))
        .append(". Higher is better; it cannot be compared with scores of a list.");
    pair.listScore()
        .ifPresent(
            score ->
                html.append(
                    String.format(Locale.ROOT, " Score within the query's list: %.3f.", score)));
    html.append("</div>\n");
    scores(html, match);
    html.append("</section>\n");
    return data;
  }

  private static void outcome(StringBuilder html, SupplementPair pair) {
    switch (pair.truth()) {
      case SAME_PLACE -> html.append("<p class='outcome right'>\u2713 Same place. ");
      case OTHER_PLACE -> html.append("<p class='outcome wrong'>\u2717 Another place. ");
      case UNKNOWN -> html.append("<p class='outcome'>Whether it is the same place is not known. ");
    }
    html.append(HtmlReport.escaped(pair.words())).append("</p>\n");
  }

  private void side(StringBuilder html, PlaceImage image, String role, int room) {
    // What the network saw, so that patches are squares and lie where they were computed.
    RgbImage pixels = ImageDecoder.decode(image.file(), config.imageSize(), config.decoding());
    String name = HtmlReport.escaped(image.name());
    html.append("<figure class='side'><div class='view' tabindex='0' role='application'")
        .append(" aria-roledescription='image of patches' aria-label='")
        .append(role)
        .append(' ')
        .append(name)
        .append("'><img alt='")
        .append(role)
        .append(' ')
        .append(name)
        .append("' width='")
        .append(pixels.width())
        .append("' height='")
        .append(pixels.height())
        .append("' src='")
        .append(InlineJpeg.address(pixels, room))
        .append("'></div><figcaption>")
        .append(role)
        .append(": <bdi>")
        .append(name)
        .append("</bdi></figcaption></figure>\n");
  }

  private void scores(StringBuilder html, PairMatch match) {
    html.append("<div class='wide'><table>\n<tr><th>patch size</th><th>stride</th><th>patches</th>")
        .append("<th>mutual matches</th><th>inliers</th><th>score</th><th>weight</th></tr>\n");
    for (int s = 0; s < match.scales().size(); s++) {
      ScaleMatch scale = match.scales().get(s);
      html.append(
          List.of(
                  Integer.toString(scale.grid().scale().size()),
                  Integer.toString(scale.grid().scale().stride()),
                  Integer.toString(scale.grid().count()),
                  Integer.toString(scale.matches().count()),
                  Integer.toString(scale.inliers().inlierCount()),
                  String.format(Locale.ROOT, "%.4f", scale.score(config.matching().scorer())),
                  String.format(Locale.ROOT, "%.2f", config.matching().weights().get(s)))
              .stream()
              .collect(Collectors.joining("</td><td>", "<tr><td>", "</td></tr>\n")));
    }
    html.append("</table></div>\n");
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Supplement.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
