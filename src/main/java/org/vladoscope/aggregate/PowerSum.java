package org.vladoscope.aggregate;

import java.util.Arrays;
import java.util.BitSet;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.compute.NativeMatrix;
import org.vladoscope.vlad.CellSum;

/**
 * The cells of one image under a generalised mean: within its root, (Σ x^p / n)^(1/p) is a sum over
 * cells, and a mean over those that are left.
 *
 * @param powers x^p of every cell and channel, {@code [cells, C]} row by row
 * @param cells number of cells
 * @param power p
 * @param linear the layer that follows
 */
record PowerSum(double[] powers, int cells, double power, LinearHead linear) implements CellSum {

  /**
   * The powers of cells.
   *
   * @param unit cells of unit length
   * @param least values below this count as this
   */
  static PowerSum of(FloatMatrix unit, double least, double power, LinearHead linear) {
    double[] powers = new double[unit.data().length];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = Math.pow(Math.max(unit.data()[i], least), power);
    }
    return new PowerSum(powers, unit.rows(), power, linear);
  }

  private int channels() {
    return powers.length / cells;
  }

  private double[] sums(BitSet erased) {
    int channels = channels();
    double[] sums = new double[channels];
    for (int cell = erased.nextClearBit(0); cell < cells; cell = erased.nextClearBit(cell + 1)) {
      for (int c = 0; c < channels; c++) {
        sums[c] += powers[cell * channels + c];
      }
    }
    return sums;
  }

  @Override
  public float[] without(BitSet erased) {
    CellSum.checkSomeStay(erased, cells);
    double[] sums = sums(erased);
    int left = cells - erased.cardinality();
    float[] means = new float[sums.length];
    for (int c = 0; c < means.length; c++) {
      means[c] = (float) Math.pow(sums[c] / left, 1 / power);
    }
    return linear.of(means);
  }

  @Override
  public Slopes along(double[] direction) {
    return erased -> withoutEach(erased, direction);
  }

  private double[] withoutEach(BitSet erased, double[] direction) {
    double[] slopes = new double[cells];
    Arrays.fill(slopes, Double.NaN);
    int left = cells - erased.cardinality() - 1;
    if (left < 1) {
      return slopes;
    }
    int channels = channels();
    double[] sums = sums(erased);
    // A column of means for each cell that could go.
    BitSet staying = new BitSet(cells);
    staying.set(0, cells);
    staying.andNot(erased);
    int[] open = staying.stream().toArray();
    double[] means = new double[channels * open.length];
    for (int i = 0; i < open.length; i++) {
      for (int c = 0; c < channels; c++) {
        double rest = Math.max(0, sums[c] - powers[open[i] * channels + c]);
        means[c * open.length + i] = Math.pow(rest / left, 1 / power);
      }
    }
    FloatMatrix weight = linear.weight();
    double[] columns = new double[weight.data().length];
    for (int row = 0; row < weight.rows(); row++) {
      for (int c = 0; c < channels; c++) {
        columns[c * weight.rows() + row] = weight.get(row, c);
      }
    }
    double[] out =
        NativeMatrix.transposedTimes(means, open.length, columns, weight.rows(), channels);
    for (int i = 0; i < open.length; i++) {
      double dot = 0;
      double square = 0;
      for (int row = 0; row < weight.rows(); row++) {
        double value = out[i * weight.rows() + row] + linear.bias()[row];
        dot += value * direction[row];
        square += value * value;
      }
      slopes[open[i]] = dot / Math.max(Math.sqrt(square), L2.EPSILON);
    }
    return slopes;
  }
}
