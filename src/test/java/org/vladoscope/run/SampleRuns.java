package org.vladoscope.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.vladoscope.common.Software;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.dataset.MapOrigin;
import org.vladoscope.graph.QueryTime;

/** Runs made up by hand. */
public final class SampleRuns {

  private SampleRuns() {}

  /** A run of three queries; positives at these ranks after re-ranking, 0 for not found. */
  public static Run run(String id, PipelineConfig config, int... ranks) {
    List<Run.Query> queries =
        IntStream.range(0, ranks.length)
            .mapToObj(
                i ->
                    new Run.Query(
                        "q" + i + ".jpg",
                        2,
                        i + 1,
                        ranks[i] == 0 ? Run.NOT_FOUND : ranks[i],
                        .9 - .1 * i,
                        i == 1 ? Double.NaN : .25 + i,
                        "",
                        "place \u201c" + i + "\u201d.jpg"))
            .toList();
    return new Run(
        id,
        "town",
        new MapOrigin(
            "database-queries", List.of("database: 40 images in database/"), List.of("A notice.")),
        config,
        Software.NAME,
        "2 threads",
        Instant.parse("2026-03-04T05:06:07.089Z"),
        "FAISS, Flat",
        "positives within 25 m",
        40,
        40,
        queries,
        Map.of("features", 1.5, "rerank", .25),
        2.125,
        new QueryTime(31.5, true),
        .375,
        Map.of("database/torn.jpg", "no image"),
        List.of(),
        AnswerMeasures.NONE,
        Conditions.NONE,
        Optional.empty());
  }

  /** A run of which nothing was re-ranked, with measures of its answers. */
  public static Run measured(
      PipelineConfig config, List<Run.Query> queries, AnswerMeasures measures) {
    Run run = run("20260304-m", config.withRerank(0), 1);
    return with(run, queries, measures, Conditions.NONE);
  }

  /** The same run with other queries, measures and conditions. */
  public static Run with(
      Run run, List<Run.Query> queries, AnswerMeasures measures, Conditions conditions) {
    return new Run(
        run.id(),
        run.map(),
        run.readAs(),
        run.config(),
        run.software(),
        run.device(),
        run.date(),
        run.index(),
        run.groundTruth(),
        run.databaseSize(),
        run.depth(),
        queries,
        run.seconds(),
        run.totalSeconds(),
        run.queryTime(),
        run.megabytesPerImage(),
        run.failures(),
        run.notices(),
        measures,
        conditions,
        Optional.empty());
  }

  /**
   * Two right answers and two wrong ones, the last of a place that is not in the map. The distance
   * ratio tells all right ones, the similarity of the first does so for half of the pairs.
   */
  public static Run measured(PipelineConfig config) {
    return measured(
        config,
        List.of(
            new Run.Query("a.jpg", 1, 1, 1, .9, .9, "x.jpg", "x.jpg"),
            new Run.Query("b.jpg", 1, 1, 1, .5, .5, "x.jpg", "x.jpg"),
            new Run.Query("c.jpg", 1, 2, 2, .7, .7, "x.jpg", "x.jpg"),
            new Run.Query("d.jpg", 0, Run.NOT_FOUND, Run.NOT_FOUND, .6, .6, "x.jpg", "x.jpg")),
        new AnswerMeasures(
            "more than 25 m from it",
            List.of(
                Map.of("first_similarity", .9, "distance_ratio", .25),
                Map.of("first_similarity", .5, "distance_ratio", .5),
                Map.of("first_similarity", .7, "distance_ratio", .875),
                Map.of("first_similarity", .6))));
  }
}
