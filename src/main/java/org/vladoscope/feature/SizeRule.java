package org.vladoscope.feature;

import java.util.Optional;
import org.vladoscope.common.InputException;
import org.vladoscope.image.ImageSize;

/**
 * Which images a backbone takes, and how many cells it makes of them.
 *
 * @param multiple both sides must be multiples of this; 1 for any size
 * @param minSide shortest side it takes, in pixels
 * @param maxSide longest side it takes, in pixels
 * @param rounding what becomes of a side that the stride does not divide
 * @param only the one size it takes, if there is but one
 */
public record SizeRule(
    int multiple, int minSide, int maxSide, Rounding rounding, Optional<ImageSize> only) {

  /** Longest side of any image: larger ones exhaust the memory of usual machines. */
  public static final int MAX_SIDE = 4096;

  /** What becomes of a side that the stride does not divide. */
  public enum Rounding {
    /** The rest of the image has no cell of its own, as after pooling without padding. */
    DOWN,
    /** The rest of the image has a cell of its own, as after padded convolutions. */
    UP
  }

  /** Checks the ranges, and that there is a multiple in them. */
  public SizeRule {
    if (multiple < 1
        || minSide < 1
        || maxSide < minSide
        || maxSide / multiple < ((long) minSide + multiple - 1) / multiple) {
      throw new IllegalArgumentException(
          "multiples of " + multiple + " from " + minSide + " to " + maxSide + " are no sizes");
    }
  }

  /** Sizes that are multiples of a number, so that no stage of a network rounds. */
  public static SizeRule multiplesOf(int multiple, int minSide) {
    return new SizeRule(multiple, minSide, MAX_SIDE, Rounding.DOWN, Optional.empty());
  }

  /** Any size; a side that the stride does not divide is rounded. */
  public static SizeRule any(int minSide, Rounding rounding) {
    return new SizeRule(1, minSide, MAX_SIDE, rounding, Optional.empty());
  }

  /** One size and no other, as a network was made for. */
  public static SizeRule only(ImageSize size) {
    return new SizeRule(1, 1, MAX_SIDE, Rounding.DOWN, Optional.of(size));
  }

  /**
   * Checks that images of this size can be used.
   *
   * @throws InputException naming the sizes that can
   */
  public void check(ImageSize size) {
    if (only.isPresent() && !only.get().equals(size)) {
      throw new InputException(
          String.format(
              "The image size %s cannot be used; the network takes images of %s and no others"
                  + " (--image-size %s).",
              size, only.get(), only.get()));
    }
    if (size.width() % multiple == 0
        && size.height() % multiple == 0
        && Math.min(size.width(), size.height()) >= minSide
        && Math.max(size.width(), size.height()) <= maxSide) {
      return;
    }
    String sides = multiple == 1 ? "lie between %d and %d" : "be multiples of %d from %d to %d";
    throw new InputException(
        String.format(
            "The image size %s cannot be used; width and height must %s.",
            size,
            multiple == 1
                ? String.format(sides, minSide, maxSide)
                : String.format(sides, multiple, minSide, maxSide)
                    + ", such as "
                    + new ImageSize(nearest(size.width()), nearest(size.height()))));
  }

  /** The side nearest to one that can be used. */
  private int nearest(int side) {
    int least = (minSide + multiple - 1) / multiple * multiple;
    int most = maxSide / multiple * multiple;
    // Halves to even, as MegaLoc resizes within its model.
    return Math.clamp((long) Math.rint((double) side / multiple) * multiple, least, most);
  }

  /** Number of cells along a side of {@code pixels} pixels. */
  public int cells(int pixels, int stride) {
    return rounding == Rounding.DOWN ? pixels / stride : (pixels + stride - 1) / stride;
  }
}
