package org.vladoscope.vlad;

import java.util.List;
import java.util.Random;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.feature.FeatureMap;

/**
 * Draws patches for fitting the reduction. The sizes are those of the published configurations,
 * whatever sizes are in use: so a changed patch size does not change the projection.
 */
public final class PatchSampler {

  private static final List<Integer> SIZES = List.of(2, 5, 8);

  private PatchSampler() {}

  /**
   * Descriptors of patches at random positions, the sizes in turn.
   *
   * @return {@code [count, K·C]}, rows of unit length
   */
  public static FloatMatrix sample(
      FeatureMap map, Vocabulary vocabulary, int count, Random random) {
    Vocabulary words = vocabulary.plain();
    FloatMatrix samples = FloatMatrix.zeros(count, words.descriptorLength());
    int largest = Math.min(map.height(), map.width());
    for (int i = 0; i < count; i++) {
      int size = Math.min(SIZES.get(i % SIZES.size()), largest);
      int top = random.nextInt(map.height() - size + 1);
      int left = random.nextInt(map.width() - size + 1);
      FeatureMap window = window(map, top, left, size);
      // The only patch of the window is the window itself.
      float[] patch = NetVlad.describe(window, words);
      System.arraycopy(patch, 0, samples.data(), i * patch.length, patch.length);
    }
    return samples;
  }

  private static FeatureMap window(FeatureMap map, int top, int left, int size) {
    int channels = map.channels();
    FloatMatrix cells = FloatMatrix.zeros(size * size, channels);
    for (int row = 0; row < size; row++) {
      int from = ((top + row) * map.width() + left) * channels;
      System.arraycopy(
          map.cells().data(), from, cells.data(), row * size * channels, size * channels);
    }
    return new FeatureMap(size, size, cells, map.geometry());
  }
}
