package org.vladoscope.ui.explore.overlay;

import java.util.List;
import org.vladoscope.figure.Colour;
import org.vladoscope.ui.view.ColorScale;
import org.vladoscope.ui.view.ValueRange;

/** How the values of an overlay become colours, and what is said about it beside the images. */
public sealed interface Legend {

  /** The colour of a value, 0xAARRGGBB. */
  int argb(float value);

  /**
   * A bar of colours with the values at its ends.
   *
   * @param range those values
   * @param colors colours between them
   */
  record Bar(ValueRange range, ColorScale colors) implements Legend {
    @Override
    public int argb(float value) {
      return colors.argb(range.position(value));
    }
  }

  /**
   * A sample of colour for each of several numbered things.
   *
   * @param colours the colour of each value, from 0
   * @param listed the values that are seen
   */
  record Swatches(List<Colour> colours, List<Integer> listed) implements Legend {

    /** Copies the lists. */
    public Swatches {
      colours = List.copyOf(colours);
      listed = List.copyOf(listed);
    }

    @Override
    public int argb(float value) {
      return colours.get((int) value).argb();
    }
  }
}
