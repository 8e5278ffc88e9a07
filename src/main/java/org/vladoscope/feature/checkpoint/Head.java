package org.vladoscope.feature.checkpoint;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trained aggregator that is neither a vocabulary nor a projection, as it stands in a file with
 * weights. At most one of them is in a file.
 */
public enum Head {
  /** None. */
  NONE("none"),
  /** GeM and a linear layer: CosPlace and EigenPlaces. */
  GEM("GeM with a linear layer"),
  /** Clusters without centroids: SuperVLAD. */
  SUPERVLAD("SuperVLAD"),
  /** Optimal transport to clusters and a dustbin: SALAD. */
  SALAD("SALAD"),
  /** SALAD and a linear layer: MegaLoc. */
  MEGALOC("MegaLoc's head");

  /** How its tensors are called here, before their own names. */
  private static final String IN_SALAD = "salad.";

  private final String label;

  Head(String label) {
    this.label = label;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** Which one the names belong to. */
  static Head of(Map<String, StoredTensor> tensors) {
    if (tensors.keySet().stream().anyMatch(name -> name.startsWith(IN_SALAD))) {
      return tensors.containsKey("salad.linear.weight") || tensors.containsKey("salad.linear.bias")
          ? MEGALOC
          : SALAD;
    }
    if (tensors.keySet().stream().anyMatch(name -> name.startsWith("gem."))) {
      return GEM;
    }
    return tensors.containsKey("supervlad.weight") ? SUPERVLAD : NONE;
  }

  /**
   * Checks names and shapes.
   *
   * @param channels values per cell of the network in the same file, 0 without one
   * @return what it is, for people
   */
  String inspect(WeightsInspection inspection, int channels) {
    return switch (this) {
      case NONE -> "none";
      case GEM -> gem(inspection, channels);
      case SUPERVLAD -> superVlad(inspection, channels);
      case SALAD, MEGALOC -> salad(inspection, channels);
    };
  }

  private String gem(WeightsInspection inspection, int channels) {
    inspection.require("gem.p", 1);
    StoredTensor linear = inspection.require("gem.linear.weight", -1, known(channels));
    int out = rows(linear);
    inspection.require("gem.linear.bias", out);
    return linear == null
        ? label
        : label + ", from " + linear.length(1) + " to " + linear.length(0) + " values";
  }

  private String superVlad(WeightsInspection inspection, int channels) {
    StoredTensor weight = inspection.require("supervlad.weight", -1, known(channels), 1, 1);
    if (weight != null && weight.length(0) < 2) {
      inspection.problem("its convolution has no cluster beside a ghost");
    }
    return weight == null
        ? label
        : label
            + ", "
            + weight.length(0)
            + " clusters and ghosts of "
            + weight.length(1)
            + " values";
  }

  private String salad(WeightsInspection inspection, int channels) {
    inspection.require(IN_SALAD + "dust_bin");
    StoredTensor token = perceptron(inspection, "token_features", "2", channels, false);
    StoredTensor values = perceptron(inspection, "cluster_features", "3", channels, true);
    StoredTensor score = perceptron(inspection, "score", "3", channels, true);
    if (token == null || values == null || score == null) {
      return label;
    }
    int length = token.length(0) + values.length(0) * score.length(0);
    String text =
        String.format(
            "%s, %d clusters of %d values and a token of %d, %d values",
            label, score.length(0), values.length(0), token.length(0), length);
    if (this == SALAD) {
      return text;
    }
    StoredTensor linear = inspection.require(IN_SALAD + "linear.weight", -1, length);
    inspection.require(IN_SALAD + "linear.bias", rows(linear));
    return linear == null ? text : text + " to " + linear.length(0);
  }

  /** Two layers; gives the weights of the second. */
  private static @Nullable StoredTensor perceptron(
      WeightsInspection inspection, String name, String second, int channels, boolean convolves) {
    String from = IN_SALAD + name + ".0";
    String to = IN_SALAD + name + "." + second;
    StoredTensor in =
        convolves
            ? inspection.require(from + ".weight", -1, known(channels), 1, 1)
            : inspection.require(from + ".weight", -1, known(channels));
    int hidden = rows(in);
    inspection.require(from + ".bias", hidden);
    StoredTensor out =
        convolves
            ? inspection.require(to + ".weight", -1, hidden, 1, 1)
            : inspection.require(to + ".weight", -1, hidden);
    inspection.require(to + ".bias", rows(out));
    return out;
  }

  private static int known(int channels) {
    return channels > 0 ? channels : -1;
  }

  private static int rows(@Nullable StoredTensor tensor) {
    return tensor == null ? -1 : tensor.length(0);
  }
}
