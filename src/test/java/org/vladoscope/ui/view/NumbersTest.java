package org.vladoscope.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "9999, 9\u2009999",
    "10000, 10\u202fk",
    "999499, 999\u202fk",
    "999500, 1.0\u202fM",
    "1000000, 1.0\u202fM",
    "12345678, 12.3\u202fM"
  })
  void aRoughNumberIsExactWhileItIsShort(long number, String text) {
    assertThat(Numbers.rough(number)).isEqualTo(text);
  }
}
