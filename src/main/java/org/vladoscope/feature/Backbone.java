package org.vladoscope.feature;

import org.vladoscope.image.RgbImage;

/** A network that turns a picture into local features. Safe to use from several threads. */
public interface Backbone extends AutoCloseable {

  /** What this network is. */
  BackboneInfo info();

  /**
   * Computes the features of a picture that has its final size.
   *
   * @param image of a size that {@link BackboneInfo#checkSize} accepts
   */
  FeatureMap extract(RgbImage image);

  @Override
  void close();
}
