package org.vladoscope.feature;

import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.image.ImageSize;

/** A kind of backbone, such as a network architecture: everything that is known of it. */
public interface BackboneKind {

  /** Its name on the command line: lower-case letters, digits and hyphens. */
  String id();

  /** One line for people: what it is, and whether it needs a file. */
  String summary();

  /** Whether it takes, or needs, a file with weights. */
  WeightsNeed weights();

  /** Whether its file with weights is a checkpoint, which may hold vocabulary and WPCA too. */
  default boolean readsCheckpoints() {
    return false;
  }

  /** Whether a choice's file is a checkpoint that holds all its weights. Reads the file. */
  default boolean fits(BackboneChoice choice) {
    return false;
  }

  /** Whether layer and facet of its tokens can be chosen. */
  default boolean hasTokens() {
    return false;
  }

  /** Whether the attention of its class token is known; see {@link Backbone#attention}. */
  default boolean hasAttention() {
    return false;
  }

  /** Whether the layers of a choice can compute in reduced precision; others keep all digits. */
  default boolean hasReducedPrecision(BackboneChoice choice) {
    return false;
  }

  /**
   * Whether what a choice amounts to depends on the size of images: networks of which nothing is
   * known are tried at the size they will run at.
   */
  default boolean dependsOnSize() {
    return false;
  }

  /**
   * What a choice of this kind amounts to. May read the file with weights, but does not keep them.
   *
   * @param size of the images it is to run on; only used if it {@link #dependsOnSize}
   * @param compute for kinds that must run a network to know it; not used by others
   * @throws InputException if the weights are missing, cannot be read or do not fit
   */
  BackboneInfo describe(BackboneChoice choice, ImageSize size, Compute compute);

  /**
   * The same for kinds that take long to know it.
   *
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  default BackboneInfo describe(
      BackboneChoice choice, ImageSize size, Compute compute, Progress progress) {
    return describe(choice, size, compute);
  }

  /** Makes it ready to use without finding out again what {@link #describe} found. */
  default Backbone open(
      BackboneChoice choice,
      ImageSize size,
      Precision precision,
      BackboneInfo known,
      Compute compute) {
    return open(choice, size, precision, compute);
  }

  /**
   * Makes it ready to use.
   *
   * @param size of the images it is to run on; only used if it {@link #dependsOnSize}
   * @param precision of its layers; only full precision unless {@link #hasReducedPrecision}
   * @throws InputException if the weights are missing, cannot be read or do not fit
   */
  Backbone open(BackboneChoice choice, ImageSize size, Precision precision, Compute compute);
}
