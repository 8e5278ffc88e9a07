package org.vladoscope.index;

/** How it is measured how near two descriptors are. */
public enum Distance {
  /** Euclidean distance: small is near. */
  EUCLIDEAN,
  /** Dot product: large is near; not a distance in the strict sense, but used as one. */
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
