package org.vladoscope.feature;

import java.util.Optional;
import org.vladoscope.image.RgbImage;

/**
 * Turns an image into local features: a network, or any other computation on the same kind of grid.
 * Safe to use from several threads.
 */
public interface Backbone extends AutoCloseable {

  /** What this backbone is. */
  BackboneInfo info();

  /**
   * Computes the features of an image that has its final size.
   *
   * @param image of a size that {@link BackboneInfo#checkSize} accepts
   */
  FeatureMap extract(RgbImage image);

  /** What pixels become before they enter a network; nothing if there is no network. */
  default Optional<Preprocessing> inputPreprocessing() {
    return Optional.empty();
  }

  @Override
  void close();
}
