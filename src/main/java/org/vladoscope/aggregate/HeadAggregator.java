package org.vladoscope.aggregate;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.vlad.PatchGrid;

/** What aggregators have in common that are read from a file with weights and learn nothing. */
interface HeadAggregator extends Aggregator {

  /** The file, or null while only the backbone's can be meant. */
  @Nullable Path weights();

  /** Where such a file comes from, as the end of a sentence. */
  String source();

  /** Makes it from a file that holds all of it. */
  AggregatorModel model(ModelWeights file);

  /** Length of descriptors, by a file that holds all of it. */
  int length(ModelWeights file);

  @Override
  default Optional<Path> file() {
    return Optional.ofNullable(weights());
  }

  @Override
  default Sampling sampling() {
    return Sampling.NONE;
  }

  /**
   * The file's tensors.
   *
   * @throws InputException if there is no file, it cannot be read, or it lacks the head
   */
  default ModelWeights read() {
    Path file = weights();
    if (file == null) {
      throw new InputException(
          String.format(
              "%s was trained with its network and needs a file with weights; give it for the"
                  + " network (--weights FILE) or for the aggregator alone (--aggregator-weights"
                  + " FILE, or Model\u2026 in the configuration); %s.",
              label(), source()));
    }
    ModelWeights read = ModelWeights.read(file);
    if (read.report().head() != head()) {
      throw new InputException(
          String.format(
              "%s does not hold the weights of %s; it has %s. Give them with --aggregator-weights"
                  + " FILE, or Model\u2026 in the configuration; %s.",
              file, label(), read.contents(), source()));
    }
    read.demand(read.report().head(head()), "the weights of " + label());
    return read;
  }

  @Override
  default AggregatorModel learn(
      FloatMatrix cells, Images images, Compute compute, Progress progress) {
    return model(read());
  }

  @Override
  default void addTo(CacheKey key, Function<Path, ContentHash> contentOf) {
    Path file = weights();
    if (file == null) {
      read(); // says that it is missing
    } else {
      key.with("weights of", contentOf.apply(file));
    }
  }

  @Override
  default ByteBuffer encode(AggregatorModel model) {
    throw new UnsupportedOperationException("nothing is learned");
  }

  @Override
  default AggregatorModel decode(ByteBuffer entry) {
    throw new UnsupportedOperationException("nothing is learned");
  }

  @Override
  default int descriptorLength(int channels) {
    return length(read());
  }

  @Override
  default double learningOperations(int channels) {
    return 0;
  }

  @Override
  default double patchOperations(PatchGrid grid, int channels) {
    return 0;
  }
}
