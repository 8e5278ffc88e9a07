package org.vladoscope.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vladoscope.store.CsvText;

/**
 * How a training went, epoch by epoch.
 *
 * @param epochs in their order, from epoch 0
 */
public record TrainingCurve(List<EpochResult> epochs) {

  /** Copies. */
  public TrainingCurve {
    epochs = List.copyOf(epochs);
  }

  /** The curve with one more epoch. */
  TrainingCurve and(EpochResult next) {
    List<EpochResult> all = new ArrayList<>(epochs);
    all.add(next);
    return new TrainingCurve(all);
  }

  /** What training began with. */
  public EpochResult first() {
    return epochs.getFirst();
  }

  /** The last epoch. */
  public EpochResult last() {
    return epochs.getLast();
  }

  /** The epoch that answers the held-out queries best, the earliest of equal ones. */
  public EpochResult best() {
    EpochResult best = first();
    for (EpochResult epoch : epochs) {
      best = epoch.isBetterThan(best) ? epoch : best;
    }
    return best;
  }

  /** As a table with a line for each epoch. */
  public String csv() {
    List<List<Object>> lines = new ArrayList<>();
    lines.add(
        List.of("epoch", "loss", "held_out_recall_at_1", "held_out_recall_at_5", "held_out_mrr"));
    for (EpochResult e : epochs) {
      lines.add(
          List.of(
              e.epoch(),
              Float.isNaN(e.loss()) ? "" : String.format(Locale.ROOT, "%.6f", e.loss()),
              share(e.recall()),
              share(e.recallAt5()),
              share(e.reciprocalRank())));
    }
    return CsvText.of(lines);
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** For JSON. */
  public List<Map<String, Object>> json() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (EpochResult e : epochs) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("epoch", e.epoch());
      if (!Float.isNaN(e.loss())) {
        row.put("loss", e.loss());
      }
      row.put("heldOutRecallAt1", e.recall());
      row.put("heldOutRecallAt5", e.recallAt5());
      row.put("heldOutMeanReciprocalRank", e.reciprocalRank());
      rows.add(row);
    }
    return rows;
  }
}
