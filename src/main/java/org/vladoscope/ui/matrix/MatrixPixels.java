package org.vladoscope.ui.matrix;

import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import org.vladoscope.figure.ColorScale;
import org.vladoscope.pipeline.SimilarityTiles.Tile;
import org.vladoscope.ui.view.ValueRange;

/** The pixels of a matrix on the screen, and the values at the ends of their colours. */
final class MatrixPixels {

  private static final int STEPS = 256;

  private final ImageView picture = new ImageView();
  private final ReadOnlyObjectWrapper<ValueRange> range =
      new ReadOnlyObjectWrapper<>(new ValueRange(0, 1));
  private @Nullable PixelBuffer<IntBuffer> buffer;
  private int[] pixels = new int[0];
  private boolean ranged;

  MatrixPixels() {
    picture.setManaged(false);
  }

  /** Shows them. */
  ImageView node() {
    return picture;
  }

  /** The values at the ends of the colours. */
  ReadOnlyObjectProperty<ValueRange> rangeProperty() {
    return range.getReadOnlyProperty();
  }

  /** {@code [height, width]} of what was painted last, 0xAARRGGBB; not copied. */
  int[] argb() {
    return pixels;
  }

  /** Has colours follow the next matrix that is painted. */
  void forget() {
    ranged = false;
  }

  /** Paints what is known of a view. */
  void paint(
      MatrixView seen,
      TileCache known,
      ColorScale scale,
      MatrixMarks marks,
      int width,
      int height) {
    PixelBuffer<IntBuffer> target = buffer;
    if (target == null || target.getWidth() != width || target.getHeight() != height) {
      pixels = new int[width * height];
      target =
          new PixelBuffer<>(
              width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
      buffer = target;
      picture.setImage(new WritableImage(target));
      picture.relocate(MatrixFigure.LEFT, MatrixFigure.TOP);
    }
    findRange(known);
    int[] colors = new int[STEPS];
    for (int i = 0; i < STEPS; i++) {
      colors[i] = scale.argb((double) i / (STEPS - 1));
    }
    MatrixRaster.draw(
        seen,
        pixels,
        known::find,
        known.overview(),
        colors,
        range.get().min(),
        range.get().max(),
        0);
    MarkPainter.dots(seen, marks, pixels);
    target.updateBuffer(changed -> null);
  }

  /** The colours span what the overview holds, but for a few outliers at either end. */
  private void findRange(TileCache known) {
    Tile overview = known.overview();
    if (ranged || overview == null) {
      return;
    }
    float[] values = overview.values().clone();
    Arrays.sort(values);
    int count = values.length;
    while (count > 0 && Float.isNaN(values[count - 1])) {
      count--;
    }
    ranged = true;
    if (count > 0) {
      double low = values[(int) (.01 * (count - 1))];
      double high = values[(int) (.995 * (count - 1))];
      range.set(new ValueRange(low, high > low ? high : low + 1e-3));
    }
  }
}
