package org.vladoscope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.common.InputException;

class ImageSizeTest {

  @ParameterizedTest
  @ValueSource(strings = {"640x480", " 640x480 ", "640×480", "640 x 480"})
  void aSizeIsReadAsPeopleWriteIt(String text) {
    assertThat(ImageSize.parse(text)).isEqualTo(new ImageSize(640, 480)).hasToString("640x480");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "640", "640x", "x480", "640x480x3", "-640x480", "0x480", "640x0", "1e3x5"})
  void whatIsNoSizeIsAClearError(String text) {
    assertThatThrownBy(() -> ImageSize.parse(text)).isInstanceOf(InputException.class);
  }

  @Test
  void pixelsMustFitTheirSize() {
    assertThatThrownBy(() -> new RgbImage(2, 2, new byte[11]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("12")
        .hasMessageContaining("11");
  }

  @ParameterizedTest
  @CsvSource({"16,16,160,128", "300,20,32,320", "1,1,5,7", "7,5,1,1", "160,128,160,128"})
  void resizingKeepsAFlatColour(int width, int height, int newWidth, int newHeight) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 201);

    RgbImage resized =
        BilinearResize.resize(new RgbImage(width, height, rgb), new ImageSize(newWidth, newHeight));

    assertThat(resized.size()).isEqualTo(new ImageSize(newWidth, newHeight));
    assertThat(resized.rgb()).containsOnly((byte) 201);
  }
}
