package org.vladoscope.cli;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vladoscope.compute.ProcessMemory;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.eval.IndexLoss;
import org.vladoscope.eval.Recall;
import org.vladoscope.workspace.Evaluation;

/** An evaluation as a table of text. */
final class EvaluationTable {

  private EvaluationTable() {}

  static void print(
      Console console, PlaceMap map, Evaluation evaluation, String device, double totalSeconds) {
    console.line(
        "%s: %d database images, %d queries, on %s",
        map.name(), map.database().size(), map.queries().size(), device);
    Recall global = evaluation.global();
    if (global == null) {
      console.line("The map has no ground truth, so recall is unknown.");
    } else {
      String header =
          global.atN().keySet().stream()
              .map(n -> String.format(Locale.ROOT, "%9s", "recall@" + n))
              .collect(Collectors.joining("  "));
      console.line("%-15s %s", "", header);
      line(console, "netvlad", global);
      line(console, "patch-netvlad", evaluation.reranked());
      if (global.withoutPositives() > 0) {
        console.line(
            "%d of %d queries have no match in the map and are left out.",
            global.withoutPositives(), global.queries());
      }
    }
    console.line("index: %s", evaluation.index());
    IndexLoss loss = evaluation.indexLoss();
    if (loss != null) {
      line(console, "found of exact", loss.found());
      Recall exact = loss.exactRecall();
      if (exact != null) {
        line(console, "recall if exact", exact.atN());
      }
    }
    String stages =
        evaluation.seconds().entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%s %.1f", e.getKey(), e.getValue()))
            .collect(Collectors.joining(", "));
    console.line("seconds: %s, in all %.1f", stages, totalSeconds);
    ProcessMemory.peak()
        .ifPresent(bytes -> console.line("peak resident memory: %d MB", bytes >> 20));
  }

  private static void line(Console console, String name, @Nullable Recall recall) {
    if (recall != null) {
      line(console, name, recall.atN());
    }
  }

  private static void line(Console console, String name, Map<Integer, Double> shares) {
    String values =
        shares.values().stream()
            .map(share -> String.format(Locale.ROOT, "%9.3f", share))
            .collect(Collectors.joining("  "));
    console.line("%-15s %s", name, values);
  }
}
