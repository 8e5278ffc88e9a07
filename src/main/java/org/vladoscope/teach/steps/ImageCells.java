package org.vladoscope.teach.steps;

import java.util.Optional;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.PrincipalComponents;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.vlad.SoftAssignment;
import org.vladoscope.vlad.Vocabulary;

/**
 * The cells of an image with every step from them to its global descriptor, and their places in the
 * plane of their two strongest principal components.
 *
 * @param map the features
 * @param input {@code [cells, C]}: features as the vocabulary sees them
 * @param vocabulary the clusters
 * @param assignment how cells are shared among clusters
 * @param steps from shares to the descriptor: sum, intra-normalisation, L2, whitening if there is a
 *     projection
 * @param places {@code [cells, 2]}
 * @param wordPlaces {@code [K, 2]}: where the clusters lie in the same plane
 * @param varianceShares share of all variance along either axis
 */
public record ImageCells(
    FeatureMap map,
    FloatMatrix input,
    Vocabulary vocabulary,
    SoftAssignment assignment,
    VladSteps steps,
    FloatMatrix places,
    FloatMatrix wordPlaces,
    double[] varianceShares) {

  private static final Switches NETVLAD = new Switches(true, 1, false, true, true, true);

  /**
   * Computes them.
   *
   * @param whitening the projection of descriptors, if there is one
   * @throws org.vladoscope.common.InputException if the map has less than three cells
   */
  public static ImageCells of(
      FeatureMap map,
      Vocabulary vocabulary,
      Optional<Whitening> whitening,
      Compute compute,
      Progress progress) {
    FloatMatrix input = vocabulary.input(map);
    SoftAssignment assignment = vocabulary.assign(map);
    VladSteps steps =
        VladSteps.of(
            rows(input),
            rows(vocabulary.centroids()),
            rows(assignment.shares()),
            NETVLAD,
            whitening);
    progress.check();
    PrincipalComponents axes = PrincipalComponents.fit(input, 2, compute, progress);
    double all = variance(input, axes.mean());
    double[] shares = new double[2];
    for (int i = 0; i < 2; i++) {
      shares[i] = all > 0 ? axes.variances()[i] / all : 0;
    }
    return new ImageCells(
        map,
        input,
        vocabulary,
        assignment,
        steps,
        places(input, axes),
        places(vocabulary.centroids(), axes),
        shares);
  }

  /** One cluster's part of a vector of K·C values. */
  public double[] block(double[] vector, int word) {
    int channels = vocabulary.channels();
    return java.util.Arrays.copyOfRange(vector, word * channels, (word + 1) * channels);
  }

  /** Share times residual of a cell and a cluster: a·(x − c). */
  public double[] residual(int cell, int word) {
    double[] result = new double[vocabulary.channels()];
    for (int c = 0; c < result.length; c++) {
      result[c] =
          assignment.share(cell, word)
              * ((double) input.get(cell, c) - vocabulary.centroids().get(word, c));
    }
    return result;
  }

  private static double variance(FloatMatrix rows, float[] mean) {
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      for (int d = 0; d < rows.cols(); d++) {
        double difference = rows.get(i, d) - mean[d];
        sum += difference * difference;
      }
    }
    return sum / (rows.rows() - 1);
  }

  private static FloatMatrix places(FloatMatrix rows, PrincipalComponents axes) {
    FloatMatrix result = FloatMatrix.zeros(rows.rows(), 2);
    for (int i = 0; i < rows.rows(); i++) {
      for (int axis = 0; axis < 2; axis++) {
        double sum = 0;
        for (int d = 0; d < rows.cols(); d++) {
          sum += axes.directions().get(axis, d) * ((double) rows.get(i, d) - axes.mean()[d]);
        }
        result.data()[2 * i + axis] = (float) sum;
      }
    }
    return result;
  }

  private static double[][] rows(FloatMatrix matrix) {
    double[][] result = new double[matrix.rows()][matrix.cols()];
    for (int i = 0; i < result.length; i++) {
      for (int j = 0; j < matrix.cols(); j++) {
        result[i][j] = matrix.get(i, j);
      }
    }
    return result;
  }
}
