package org.vladoscope.cli.option;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.train.TrainedPart;
import org.vladoscope.train.TrainingConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how the vocabulary is trained. */
public final class TrainingOptions {

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec spec;

  @Option(
      names = "--train",
      paramLabel = "PART",
      split = ",",
      description =
          "What is trained: projection (of the residuals), centroids, assignment, weights (of the"
              + " clusters); several with commas (projection,centroids).")
  @Nullable List<String> parts;

  @Option(
      names = "--first-guess",
      negatable = true,
      description =
          "Begin with a guess from what matched images differ by, for projection and centroids (the"
              + " default).")
  @Nullable Boolean firstGuess;

  @Option(names = "--epochs", paramLabel = "N", description = "At most so many epochs (30).")
  @Nullable Integer epochs;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "End after so many epochs without a better held-out recall (10).")
  @Nullable Integer patience;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "Step of a part as a share of its typical value (0.003).")
  @Nullable Double learningRate;

  @Option(
      names = "--decay",
      paramLabel = "R",
      description = "How strongly values are drawn back to where they began, 0 to 1 (0).")
  @Nullable Double decay;

  @Option(
      names = "--margin",
      paramLabel = "M",
      description =
          "So much farther away than the positive a negative must be, in squared distances (0.3;"
              + " 0.1 in the original).")
  @Nullable Double margin;

  @Option(names = "--negatives", paramLabel = "N", description = "Negatives of each query (10).")
  @Nullable Integer negatives;

  @Option(names = "--batch", paramLabel = "N", description = "Queries in a step (4).")
  @Nullable Integer batch;

  @Option(
      names = "--held-out",
      paramLabel = "SHARE",
      description = "Share of the queries that is held out (0.5).")
  @Nullable Double heldOut;

  @Option(
      names = "--held-out-side",
      paramLabel = "first|last",
      description = "Which side of the map is held out (last).")
  @Nullable String side;

  @Option(
      names = "--training-seed",
      paramLabel = "N",
      description = "Seed of the order of the queries (1).")
  @Nullable Long seed;

  /** The default with the given options put over it. */
  public TrainingConfig config() {
    TrainingConfig usual = TrainingConfig.DEFAULT;
    try {
      return new TrainingConfig(
          parts == null ? usual.parts() : parts(parts),
          or(firstGuess, usual.firstGuess()),
          or(epochs, usual.epochs()),
          or(patience, usual.patience()),
          or(learningRate, usual.learningRate()),
          or(decay, usual.decay()),
          or(margin, usual.margin()),
          or(negatives, usual.negatives()),
          or(batch, usual.batch()),
          or(heldOut, usual.heldOut()),
          side == null ? usual.heldOutFirst() : isFirst(side),
          or(seed, usual.seed()));
    } catch (InputException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static Set<TrainedPart> parts(List<String> names) {
    Set<TrainedPart> parts = new LinkedHashSet<>();
    names.forEach(name -> parts.add(TrainedPart.parse(name)));
    return parts;
  }

  private static boolean isFirst(String side) {
    return switch (side.trim().toLowerCase(Locale.ROOT)) {
      case "first" -> true;
      case "last" -> false;
      default ->
          throw new InputException("--held-out-side takes first or last, not '" + side + "'.");
    };
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
