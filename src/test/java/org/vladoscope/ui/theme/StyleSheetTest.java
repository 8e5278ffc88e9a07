package org.vladoscope.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How the style sheet is made larger. */
class StyleSheetTest {

  @Test
  void everyLengthInPixelsIsMultipliedAndNothingElse() {
    assertThat(
            StyleSheet.scaled(
                "-fx-font-size: 13px; -fx-padding: 4px 0 1.5px 0; -fx-opacity: .5; -fx-w: 2em;", 2))
        .isEqualTo(
            "-fx-font-size: 26.00px; -fx-padding: 8.00px 0 3.00px 0; -fx-opacity: .5;"
                + " -fx-w: 2em;");
  }

  @Test
  void asDesignedTheSheetIsTheFileItself() {
    assertThat(StyleSheet.address(1)).endsWith("vladoscope.css");
    assertThat(StyleSheet.address(1.3)).startsWith("data:text/css");
  }
}
