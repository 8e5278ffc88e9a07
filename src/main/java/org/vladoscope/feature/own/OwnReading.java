package org.vladoscope.feature.own;

import java.util.Arrays;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.feature.BackboneOutput;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.image.ImageSize;

/** What the output of a network is taken for. */
sealed interface OwnReading {

  /** Values per cell, or of the descriptor. */
  int channels();

  /** What the backbone gives. */
  BackboneOutput output();

  /** What was read, measured or worked out, for people. */
  String words();

  /** The shape that its output must have for images of a size. */
  int[] shape(ImageSize size);

  /** The features of an output of that shape. */
  FeatureMap features(OwnRunner.Output output);

  /**
   * {@code [1, C, rows, columns]}: a map of cells.
   *
   * @param channels C
   * @param geometry where cells lie
   * @param isMeasured false if the geometry was stated
   */
  record Cells(int channels, CellGeometry geometry, boolean isMeasured) implements OwnReading {

    @Override
    public BackboneOutput output() {
      return new BackboneOutput.Cells(geometry);
    }

    @Override
    public String words() {
      return String.format(
          "stride %d, receptive field %d, padding %d (%s)",
          geometry.stride(),
          geometry.receptiveField(),
          geometry.padding(),
          isMeasured ? "measured" : "as stated");
    }

    @Override
    public int[] shape(ImageSize size) {
      return new int[] {
        1, channels, size.height() / geometry.stride(), size.width() / geometry.stride()
      };
    }

    @Override
    public FeatureMap features(OwnRunner.Output output) {
      int rows = output.shape()[2];
      int columns = output.shape()[3];
      int count = rows * columns;
      float[] cells = new float[count * channels];
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < count; i++) {
          cells[i * channels + c] = output.values()[c * count + i];
        }
      }
      return new FeatureMap(rows, columns, FloatMatrix.of(count, channels, cells), geometry);
    }
  }

  /**
   * {@code [1, N, C]}: tokens, first some of the image as a whole, then those of patches, row by
   * row.
   *
   * @param channels C
   * @param leading tokens that are dropped
   * @param grid rows and columns of patches
   * @param patch side of a patch in pixels
   * @param isWorkedOut true if leading tokens or patches follow from their number alone
   */
  record Tokens(int channels, int leading, OwnSettings.Grid grid, int patch, boolean isWorkedOut)
      implements OwnReading {

    @Override
    public BackboneOutput output() {
      return new BackboneOutput.Cells(new CellGeometry(patch, patch, 0));
    }

    @Override
    public String words() {
      return String.format(
          "%d tokens: %s, %d × %d patches of %d pixels (%s)",
          leading + grid.rows() * grid.columns(),
          leading == 0
              ? "none dropped"
              : leading == 1 ? "the first dropped" : "the first " + leading + " dropped",
          grid.rows(),
          grid.columns(),
          patch,
          isWorkedOut ? "worked out from their number and the image size" : "as stated");
    }

    @Override
    public int[] shape(ImageSize size) {
      return new int[] {1, leading + grid.rows() * grid.columns(), channels};
    }

    @Override
    public FeatureMap features(OwnRunner.Output output) {
      return new FeatureMap(
          grid.rows(),
          grid.columns(),
          FloatMatrix.of(
              grid.rows() * grid.columns(),
              channels,
              Arrays.copyOfRange(output.values(), leading * channels, output.values().length)),
          new CellGeometry(patch, patch, 0));
    }
  }

  /**
   * {@code [1, D]}, or a map or tokens of a single cell: a descriptor of the whole image.
   *
   * @param channels D
   * @param rank number of axes of the output
   */
  record Descriptor(int channels, int rank) implements OwnReading {

    @Override
    public BackboneOutput output() {
      return new BackboneOutput.Descriptor();
    }

    @Override
    public String words() {
      return "one descriptor of " + channels + " values for the whole image";
    }

    @Override
    public int[] shape(ImageSize size) {
      return switch (rank) {
        case 2 -> new int[] {1, channels};
        case 3 -> new int[] {1, 1, channels};
        default -> new int[] {1, channels, 1, 1};
      };
    }

    @Override
    public FeatureMap features(OwnRunner.Output output) {
      // Of unit length, so that 16 bits hold it whatever its length was.
      float[] values = output.values().clone();
      L2.normalize(values, 0, values.length);
      return new FeatureMap(
          1, 1, FloatMatrix.of(1, channels, values), new BackboneOutput.Descriptor().geometry());
    }
  }
}
