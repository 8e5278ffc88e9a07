package org.vladoscope.aggregate;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.common.SettingValue;
import org.vladoscope.compute.Compute;
import org.vladoscope.vlad.Vocabulary;
import org.vladoscope.vlad.VocabularyConfig;
import org.vladoscope.vlad.VocabularyTrainer;

/**
 * VLAD as AnyLoc has it (Keetha et al., RA-L 2023): every cell belongs to the cluster whose
 * direction is nearest to its own; residuals are taken from the centroid as it is.
 *
 * @param vocabulary how its vocabulary comes about; the version of the softmax does not matter
 */
record AnyLocHardAggregator(VocabularyConfig vocabulary) implements VladAggregator {

  @Override
  public String id() {
    return "anyloc-hard";
  }

  @Override
  public String label() {
    return "AnyLoc hard";
  }

  @Override
  public String summary() {
    return "every cell belongs to the cluster of nearest direction (AnyLoc's VLAD)";
  }

  @Override
  public List<SettingValue> settings() {
    return WordSettings.withoutSoftmax(vocabulary);
  }

  @Override
  public Aggregator withWords(VocabularyConfig words) {
    return new AnyLocHardAggregator(words);
  }

  @Override
  public AggregatorModel learn(
      FloatMatrix cells, Images images, Compute compute, Progress progress) {
    Path file = vocabulary.file();
    FloatMatrix centres =
        file == null
            ? VocabularyTrainer.centroids(cells, vocabulary, compute, progress.part(0, .8))
            : centres(file);
    Vocabulary words = Vocabulary.byCosine(centres, sharing(), 1, vocabulary.normalizeInput());
    return new VladModel(
        file == null ? refined(words, images, compute, progress.part(.8, 1)) : words);
  }

  @Override
  public void addTo(CacheKey key, Function<Path, ContentHash> contentOf) {
    WordSettings.addTo(key, vocabulary, contentOf);
  }

  @Override
  public Vocabulary.Sharing sharing() {
    return Vocabulary.Sharing.HARD;
  }
}
