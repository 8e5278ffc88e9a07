package org.vladoscope.feature;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which backbone to use.
 *
 * @param id the name of a {@link BackboneKind}
 * @param weights a file with other weights for it, or null for its own
 * @param randomParts true to accept that parts which the file lacks get random numbers; without
 *     that, such a file is refused
 * @param tokens which tokens are the features of a vision transformer; other networks have only
 *     their output
 */
public record BackboneChoice(
    String id, @Nullable Path weights, boolean randomParts, TokenChoice tokens) {

  /** The embedded network. */
  public static final BackboneChoice EMBEDDED = new BackboneChoice("mobilenetv2-coco", null);

  /** A backbone all of whose parts have weights. */
  public BackboneChoice(String id, @Nullable Path weights) {
    this(id, weights, false);
  }

  /** A backbone with its output as features. */
  public BackboneChoice(String id, @Nullable Path weights, boolean randomParts) {
    this(id, weights, randomParts, TokenChoice.OUTPUT);
  }

  /** The same with another file. */
  public BackboneChoice withWeights(@Nullable Path file) {
    return new BackboneChoice(id, file, randomParts, tokens);
  }

  /** The same with other tokens. */
  public BackboneChoice withTokens(TokenChoice other) {
    return new BackboneChoice(id, weights, randomParts, other);
  }
}
