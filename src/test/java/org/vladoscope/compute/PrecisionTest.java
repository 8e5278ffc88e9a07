package org.vladoscope.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vladoscope.Requirement;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;

@Tag("slow")
class PrecisionTest {

  @Test
  void aProcessorWithoutSuchInstructionsRefusesReducedPrecisionAndSaysWhy() {
    Processor old = Processor.of(List.of("model name : bf16", "flags\t\t: fpu avx2 avx512f"));
    Processor newer = Processor.of(List.of("flags\t\t: fpu avx512f avx512_bf16 avx512_vnni"));

    assertThat(newer.refusal(Precision.BF16)).isEmpty();
    assertThat(newer.refusal(Precision.INT8)).isEmpty();
    assertThat(old.refusal(Precision.FP32)).isEmpty();
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1, old)) {
      compute.check(Precision.FP32);
      assertThatThrownBy(() -> compute.check(Precision.BF16))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("This processor has no bfloat16 instructions")
          .hasMessageContaining("choose fp32");
      assertThatThrownBy(() -> compute.check(Precision.INT8))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("This processor has no 8-bit instructions");
    }
  }

  @Test
  void aPrecisionThatDoesNotExistIsRefusedWithThoseThatDo() {
    assertThat(Precision.parse("BF16")).isEqualTo(Precision.BF16);
    assertThatThrownBy(() -> Precision.parse("fp8"))
        .isInstanceOf(InputException.class)
        .hasMessage("'fp8' is not a precision; choose fp32, bf16 or int8.");
  }

  @ParameterizedTest
  @EnumSource(names = {"BF16", "INT8"})
  void productsOfUnitVectorsInReducedPrecisionDifferInTheThirdDigitAndDifferAtAll(
      Precision precision) {
    FloatMatrix a = unit(700, 128);
    FloatMatrix b = unit(30, 128);
    try (Compute compute = Compute.open(DeviceChoice.CPU, 2)) {
      Requirement.met(compute.refusal(precision));
      float[] exact = compute.timesTransposed(a, b).data();
      float[] rounded = compute.timesTransposed(a, b, precision).data();
      double largest = 0;
      for (int i = 0; i < exact.length; i++) {
        largest = Math.max(largest, Math.abs(exact[i] - rounded[i]));
      }
      assertThat(largest).isBetween(1e-5, 1e-2);
    }
  }

  @Test
  void aRowOfBytesIsWithinHalfAStepOfItsNumbersAndUsesTheWholeRange() {
    FloatMatrix rows = unit(20, 128);

    ByteRows bytes = ByteRows.of(rows, 5, 10);

    for (int i = 0; i < 10; i++) {
      int largest = 0;
      for (int d = 0; d < 128; d++) {
        byte value = bytes.values()[i * 128 + d];
        largest = Math.max(largest, Math.abs(value));
        float scale = bytes.scales()[i];
        assertThat(Math.abs(value * scale - rows.get(5 + i, d))).isLessThan(.5001f * scale);
      }
      assertThat(largest).isEqualTo(127);
    }
  }

  @Test
  void aRowOfZerosHasNoProductWithAnything() {
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      FloatMatrix product =
          compute.timesTransposed(FloatMatrix.zeros(3, 16), unit(4, 16), Precision.INT8);
      assertThat(product.data()).hasSize(12).containsOnly(0f);
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
