package org.vladoscope.aggregate;

import java.nio.file.Path;
import java.util.function.Function;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.vlad.Vocabulary;
import org.vladoscope.vlad.VocabularyConfig;
import org.vladoscope.vlad.VocabularyTrainer;

/**
 * NetVLAD (Arandjelović et al., CVPR 2016): softly assigned residuals, each cluster's block scaled
 * to unit length, then the whole.
 *
 * @param vocabulary how its vocabulary comes about
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
    return "every cell is shared among all clusters (soft assignment)";
  }

  @Override
  public Aggregator withWords(VocabularyConfig words) {
    return new NetVladAggregator(words);
  }

  @Override
  public AggregatorModel learn(
      FloatMatrix cells, Images images, Compute compute, Progress progress) {
    Path file = vocabulary.file();
    if (file != null) {
      return new VladModel(read(file));
    }
    Vocabulary words = VocabularyTrainer.train(cells, vocabulary, compute, progress.part(0, .8));
    return new VladModel(refined(words, images, compute, progress.part(.8, 1)));
  }

  @Override
  public void addTo(CacheKey key, Function<Path, ContentHash> contentOf) {
    WordSettings.addTo(key, vocabulary, contentOf);
    if (vocabulary.file() == null) {
      key.with("softmax", vocabulary.version().toString());
    }
  }

  @Override
  public Vocabulary.Sharing sharing() {
    return Vocabulary.Sharing.SOFT;
  }
}
