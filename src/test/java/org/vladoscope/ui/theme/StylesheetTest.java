package org.vladoscope.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Palette;

/** JavaFX reads colours from its own file; they are those of everything else that is drawn. */
class StylesheetTest {

  @Test
  void theStylesheetHasTheColoursOfThePalette() throws IOException {
    String css;
    try (var in = StylesheetTest.class.getResourceAsStream("vladoscope.css")) {
      css = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(css)
        .contains(variable("inlier", Palette.INLIER))
        .contains(variable("outlier", Palette.OUTLIER))
        .contains(variable("one-sided", Palette.ONE_SIDED))
        .contains(variable("yes", Palette.POSITIVE))
        .contains(variable("no", Palette.NEGATIVE))
        .contains("\n.map-right " + text(Palette.POSITIVE))
        .contains("\n.map-wrong " + text(Palette.NEGATIVE))
        .contains("\n.root:dark .map-right " + text(Palette.POSITIVE_ON_DARK))
        .contains("\n.root:dark .map-wrong " + text(Palette.NEGATIVE_ON_DARK));
  }

  private static String variable(String name, Colour colour) {
    return "  -color-" + name + ": " + colour.hex() + ";";
  }

  private static String text(Colour colour) {
    return "{ -fx-text-fill: " + colour.hex() + "; }";
  }
}
