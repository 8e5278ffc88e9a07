package org.vladoscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTest {

  private static final Map<String, String> SCREEN = Map.of("DISPLAY", ":0");

  @Test
  void aLinuxDesktopWithGtkShowsTheWindow() {
    Display display = Display.of("Linux", SCREEN, library -> true);
    assertThat(display.obstacle()).isEmpty();
    assertThat(display.error()).isEmpty();
  }

  @Test
  void aMachineWithoutScreenSaysHowToGetTheWindow() {
    Display display = Display.of("Linux", Map.of(), library -> true);
    assertThat(display.obstacle()).hasValueSatisfying(s -> assertThat(s).contains("DISPLAY"));
    assertThat(display.error()).isEmpty();
  }

  @Test
  void missingGtkNamesThePackage() {
    Display display = Display.of("Linux", SCREEN, library -> !library.contains("gtk"));
    assertThat(display.obstacle()).hasValueSatisfying(s -> assertThat(s).contains("libgtk-3-0"));
    assertThat(display.error()).isEmpty();
  }

  @Test
  void missingFontLibrariesNameThePackage() {
    Display display = Display.of("Linux", Map.of(), library -> !library.contains("pango"));
    assertThat(display.error())
        .hasValueSatisfying(s -> assertThat(s).contains("libpangoft2-1.0-0"));
  }

  @Test
  void otherSystemsAlwaysHaveAWindow() {
    assertThat(Display.of("Mac OS X", Map.of(), library -> false).obstacle()).isEmpty();
    assertThat(Display.of("Windows 11", Map.of(), library -> false).obstacle()).isEmpty();
  }
}
