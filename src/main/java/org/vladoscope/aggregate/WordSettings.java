package org.vladoscope.aggregate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.InputException;
import org.vladoscope.common.SettingValue;
import org.vladoscope.vlad.VladVersion;
import org.vladoscope.vlad.VocabularyConfig;

/** Settings of clusters as text. */
final class WordSettings {

  private WordSettings() {}

  static List<SettingValue> of(VocabularyConfig words) {
    return List.of(
        setting("clusters", "Clusters", "Number of clusters, 2 to 1024", words.clusters()),
        setting("samples", "Vocabulary cells", "Cells that train the vocabulary", words.samples()),
        setting("iterations", "Iterations", "At most so many of k-means", words.iterations()),
        setting("seed", "Seed", "Start of the random choices", words.seed()),
        setting("vlad", "VLAD", "How the softmax starts out from the clusters", words.version()),
        setting(
            "normalize-input",
            "Unit length",
            "true if features are scaled to unit length first, or false",
            words.normalizeInput()),
        setting(
            "whiten-residuals",
            "Whiten residuals",
            "true if residuals are whitened by what images of the map give, or false",
            words.whitenResiduals()),
        setting(
            "weigh-clusters",
            "Weigh clusters",
            "true if clusters weigh by how they scatter between images of the map, or false",
            words.weighWords()));
  }

  /** Without how a softmax starts out, which only NetVLAD has. */
  static List<SettingValue> withoutSoftmax(VocabularyConfig words) {
    return of(words).stream().filter(s -> !s.name().equals("vlad")).toList();
  }

  static SettingValue setting(String name, String label, String help, Object value) {
    return new SettingValue(name, label, help + ".", String.valueOf(value));
  }

  /** Adds everything that decides where the clusters lie. */
  static void addTo(CacheKey key, VocabularyConfig words, Function<Path, ContentHash> contentOf) {
    Path file = words.file();
    if (file == null) {
      key.with("clusters", words.clusters())
          .with("samples", words.samples())
          .with("iterations", words.iterations())
          .with("seed", words.seed())
          .with("whitened residuals", words.whitenResiduals())
          .with("weighed clusters", words.weighWords());
    } else {
      key.with("clusters of", contentOf.apply(file));
    }
    key.with("unit length", words.normalizeInput());
  }

  /** The clusters with a setting changed; empty if there is no setting of that name. */
  static Optional<VocabularyConfig> with(VocabularyConfig words, String setting, String value) {
    return switch (setting) {
      case "clusters" -> {
        if (words.file() != null) {
          throw new InputException(
              "The vocabulary of " + words.file() + " is trained; its number is given.");
        }
        yield Optional.of(words.withClusters(number(setting, value)));
      }
      case "samples" -> Optional.of(words.withTraining(number(setting, value), words.iterations()));
      case "iterations" -> Optional.of(words.withTraining(words.samples(), number(setting, value)));
      case "seed" -> Optional.of(words.withSeed(whole(setting, value)));
      case "vlad" -> Optional.of(words.withVersion(VladVersion.parse(value)));
      case "normalize-input" -> Optional.of(words.withNormalizeInput(yesOrNo(setting, value)));
      case "whiten-residuals" ->
          Optional.of(words.withRefinement(yesOrNo(setting, value), words.weighWords()));
      case "weigh-clusters" ->
          Optional.of(words.withRefinement(words.whitenResiduals(), yesOrNo(setting, value)));
      default -> Optional.empty();
    };
  }

  static int number(String setting, String value) {
    long whole = whole(setting, value);
    if (whole < 0 || whole > Integer.MAX_VALUE) {
      throw new InputException(setting + " cannot be " + value.strip() + ".");
    }
    return (int) whole;
  }

  private static long whole(String setting, String value) {
    try {
      return Long.parseLong(value.strip());
    } catch (NumberFormatException e) {
      throw new InputException(
          "'" + value + "' is no value for " + setting + "; give a whole number.", e);
    }
  }

  static boolean yesOrNo(String setting, String value) {
    return switch (value.strip()) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new InputException(
              "'" + value + "' is no value for " + setting + "; give true or false.");
    };
  }
}
