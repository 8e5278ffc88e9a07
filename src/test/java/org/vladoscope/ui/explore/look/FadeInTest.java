package org.vladoscope.ui.explore.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vladoscope.ui.FxTest;
import org.vladoscope.ui.FxThread;

@Tag("window")
class FadeInTest {

  @BeforeAll
  static void start() {
    FxTest.start();
  }

  @Test
  void whatIsComputedComesFromNothingToAll() throws Exception {
    List<Double> seen = new CopyOnWriteArrayList<>();
    CompletableFuture<Boolean> whole = new CompletableFuture<>();
    FadeIn fade = FxThread.call(() -> new FadeIn(new PairLooks()));
    FxThread.run(
        () -> {
          fade.shareProperty()
              .addListener(
                  (o, before, now) -> {
                    seen.add(now.doubleValue());
                    if (now.doubleValue() == 1) {
                      whole.complete(true);
                    }
                  });
          fade.play();
        });
    assertThat(whole.get(60, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).first().isEqualTo(0.0);
    assertThat(seen).isSorted();
  }

  @Test
  void whoWantsNothingToMoveSeesItAllAtOnce() {
    PairLooks still = FxThread.call(PairLooks::new);
    FadeIn fade =
        FxThread.call(
            () -> {
              still.reducedMotionProperty().set(true);
              FadeIn made = new FadeIn(still);
              made.play();
              return made;
            });
    assertThat(FxThread.call(() -> fade.shareProperty().get())).isEqualTo(1);
  }
}
