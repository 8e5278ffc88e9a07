package org.vladoscope.teach.steps;

/**
 * The cosine similarity of two vectors and what each part of them adds to it.
 *
 * @param total −1 to 1; 0 if either vector is zero
 * @param parts one number for each block of values, adding up to the total
 */
public record Similarity(double total, double[] parts) {

  /**
   * Compares two vectors.
   *
   * @param block length of a part; divides the length of the vectors
   */
  public static Similarity between(double[] a, double[] b, int block) {
    if (a.length != b.length || block < 1 || a.length % block != 0) {
      throw new IllegalArgumentException(
          "vectors of " + a.length + " and " + b.length + " have no parts of " + block);
    }
    double norms = Math.sqrt(dot(a, a, 0, a.length) * dot(b, b, 0, b.length));
    double[] parts = new double[a.length / block];
    double total = 0;
    for (int i = 0; i < parts.length && norms > 0; i++) {
      parts[i] = dot(a, b, i * block, (i + 1) * block) / norms;
      total += parts[i];
    }
    return new Similarity(total, parts);
  }

  private static double dot(double[] a, double[] b, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
