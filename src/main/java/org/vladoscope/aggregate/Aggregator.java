package org.vladoscope.aggregate;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.common.Variant;
import org.vladoscope.compute.Compute;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.checkpoint.Head;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.VocabularyConfig;

/**
 * A way to aggregate the cells of an image into a global descriptor and, where it can, into patch
 * descriptors: everything the program knows of it. Implementations are records whose components are
 * its settings. What it learns on a map, or reads from a file, is an {@link AggregatorModel}.
 */
public interface Aggregator extends Variant<Aggregator> {

  /**
   * What of a map's database images it wants to see before it can describe anything.
   *
   * @param cells how many cells, drawn at random, as many from each image; 0 for none
   * @param images at most how many whole images besides, spread evenly over the database
   * @param seed of the random choice of cells
   */
  record Sampling(int cells, int images, long seed) {

    /** Nothing is learned on the map. */
    public static final Sampling NONE = new Sampling(0, 0, 0);
  }

  /** Whole images to learn on, one at a time: they need not fit into memory together. */
  interface Images {

    /** No images. */
    Images NONE =
        new Images() {
          @Override
          public int count() {
            return 0;
          }

          @Override
          public FeatureMap image(int index, Progress progress) {
            throw new IndexOutOfBoundsException(index);
          }
        };

    /** How many there are. */
    int count();

    /**
     * The cells of one; from several threads at once.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    FeatureMap image(int index, Progress progress);
  }

  /** What it has to say of patches: each way is a case that those who ask must deal with. */
  sealed interface Patches {

    /** A descriptor is a sum over cells, so each patch has one of its own. */
    record Summed() implements Patches {}

    /**
     * Only whole images are described: the global ranking stands.
     *
     * @param reason why, for people, continuing "has no patch descriptors, because"
     */
    record None(String reason) implements Patches {}
  }

  /** Whether its global descriptor is a sum over cells: what an eraser asks. */
  sealed interface Sum {
    /** It is: {@link AggregatorModel#sum} gives the sum, from which cells can be left out. */
    record OverCells() implements Sum {}

    /**
     * It is not.
     *
     * @param reason why, for people, continuing "is no sum over cells, because"
     */
    record None(String reason) implements Sum {}
  }

  /** What it learns on; {@link Sampling#NONE} if it learns nothing on the map. */
  Sampling sampling();

  /** The file it was trained elsewhere in, if any. */
  default Optional<Path> file() {
    return Optional.empty();
  }

  /**
   * Gets ready to describe images.
   *
   * @param cells {@code [n, C]}: what {@link #sampling} asked for, or no rows
   * @param images the whole images it asked for
   * @throws InputException if its file cannot be used, or the cells do not determine it
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  AggregatorModel learn(FloatMatrix cells, Images images, Compute compute, Progress progress);

  /**
   * Adds everything that decides what is learned and how images are described.
   *
   * @param contentOf the hash of a file's content: what a file is called decides nothing
   */
  void addTo(CacheKey key, Function<Path, ContentHash> contentOf);

  /** A model as the cache keeps it. */
  ByteBuffer encode(AggregatorModel model);

  /** Reads what {@link #encode} wrote under the same key. */
  AggregatorModel decode(ByteBuffer entry);

  /** How its vocabulary comes about, if it has any. */
  default Optional<VocabularyConfig> words() {
    return Optional.empty();
  }

  /**
   * The same with another vocabulary.
   *
   * @throws InputException if it has none
   */
  default Aggregator withWords(VocabularyConfig words) {
    throw new InputException(
        "The aggregator " + id() + " has no vocabulary; leave settings of the vocabulary out.");
  }

  /** False if it takes the descriptor that a network gives, and so needs one that gives it. */
  default boolean aggregates() {
    return true;
  }

  /** Whether it describes patches too, and if not, why. */
  Patches patches();

  /** True if it describes patches too; without them, the global ranking stands. */
  default boolean hasPatches() {
    return switch (patches()) {
      case Patches.Summed _ -> true;
      case Patches.None _ -> false;
    };
  }

  /** Why candidates are not re-ranked by patches, as a sentence; empty if they can be. */
  default Optional<String> withoutPatches() {
    return switch (patches()) {
      case Patches.Summed _ -> Optional.empty();
      case Patches.None none ->
          Optional.of(
              label()
                  + " has no patch descriptors, because "
                  + none.reason()
                  + "; candidates stay in the order of their global descriptors.");
    };
  }

  /** Whether its global descriptor is a sum over cells, and if not, why. */
  default Sum sum() {
    return new Sum.None("it does not say how the cells of an image add up to its descriptor");
  }

  /** Why cells cannot be erased, as a sentence; empty if they can be. */
  default Optional<String> withoutSum() {
    return switch (sum()) {
      case Sum.OverCells _ -> Optional.empty();
      case Sum.None none ->
          Optional.of(
              "The descriptor of "
                  + label()
                  + " is no sum over cells, because "
                  + none.reason()
                  + "; so there is no exact answer to what it would be without some of them.");
    };
  }

  /** True if its descriptors are residuals to clusters, which can be drawn. */
  default boolean hasClusters() {
    return words().isPresent();
  }

  /** Why its clusters cannot count more or less, as a sentence; empty if they can. */
  default Optional<String> withoutMix() {
    if (hasClusters()) {
      return Optional.empty();
    }
    return Optional.of(
        hasTransport()
            ? label()
                + " joins its clusters with a summary of the whole image into one descriptor, so"
                + " that it has no blocks of clusters alone which could be mixed."
            : label() + " has no clusters, so there is nothing to mix.");
  }

  /** True if cells are shared by optimal transport, which {@link TransportAssignment} shows. */
  default boolean hasTransport() {
    return false;
  }

  /** What of a file with weights it is made from, if it is not a vocabulary. */
  default Head head() {
    return Head.NONE;
  }

  /**
   * The same with the weights of a file.
   *
   * @throws InputException if it has none but perhaps a vocabulary
   */
  default Aggregator withHead(Path file) {
    throw new InputException(
        "The aggregator " + id() + " takes no file with weights of its own; leave it out.");
  }

  /**
   * Length of its descriptors before any projection.
   *
   * @param channels values per cell, C
   */
  int descriptorLength(int channels);

  /**
   * The work of learning, in operations that grow as its running time does.
   *
   * @param channels values per cell, C
   */
  double learningOperations(int channels);

  /**
   * The work of one global descriptor, likewise.
   *
   * @param cells of an image
   * @param channels values per cell, C
   */
  double globalOperations(int cells, int channels);

  /**
   * The work of the patches of one image at one size, likewise, without projecting them; 0 if it
   * has none.
   *
   * @param channels values per cell, C
   */
  double patchOperations(PatchGrid grid, int channels);
}
