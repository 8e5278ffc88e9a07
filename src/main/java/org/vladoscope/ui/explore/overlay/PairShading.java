package org.vladoscope.ui.explore.overlay;

import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.ColorScale;
import org.vladoscope.ui.view.ValueRange;

/**
 * What colours both images, over one common range.
 *
 * @param title what the numbers are, for colour bar and caption; empty if nothing is coloured
 * @param query colours of the query, or null for none
 * @param candidate colours of the candidate, or null for none
 */
public record PairShading(String title, @Nullable Shading query, @Nullable Shading candidate) {

  /** Nothing is coloured. */
  public static final PairShading NONE = new PairShading("", null, null);

  /** Values at the ends of the colour bar, or null if there is none. */
  public @Nullable ValueRange range() {
    Shading any = any();
    return any == null ? null : any.range();
  }

  /** Colours of the colour bar, or null if there is none. */
  public @Nullable ColorScale colors() {
    Shading any = any();
    return any == null ? null : any.colors();
  }

  private @Nullable Shading any() {
    return query == null ? candidate : query;
  }

  /** The colours of one side, or null for none. */
  public @Nullable Shading of(Comparison.Side side) {
    return side.isQuery() ? query : candidate;
  }
}
