package org.vladoscope.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;

class PrecisionTest {

  @Test
  void aProcessorWithoutSuchInstructionsDoesNotOfferReducedPrecision() {
    List<String> old = List.of("model name : any", "flags\t\t: fpu avx2 avx512f");
    List<String> newer = List.of("flags\t\t: fpu avx512f avx512_bf16 clzero");

    assertThat(Precision.BF16.isAvailable(old)).isFalse();
    assertThat(Precision.BF16.isAvailable(newer)).isTrue();
    assertThat(Precision.FP32.isAvailable(old)).isTrue();
  }

  @Test
  void aPrecisionThatDoesNotExistIsRefusedWithThoseThatDo() {
    assertThat(Precision.parse("BF16")).isEqualTo(Precision.BF16);
    assertThatThrownBy(() -> Precision.parse("fp8"))
        .isInstanceOf(InputException.class)
        .hasMessage("'fp8' is not a precision; choose fp32 or bf16.");
  }

  @Test
  void productsOfUnitVectorsInReducedPrecisionDifferInTheThirdDigitAndDifferAtAll()
      throws IOException {
    assumeReducedPrecision();
    FloatMatrix a = unit(40, 128);
    FloatMatrix b = unit(30, 128);
    try (Compute full = Compute.open(DeviceChoice.CPU, 1);
        Compute narrow = Compute.open(DeviceChoice.CPU, 1, Precision.BF16)) {
      float[] exact = full.timesTransposed(a, b).data();
      float[] rounded = narrow.timesTransposed(a, b).data();
      double largest = 0;
      for (int i = 0; i < exact.length; i++) {
        largest = Math.max(largest, Math.abs(exact[i] - rounded[i]));
      }
      assertThat(largest).isBetween(1e-5, 1e-2);
      assertThat(narrow.description()).isEqualTo("CPU, 1 thread, bf16");
    }
  }

  @Test
  void everyTensorLiesOnTheDeviceThatWasChosen() {
    try (Compute compute = Compute.open(DeviceChoice.AUTO, 1)) {
      TensorRuntime tensors = TensorRuntime.of(compute);
      try (NDManager manager = tensors.newManager()) {
        NDArray made = manager.create(new float[] {1, 2});
        assertThat(manager.getDevice()).isEqualTo(tensors.device());
        assertThat(made.getDevice()).isEqualTo(tensors.device());
        assertThat(made.mul(2).matMul(made.transpose()).getDevice()).isEqualTo(tensors.device());
      }
    }
  }

  private static void assumeReducedPrecision() throws IOException {
    Path processors = Path.of("/proc/cpuinfo");
    assumeTrue(
        Files.isReadable(processors) && Precision.BF16.isAvailable(Files.readAllLines(processors)),
        "the processor has no bfloat16 instructions");
  }

  private static FloatMatrix unit(int rows, int cols) {
    Random random = new Random(rows);
    FloatMatrix matrix = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) random.nextGaussian();
    }
    L2.normalizeRows(matrix);
    return matrix;
  }
}
