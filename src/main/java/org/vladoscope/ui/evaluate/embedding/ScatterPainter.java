package org.vladoscope.ui.evaluate.embedding;

import java.util.Arrays;
import java.util.BitSet;
import org.vladoscope.embedding.Embedding;
import org.vladoscope.figure.Colour;
import org.vladoscope.ui.places.PlacesView;

/**
 * Sets the pixels of points, one symbol for each. What is the same for every frame is worked out
 * once: a frame is one pass over the points.
 */
final class ScatterPainter {

  /** How much of the ground is mixed into points that are not chosen while others are. */
  private static final double FADED = .66;

  private final Embedding embedding;
  private final PointLook look;
  private final Symbol.Stamp[] stamps;
  private final int[] order;
  private final int[] strong;
  private final int[] faint;
  private final int ground;

  /** A painter of points in a look. */
  ScatterPainter(Embedding embedding, PointLook look, boolean dark) {
    this.embedding = embedding;
    this.look = look;
    Colour behind = PointLook.ground(dark);
    ground = behind.argb();
    int count = embedding.count();
    strong = new int[count];
    faint = new int[count];
    stamps =
        look.groups().stream()
            .map(group -> group.symbol().stamp(count))
            .toArray(Symbol.Stamp[]::new);
    int[] starts = new int[look.groups().size() + 1];
    for (int i = 0; i < count; i++) {
      strong[i] = look.colour(i, dark).argb() | 0xff000000;
      faint[i] = mixed(strong[i], ground);
      starts[look.group()[i] + 1]++;
    }
    for (int g = 1; g < starts.length; g++) {
      starts[g] += starts[g - 1];
    }
    order = new int[count];
    for (int i = 0; i < count; i++) {
      order[starts[look.group()[i]]++] = i;
    }
  }

  private static int mixed(int colour, int ground) {
    int mixed = 0xff000000;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = colour >> shift & 0xff;
      int to = ground >> shift & 0xff;
      mixed |= (int) Math.round(from + (to - from) * FADED) << shift;
    }
    return mixed;
  }

  /**
   * Sets every pixel.
   *
   * @param pixels {@code [height, width]}, 0xAARRGGBB, opaque
   * @param chosen images on top of the others, which fade; none fades if it is empty
   */
  void paint(int[] pixels, int width, int height, PlacesView view, BitSet chosen) {
    Arrays.fill(pixels, 0, width * height, ground);
    boolean any = !chosen.isEmpty();
    for (int i : order) {
      if (!any || !chosen.get(i)) {
        stamp(pixels, width, height, view, i, any ? faint[i] : strong[i]);
      }
    }
    if (any) {
      for (int i : order) {
        if (chosen.get(i)) {
          stamp(pixels, width, height, view, i, strong[i]);
        }
      }
    }
  }

  private void stamp(int[] pixels, int width, int height, PlacesView view, int i, int argb) {
    if (embedding.isPlaced(i)) {
      double x = view.screenX(embedding.x()[i]);
      double y = view.screenY(embedding.y()[i]);
      if (x > -8 && y > -8 && x < width + 8 && y < height + 8) {
        stamps[look.group()[i]].set(
            pixels, width, height, (int) Math.round(x), (int) Math.round(y), argb);
      }
    }
  }
}
