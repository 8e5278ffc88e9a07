package org.vladoscope.ui.evaluate.mix;

import java.util.Locale;
import org.vladoscope.mix.ClusterEffect;

/** What is said of a cluster on the desk. */
final class ClusterText {

  private ClusterText() {}

  /** How its fader stands: "Cluster 12, factor 1.50". */
  static String of(int cluster, Faders faders) {
    return "Cluster "
        + cluster
        + ", factor "
        + factor(faders.factor(cluster))
        + (faders.muted().contains(cluster) ? ", muted" : "")
        + (faders.solo().contains(cluster) ? ", solo" : "")
        + (faders.isSilent(cluster)
                && faders.factor(cluster) > 0
                && !faders.muted().contains(cluster)
            ? ", silent because others are solo"
            : "");
  }

  /** How much it counts in a similarity, beside a cluster at 1. */
  static String counts(int cluster, Faders faders) {
    double factor = faders.isSilent(cluster) ? 0 : faders.factor(cluster);
    return factor == 0
        ? "does not count"
        : String.format(Locale.ROOT, "counts %s\u00d7", factor(factor * factor));
  }

  /** What muting it would do. */
  static String effect(ClusterEffect effect) {
    return effect.isKnown()
        ? String.format(
                Locale.ROOT,
                "Muted: recall@1 %+.3f, reciprocal rank %+.4f, won %d, lost %d",
                effect.recall(),
                effect.reciprocalRank(),
                effect.won(),
                effect.lost())
            .replace('-', '\u2212')
        : "Muted: an image would have no descriptor";
  }

  static String factor(double factor) {
    String text = String.format(Locale.ROOT, "%.3f", factor);
    return text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
  }
}
