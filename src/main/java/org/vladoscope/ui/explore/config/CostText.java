package org.vladoscope.ui.explore.config;

import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vladoscope.graph.CostEstimate;
import org.vladoscope.graph.Workload;
import org.vladoscope.ui.view.Numbers;

/** What settings cost, in words. */
public final class CostText {

  private CostText() {}

  /**
   * Patches and memory of an image.
   *
   * @param before the cost to compare with, or null
   */
  public static String size(CostEstimate cost, @Nullable CostEstimate before) {
    String patches = Numbers.count(cost.patches());
    String megabytes = megabytes(cost.patchBytes());
    if (before != null && before.patches() != cost.patches()) {
      patches = Numbers.count(before.patches()) + " \u2192 " + patches;
    }
    if (before != null && before.patchBytes() != cost.patchBytes()) {
      megabytes = megabytes(before.patchBytes()) + " \u2192 " + megabytes;
    }
    return patches + " patches, " + megabytes + " MB per image";
  }

  /** What the index takes and how much it finds. */
  static String index(CostEstimate cost) {
    if (!cost.config().retrieval().hasDistances()) {
      return "No index: another program ranked the images";
    }
    return cost.config().index().factory()
        + " index: "
        + megabytes(cost.indexBytes())
        + " MB, "
        + cost.config().index().expectedRecall();
  }

  /** What exactly is counted. */
  public static String sizeInDetail(CostEstimate cost) {
    return String.format(
        Locale.ROOT,
        "Patch descriptors of one image in memory: %s patches \u00d7 %s values \u00d7 4 bytes ="
            + " %s MB.%nIts feature map on disk, in 16 bits: %s MB. Patch descriptors are never"
            + " written to disk.",
        Numbers.count(cost.patches()),
        Numbers.count(cost.descriptorLength()),
        megabytes(cost.patchBytes()),
        megabytes(cost.featureBytes()));
  }

  private static String megabytes(long bytes) {
    double megabytes = bytes / 1e6;
    return String.format(Locale.ROOT, megabytes < 10 ? "%.2f" : "%.0f", megabytes);
  }

  /** The stages that run and for how many images or pairs. */
  public static String stages(Workload work) {
    return work.isEmpty()
        ? "Nothing is computed: the ranking follows from cached scores"
        : work.counts().entrySet().stream()
            .map(e -> e.getKey().label() + ": " + e.getKey().count(e.getValue()))
            .collect(Collectors.joining("\n"));
  }

  /** How long it will take. */
  static String time(CostEstimate cost) {
    return cost.work().isEmpty() ? "At once" : "Estimate: " + about(cost.seconds());
  }

  /**
   * What the settings in use had to compute.
   *
   * @param seconds how long that took, or null while it has not ended
   */
  public static String lastChange(CostEstimate cost, @Nullable Double seconds) {
    if (cost.work().isEmpty()) {
      // Where nobody chose them, pairs of a query were not counted.
      return seconds == null ? "All of the map is computed" : stages(cost.work());
    }
    String what =
        cost.work().counts().entrySet().stream()
            .map(e -> e.getKey().label().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return (seconds == null ? time(cost) : "Took " + duration(seconds)) + ": " + what;
  }

  private static String about(double seconds) {
    return seconds < .095 ? "less than 0.1 s" : "about " + duration(seconds);
  }

  private static String duration(double seconds) {
    return seconds < 9.95
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : seconds < 100
            ? String.format(Locale.ROOT, "%.0f s", seconds)
            : String.format(Locale.ROOT, "%.0f min", seconds / 60);
  }

  /** What the estimate rests on. */
  static String timeInDetail(CostEstimate cost) {
    return cost.measured()
        ? "From how long these stages took on this map so far."
        : "Some of these stages have not run on this map yet; the estimate rests on usual times.";
  }
}
