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

  /**
   * Where the class token looks in the last block that is computed, and through all blocks up to
   * it; nothing if the network has no attention, or none that is computed here.
   *
   * @param image of a size that {@link BackboneInfo#checkSize} accepts
   * @throws org.vladoscope.common.InputException if the image has too many cells for the memory
   */
  default Optional<AttentionMaps> attention(RgbImage image) {
    return Optional.empty();
  }

  /** What pixels become before they enter a network; nothing if there is no network. */
  default Optional<Preprocessing> inputPreprocessing() {
    return Optional.empty();
  }

  @Override
  void close();
}
