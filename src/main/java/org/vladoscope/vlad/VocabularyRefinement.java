package org.vladoscope.vlad;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.NativeMatrix;
import org.vladoscope.linalg.InverseRoot;
import org.vladoscope.linalg.Products;

/**
 * Makes global descriptors by clusters that k-means found tell images apart better, from images of
 * the map alone: no one needs to know which of them show the same place. Clusters, shares and
 * patches stay as they are.
 *
 * <p>Two parts, each of which can be left out: residuals are whitened, that is multiplied by the
 * one matrix that makes them vary alike in all directions over all clusters and images; and
 * clusters weigh differently, see {@link WordWeights}. (Whitening of whole descriptors: Jégou and
 * Chum, ECCV 2012; of residuals cluster by cluster: Delhumeau et al., <i>Revisiting the VLAD image
 * representation</i>, ACM MM 2013. One matrix for all clusters needs far fewer images.)
 */
final class VocabularyRefinement {

  /** See {@link InverseRoot}. */
  private static final double SHRINKAGE = .1;

  private final Vocabulary words;
  private final WordSums[] images;
  private final Compute compute;
  private final Progress progress;

  /**
   * Clusters and the images to refine them by.
   *
   * @param images what they give to these clusters; one or more
   */
  VocabularyRefinement(Vocabulary words, WordSums[] images, Compute compute, Progress progress) {
    this.words = words;
    this.images = images;
    this.compute = compute;
    this.progress = progress;
  }

  /**
   * The refined clusters.
   *
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Vocabulary of(boolean whiten, boolean weigh) {
    FloatMatrix[] blocks = new FloatMatrix[images.length];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = images[i].blocks(words.centroids());
    }
    Vocabulary refined = words;
    if (whiten) {
      progress.report("Whitening residuals", 0);
      FloatMatrix root = InverseRoot.of(covariance(blocks), words.channels(), SHRINKAGE, progress);
      refined = refined.withResidualProjection(root);
      compute.parallel(
          blocks.length,
          progress,
          i -> {
            blocks[i] = Products.timesTransposed(blocks[i], root);
            L2.normalizeRows(blocks[i]);
          });
    }
    if (weigh) {
      progress.report("Weighing clusters", .5);
      refined = refined.withWordWeights(WordWeights.of(blocks, compute, progress));
    }
    return refined;
  }

  /** Mean of b·bᵀ over all clusters and images, b being a block; [C, C]. */
  private double[] covariance(FloatMatrix[] blocks) {
    int channels = words.channels();
    double[] sum = new double[channels * channels];
    for (FloatMatrix ofImage : blocks) {
      progress.check();
      double[] values = WordSums.doubles(ofImage.data());
      double[] products =
          NativeMatrix.transposedTimes(values, channels, values, channels, ofImage.rows());
      for (int i = 0; i < sum.length; i++) {
        sum[i] += products[i] / ((double) ofImage.rows() * blocks.length);
      }
    }
    return sum;
  }
}
