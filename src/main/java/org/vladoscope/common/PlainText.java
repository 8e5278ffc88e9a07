package org.vladoscope.common;

import java.util.regex.Pattern;

/**
 * Text from outside, such as names of files, made fit to be shown: without characters that move the
 * cursor of a terminal, begin a line where there is none, or turn the direction of reading.
 */
public final class PlainText {

  /** Stands where a character was that is not shown. */
  public static final char HIDDEN = '\uFFFD';

  // Zs, Zl and Zp but the space are left: what they look like is what they are. Cf has characters
  // that scripts need, so of it only those are named that turn the direction of reading.
  private static final Pattern NOT_SHOWN =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\t]]");

  private static final Pattern NOT_IN_LINE =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

  private PlainText() {}

  /** The text with {@link #HIDDEN} for such characters; lines and tabs stay. */
  public static String of(String text) {
    return NOT_SHOWN.matcher(text.replace("\r\n", "\n")).replaceAll(String.valueOf(HIDDEN));
  }

  /** The text as part of a line, with {@link #HIDDEN} also for line ends and tabs. */
  public static String line(String text) {
    return NOT_IN_LINE.matcher(text).replaceAll(String.valueOf(HIDDEN));
  }

  /** True if a name can stand in a line as it is. */
  public static boolean isLine(String name) {
    return !NOT_IN_LINE.matcher(name).find();
  }
}
