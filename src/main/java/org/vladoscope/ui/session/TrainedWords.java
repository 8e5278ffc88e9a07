package org.vladoscope.ui.session;

import java.nio.file.Path;
import java.util.Optional;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.pipeline.ModelExport;
import org.vladoscope.vlad.VocabularyConfig;

/**
 * What a training in the window came to.
 *
 * @param request what was asked for
 * @param news how it went
 * @param words those of the best epoch, if one is better than what there was
 */
public record TrainedWords(
    WordTraining.Request request, WordTraining.News news, Optional<Kept> words) {

  /**
   * A trained vocabulary in a file.
   *
   * @param file keeps them with the map, named by what it holds
   * @param model the clusters
   */
  public record Kept(Path file, ModelExport model) {

    /** True if a configuration makes the features that the clusters were trained for. */
    public boolean fits(PipelineConfig config) {
      PipelineConfig own = model.config();
      return own.imageSize().equals(config.imageSize())
          && own.decoding() == config.decoding()
          && own.backbone().equals(config.backbone())
          && own.networkPrecision() == config.networkPrecision();
    }

    /** A configuration with these clusters in the place of its own. */
    public PipelineConfig in(PipelineConfig config) {
      VocabularyConfig words = model.config().words().orElseThrow();
      return config.withAggregator(
          model.config().aggregator().withWords(words.withFile(file, model.vocabulary().size())),
          config.reduction().file() == null ? config.reduction() : model.config().reduction());
    }
  }
}
