package org.vladoscope.ui.explore;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.vladoscope.common.InputException;
import org.vladoscope.ui.view.Numbers;

/** Lists of numbers as people type them: with commas, spaces or both between. */
final class NumberList {

  private NumberList() {}

  static List<Integer> integers(String text, String what) {
    return parts(text, what).map(part -> integer(part, what)).toList();
  }

  static List<Double> decimals(String text, String what) {
    return parts(text, what).map(part -> decimal(part, what)).toList();
  }

  static int integer(String text, String what) {
    try {
      return Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      throw new InputException("\u201c" + text.trim() + "\u201d is not " + what + ".", e);
    }
  }

  static long wholeNumber(String text, String what) {
    try {
      return Long.parseLong(text.trim());
    } catch (NumberFormatException e) {
      throw new InputException("\u201c" + text.trim() + "\u201d is not " + what + ".", e);
    }
  }

  static double decimal(String text, String what) {
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

  static String format(List<? extends Number> numbers) {
    return numbers.stream()
        .map(n -> Numbers.plain(n.doubleValue()))
        .collect(Collectors.joining(", "));
  }
}
