package org.vladoscope.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class SharedUseTest {

  private int freed;
  private final SharedUse use = new SharedUse("the map is closed", () -> freed++);

  @Test
  void itIsFreedOnceTheLastWhoReadsIsDone() {
    int freedWhileRead =
        use.using(
            () -> {
              use.using(
                  () -> {
                    use.close();
                    return 0;
                  });
              return freed;
            });
    assertThat(freedWhileRead).isZero();
    assertThat(freed).isEqualTo(1);
  }

  @Test
  void itIsFreedOnceAndNobodyReadsItAfterwards() {
    use.close();
    use.close();
    assertThat(freed).isEqualTo(1);
    assertThatThrownBy(() -> use.using(() -> 0))
        .isInstanceOf(CancellationException.class)
        .hasMessage("the map is closed");
  }
}
