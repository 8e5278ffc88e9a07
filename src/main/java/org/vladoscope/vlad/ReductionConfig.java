package org.vladoscope.vlad;

import org.vladoscope.common.InputException;

/**
 * How patch descriptors are made shorter by a principal component analysis.
 *
 * @param dimensions length of the result, or 0 to keep descriptors as they are
 * @param whitening exponent between 0 (rotate only) and 1 (scale every direction to unit variance)
 * @param samples number of patches the analysis is fitted on
 */
public record ReductionConfig(int dimensions, double whitening, int samples) {

  /** Checks the ranges. */
  public ReductionConfig {
    if (dimensions < 0) {
      throw new InputException(
          "Patch descriptors cannot have " + dimensions + " dimensions; use none to keep all.");
    }
    if (!(whitening >= 0 && whitening <= 1)) {
      throw new InputException("Whitening " + whitening + " is not between 0 and 1.");
    }
    if (samples < 2) {
      throw new InputException("At least 2 samples are needed, not " + samples + ".");
    }
  }

  /** True if descriptors are kept as they are. */
  public boolean isNone() {
    return dimensions == 0;
  }
}
