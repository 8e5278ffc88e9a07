package org.vladoscope.ui.explore.window;

import java.util.Locale;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Words;
import org.vladoscope.window.WindowHit;
import org.vladoscope.window.WindowHits;
import org.vladoscope.window.WindowPlan;

/** What is said of a window and its hits. */
final class WindowText {

  private WindowText() {}

  /** What stands above while nothing is drawn. */
  static String start() {
    return "Draw a box on either image, or press an arrow key: it snaps to the cells of the"
        + " features. Arrow keys move it, Shift and arrow keys change its size.";
  }

  /** The window, and what a search for it costs. */
  static String plan(Asked asked, WindowPlan plan) {
    String network = plan.network().isEmpty() ? "" : " " + plan.network();
    return named(asked)
        + ": "
        + plan.extent()
        + ", "
        + (plan.canKeep() ? plan.memory() + ", " : "")
        + plan.time()
        + (plan.canKeep()
            ? "; they stay for windows of this size until the map is closed."
            : ". " + plan.refusal().orElse(""))
        + network;
  }

  /** What was searched and how. */
  static String hits(Asked asked, WindowHits hits) {
    return named(asked)
        + ": "
        + Words.count(hits.hits().size(), "hit", "hits")
        + " among "
        + Numbers.count(hits.compared())
        + " windows"
        + (hits.eightBit()
            ? ", chosen at 8 bits and compared once more as they are."
            : ", all compared as they are.")
        + (hits.ownLeftOut() ? " The image itself is left out." : "");
  }

  static String named(Asked asked) {
    return "Window of " + asked.box().size() + " in " + Words.withoutEnding(asked.image().name());
  }

  /** Similarity and, where it is known, distance. */
  static String numbers(WindowHit hit) {
    return similarity(hit.similarity())
        + (Double.isNaN(hit.metres()) ? "" : "   " + metres(hit.metres()));
  }

  static String similarity(double value) {
    return String.format(Locale.ROOT, "%.3f", value).replace('-', '\u2212');
  }

  private static String metres(double metres) {
    return metres >= 10_000
        ? String.format(Locale.ROOT, "%.1f\u2009km", metres / 1000)
        : Numbers.count(Math.round(metres)) + "\u2009m";
  }
}
