package org.vladoscope.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vladoscope.common.InputException;

/**
 * Width and height in pixels.
 *
 * @param width 1 or more
 * @param height 1 or more
 */
public record ImageSize(int width, int height) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,5})\\s*[x×]\\s*(\\d{1,5})");

  /** Checks the ranges. */
  public ImageSize {
    if (width < 1 || height < 1) {
      throw new InputException("An image cannot be " + width + "×" + height + " pixels.");
    }
  }

  /** Reads a size such as {@code 640x480}. */
  public static ImageSize parse(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches()) {
      throw new InputException(
          "'" + text + "' is not an image size; write width x height, for example 640x480.");
    }
    return new ImageSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
