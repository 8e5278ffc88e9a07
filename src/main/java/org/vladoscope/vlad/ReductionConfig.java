package org.vladoscope.vlad;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;

/**
 * How descriptors are made shorter: by a principal component analysis of the map's own patches, for
 * patches alone, or by a trained projection (WPCA), for patches and global descriptors as the
 * original does.
 *
 * @param dimensions length of the result, or 0 to keep descriptors as they are
 * @param whitening exponent between 0 (rotate only) and 1 (scale every direction to unit variance)
 * @param samples number of patches the analysis is fitted on
 * @param file a trained projection, or null to fit one; then {@code dimensions} is the length of
 *     its results, and whitening and samples do not matter
 */
public record ReductionConfig(int dimensions, double whitening, int samples, @Nullable Path file) {

  /** Checks the ranges. */
  public ReductionConfig {
    if (dimensions < 0) {
      throw new InputException(
          "Patch descriptors cannot have " + dimensions + " dimensions; use none to keep all.");
    }
    if (!(whitening >= 0 && whitening <= 1)) {
      throw new InputException("Whitening " + whitening + " is not between 0 and 1.");
    }
    if (file != null && dimensions == 0) {
      throw new InputException("The projection of " + file + " has no dimensions; use another.");
    }
    if (samples < 2) {
      throw new InputException("At least 2 samples are needed, not " + samples + ".");
    }
  }

  /** A projection that is fitted on the map's patches. */
  public ReductionConfig(int dimensions, double whitening, int samples) {
    this(dimensions, whitening, samples, null);
  }

  /**
   * The trained projection of a file.
   *
   * @param dimensions length of its results, 1 or more
   */
  public static ReductionConfig trained(Path file, int dimensions) {
    return new ReductionConfig(dimensions, 1, Math.max(2, 2 * dimensions), file);
  }

  /** True if descriptors are kept as they are. */
  public boolean isNone() {
    return dimensions == 0;
  }
}
