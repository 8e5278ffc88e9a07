package org.vladoscope.aggregate;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Function;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.store.Packed;
import org.vladoscope.vlad.Vocabulary;
import org.vladoscope.vlad.VocabularyConfig;
import org.vladoscope.vlad.VocabularyTrainer;

/**
 * NetVLAD (Arandjelović et al., CVPR 2016): softly assigned residuals, each word's block scaled to
 * unit length, then the whole.
 *
 * @param vocabulary how its words come about
 */
record NetVladAggregator(VocabularyConfig vocabulary) implements VladAggregator {

  @Override
  public String id() {
    return "netvlad";
  }

  @Override
  public String label() {
    return "NetVLAD";
  }

  @Override
  public String summary() {
    return "every cell is shared among all words (soft assignment)";
  }

  @Override
  public Aggregator withWords(VocabularyConfig words) {
    return new NetVladAggregator(words);
  }

  @Override
  public AggregatorModel learn(FloatMatrix cells, Compute compute, Progress progress) {
    Path file = vocabulary.file();
    return new VladModel(
        file == null ? VocabularyTrainer.train(cells, vocabulary, compute, progress) : read(file));
  }

  @Override
  public void addTo(CacheKey key, Function<Path, ContentHash> contentOf) {
    WordSettings.addTo(key, vocabulary, contentOf);
    if (vocabulary.file() == null) {
      key.with("softmax", vocabulary.version().toString());
    }
  }

  @Override
  public ByteBuffer encode(AggregatorModel model) {
    Vocabulary words = VladAggregator.words(model);
    return new Packed()
        .add(words.centroids())
        .add(words.assignmentWeights())
        .add(words.assignmentBias())
        .add(words.normalizeInput())
        .toBuffer();
  }

  @Override
  public AggregatorModel decode(ByteBuffer entry) {
    return new VladModel(
        new Vocabulary(
            Packed.matrix(entry), Packed.matrix(entry), Packed.floats(entry), Packed.flag(entry)));
  }
}
