package org.vladoscope.window;

import org.vladoscope.common.InputException;
import org.vladoscope.dataset.PlaceImage;

/**
 * What is searched for.
 *
 * @param image any image
 * @param box a window of it
 * @param stride how many cells the windows that are compared lie apart, 1 or more
 * @param hits how many are wanted, 1 or more
 * @param perImage at most so many of one database image, 1 or more; no two of them overlap much
 */
public record WindowQuestion(PlaceImage image, CellBox box, int stride, int hits, int perImage) {

  /** The usual number of hits. */
  public static final int USUAL_HITS = 50;

  /** More hits than anyone looks at. */
  public static final int MOST_HITS = 10_000;

  /** Checks the ranges. */
  public WindowQuestion {
    if (stride < 1) {
      throw new InputException("The stride " + stride + " cannot be used; it starts at 1.");
    }
    if (hits < 1 || hits > MOST_HITS) {
      throw new InputException(hits + " hits cannot be shown; ask for 1 to " + MOST_HITS + ".");
    }
    if (perImage < 1) {
      throw new InputException("At least 1 hit of an image must be allowed, not " + perImage + ".");
    }
  }
}
