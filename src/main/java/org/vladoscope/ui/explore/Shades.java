package org.vladoscope.ui.explore;

import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.view.ClusterPalette;
import org.vladoscope.ui.view.ColorMap;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.ui.view.Raster;
import org.vladoscope.ui.view.ValueRange;
import org.vladoscope.vlad.SoftAssignment;

/** Makes the colours that lie over an image. */
final class Shades {

  private Shades() {}

  /** The colours of one image under the chosen overlay, or null for none. */
  static @Nullable Raster of(Comparison comparison, Comparison.Side side, OverlayModel overlays) {
    int scale = overlays.scaleProperty().get();
    ColorMap map = overlays.colorMapProperty().get();
    PictureGrid patches = comparison.grid(side, scale);
    return switch (overlays.shadeProperty().get()) {
      case NONE -> null;
      case CLUSTERS ->
          clusters(patches.cells(), side.assignment(), overlays.clusterProperty().get(), map);
      case SIMILARITY ->
          Raster.of(
              patches,
              comparison.similarities(side, scale),
              comparison.similarityRange(scale),
              map);
    };
  }

  private static Raster clusters(
      PictureGrid cells, SoftAssignment assignment, int cluster, ColorMap map) {
    if (cluster == OverlayModel.ALL_CLUSTERS) {
      ClusterPalette palette = new ClusterPalette(assignment.words());
      return Raster.of(cells, cell -> palette.argb(assignment.strongest(cell)));
    }
    return Raster.of(cells, assignment.map(cluster), new ValueRange(0, 1), map);
  }
}
