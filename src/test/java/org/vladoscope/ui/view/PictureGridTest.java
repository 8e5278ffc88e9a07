package org.vladoscope.ui.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.figure.Point;
import org.vladoscope.image.ImageSize;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

class PictureGridTest {

  private static final CellGeometry GEOMETRY = new CellGeometry(31, 16, 15);

  private static PictureGrid grid(int size, int stride, int width, int height) {
    return new PictureGrid(
        new PatchGrid(30, 40, new PatchScale(size, stride), GEOMETRY),
        new ImageSize(640, 480),
        new ImageSize(width, height));
  }

  @Test
  void everyPatchIsFoundAtItsOwnCentre() {
    for (int stride = 1; stride <= 3; stride++) {
      PictureGrid grid = grid(5, stride, 1280, 720);
      for (int patch = 0; patch < grid.grid().count(); patch++) {
        Point center = grid.center(patch);
        assertThat(grid.patchAt(center.x(), center.y())).hasValue(patch);
      }
    }
  }

  @Test
  void pointsOutsideTheColouredAreaHaveNoPatch() {
    PictureGrid grid = grid(8, 1, 640, 480);
    assertThat(grid.patchAt(2, 2)).isEmpty();
    assertThat(grid.patchAt(639, 479)).isEmpty();
  }

  @Test
  void geometryScalesWithTheUsersPicture() {
    Point small = grid(2, 1, 640, 480).center(77);
    Point large = grid(2, 1, 1280, 960).center(77);
    assertThat(large.x()).isCloseTo(2 * small.x(), within(1e-9));
    assertThat(large.y()).isCloseTo(2 * small.y(), within(1e-9));
    assertThat(grid(2, 1, 1280, 960).square(77).width()).isEqualTo(64);
  }

  @Test
  void cellsAreTheGridBelowAllPatchSizes() {
    assertThat(grid(5, 2, 640, 480).cells().grid().count()).isEqualTo(30 * 40);
    assertThat(grid(5, 2, 640, 480).cells().area().width()).isEqualTo(640);
  }
}
