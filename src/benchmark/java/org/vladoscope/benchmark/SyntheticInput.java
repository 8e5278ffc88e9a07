package org.vladoscope.benchmark;

import java.util.Random;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.vlad.Vocabulary;

/** Made-up features of the size that VGG16 gives for an image of 640×480. */
final class SyntheticInput {

  static final int HEIGHT = 30;
  static final int WIDTH = 40;
  static final int CHANNELS = 512;
  static final CellGeometry VGG16 = new CellGeometry(196, 16, 90);

  /** Shares of the most and the least fitting cluster differ by a factor of 100 or so. */
  private static final float SHARPNESS = 20;

  private SyntheticInput() {}

  /** A feature map of random values, positive and negative as before a ReLU. */
  static FeatureMap map(long seed) {
    return new FeatureMap(HEIGHT, WIDTH, random(HEIGHT * WIDTH, CHANNELS, seed), VGG16);
  }

  /**
   * Clusters at random places. Every cluster takes part everywhere: where one hardly does, the
   * reference's integral image in 32-bit floating point leaves rounding errors only.
   */
  static Vocabulary vocabulary(int words) {
    FloatMatrix centroids = unit(words, CHANNELS, words);
    float[] weights = centroids.data().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= SHARPNESS;
    }
    return new Vocabulary(
        centroids, FloatMatrix.of(words, CHANNELS, weights), new float[words], true);
  }

  /** Rows of unit length. */
  static FloatMatrix unit(int rows, int cols, long seed) {
    FloatMatrix matrix = random(rows, cols, seed);
    L2.normalizeRows(matrix);
    return matrix;
  }

  /** Values of unit variance. */
  static FloatMatrix random(int rows, int cols, long seed) {
    Random random = new Random(seed);
    float[] values = new float[rows * cols];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return FloatMatrix.of(rows, cols, values);
  }

  /**
   * Descriptors of another image of the same place: those of the first one moved by a column, half
   * of them changed a little and half of them replaced.
   *
   * @param columns of the grid of patches
   */
  static FloatMatrix another(FloatMatrix patches, int columns, long seed) {
    FloatMatrix noise = unit(patches.rows(), patches.cols(), seed);
    Random random = new Random(seed);
    for (int i = 0; i < patches.rows(); i++) {
      boolean kept = (i + 1) % columns != 0 && random.nextBoolean();
      for (int j = 0; kept && j < patches.cols(); j++) {
        noise.data()[i * patches.cols() + j] += patches.get(i + 1, j);
      }
    }
    L2.normalizeRows(noise);
    return noise;
  }
}
