package org.vladoscope.ui.explore.pair;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Point;
import org.vladoscope.match.Displacements;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.store.CsvText;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.vlad.GlobalSimilarity;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All mutual matches of a pair as a table. Places are centres of patches in pixels of the original
 * images, displacements are steps of the patch grid.
 */
final class MatchTable {

  private static final List<String> COLUMNS =
      List.of(
          "patch_size",
          "stride",
          "query_patch",
          "candidate_patch",
          "query_x",
          "query_y",
          "candidate_x",
          "candidate_y",
          "query_width",
          "query_height",
          "candidate_width",
          "candidate_height",
          "similarity",
          "inlier",
          "dx",
          "dy",
          "pair_score_share");

  private final String mapName;
  private final Comparison comparison;

  MatchTable(String mapName, Comparison comparison) {
    this.mapName = mapName;
    this.comparison = comparison;
  }

  /** One match. */
  private record Row(
      ScaleMatch scale,
      int queryPatch,
      int candidatePatch,
      Box query,
      Box candidate,
      float similarity,
      boolean inlier,
      int dx,
      int dy,
      double share) {

    static Point center(Box box) {
      return new Point(box.left() + box.width() / 2, box.top() + box.height() / 2);
    }
  }

  private List<Row> rows(int scale) {
    ScaleMatch match = comparison.match().scales().get(scale);
    PictureGrid query = comparison.grid(comparison.query(), scale);
    PictureGrid candidate = comparison.grid(comparison.candidate(), scale);
    Displacements displacements = match.displacements();
    double[] shares = comparison.match().shares(comparison.config().matching()).get(scale);
    return java.util.stream.IntStream.range(0, match.matches().count())
        .mapToObj(
            i -> {
              int q = match.matches().query()[i];
              int c = match.matches().candidate()[i];
              return new Row(
                  match,
                  q,
                  c,
                  query.square(q),
                  candidate.square(c),
                  match.similarity().querySimilarity()[q],
                  match.inliers().inliers()[i],
                  displacements.x()[i],
                  displacements.y()[i],
                  shares[i]);
            })
        .toList();
  }

  private static String pixels(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** Writes it as CSV in UTF-8 with a header. */
  void writeCsv(OutputStream out) throws IOException {
    List<List<Object>> lines = new ArrayList<>();
    lines.add(List.copyOf(COLUMNS));
    for (int s = 0; s < comparison.scales().size(); s++) {
      for (Row row : rows(s)) {
        lines.add(
            List.of(
                row.scale.grid().scale().size(),
                row.scale.grid().scale().stride(),
                row.queryPatch,
                row.candidatePatch,
                pixels(Row.center(row.query).x()),
                pixels(Row.center(row.query).y()),
                pixels(Row.center(row.candidate).x()),
                pixels(Row.center(row.candidate).y()),
                pixels(row.query.width()),
                pixels(row.query.height()),
                pixels(row.candidate.width()),
                pixels(row.candidate.height()),
                row.similarity,
                row.inlier,
                row.dx,
                row.dy,
                row.share));
      }
    }
    out.write(CsvText.of(lines).getBytes(StandardCharsets.UTF_8));
  }

  /** Writes it as JSON with what it was computed with. */
  void writeJson(OutputStream out) {
    JsonMapper json = JsonMapper.builder().build();
    ObjectNode root = json.createObjectNode();
    root.put("map", mapName);
    image(root.putObject("query"), comparison.query());
    image(root.putObject("candidate"), comparison.candidate());
    configuration(root.putObject("configuration"));
    if (comparison.hasPatches()) {
      root.put("pairScore", comparison.pairScore());
    }
    comparison.clusters().ifPresent(view -> similarity(root, view.similarity()));
    ArrayNode scales = root.putArray("scales");
    for (int s = 0; s < comparison.scales().size(); s++) {
      scale(scales.addObject(), s);
    }
    json.writerWithDefaultPrettyPrinter().writeValue(out, root);
  }

  private static void similarity(ObjectNode root, GlobalSimilarity similarity) {
    root.put("globalSimilarity", similarity.similarity());
    ArrayNode clusters = root.putArray("clusterShares");
    for (double share : similarity.wordShares()) {
      clusters.add(share);
    }
  }

  private static void image(ObjectNode node, Comparison.Side side) {
    node.put("name", side.image().name());
    node.put("width", side.picture().size().width());
    node.put("height", side.picture().size().height());
  }

  private void configuration(ObjectNode node) {
    PipelineConfig config = comparison.config();
    node.put("backbone", PairFigure.backbone(config));
    node.put("imageWidth", config.imageSize().width());
    node.put("imageHeight", config.imageSize().height());
    node.put("aggregator", config.aggregator().id());
    config
        .words()
        .ifPresent(
            words -> {
              node.put("clusters", words.clusters());
              node.put("vlad", words.version().toString());
              node.put("normalizeInput", words.normalizeInput());
              node.put("whitenResiduals", words.whitenResiduals());
              node.put("weighWords", words.weighWords());
              node.put("seed", words.seed());
            });
    if (config.reduction().isNone()) {
      node.putNull("dimensions");
    } else {
      node.put("dimensions", config.reduction().dimensions());
      node.put("whitening", config.reduction().whitening());
    }
    node.put("precision", config.precision().toString());
    node.put("matchPrecision", config.matching().precision().toString());
    node.put("scorer", config.matching().scorer().text());
    node.put("inlierTolerance", config.matching().inlierTolerance());
  }

  private void scale(ObjectNode node, int index) {
    ScaleMatch match = comparison.match().scales().get(index);
    node.put("patchSize", match.grid().scale().size());
    node.put("stride", match.grid().scale().stride());
    node.put("weight", comparison.config().matching().weights().get(index));
    node.put("patches", match.grid().count());
    node.put("inliers", match.inliers().inlierCount());
    match.scores().forEach(score -> node.put(score.scorer().id() + "Score", score.score()));
    node.put("meanDx", match.displacements().meanX());
    node.put("meanDy", match.displacements().meanY());
    ArrayNode matches = node.putArray("matches");
    for (Row row : rows(index)) {
      ObjectNode entry = matches.addObject();
      entry.put("queryPatch", row.queryPatch);
      entry.put("candidatePatch", row.candidatePatch);
      box(entry.putObject("query"), row.query);
      box(entry.putObject("candidate"), row.candidate);
      entry.put("similarity", row.similarity);
      entry.put("inlier", row.inlier);
      entry.put("dx", row.dx);
      entry.put("dy", row.dy);
      entry.put("pairScoreShare", row.share);
    }
  }

  private static void box(ObjectNode node, Box box) {
    node.put("x", Row.center(box).x());
    node.put("y", Row.center(box).y());
    node.put("width", box.width());
    node.put("height", box.height());
  }
}
