package org.vladoscope.config;

import java.util.Locale;

/**
 * How the images that several cameras took at one place are used together. Without cameras all of
 * these mean the same.
 */
public enum CameraFusion {
  /** A place is as near as its nearest image is to any image of the query's place. */
  BEST("the best pair of cameras"),

  /**
   * A place is as near as the images of the same cameras are on average: the root of the mean
   * squared distance, which is the distance of the cameras' descriptors joined into one. Scores of
   * patches are averaged over the cameras too.
   */
  FUSED("all cameras together");

  private final String label;

  CameraFusion(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
