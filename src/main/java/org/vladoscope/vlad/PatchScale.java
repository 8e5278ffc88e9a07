package org.vladoscope.vlad;

import org.vladoscope.common.InputException;

/**
 * One size of patches.
 *
 * @param size side of a patch in cells, 1 or more
 * @param stride distance between neighbouring patches in cells, 1 or more
 */
public record PatchScale(int size, int stride) {

  /** Checks the ranges. */
  public PatchScale {
    if (size < 1) {
      throw new InputException("The patch size " + size + " cannot be used; it starts at 1.");
    }
    if (stride < 1) {
      throw new InputException("The stride " + stride + " cannot be used; it starts at 1.");
    }
  }
}
