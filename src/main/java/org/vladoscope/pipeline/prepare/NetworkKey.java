package org.vladoscope.pipeline.prepare;

import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageSize;

/** Which images of a map can be used depends on this. */
record NetworkKey(ImageSize size, Decoding decoding, BackboneChoice backbone, Precision precision) {

  static NetworkKey of(PipelineConfig config) {
    return new NetworkKey(
        config.imageSize(), config.decoding(), config.backbone(), config.networkPrecision());
  }
}
