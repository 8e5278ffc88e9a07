package org.vladoscope.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.vladoscope.common.FloatMatrix;

class PairCellsTest {

  private static final CellGeometry GEOMETRY = new CellGeometry(14, 14, 0);

  private static FeatureMap map(float[]... cells) {
    return new FeatureMap(1, cells.length, FloatMatrix.ofRows(cells), GEOMETRY);
  }

  private final PairCells cells =
      PairCells.of(
          map(new float[] {3, 4}, new float[] {0, 2}, new float[] {0, 0}),
          map(new float[] {-6, -8}, new float[] {5, 0}));

  @Test
  void similaritiesAreCosinesWithEveryCellOfEitherImage() {
    assertThat(cells.similarities(true, 0, true))
        .containsExactly(new float[] {1, .8f, 0}, within(1e-6f));
    assertThat(cells.similarities(true, 0, false))
        .containsExactly(new float[] {-1, .6f}, within(1e-6f));
    assertThat(cells.similarities(false, 1, true))
        .containsExactly(new float[] {.6f, 0, 0}, within(1e-6f));
  }

  @Test
  void theCellsOfBothImagesAreJoinedTheQuerysFirst() {
    assertThat(cells.joined().rows()).isEqualTo(5);
    assertThat(cells.joined().row(3)).containsExactly(new float[] {-.6f, -.8f}, within(1e-6f));
  }
}
