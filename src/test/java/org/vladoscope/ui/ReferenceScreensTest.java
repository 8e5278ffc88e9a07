package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What counts as another look of the window, and what does not. */
class ReferenceScreensTest {

  private static BufferedImage screen(Consumer<Graphics2D> content) {
    BufferedImage image = new BufferedImage(1280, 760, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 1280, 760);
    graphics.setColor(Color.DARK_GRAY);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    content.accept(graphics);
    graphics.dispose();
    return ReferenceScreens.small(image);
  }

  @Test
  void anotherNumberInALineIsTheSameLook() {
    assertThat(
            ReferenceScreens.difference(
                screen(g -> g.drawString("Ranked in 235 ms", 40, 60)),
                screen(g -> g.drawString("Ranked in 1041 ms", 40, 60))))
        .isLessThan(0.5);
  }

  @Test
  void aPanelThatIsGoneIsAnotherLook() {
    assertThat(
            ReferenceScreens.difference(
                screen(g -> g.fillRect(900, 100, 300, 300)), screen(g -> {})))
        .isCloseTo(100.0 * 300 * 300 / (1280 * 760), within(1.0));
  }
}
