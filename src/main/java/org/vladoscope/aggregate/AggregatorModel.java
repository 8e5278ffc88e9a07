package org.vladoscope.aggregate;

import java.util.Optional;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.vlad.CellSum;
import org.vladoscope.vlad.Vocabulary;

/**
 * An aggregator that is ready: it describes images, and tells what can be drawn of how it does so.
 * Immutable and safe to use from several threads.
 */
public interface AggregatorModel {

  /** Values per cell, C. */
  int channels();

  /** Length of its descriptors, D. */
  int descriptorLength();

  /** The global descriptor of an image, D values of unit length. */
  float[] global(FeatureMap map);

  /** Describes patches; empty where {@link Aggregator#patches} says that there are none. */
  default Optional<PatchDescriber> patches() {
    return Optional.empty();
  }

  /**
   * The sum over the cells of an image that its global descriptor is; empty where {@link
   * Aggregator#sum} says that it is none.
   */
  default Optional<CellSum> sum(FeatureMap map) {
    return Optional.empty();
  }

  /**
   * Its clusters, if its descriptor is a sum of residuals to clusters. Who owns each cell, the
   * residuals' shares and what each cluster adds to a similarity are drawn from them.
   */
  default Optional<Vocabulary> vocabulary() {
    return Optional.empty();
  }

  /**
   * The same with clusters that count more or less in global descriptors.
   *
   * @param factors K values of 0 or more, one of them above: see {@link Vocabulary#mixed}
   * @throws IllegalStateException if it has no clusters: see {@link Aggregator#withoutMix}
   */
  default AggregatorModel mixed(double[] factors) {
    throw new IllegalStateException("there are no clusters to mix");
  }

  /**
   * How the cells of an image are shared among clusters and a dustbin, if that is how it works.
   *
   * @throws org.vladoscope.common.InputException if the map lacks what it needs, such as a class
   *     token
   */
  default Optional<TransportAssignment> transport(FeatureMap map) {
    return Optional.empty();
  }

  /** About how much memory it takes. */
  default long bytes() {
    return 2L * Float.BYTES * descriptorLength();
  }
}
