package org.vladoscope.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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
        Map.of("database/torn.jpg", "no picture"),
        List.of(),
        Conditions.NONE);
  }
}
