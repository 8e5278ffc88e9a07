package org.vladoscope.embedding;

/**
 * The images of a map as points in the plane.
 *
 * @param method how they were found
 * @param x for each image; NaN if it could not be read
 * @param y for each image; NaN if it could not be read
 * @param between for each image, whether its place was not computed by the method, but lies between
 *     those of its nearest images
 * @param note what was done, sentences for people
 */
public record Embedding(
    EmbeddingMethod method, double[] x, double[] y, boolean[] between, String note) {

  /** Checks the lengths. */
  public Embedding {
    if (x.length != y.length || x.length != between.length) {
      throw new IllegalArgumentException(
          x.length + " x, " + y.length + " y, " + between.length + " marks");
    }
  }

  /** How many images there are, those without a place included. */
  public int count() {
    return x.length;
  }

  /** Whether an image has a place. */
  public boolean isPlaced(int image) {
    return !Double.isNaN(x[image]);
  }
}
