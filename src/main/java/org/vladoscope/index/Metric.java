package org.vladoscope.index;

/** What makes two descriptors near. */
public enum Metric {
  /** Euclidean distance: small is near. */
  EUCLIDEAN,
  /** Dot product: large is near. */
  INNER_PRODUCT;

  /**
   * A number that is smaller the nearer two descriptors are: the squared distance or the negative
   * product.
   *
   * @return the value that {@link Neighbours#values()} reports for it
   */
  public float value(double key) {
    return this == EUCLIDEAN ? (float) Math.sqrt(Math.max(0, key)) : (float) -key;
  }
}
