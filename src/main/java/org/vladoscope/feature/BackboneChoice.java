package org.vladoscope.feature;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which backbone to use.
 *
 * @param id one of {@link Backbones#ids()}
 * @param weights a file with other weights for it, or null for its own
 */
public record BackboneChoice(String id, @Nullable Path weights) {

  /** The embedded network. */
  public static final BackboneChoice EMBEDDED =
      new BackboneChoice(Backbones.MOBILENETV2_COCO, null);
}
