package org.vladoscope.aggregate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vladoscope.common.InputException;
import org.vladoscope.common.SettingValue;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.TrainedVlad;
import org.vladoscope.vlad.Vocabulary;
import org.vladoscope.vlad.VocabularyConfig;

/** What aggregators that sum residuals to visual words have in common. */
interface VladAggregator extends Aggregator {

  /** Summing one residual takes about as long as so many of the projection's operations. */
  double SUM = 20;

  /** How its words come about. */
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
    return words.file() == null ? new Sampling(words.samples(), words.seed()) : Sampling.NONE;
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
  default boolean hasPatches() {
    return true;
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

  /** The words of the file that the settings name. */
  default Vocabulary read(Path file) {
    VocabularyConfig config = vocabulary();
    Vocabulary words = TrainedVlad.vocabulary(ModelWeights.read(file), config.normalizeInput());
    if (words.size() != config.clusters()) {
      throw new InputException(
          String.format(
              "%s holds %d words, not %d; leave the number of clusters out.",
              file, words.size(), config.clusters()));
    }
    return words;
  }

  /** The words of a model that an aggregator of this kind learned on a map; not from a file. */
  static Vocabulary words(AggregatorModel model) {
    return model
        .vocabulary()
        .filter(words -> words.cellProjection() == null)
        .orElseThrow(() -> new IllegalArgumentException("a model without words of the map"));
  }
}
