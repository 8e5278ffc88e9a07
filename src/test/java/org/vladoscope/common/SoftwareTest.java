package org.vladoscope.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoftwareTest {

  @Test
  void theVersionIsThatOfTheBuild() {
    String built = System.getProperty("vladoscope.version", Software.VERSION);

    assertThat(Software.VERSION).isEqualTo(built).isNotBlank();
    assertThat(Software.NAME).isEqualTo("Vladoscope " + built);
  }
}
