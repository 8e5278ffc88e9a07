package org.vladoscope.teach.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;

class VladRaceTest {

  private static final VladRace.Setup SMALL = new VladRace.Setup(6, 50, 8, 4, 2, 1);

  @Test
  void everyFormulationIsMeasuredAndAgrees() {
    VladRace.Result result = VladRace.run(SMALL, Progress.NONE);
    assertThat(result.lanes())
        .extracting(lane -> lane.formulation().name())
        .containsExactly("looping", "naivec", "truvec", "grouped", "ours");
    assertThat(result.lanes())
        .allSatisfy(
            lane -> {
              assertThat(lane.refusal()).isNull();
              assertThat(lane.bytes()).isGreaterThanOrEqualTo(6 * 4 * 8 * 4);
              assertThat(lane.maxDifference()).isLessThanOrEqualTo(1e-5);
            });
    assertThat(result.winner()).isPresent();
  }

  @Test
  void oneThatRefusesIsListedWithItsReasonAndDoesNotWin() {
    FloatMatrix values = FloatMatrix.zeros(300, 8);
    VladRace.Result result =
        VladRace.run(
            SMALL,
            new LocalFeatures(6, 50, values),
            values.rowRange(0, 4),
            List.of(new BroadcastVlad(1000), HardVlad.fastest()),
            Progress.NONE);
    assertThat(result.lanes().getFirst().refusal()).startsWith("naivec would need");
    assertThat(result.winner().orElseThrow().formulation().name()).isEqualTo("ours");
  }

  @Test
  void sizesThatCannotBeRacedAreNamed() {
    assertThatThrownBy(() -> new VladRace.Setup(0, 1, 1, 1, 1, 1))
        .hasMessageContaining("images = 0");
    assertThatThrownBy(() -> new VladRace.Setup(1, 3, 1, 4, 1, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("clusters = 4 are more than the 3 features");
    assertThatThrownBy(() -> new VladRace.Setup(1 << 20, 1 << 10, 64, 4, 1, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("more than one array can hold");
    assertThatThrownBy(
            () -> VladRace.run(new VladRace.Setup(15_000, 1000, 100, 4, 1, 1), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("The features alone would need 6.0 GB");
  }

  @Test
  void aRaceStopsWhenCancelled() {
    Progress cancelled =
        new Progress() {
          @Override
          public void report(String message, double fraction) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThatThrownBy(() -> VladRace.run(SMALL, cancelled))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void amountsOfMemoryAreShort() {
    assertThat(List.of(999L, 1500L, 45_000L, 134_217_728L, 34_359_738_368L))
        .extracting(Bytes::text)
        .containsExactly("999 B", "1.5 kB", "45 kB", "134 MB", "34.4 GB");
  }
}
