package org.vladoscope.ui.explore.overlay;

import java.util.List;
import org.vladoscope.figure.Texture;
import org.vladoscope.ui.view.ClusterPalette;
import org.vladoscope.ui.view.ColorScale;
import org.vladoscope.ui.view.ValueRange;

/** How the values of an overlay become colours, and what is said about it beside the images. */
public sealed interface Legend {

  /** The colour of a value, 0xAARRGGBB. */
  int argb(float value);

  /** What is drawn on the colour of a value, for those that colour alone does not tell apart. */
  default Texture texture(float value) {
    return Texture.PLAIN;
  }

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
   * A sample for each of several clusters.
   *
   * @param palette what they look like
   * @param listed those that are seen
   */
  record Swatches(ClusterPalette palette, List<Integer> listed) implements Legend {

    /** Copies the list. */
    public Swatches {
      listed = List.copyOf(listed);
    }

    @Override
    public int argb(float value) {
      return palette.argb((int) value);
    }

    @Override
    public Texture texture(float value) {
      return palette.texture((int) value);
    }
  }
}
