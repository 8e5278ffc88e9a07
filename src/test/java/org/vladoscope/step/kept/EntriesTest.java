package org.vladoscope.step.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.match.PatchMatches;
import org.vladoscope.store.DescriptorStore;

class EntriesTest {

  private final Random random = new Random(5);

  @Test
  void aRoundedFeatureMapComesBackBitForBit() {
    FeatureMap map =
        new FeatureMap(3, 4, matrix(12, 5), new CellGeometry(267, 16, 118)).roundedToHalf();

    ByteBuffer entry = Entries.of(map);

    assertThat(entry.remaining()).isEqualTo(24 + 2 * 60);
    assertThat(Entries.featureMap(entry)).isEqualTo(map);
  }

  @Test
  void valuesBeyondHalfPrecisionComeBackAsRounded() {
    float[] extremes = {0, -0f, 65504, -65504, 1e-8f, 6e-8f, 1e6f, Float.NEGATIVE_INFINITY};
    FeatureMap map =
        new FeatureMap(2, 2, FloatMatrix.of(4, 2, extremes), new CellGeometry(1, 1, 0))
            .roundedToHalf();

    assertThat(Entries.featureMap(Entries.of(map)).cells().data()).isEqualTo(map.cells().data());
  }

  @Test
  void descriptorsComeBackBitForBit() {
    float[] values = matrix(1, 77).data();

    assertThat(Entries.floats(Entries.of(values))).isEqualTo(values);
  }

  @Test
  void aProjectionComesBackBitForBit() {
    Whitening whitening = new Whitening(matrix(3, 8), matrix(1, 3).data());

    Whitening read = Entries.whitening(Entries.of(whitening));

    assertThat(read.weight()).isEqualTo(whitening.weight());
    assertThat(read.bias()).isEqualTo(whitening.bias());
  }

  @Test
  void matchesComeBackByTheirCandidates() {
    ContentHash some = ContentHash.ofParts("some");
    ContentHash none = ContentHash.ofParts("none");

    Map<ContentHash, PatchMatches> read =
        Entries.matches(
            Entries.of(
                Map.of(
                    some,
                        new PatchMatches(
                            new int[] {5, 0, 70_000},
                            new int[] {1, 2, 3},
                            new float[] {.5f, -1, 1}),
                    none, new PatchMatches(new int[0], new int[0], new float[0]))));

    assertThat(read).containsOnlyKeys(some, none);
    PatchMatches some3 = Objects.requireNonNull(read.get(some));
    assertThat(some3.query()).containsExactly(5, 0, 70_000);
    assertThat(some3.candidate()).containsExactly(1, 2, 3);
    assertThat(Objects.requireNonNull(read.get(none)).count()).isZero();
  }

  @Test
  void noMatchesAtAllComeBackAsNone() {
    assertThat(Entries.matches(Entries.of(Map.<ContentHash, PatchMatches>of()))).isEmpty();
  }

  private FloatMatrix matrix(int rows, int cols) {
    float[] values = new float[rows * cols];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return FloatMatrix.of(rows, cols, values);
  }

  @Test
  void anEntryThatMakesNoSenseIsDroppedWithoutTakingTheMemoryItAsksFor(@TempDir Path folder) {
    ContentHash key = ContentHash.of(new byte[] {1});
    ByteBuffer huge = ByteBuffer.allocate(24).putInt(1 << 30).putInt(1 << 30).putInt(64).flip();
    List<Function<ByteBuffer, Object>> readers =
        List.of(Entries::featureMap, Entries::floats, Entries::whitening, Entries::matches);
    try (DescriptorStore store = DescriptorStore.open(folder, 1 << 20)) {
      for (ByteBuffer content : List.of(huge, ByteBuffer.allocate(3))) {
        for (Function<ByteBuffer, Object> reader : readers) {
          store.write("kind", key, content);

          assertThat(store.read("kind", key, reader)).isEmpty();
          assertThat(store.contains("kind", key)).isFalse();
        }
      }
    }
  }
}
