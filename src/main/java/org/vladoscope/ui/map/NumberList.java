package org.vladoscope.ui.map;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.vladoscope.common.InputException;
import org.vladoscope.ui.view.Numbers;

/** Lists of numbers as people type them: with commas, spaces or both between. */
public final class NumberList {

  private NumberList() {}

  public static List<Integer> integers(String text, String what) {
    return parts(text, what).map(part -> integer(part, what)).toList();
  }

  public static List<Double> decimals(String text, String what) {
    return parts(text, what).map(part -> decimal(part, what)).toList();
  }

  public static int integer(String text, String what) {
    try {
      return Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      throw new InputException("\u201c" + text.trim() + "\u201d is not " + what + ".", e);
    }
  }

  public static long wholeNumber(String text, String what) {
    try {
      return Long.parseLong(text.trim());
    } catch (NumberFormatException e) {
      throw new InputException("\u201c" + text.trim() + "\u201d is not " + what + ".", e);
    }
  }

  public static double decimal(String text, String what) {
    try {
      double value = Double.parseDouble(text.trim());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, as for infinite values.
    }
    throw new InputException("\u201c" + text.trim() + "\u201d is not " + what + ".");
  }

  private static java.util.stream.Stream<String> parts(String text, String what) {
    List<String> parts =
        Arrays.stream(text.trim().split("[,;\\s]+", -1)).filter(p -> !p.isEmpty()).toList();
    if (parts.isEmpty()) {
      throw new InputException("Type " + what + ", or several with commas.");
    }
    return parts.stream();
  }

  public static String format(List<? extends Number> numbers) {
    return numbers.stream()
        .map(n -> Numbers.plain(n.doubleValue()))
        .collect(Collectors.joining(", "));
  }
}
