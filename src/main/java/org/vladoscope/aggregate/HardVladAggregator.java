package org.vladoscope.aggregate;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.common.SettingValue;
import org.vladoscope.compute.Compute;
import org.vladoscope.store.Packed;
import org.vladoscope.vlad.Vocabulary;
import org.vladoscope.vlad.VocabularyConfig;
import org.vladoscope.vlad.VocabularyTrainer;

/**
 * VLAD with hard assignment (Jégou et al., CVPR 2010) and intra-normalisation (Arandjelović and
 * Zisserman, <i>All about VLAD</i>, CVPR 2013): every cell belongs to its nearest word.
 *
 * @param vocabulary how its words come about; the version of the softmax does not matter
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
    return "every cell belongs to its nearest word (hard assignment)";
  }

  @Override
  public List<SettingValue> settings() {
    return VladAggregator.super.settings().stream().filter(s -> !s.name().equals("vlad")).toList();
  }

  @Override
  public Aggregator withWords(VocabularyConfig words) {
    return new HardVladAggregator(words);
  }

  @Override
  public AggregatorModel learn(FloatMatrix cells, Compute compute, Progress progress) {
    Path file = vocabulary.file();
    if (file == null) {
      FloatMatrix centroids = VocabularyTrainer.centroids(cells, vocabulary, compute, progress);
      return new VladModel(Vocabulary.hard(centroids, vocabulary.normalizeInput()));
    }
    Vocabulary trained = read(file);
    return new VladModel(
        Vocabulary.hard(trained.centroids(), vocabulary.normalizeInput())
            .withCellProjection(trained.cellProjection()));
  }

  @Override
  public void addTo(CacheKey key, Function<Path, ContentHash> contentOf) {
    WordSettings.addTo(key, vocabulary, contentOf);
  }

  @Override
  public ByteBuffer encode(AggregatorModel model) {
    Vocabulary words = VladAggregator.words(model);
    return new Packed().add(words.centroids()).add(words.normalizeInput()).toBuffer();
  }

  @Override
  public AggregatorModel decode(ByteBuffer entry) {
    return new VladModel(Vocabulary.hard(Packed.matrix(entry), Packed.flag(entry)));
  }
}
