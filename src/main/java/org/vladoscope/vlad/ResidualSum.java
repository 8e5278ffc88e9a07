package org.vladoscope.vlad;

import java.util.BitSet;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.compute.NativeMatrix;
import org.vladoscope.feature.FeatureMap;

/**
 * The residuals of one image's cells, of which some are left out of the sums V_k = Σ a_k·(x − c_k).
 * How a cell is shared among the clusters depends on that cell alone, so the others keep their
 * shares; intra-normalisation and the final norm are those of the sums that are left.
 */
public final class ResidualSum implements CellSum {

  /**
   * A squared norm that falls below this share of what it was computed from has lost too many
   * digits to be told from 0.
   */
  private static final double LOST = 1e-8;

  private final Vocabulary vocabulary;
  private final FloatMatrix input;
  private final SoftAssignment assignment;

  private ResidualSum(Vocabulary vocabulary, FloatMatrix input, SoftAssignment assignment) {
    this.vocabulary = vocabulary;
    this.input = input;
    this.assignment = assignment;
  }

  /** The cells of an image. */
  public static ResidualSum of(FeatureMap map, Vocabulary vocabulary) {
    FloatMatrix input = vocabulary.input(map);
    return new ResidualSum(vocabulary, input, vocabulary.assign(map, input));
  }

  @Override
  public int cells() {
    return input.rows();
  }

  /** How the cells are shared among the clusters. */
  public SoftAssignment assignment() {
    return assignment;
  }

  @Override
  public float[] without(BitSet erased) {
    return NetVlad.unitLength(sums(erased), vocabulary.wordWeights());
  }

  /**
   * The projected sums of the cells that are left. They are summed anew: differences to the whole
   * would leave noise where a cluster has lost all its cells, and intra-normalisation would make it
   * as large as any other.
   */
  private FloatMatrix sums(BitSet erased) {
    CellSum.checkSomeStay(erased, cells());
    int count = cells() - erased.cardinality();
    FloatMatrix cells = FloatMatrix.zeros(count, input.cols());
    FloatMatrix shares = FloatMatrix.zeros(count, assignment.words());
    int row = 0;
    for (int cell = erased.nextClearBit(0); cell < cells(); cell = erased.nextClearBit(cell + 1)) {
      copy(input, cell, cells, row);
      copy(assignment.shares(), cell, shares, row);
      row++;
    }
    WordSums left = WordSums.of(cells, new SoftAssignment(1, count, shares));
    return vocabulary.projected(left.residuals(vocabulary.centroids()));
  }

  private static void copy(FloatMatrix from, int row, FloatMatrix to, int at) {
    System.arraycopy(from.data(), row * from.cols(), to.data(), at * from.cols(), from.cols());
  }

  @Override
  public Slopes along(double[] direction) {
    return new Along(direction);
  }

  /** What one cell less changes: one cluster's sum loses a_k·r with r = x − c_k. */
  private final class Along implements Slopes {

    private final int words = vocabulary.size();
    private final int channels = vocabulary.channels();
    private final double[] direction;

    /** Projected cells and centroids, transposed: a column for each. */
    private final double[] cellColumns;

    private final FloatMatrix projectedCells;
    private final FloatMatrix centroids;

    /** r·u_k and |r|², {@code [cells, K]}. */
    private final double[] residualDots;

    private final double[] residualSquares;

    Along(double[] direction) {
      this.direction = direction;
      projectedCells = vocabulary.projected(input);
      centroids = vocabulary.projected(vocabulary.centroids());
      cellColumns = columns(projectedCells.data(), cells());
      residualDots = residualsTimes(direction);
      residualSquares = new double[cells() * words];
      for (int cell = 0; cell < cells(); cell++) {
        for (int k = 0; k < words; k++) {
          double sum = 0;
          for (int c = 0; c < channels; c++) {
            double r = residual(cell, k, c);
            sum += r * r;
          }
          residualSquares[cell * words + k] = sum;
        }
      }
    }

    private double residual(int cell, int k, int c) {
      return (double) projectedCells.data()[cell * channels + c]
          - centroids.data()[k * channels + c];
    }

