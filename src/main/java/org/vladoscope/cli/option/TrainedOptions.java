package org.vladoscope.cli.option;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.ShapeReport;
import org.vladoscope.feature.models.ModelsFolder;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.VocabularyConfig;

/**
 * What {@code --vocabulary} and {@code --wpca} mean together with {@code --weights}.
 *
 * @param words what the file with a trained vocabulary holds, or null for clusters of the map
 * @param wpca where the projection comes from
 */
record TrainedOptions(@Nullable ShapeReport words, Projection wpca) {

  /** Where the projection comes from. */
  enum Projection {
    FILE,
    FIT,
    NONE
  }

  /**
   * Reads the options.
   *
   * @param vocabulary map, a file, or null if not given
   * @param wpca file, fit, none, or null if not given
   * @param backbone name of the network
   * @param weights its file, or null
   * @param models where files are looked for
   * @param hasDimensions true if dimensions were given, which speaks for fitting
   */
  static TrainedOptions of(
      @Nullable String vocabulary,
      @Nullable String wpca,
      String backbone,
      @Nullable Path weights,
      ModelsFolder models,
      boolean hasDimensions) {
    ShapeReport words = null;
    if (vocabulary != null && !vocabulary.equalsIgnoreCase("map")) {
      ModelWeights file = ModelWeights.read(models.resolve(Path.of(vocabulary)));
      file.demand(file.report().vocabulary(), "a vocabulary");
      words = file.report();
    } else if (vocabulary == null && weights != null && Backbones.readsCheckpoints(backbone)) {
      ShapeReport report = ModelWeights.read(weights).report();
      words = report.vocabulary().isComplete() ? report : null;
    }
    return new TrainedOptions(words, projection(wpca, words, hasDimensions));
  }

  private static Projection projection(
      @Nullable String wpca, @Nullable ShapeReport words, boolean hasDimensions) {
    if (wpca == null) {
      boolean trained = words != null && words.projection().isComplete() && !hasDimensions;
      return trained ? Projection.FILE : Projection.FIT;
    }
    Projection chosen =
        switch (wpca.toLowerCase(Locale.ROOT)) {
          case "file" -> Projection.FILE;
          case "fit" -> Projection.FIT;
          case "none" -> Projection.NONE;
          default ->
              throw new InputException("--wpca takes file, fit or none, not '" + wpca + "'.");
        };
    if (chosen == Projection.FILE && words == null) {
      throw new InputException(
          "--wpca file needs the vocabulary that the projection was trained with; name the file"
              + " with --vocabulary or --weights.");
    }
    if (chosen == Projection.FILE && hasDimensions) {
      throw new InputException(
          "--wpca file has its own dimensions; leave --whitening out or use --wpca fit.");
    }
    return chosen;
  }

  /** The vocabulary, given how it would be trained. */
  VocabularyConfig vocabulary(VocabularyConfig onMap, boolean hasClusters) {
    if (words == null) {
      return onMap;
    }
    if (hasClusters && onMap.clusters() != words.clusters()) {
      throw new InputException(
          String.format(
              "%s holds %d clusters, not %d; leave --clusters out, or train a vocabulary with"
                  + " --vocabulary map.",
              words.file(), words.clusters(), onMap.clusters()));
    }
    return onMap.withFile(words.file(), words.clusters());
  }

  /** The reduction, given how it would be fitted. */
  ReductionConfig reduction(ReductionConfig fitted) {
    return switch (wpca) {
      case FIT -> fitted;
      case NONE -> new ReductionConfig(0, fitted.whitening(), fitted.samples());
      case FILE -> {
        ShapeReport report = Objects.requireNonNull(words);
        ModelWeights.read(report.file()).demand(report.projection(), "a projection (WPCA)");
        yield ReductionConfig.trained(report.file(), report.dimensions());
      }
    };
  }
}
