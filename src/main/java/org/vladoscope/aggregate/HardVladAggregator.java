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
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.vlad.Vocabulary;
import org.vladoscope.vlad.VocabularyConfig;
import org.vladoscope.vlad.VocabularyTrainer;

/**
 * VLAD with hard assignment (Jégou et al., CVPR 2010) and intra-normalisation (Arandjelović and
 * Zisserman, <i>All about VLAD</i>, CVPR 2013): every cell belongs to its nearest cluster.
 *
 * @param vocabulary how its vocabulary comes about; the version of the softmax does not matter
 */
record HardVladAggregator(VocabularyConfig vocabulary) implements VladAggregator {

  @Override
  public String id() {
    return "hard-vlad";
  }

  @Override
  public String label() {
    return "Hard VLAD";
  }

  @Override
  public String summary() {
    return "every cell belongs to its nearest cluster (hard assignment)";
  }

  @Override
  public List<SettingValue> settings() {
    return WordSettings.withoutSoftmax(vocabulary);
  }

  @Override
  public Aggregator withWords(VocabularyConfig words) {
    return new HardVladAggregator(words);
  }

  @Override
  public AggregatorModel learn(
      FloatMatrix cells, Images images, Compute compute, Progress progress) {
    Path file = vocabulary.file();
    if (file == null) {
      FloatMatrix centroids =
          VocabularyTrainer.centroids(cells, vocabulary, compute, progress.part(0, .8));
      Vocabulary words = Vocabulary.hard(centroids, vocabulary.normalizeInput());
      return new VladModel(refined(words, images, compute, progress.part(.8, 1)));
    }
    if (ModelWeights.read(file).has("centroids.alone")) {
      return new VladModel(Vocabulary.hard(centres(file), vocabulary.normalizeInput()));
    }
    Vocabulary trained = read(file);
    return new VladModel(
        Vocabulary.hard(trained.centroids(), vocabulary.normalizeInput())
            .withResidualProjection(trained.residualProjection())
            .withWordWeights(trained.wordWeights()));
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
