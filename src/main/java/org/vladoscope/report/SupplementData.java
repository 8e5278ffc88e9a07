package org.vladoscope.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.figure.Palette;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.PairMatch;
import org.vladoscope.match.PatchMatches;
import org.vladoscope.match.PatchSimilarity;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.SoftAssignment;
import tools.jackson.databind.json.JsonMapper;

/** The numbers behind the images of a supplement, as its script reads them. */
final class SupplementData {

  /** Cosines are whole numbers of this part: a third of the characters of a fraction. */
  static final double COSINE_UNIT = 1e-4;

  /** So fine are shares of matches. */
  private static final double SHARE_UNIT = 1e-7;

  private SupplementData() {}

  /**
   * A pair.
   *
   * @param cells how the cells of query and candidate are shared among clusters; empty if there are
   *     none
   */
  static Map<String, Object> of(
      PairMatch pair, Optional<List<SoftAssignment>> cells, PipelineConfig config) {
    PatchGrid any = pair.scales().getFirst().grid();
    CellGeometry geometry = any.geometry();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("width", config.imageSize().width());
    json.put("height", config.imageSize().height());
    json.put("rows", any.mapHeight());
    json.put("columns", any.mapWidth());
    json.put("cellX", geometry.center(0));
    json.put("cellY", geometry.center(0));
    json.put("cellStep", geometry.stride());
    json.put("score", pair.score(config.matching()));
    cells.ifPresent(
        both -> json.put("cells", both.stream().map(SupplementData::strongest).toList()));
    List<Map<String, Object>> scales = new ArrayList<>();
    List<double[]> shares = pair.shares(config.matching());
    for (int s = 0; s < pair.scales().size(); s++) {
      scales.add(scale(pair.scales().get(s), shares.get(s), config.matching(), s));
    }
    json.put("scales", scales);
    return json;
  }

  /** For each cell the cluster that has most of it, by its number from 0. */
  private static int[] strongest(SoftAssignment assignment) {
    int[] clusters = new int[assignment.height() * assignment.width()];
    for (int cell = 0; cell < clusters.length; cell++) {
      clusters[cell] = assignment.strongest(cell);
    }
    return clusters;
  }

  private static Map<String, Object> scale(
      ScaleMatch scale, double[] shares, MatchConfig matching, int index) {
    PatchGrid grid = scale.grid();
    PatchSimilarity similarity = scale.similarity();
    PatchMatches matches = scale.matches();
    int[] query = cosines(similarity.querySimilarity());
    int[] candidate = cosines(similarity.candidateSimilarity());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("size", grid.scale().size());
    json.put("stride", grid.scale().stride());
    json.put("rows", grid.rows());
    json.put("columns", grid.columns());
    json.put("x", grid.centerX(0));
    json.put("y", grid.centerY(0));
    json.put("step", grid.geometry().stride() * grid.scale().stride());
    json.put("score", scale.score(matching.scorer()));
    json.put("weight", matching.weights().get(index));
    json.put("nearest", List.of(similarity.nearestInCandidate(), similarity.nearestInQuery()));
    json.put("cosine", List.of(query, candidate));
    json.put("least", Math.min(least(query), least(candidate)));
    json.put("most", Math.max(most(query), most(candidate)));
    int[] inliers = new int[matches.count()];
    double[] rounded = new double[matches.count()];
    for (int i = 0; i < inliers.length; i++) {
      inliers[i] = scale.inliers().inliers()[i] ? 1 : 0;
      rounded[i] = Math.rint(shares[i] / SHARE_UNIT) / Math.rint(1 / SHARE_UNIT);
    }
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("query", matches.query());
    found.put("candidate", matches.candidate());
    found.put("inlier", inliers);
    found.put("share", rounded);
    json.put("matches", found);
    return json;
  }

  private static int[] cosines(float[] values) {
    int[] whole = new int[values.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (int) Math.rint(values[i] / COSINE_UNIT);
    }
    return whole;
  }

  private static int least(int[] values) {
    return Arrays.stream(values).min().orElse(0);
  }

  private static int most(int[] values) {
    return Arrays.stream(values).max().orElse(0);
  }

  /** What stands in the page: no text in it can end the element that holds it. */
  static String json(Map<String, Object> values) {
    return JsonMapper.builder()
        .build()
        .writeValueAsString(values)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026");
  }

  /** The colours that mean the same in the window. */
  static Map<String, Object> colours() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("inlier", Palette.INLIER.hex());
    json.put("outlier", Palette.OUTLIER.hex());
    json.put("oneSided", Palette.ONE_SIDED.hex());
    return json;
  }
}
