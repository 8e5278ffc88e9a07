package org.vladoscope.ui.explore.overlay;

import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.view.ClusterPalette;
import org.vladoscope.ui.view.ColorScale;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.ui.view.Raster;
import org.vladoscope.ui.view.ValueRange;

/**
 * What colours one image: one number for each cell or patch, and how it becomes a colour. The
 * picture, the colour bar, the words under the mouse and an exported drawing all come from here.
 *
 * @param grid where the numbers lie
 * @param values one for each cell or patch; numbers of clusters if there is no range
 * @param range the values at both ends of the colours, or null for clusters
 * @param colors colours of the range, or null for clusters
 * @param palette colours of the clusters
 */
public record Shading(
    PictureGrid grid,
    float[] values,
    @Nullable ValueRange range,
    @Nullable ColorScale colors,
    ClusterPalette palette) {

  /** Numbers over a range. */
  static Shading of(PictureGrid grid, float[] values, ValueRange range, ColorScale colors) {
    return new Shading(grid, values, range, colors, new ClusterPalette(1));
  }

  /** One cluster for each cell. */
  static Shading ofClusters(PictureGrid cells, float[] clusters, ClusterPalette palette) {
    return new Shading(cells, clusters, null, null, palette);
  }

  /** The colour of each cell or patch, 0xAARRGGBB. */
  public IntUnaryOperator argb() {
    ValueRange ends = range;
    ColorScale scale = colors;
    return ends == null || scale == null
        ? i -> palette.argb((int) values[i])
        : i -> scale.argb(ends.position(values[i]));
  }

  /** The colours, ready for a pane. */
  public Raster raster() {
    return Raster.of(grid, argb());
  }
}
