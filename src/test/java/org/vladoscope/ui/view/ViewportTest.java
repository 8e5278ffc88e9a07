package org.vladoscope.ui.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ViewportTest {

  @Test
  void zoomingKeepsThePointUnderTheMouseInPlace() {
    Viewport before = new Viewport(0.5, 0.5, 1);
    Viewport after = before.zoomedAt(4, 0.25, 0.75);
    assertThat((0.25 - after.centerX()) * after.zoom())
        .isCloseTo((0.25 - before.centerX()) * before.zoom(), within(1e-12));
    assertThat((0.75 - after.centerY()) * after.zoom())
        .isCloseTo((0.75 - before.centerY()) * before.zoom(), within(1e-12));
  }

  @Test
  void zoomStaysBetweenTheWholePictureAndItsLimit() {
    assertThat(Viewport.FIT.zoomedAt(0.1, 0.5, 0.5).zoom()).isEqualTo(1);
    assertThat(Viewport.FIT.zoomedAt(1e6, 0.5, 0.5).zoom()).isEqualTo(Viewport.MAX_ZOOM);
  }

  @Test
  void theCentreStaysInThePicture() {
    assertThat(Viewport.FIT.movedBy(7, -7)).isEqualTo(new Viewport(1, 0, 1));
  }

  @Test
  void rangesOfValuesLeaveOutWhatIsNoNumber() {
    ValueRange range = ValueRange.of(new float[] {1, Float.NaN, 3}, new float[] {-1});
    assertThat(range).isEqualTo(new ValueRange(-1, 3));
    assertThat(range.position(1)).isEqualTo(0.5);
    assertThat(ValueRange.of(new float[0])).isEqualTo(new ValueRange(0, 1));
    assertThat(new ValueRange(2, 2).position(2)).isEqualTo(0.5);
  }

  @Test
  void numbersAreShownForPeople() {
    assertThat(Numbers.count(1131)).isEqualTo("1\u2009131");
    assertThat(Numbers.score(0.20371)).isEqualTo("0.204");
    assertThat(Numbers.score(171.93)).isEqualTo("171.9");
    assertThat(Numbers.signed(-0.4849)).isEqualTo("\u22120.48");
    assertThat(Numbers.plain(2)).isEqualTo("2");
    assertThat(Words.count(1, "query", "queries")).isEqualTo("1 query");
    assertThat(Words.withoutEnding("dusk/place_000.jpg")).isEqualTo("dusk/place_000");
  }
}
