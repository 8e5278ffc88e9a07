package org.vladoscope.ui.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vladoscope.pipeline.SimilarityTiles.Key;
import org.vladoscope.pipeline.SimilarityTiles.Tile;

/** Which part of a matrix is seen, and what is drawn of it. */
class MatrixViewTest {

  private static final MatrixView LARGE = MatrixView.all(5_000, 50_000, 1_000, 600);

  @Test
  void allOfALargeMatrixFillsThePane() {
    assertThat(LARGE.columnAt(1_000)).isCloseTo(50_000, within(1e-6));
    assertThat(LARGE.rowAt(600)).isCloseTo(5_000, within(1e-6));
  }

  @Test
  void theCellUnderTheMouseStaysThereWhileZooming() {
    MatrixView zoomed = LARGE.zoomedAt(7, 300, 200);

    assertThat(zoomed.columnAt(300)).isCloseTo(LARGE.columnAt(300), within(1e-6));
    assertThat(zoomed.rowAt(200)).isCloseTo(LARGE.rowAt(200), within(1e-6));
  }

  @Test
  void zoomEndsAtSquareCellsAndAtTheWholeMatrix() {
    MatrixView near = LARGE.zoomedAt(1e9, 500, 300);

    assertThat(near.scaleX()).isEqualTo(MatrixView.MAX_SCALE).isEqualTo(near.scaleY());
    assertThat(near.zoomedAt(1e-9, 10, 10)).isEqualTo(LARGE);
  }

  @Test
  void draggingStopsAtTheEdges() {
    MatrixView near = LARGE.zoomedAt(10, 0, 0);

    assertThat(near.movedBy(500, 500)).isEqualTo(near);
    assertThat(near.movedBy(-1e9, -1e9).columnAt(1_000)).isCloseTo(50_000, within(1e-6));
  }

  @Test
  void aSmallMatrixIsCentredWithLargeCells() {
    MatrixView small = MatrixView.all(5, 8, 1_000, 600);

    assertThat(small.scaleX()).isEqualTo(MatrixView.MAX_SCALE);
    assertThat(small.x(4)).isCloseTo(500, within(1e-6));
    assertThat(small.isInside(2, 2)).isFalse();
  }

  @Test
  void fewTilesAreNeededHoweverMuchIsSeen() {
    MatrixView view = LARGE;
    for (int i = 0; i < 40; i++) {
      List<Key> needed = MatrixRaster.needed(view);
      assertThat(needed).hasSizeLessThan(60).doesNotHaveDuplicates();
      view = view.zoomedAt(1.5, 410, 290);
    }
  }

  @Test
  void aPixelShowsItsCellAndACoarserTileStandsInForAMissingOne() {
    MatrixView view = new MatrixView(0, 0, 1, 1, 4, 4, 400, 400);
    Map<Key, Tile> known = new HashMap<>();
    float[] coarse = new float[200 * 200];
    coarse[0] = 1;
    Tile overview = new Tile(new Key(1, 1, 0, 0), 200, 200, coarse);
    int[] colors = {100, 200};
    int[] pixels = new int[16];
    MatrixRaster.draw(view, pixels, known::get, overview, colors, 0, 1, 7);

    // Cell (0, 0) of the coarse tile stands for the first two rows and columns.
    assertThat(pixels)
        .containsExactly(
            200, 200, 100, 100, 200, 200, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100);

    float[] fine = new float[256 * 256];
    fine[1] = 1;
    fine[2] = Float.NaN;
    known.put(new Key(0, 0, 0, 0), new Tile(new Key(0, 0, 0, 0), 256, 256, fine));
    MatrixRaster.draw(view, pixels, known::get, overview, colors, 0, 1, 7);
    assertThat(pixels).startsWith(100, 200, 7, 100, 100);
  }
}
