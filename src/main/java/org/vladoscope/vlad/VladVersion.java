package org.vladoscope.vlad;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.vladoscope.common.InputException;

/**
 * How the softmax that shares features among clusters starts out from the clusters found by
 * k-means. In the formulas c is a cluster, x a feature, and α makes the second best cluster's share
 * one hundredth of the best one's on average.
 */
public enum VladVersion {
  /** Weights α·c/|c| and no bias: shares depend on the direction of a cluster only. */
  V1("NetVLAD v1"),
  /**
   * Weights 2α·c and bias −α·|c|², α from squared distances of each feature to its two nearest
   * clusters: shares are exp(−α·|x−c|²), scaled to a sum of 1, as in the authors' MATLAB code.
   */
  V2("NetVLAD v2"),
  /** As {@link #V2} with the bias −α·|c| of the public Python code. */
  V2_UPSTREAM_BIAS("v2, upstream bias"),
  /**
   * The public Python code to the letter: bias −α·|c|, and α from the <i>row numbers</i> of the two
   * features nearest to each cluster, where distances were meant. It depends on the order of the
   * features, and α may be negative.
   */
  V2_AS_SHIPPED("v2 as shipped");

  private final String label;

  VladVersion(String label) {
    this.label = label;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** Reads a name such as {@code v2-upstream-bias}. */
  public static VladVersion parse(String text) {
    for (VladVersion version : values()) {
      if (version.toString().equalsIgnoreCase(text.trim())) {
        return version;
      }
    }
    throw new InputException(
        "'"
            + text
            + "' is not a version of NetVLAD; choose "
            + Arrays.stream(values()).map(VladVersion::toString).collect(Collectors.joining(", "))
            + ".");
  }

  /** Its name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
