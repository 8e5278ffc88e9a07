package org.vladoscope.ui.explore.overlay;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.map.Comparison;

/**
 * What colours both images, with one legend for both.
 *
 * @param title what the numbers are, for colour bar and caption, or why nothing is coloured
 * @param query colours of the query, or null for none
 * @param candidate colours of the candidate, or null for none
 */
public record PairShading(String title, @Nullable Shading query, @Nullable Shading candidate) {

  /** Nothing is coloured. */
  public static final PairShading NONE = new PairShading("", null, null);

  /** Nothing is coloured, and a sentence says why; empty if there is nothing to say. */
  public static PairShading nothing(String why) {
    return new PairShading(why, null, null);
  }

  /** What the colours mean; nothing if there are none. */
  public Optional<Legend> legend() {
    return Optional.ofNullable(query == null ? candidate : query).map(Shading::legend);
  }

  /** The colours of one side, or null for none. */
  public @Nullable Shading of(Comparison.Side side) {
    return side.isQuery() ? query : candidate;
  }
}
