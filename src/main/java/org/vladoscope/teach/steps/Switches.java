package org.vladoscope.teach.steps;

import org.vladoscope.common.InputException;

/**
 * Which steps are taken on the way to a VLAD vector.
 *
 * @param soft whether a point is shared among all centres, or belongs to the nearest
 * @param alpha how sharply it is shared: shares are softmax(−α·|x − c|²); above 0
 * @param signedRoot sign(v)·√|v| of every value
 * @param intra each centre's block to unit length
 * @param l2 the vector to unit length
 * @param whitening decorrelated and scaled by what other point sets look like, then unit length
 */
public record Switches(
    boolean soft, double alpha, boolean signedRoot, boolean intra, boolean l2, boolean whitening) {

  /** Plain VLAD: hard, of unit length. */
  public static final Switches PLAIN = new Switches(false, 10, false, false, true, false);

  /** As NetVLAD does it. */
  public static final Switches NETVLAD = new Switches(true, 10, false, true, true, false);

  /** Checks the range. */
  public Switches {
    if (!(alpha > 0) || Double.isInfinite(alpha)) {
      throw new InputException("alpha = " + alpha + " cannot be used; it must be above 0.");
    }
  }

  /** The same, soft or hard. */
  public Switches withSoft(boolean on) {
    return new Switches(on, alpha, signedRoot, intra, l2, whitening);
  }

  /** The same with another sharpness. */
  public Switches withAlpha(double value) {
    return new Switches(soft, value, signedRoot, intra, l2, whitening);
  }

  /** Whether a step that can be switched is taken. */
  public boolean takes(VladStep step) {
    return switch (step) {
      case SUM -> true;
      case SIGNED_ROOT -> signedRoot;
      case INTRA -> intra;
      case L2 -> l2;
      case WHITENING -> whitening;
    };
  }

  /** The same with a step switched; the sum is always taken. */
  public Switches with(VladStep step, boolean on) {
    return switch (step) {
      case SUM -> this;
      case SIGNED_ROOT -> new Switches(soft, alpha, on, intra, l2, whitening);
      case INTRA -> new Switches(soft, alpha, signedRoot, on, l2, whitening);
      case L2 -> new Switches(soft, alpha, signedRoot, intra, on, whitening);
      case WHITENING -> new Switches(soft, alpha, signedRoot, intra, l2, on);
    };
  }
}