    private double[] columns(float[] rows, int count) {
      double[] columns = new double[rows.length];
      for (int i = 0; i < count; i++) {
        for (int c = 0; c < channels; c++) {
          columns[c * count + i] = rows[i * channels + c];
        }
      }
      return columns;
    }

    /** The residual of every cell to every cluster times the cluster's part of a vector. */
    private double[] residualsTimes(double[] blocks) {
      double[] columns = new double[blocks.length];
      double[] atCentroid = new double[words];
      for (int k = 0; k < words; k++) {
        for (int c = 0; c < channels; c++) {
          double value = blocks[k * channels + c];
          columns[c * words + k] = value;
          atCentroid[k] += value * centroids.data()[k * channels + c];
        }
      }
      double[] products =
          NativeMatrix.transposedTimes(cellColumns, cells(), columns, words, channels);
      for (int i = 0; i < products.length; i++) {
        products[i] -= atCentroid[i % words];
      }
      return products;
    }

    @Override
    public double[] withoutEach(BitSet erased) {
      double[] sums = WordSums.doubles(sums(erased).data());
      double[] squares = new double[words];
      double[] dots = new double[words];
      for (int i = 0; i < sums.length; i++) {
        squares[i / channels] += sums[i] * sums[i];
        dots[i / channels] += sums[i] * direction[i];
      }
      double whole = 0;
      double length = 0;
      for (int k = 0; k < words; k++) {
        whole += block(k, dots[k], squares[k]);
        length += square(k, squares[k]);
      }
      double[] residualsTimesSums = residualsTimes(sums);
      double[] slopes = new double[cells()];
      java.util.Arrays.fill(slopes, Double.NaN);
      if (cells() - erased.cardinality() < 2) {
        return slopes;
      }
      for (int cell = erased.nextClearBit(0);
          cell < cells();
          cell = erased.nextClearBit(cell + 1)) {
        double dot = whole;
        double squared = length;
        for (int k = 0; k < words; k++) {
          double share = assignment.share(cell, k);
          if (share > 0) {
            int at = cell * words + k;
            double less = squares[k] - 2 * share * residualsTimesSums[at];
            double own = share * share * residualSquares[at];
            double newDot = dots[k] - share * residualDots[at];
            double newSquare = less + own;
            if (newSquare < LOST * (squares[k] + own)) {
              double[] exact = exact(k, cell, erased);
              newDot = exact[0];
              newSquare = exact[1];
            }
            dot += block(k, newDot, newSquare) - block(k, dots[k], squares[k]);
            squared += square(k, newSquare) - square(k, squares[k]);
          }
        }
        slopes[cell] = dot / Math.max(Math.sqrt(Math.max(0, squared)), L2.EPSILON);
      }
      return slopes;
    }

    /** What a cluster's block adds to the product, before the whole is of unit length. */
    private double block(int k, double dot, double square) {
      return vocabulary.wordWeights()[k] * dot / Math.max(Math.sqrt(square), L2.EPSILON);
    }

    /** The squared length of a cluster's block, likewise. */
    private double square(int k, double square) {
      double norm = Math.sqrt(square);
      double length = vocabulary.wordWeights()[k] * norm / Math.max(norm, L2.EPSILON);
      return length * length;
    }

    /** V_k·u_k and |V_k|² summed anew without a cell. */
    private double[] exact(int k, int without, BitSet erased) {
      double[] sum = new double[channels];
      for (int cell = erased.nextClearBit(0);
          cell < cells();
          cell = erased.nextClearBit(cell + 1)) {
        double share = assignment.share(cell, k);
        if (cell != without && share > 0) {
          for (int c = 0; c < channels; c++) {
            sum[c] += share * residual(cell, k, c);
          }
        }
      }
      double dot = 0;
      double square = 0;
      for (int c = 0; c < channels; c++) {
        dot += sum[c] * direction[k * channels + c];
        square += sum[c] * sum[c];
      }
      return new double[] {dot, square};
    }
  }
}
