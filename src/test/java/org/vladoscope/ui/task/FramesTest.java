package org.vladoscope.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vladoscope.ui.FxTest;

@Tag("window")
class FramesTest {

  @BeforeAll
  static void startToolkit() {
    FxTest.start();
  }

  @Test
  void eachFrameHasOnePieceInTheirOrder() throws InterruptedException {
    List<String> happened = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    AnimationTimer clock =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            happened.add("frame");
          }
        };
    FxTest.run(
        () -> {
          clock.start();
          Frames frames = new Frames();
          frames.add(() -> happened.add("a"));
          frames.add(
              () -> {
                happened.add("b");
                frames.add(() -> happened.add("d"));
              });
          frames.add(() -> happened.add("c"));
          assertThat(frames.busyProperty().get()).isTrue();
          frames.busyProperty().addListener((o, before, now) -> done.countDown());
        });
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    FxTest.run(clock::stop);
    assertThat(happened.stream().filter(h -> !h.equals("frame")))
        .containsExactly("a", "b", "c", "d");
    for (int i = 1; i < happened.size(); i++) {
      assertThat(happened.get(i).equals("frame") || happened.get(i - 1).equals("frame"))
          .as("two pieces in one frame: %s", happened)
          .isTrue();
    }
  }
}
