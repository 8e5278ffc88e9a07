package org.vladoscope.image;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;

/** Why an image cannot be used, as sentences for people. */
final class ImageProblem {

  /** What most damaged files have in common. */
  static final String TOO_SHORT = "the file ends too early";

  private ImageProblem() {}

  /** Its content makes no image. */
  static InputException damaged(String name, @Nullable String reason, @Nullable Throwable cause) {
    String message = name + " is damaged or incomplete" + (reason == null ? "" : ": " + reason);
    return new InputException(message + ".", cause);
  }

  /** It is whole, but of a kind that cannot be read, such as "a TIFF in Lab colours". */
  static InputException unreadable(String name, String kind) {
    return new InputException(
        name + " is " + kind + ", which cannot be read; save it as JPEG or PNG.");
  }

  /** True if it is said to the user already, or is no failure. */
  static boolean isKnown(Exception problem) {
    return problem instanceof InputException || problem instanceof CancellationException;
  }

  /**
   * A size that an image can have here.
   *
   * @throws InputException if it has too few or too many pixels
   */
  static ImageSize checked(String name, long width, long height) {
    if (width < ImageDecoder.MIN_SIDE || height < ImageDecoder.MIN_SIDE) {
      throw new InputException(
          String.format(
              "%s is %d×%d pixels, too small to describe a place; at least %d×%d are needed.",
              name, width, height, ImageDecoder.MIN_SIDE, ImageDecoder.MIN_SIDE));
    }
    // Divided, since a product could be too long a number.
    if (width > ImageDecoder.MAX_PIXELS / height) {
      throw new InputException(
          String.format(
              "%s is %d×%d pixels, more than the %d megapixels that can be opened; make it"
                  + " smaller first.",
              name, width, height, ImageDecoder.MAX_PIXELS / 1_000_000));
    }
    return new ImageSize((int) width, (int) height);
  }
}
