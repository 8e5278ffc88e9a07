package org.vladoscope.feature.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.TensorRuntime;

/** Rollout of two blocks of two heads over three tokens, by hand. */
class AttentionRolloutTest {

  private static final float[] FIRST_BLOCK = {
    .5f,
    .5f,
    0,
    0,
    1,
    0,
    0,
    0,
    1, // head 0
    .5f,
    0,
    .5f,
    0,
    0,
    1,
    1,
    0,
    0 // head 1
  };

  private static final float[] SECOND_BLOCK = {
    0, 1, 0, 1, 0, 0, 0, 0, 1, // head 0
    0, 0, 1, 0, 1, 0, 1, 0, 0 // head 1
  };

  private static Compute compute;

  @BeforeAll
  static void start() {
    compute = Compute.open(DeviceChoice.CPU, 1);
  }

  @AfterAll
  static void stop() {
    compute.close();
  }

  /**
   * Means: A1 = [[.5,.25,.25],[0,.5,.5],[.5,0,.5]], A2 = [[0,.5,.5],[.5,.5,0],[.5,0,.5]]. With half
   * of the identity: the first row of (A2+I)/2 is [.5,.25,.25], the rows of (A1+I)/2 are
   * [.75,.125,.125], [0,.75,.25], [.25,0,.75]. Their product is [.4375,.25,.3125].
   */
  @Test
  void whatTheFirstTokenHasIsTheProductOfTheBlocksWithHalfOfWhatEachKeeps() {
    assertThat(rolled(2)).containsExactly(new float[] {.4375f, .25f, .3125f}, within(1e-6f));
  }

  @Test
  void headsMayComeOneByOneOrTogether() {
    assertThat(rolled(1)).containsExactly(rolled(2), within(1e-6f));
  }

  private static float[] rolled(int together) {
    TensorRuntime tensors = TensorRuntime.of(compute);
    try (NDManager manager = tensors.newManager();
        AttentionRollout rollout = new AttentionRollout(tensors.newManager(), 2)) {
      for (float[] block : new float[][] {FIRST_BLOCK, SECOND_BLOCK}) {
        NDArray heads = manager.create(block, new Shape(2, 3, 3));
        for (int head = 0; head < 2; head += together) {
          rollout.add(heads.get(head + ":" + (head + together)));
        }
        rollout.endBlock();
      }
      return rollout.ofFirst();
    }
  }
}
