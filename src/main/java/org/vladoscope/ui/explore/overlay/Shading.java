package org.vladoscope.ui.explore.overlay;

import org.vladoscope.figure.Texture;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.ui.view.Raster;

/**
 * What colours one image: one number for each cell or patch. The image, the words under the mouse
 * and an exported drawing all come from here.
 *
 * @param grid where the numbers lie
 * @param values one for each cell or patch
 * @param legend how they become colours
 */
public record Shading(PictureGrid grid, float[] values, Legend legend) {

  /** The colour of a cell or patch, 0xAARRGGBB. */
  public int argb(int index) {
    return legend.argb(values[index]);
  }

  /** What is drawn on the colour of a cell or patch. */
  public Texture texture(int index) {
    return legend.texture(values[index]);
  }

  /** The colours, ready for a pane. */
  public Raster raster() {
    return Raster.of(grid, this::argb, this::texture);
  }
}
