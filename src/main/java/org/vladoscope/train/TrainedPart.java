package org.vladoscope.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.vladoscope.common.InputException;

/** What of a vocabulary is trained. */
public enum TrainedPart {
  /** The matrix that residuals are multiplied by in global descriptors, C × C. */
  PROJECTION,
  /** Where the centroids are, K × C. */
  CENTROIDS,
  /** How features are shared among the clusters: K × C weights and K biases. */
  ASSIGNMENT,
  /** How long the clusters' blocks of a global descriptor are, K values. */
  WEIGHTS;

  /** Reads a name. */
  public static TrainedPart parse(String text) {
    for (TrainedPart part : values()) {
      if (part.toString().equalsIgnoreCase(text.trim())) {
        return part;
      }
    }
    throw new InputException(
        "'"
            + text
            + "' cannot be trained; choose among "
            + Arrays.stream(values()).map(TrainedPart::toString).collect(Collectors.joining(", "))
            + ".");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
