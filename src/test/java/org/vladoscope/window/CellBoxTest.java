package org.vladoscope.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.common.InputException;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.figure.Box;
import org.vladoscope.image.ImageSize;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

class CellBoxTest {

  private static final CellBox BOX = new CellBox(2, 3, 4, 6);

  /** 8 rows and 10 columns of cells of 16 pixels, seen on an image twice as large. */
  private static final WindowArea AREA =
      new WindowArea(
          new PatchGrid(8, 10, new PatchScale(1, 1), new CellGeometry(16, 16, 0)),
          new ImageSize(160, 128),
          new ImageSize(320, 256));

  @Test
  void itsSizeNamesColumnsFirst() {
    assertThat(BOX.size()).isEqualTo("6×4 cells");
    assertThat(new CellBox(0, 0, 1, 1).size()).isEqualTo("1×1 cell");
  }

  @Test
  void itMovesAndGrowsNoFurtherThanTheMap() {
    assertThat(BOX.moved(1, -1, 8, 10)).isEqualTo(new CellBox(3, 2, 4, 6));
    assertThat(BOX.moved(9, 9, 8, 10)).isEqualTo(new CellBox(4, 4, 4, 6));
    assertThat(BOX.moved(-9, -9, 8, 10)).isEqualTo(new CellBox(0, 0, 4, 6));
    assertThat(BOX.resized(9, 9, 8, 10)).isEqualTo(new CellBox(2, 3, 6, 7));
    assertThat(BOX.resized(-9, -9, 8, 10)).isEqualTo(new CellBox(2, 3, 1, 1));
  }

  @Test
  void overlapIsWhatBothHaveOfWhatEitherHas() {
    assertThat(BOX.overlap(BOX)).isEqualTo(1);
    assertThat(BOX.overlap(BOX.moved(0, 1, 8, 10))).isCloseTo(20 / 28.0, within(1e-12));
    assertThat(BOX.overlap(new CellBox(6, 3, 2, 6))).isZero();
  }

  @Test
  void aRectangleSnapsToTheCellsWhoseMiddleItHolds() {
    assertThat(AREA.rectangle(30, 30, 100, 70)).isEqualTo(new CellBox(1, 1, 2, 3));
    assertThat(AREA.drawn(130, 100, 30, 30)).isEqualTo(new CellBox(1, 1, 2, 3));
    Box tiled = AREA.pixels(new CellBox(1, 1, 2, 3));
    assertThat(tiled.left()).isCloseTo(32, within(1e-9));
    assertThat(tiled.top()).isCloseTo(32, within(1e-9));
    assertThat(tiled.width()).isCloseTo(96, within(1e-9));
    assertThat(tiled.height()).isCloseTo(64, within(1e-9));
  }

  @Test
  void whatAWindowTilesIsThatWindowAgain() {
    for (int row = 0; row < 8; row++) {
      for (int column = 0; column < 10; column++) {
        CellBox box = new CellBox(row, column, 8 - row, 10 - column);
        Box tiled = AREA.pixels(box);
        assertThat(AREA.rectangle(tiled.left(), tiled.top(), tiled.width(), tiled.height()))
            .isEqualTo(box);
      }
    }
  }

  @Test
  void aHandThatDrawsLessThanACellOrBeyondTheImageStillGetsAWindow() {
    assertThat(AREA.drawn(33, 33, 34, 34)).isEqualTo(new CellBox(1, 1, 1, 1));
    assertThat(AREA.drawn(-50, -50, -40, -40)).isEqualTo(new CellBox(0, 0, 1, 1));
    assertThat(AREA.drawn(900, 900, 990, 990)).isEqualTo(new CellBox(7, 9, 1, 1));
    assertThat(AREA.drawn(-50, -50, 990, 990)).isEqualTo(new CellBox(0, 0, 8, 10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          300,10,40,40 | The box 300,10,40,40 does not lie on the image, which has 320 by 256 pixels.
          -1,10,40,40 | The box -1,10,40,40 does not lie on the image
          10,10,0,40 | The box 10,10,0,40 has no area
          17,17,8,8 | The box 17,17,8,8 holds no middle of a cell; cells are 32 by 32 pixels here
          """)
  void aBoxThatIsNoWindowIsNamed(String box, String sentence) {
    String[] parts = box.split(",");
    assertThatThrownBy(
            () ->
                AREA.rectangle(
                    Double.parseDouble(parts[0]),
                    Double.parseDouble(parts[1]),
                    Double.parseDouble(parts[2]),
                    Double.parseDouble(parts[3])))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(sentence);
  }
}
