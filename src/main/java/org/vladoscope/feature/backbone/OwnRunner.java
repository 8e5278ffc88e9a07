package org.vladoscope.feature.backbone;

/** A network of which nothing is known but how to run it. Safe to use from several threads. */
interface OwnRunner extends AutoCloseable {

  /**
   * What a network gave.
   *
   * @param channels values per cell
   * @param height rows of cells
   * @param width columns of cells
   * @param values {@code [channels, height, width]}, row-major
   */
  record Output(int channels, int height, int width, float[] values) {

    /** The values cell by cell, {@code [height · width, channels]}. */
    float[] cells() {
      int cells = height * width;
      float[] result = new float[values.length];
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < cells; i++) {
          result[i * channels + c] = values[c * cells + i];
        }
      }
      return result;
    }
  }

  /**
   * Runs the network.
   *
   * @param input {@code [3, height, width]}, row-major
   * @throws org.vladoscope.common.InputException if it cannot run on that, or gives no map of cells
   */
  Output run(float[] input, int height, int width);

  @Override
  void close();
}
