package org.vladoscope.ui.view;

import java.util.Locale;
import org.vladoscope.common.InputException;

/** Errors and counts in words for people. */
public final class Words {

  private Words() {}

  /** What to tell the user about a failure. */
  public static String of(Throwable failure) {
    String message = failure.getMessage();
    if (failure instanceof InputException && message != null) {
      return message;
    }
    if (failure instanceof OutOfMemoryError) {
      return "There was not enough memory. Choose a smaller image size, fewer patches or fewer"
          + " dimensions.";
    }
    return message == null || message.isBlank()
        ? "Something unexpected went wrong."
        : "Something unexpected went wrong: " + message;
  }

  /** A number with its noun, such as "1 query" or "34 queries". */
  public static String count(int number, String one, String many) {
    return Numbers.count(number) + " " + (number == 1 ? one : many);
  }

  /** A time, such as "40 s", in whole minutes and hours where it is long. */
  public static String duration(double seconds) {
    if (seconds < 1) {
      return "a second";
    }
    if (seconds < 90) {
      return Math.round(seconds) + "\u00a0s";
    }
    return seconds < 5400
        ? Math.round(seconds / 60) + "\u00a0min"
        : String.format(Locale.ROOT, "%.1f\u00a0h", seconds / 3600);
  }

  /** What is left of a task, such as "about 40 s left"; nothing while that is not known. */
  public static String left(double seconds) {
    return Double.isNaN(seconds) ? "" : "about " + duration(seconds) + " left";
  }

  /** A name without the ending that tells the format, where room is scarce. */
  public static String withoutEnding(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
  }

  /** The last part of a name with slashes. */
  public static String shortName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** A phrase with a capital letter, to begin a sentence with. */
  public static String sentence(String phrase) {
    return phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
  }
}
