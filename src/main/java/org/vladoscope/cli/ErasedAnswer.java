package org.vladoscope.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.EraseOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.erase.CellArea;
import org.vladoscope.erase.ErasableImage;
import org.vladoscope.erase.ErasableMap;
import org.vladoscope.erase.ErasableQuery;
import org.vladoscope.erase.ErasedCells;
import org.vladoscope.erase.ErasedMask;
import org.vladoscope.erase.ErasedRanks;
import org.vladoscope.erase.LosingCells;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.store.WholeFile;

/**
 * What a query's ranks are without some of its cells, as the command line tells it.
 *
 * @param ranks before and after
 * @param area where the cells lie
 * @param erased the cells that are left out
 * @param cells how many there are in all
 * @param losing how the wrong winner lost, if that was asked for
 */
record ErasedAnswer(
    ErasedRanks ranks, CellArea area, ErasedCells erased, int cells, Optional<LosingCells> losing) {

  /** Leaves out what the options say. */
  static ErasedAnswer of(
      ErasableMap erasable,
      PlaceMap map,
      PreparedMap prepared,
      PlaceImage query,
      EraseOptions options,
      Progress progress) {
    ErasableImage image = erasable.image(query, progress);
    ErasableQuery asked = erasable.query(query, progress);
    CellArea area = erasable.area(ImageDecoder.decode(query.file()).size());
    ErasedCells erased = options.cells(image, area);
    OptionalInt number = prepared.queryNumber(query);
    Optional<LosingCells> losing = Optional.empty();
    if (options.findsWinner()) {
      ErasedRanks now =
          new ErasedRanks(
              map,
              query,
              number,
              asked.before(),
              asked.after(Map.of(query, image.without(erased))));
      LosingCells found = losing(now, image, erased, prepared, progress);
      erased = erased.and(found.cells());
      losing = Optional.of(found);
    }
    return new ErasedAnswer(
        new ErasedRanks(
            map, query, number, asked.before(), asked.after(Map.of(query, image.without(erased)))),
        area,
        erased,
        image.cells(),
        losing);
  }

  private static LosingCells losing(
      ErasedRanks now,
      ErasableImage image,
      ErasedCells erased,
      PreparedMap prepared,
      Progress progress) {
    String name = now.query().name();
    OptionalInt right = now.best(now.after(), PlaceTruth.SAME_PLACE);
    OptionalInt wrong = now.best(now.after(), PlaceTruth.OTHER_PLACE);
    if (right.isEmpty() || wrong.isEmpty()) {
      throw new InputException(
          "--erase-winner needs a wrong and a right answer, and the ground truth names no "
              + (right.isEmpty() ? "right" : "wrong")
              + " one for "
              + name
              + ".");
    }
    return LosingCells.find(
        image,
        erased,
        prepared.global(now.map().database().get(wrong.getAsInt()), progress),
        prepared.global(now.map().database().get(right.getAsInt()), progress),
        progress,
        sofar -> {});
  }

  /** Prints it below the answer. */
  void print(Console console, int top) {
    console.line(
        "  %d of %d cells erased; global ranks of %d places:",
        erased.count(), cells, ranks.after().count());
    losing.ifPresent(
        found ->
            console.line(
                "  %s",
                found.turned()
                    ? found.cells().isEmpty()
                        ? "The best right answer is ahead of every wrong one already."
                        : String.format(
                            Locale.ROOT,
                            "%d %s must go so that the wrong winner loses: similarity %.4f"
                                + " against %.4f before, %.4f against %.4f after.",
                            found.cells().count(),
                            found.cells().count() == 1 ? "cell" : "cells",
                            found.winnerBefore(),
                            found.otherBefore(),
                            found.winnerAfter(),
                            found.otherAfter())
                    : "No further single cell helps the right answer against the wrong winner."));
    console.line("  rank  before  similarity  before  image");
    for (ErasedRanks.Row row : ranks.first(top)) {
      console.line(
          "  %4d  %6d  %10.4f  %6.4f  %s%s",
          row.rankAfter(),
          row.rankBefore(),
          row.similarityAfter(),
          row.similarityBefore(),
          row.image().name(),
          mark(row.truth()));
    }
  }

  private static String mark(PlaceTruth truth) {
    return switch (truth) {
      case SAME_PLACE -> "  (right)";
      case OTHER_PLACE -> "  (wrong)";
      case UNKNOWN -> "";
    };
  }

  /** Writes the files that were asked for. */
  void write(EraseOptions options) {
    write(options.mask(), ErasedMask.png(area, erased));
    write(options.ranks(), ranks.csv().getBytes(StandardCharsets.UTF_8));
  }

  private static void write(@Nullable Path file, byte[] content) {
    if (file != null) {
      WholeFile.write(file, content);
    }
  }

  /** As a part of the JSON of a query. */
  Map<String, Object> json(int top) {
    List<Map<String, Object>> places =
        ranks.first(top).stream()
            .map(
                row -> {
                  Map<String, Object> place =
                      JsonOutput.object(
                          "image", row.image().name(),
                          "rank", row.rankAfter(),
                          "rankBefore", row.rankBefore(),
                          "similarity", row.similarityAfter(),
                          "similarityBefore", row.similarityBefore());
                  if (row.truth() != PlaceTruth.UNKNOWN) {
                    place.put("positive", row.truth() == PlaceTruth.SAME_PLACE);
                  }
                  return place;
                })
            .toList();
    Map<String, Object> json =
        JsonOutput.object(
            "cells", cells,
            "erasedCells", erased.numbers().boxed().toList(),
            "rows", area.cells().mapHeight(),
            "columns", area.cells().mapWidth(),
            "places", places);
    losing.ifPresent(
        found ->
            json.put(
                "winner",
                JsonOutput.object(
                    "loses", found.turned(),
                    "cells", found.cells().numbers().boxed().toList(),
                    "similarityBefore", found.winnerBefore(),
                    "similarity", found.winnerAfter(),
                    "rightSimilarityBefore", found.otherBefore(),
                    "rightSimilarity", found.otherAfter())));
    return json;
  }
}
