package org.vladoscope.ui.explore.overlay;

import java.util.List;
import org.vladoscope.figure.ColorScale;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Texture;
import org.vladoscope.linalg.ThreeComponents;
import org.vladoscope.ui.view.ClusterPalette;
import org.vladoscope.ui.view.Numbers;
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

  /**
   * Three numbers of a cell mixed from red, green and blue. A value is the cell's row.
   *
   * @param components the numbers
   * @param ranges of each: none of its colour to all of it
   */
  record Mixture(ThreeComponents components, List<ValueRange> ranges) implements Legend {

    /** The colours that are mixed. */
    public static final List<Colour> INKS = Palette.MIXED;

    /** What their shares are of. */
    public static final String FITTED = "of the variance";

    /** Copies the list. */
    public Mixture {
      ranges = List.copyOf(ranges);
    }

    @Override
    public int argb(float value) {
      int argb = 0xff000000;
      for (int p = 0; p < ThreeComponents.COUNT; p++) {
        double position = ranges.get(p).position(components.scores().get((int) value, p));
        argb |= (int) Math.round(255 * Math.clamp(position, 0, 1)) << (8 * (2 - p));
      }
      return argb;
    }

    /** Each component with its share of the variance. */
    public List<String> names() {
      double[] shares = components.shares();
      return List.of(
          "1st " + Numbers.percent(shares[0]),
          "2nd " + Numbers.percent(shares[1]),
          "3rd " + Numbers.percent(shares[2]));
    }
  }
}
