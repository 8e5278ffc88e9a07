package org.vladoscope.aggregate;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.common.SettingValue;
import org.vladoscope.compute.Compute;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.store.Packed;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.TrainedVlad;
import org.vladoscope.vlad.Vocabulary;
import org.vladoscope.vlad.VocabularyConfig;
import org.vladoscope.vlad.VocabularyTrainer;
import org.vladoscope.vlad.WordSums;

/** What aggregators that sum residuals to clusters have in common. */
interface VladAggregator extends Aggregator {

  /** Summing one residual takes about as long as so many of the projection's operations. */
  double SUM = 20;

  /** At most so many images refine the clusters: sixty did as well. */
  int REFINED_BY = 200;

  /** How its vocabulary comes about. */
  VocabularyConfig vocabulary();

  @Override
  default Optional<VocabularyConfig> words() {
    return Optional.of(vocabulary());
  }

  @Override
  default Optional<Path> file() {
    return Optional.ofNullable(vocabulary().file());
  }

  @Override
  default Sampling sampling() {
    VocabularyConfig words = vocabulary();
    return words.file() == null
        ? new Sampling(words.samples(), words.isRefined() ? REFINED_BY : 0, words.seed())
        : Sampling.NONE;
  }

  @Override
  default List<SettingValue> settings() {
    return WordSettings.of(vocabulary());
  }

  @Override
  default Aggregator with(String setting, String value) {
    return withWords(
        WordSettings.with(vocabulary(), setting, value).orElseThrow(() -> unknown(setting)));
  }

  @Override
  default Sum sum() {
    return new Sum.OverCells();
  }

  @Override
  default Patches patches() {
    return new Patches.Summed();
  }

  @Override
  default int descriptorLength(int channels) {
    return vocabulary().clusters() * channels;
  }

  @Override
  default double learningOperations(int channels) {
    return (double) vocabulary().samples() * descriptorLength(channels);
  }

  @Override
  default double globalOperations(int cells, int channels) {
    return (double) cells * descriptorLength(channels);
  }

  @Override
  default double patchOperations(PatchGrid grid, int channels) {
    return SUM * grid.count() * descriptorLength(channels) * grid.scale().size();
  }

  /** The vocabulary of the file that the settings name. */
  default Vocabulary read(Path file) {
    Vocabulary words =
        TrainedVlad.vocabulary(ModelWeights.read(file), vocabulary().normalizeInput());
    checkCount(file, words.size());
    return words;
  }

  /** The centres of the file that the settings name, {@code [K, C]}. */
  default FloatMatrix centres(Path file) {
    FloatMatrix centres = TrainedVlad.centres(ModelWeights.read(file));
    checkCount(file, centres.rows());
    return centres;
  }

  /** Refuses another number of clusters than the settings say. */
  private void checkCount(Path file, int clusters) {
    if (clusters != vocabulary().clusters()) {
      throw new InputException(
          String.format(
              "%s holds %d clusters, not %d; leave the number of clusters out.",
              file, clusters, vocabulary().clusters()));
    }
  }

  /** The clusters refined by images of the map as the settings say. */
  default Vocabulary refined(Vocabulary words, Images images, Compute compute, Progress progress) {
    VocabularyConfig config = vocabulary();
    if (!config.isRefined() || images.count() == 0) {
      return words;
    }
    WordSums[] sums = new WordSums[images.count()];
    compute.parallel(
        sums.length, progress, i -> sums[i] = WordSums.of(images.image(i, progress), words));
    return VocabularyTrainer.refine(words, sums, config, compute, progress);
  }

  @Override
  default ByteBuffer encode(AggregatorModel model) {
    Vocabulary words =
        model
            .vocabulary()
            .orElseThrow(() -> new IllegalArgumentException("a model without a vocabulary"));
    FloatMatrix projection = words.residualProjection();
    Packed entry =
        new Packed()
            .add(words.centroids())
            .add(words.assignmentWeights())
            .add(words.assignmentBias())
            .add(words.normalizeInput())
            .add(words.wordWeights())
            .add(projection != null);
    return (projection == null ? entry : entry.add(projection)).toBuffer();
  }

  @Override
  default AggregatorModel decode(ByteBuffer entry) {
    FloatMatrix centroids = Packed.matrix(entry);
    FloatMatrix weights = Packed.matrix(entry);
    float[] bias = Packed.floats(entry);
    boolean normalizeInput = Packed.flag(entry);
    float[] wordWeights = Packed.floats(entry);
    FloatMatrix projection = Packed.flag(entry) ? Packed.matrix(entry) : null;
    return new VladModel(
        new Vocabulary(
            centroids, weights, bias, normalizeInput, sharing(), projection, wordWeights, 0));
  }

  /** How cells are shared among clusters. */
  Vocabulary.Sharing sharing();
}
