package org.vladoscope.ui.view;

import java.util.Locale;

/** Numbers as the window shows them. */
public final class Numbers {

  private Numbers() {}

  /** A whole number with thin gaps between thousands. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', '\u2009');
  }

  /** A whole number in few letters: exact below 10 000, then so many thousands or millions. */
  public static String rough(long number) {
    if (number < 10_000) {
      return count(number);
    }
    return number < 999_500
        ? Math.round(number / 1e3) + "\u202fk"
        : String.format(Locale.ROOT, "%.1f\u202fM", number / 1e6);
  }

  /** Three decimals for small numbers, one for others, and a real minus sign. */
  public static String score(double number) {
    return minus(String.format(Locale.ROOT, number >= 10 ? "%.1f" : "%.3f", number));
  }

  /** Three significant digits, however small the number. */
  public static String precise(double number) {
    if (number == 0 || Double.isNaN(number)) {
      return number == 0 ? "0" : "\u2013";
    }
    int decimals = Math.clamp(2 - (int) Math.floor(Math.log10(Math.abs(number))), 0, 6);
    return minus(String.format(Locale.ROOT, "%." + decimals + "f", number));
  }

  /** Four decimals with a sign, for small shares. */
  public static String share(double number) {
    return minus(String.format(Locale.ROOT, "%+.4f", number));
  }

  /** A percentage with one decimal. */
  public static String percent(double share) {
    return minus(String.format(Locale.ROOT, "%.1f\u2009%%", 100 * share));
  }

  /** Two decimals with a sign, one from 100 on: so wide columns of numbers stay. */
  public static String signed(double number) {
    return minus(String.format(Locale.ROOT, Math.abs(number) < 100 ? "%+.2f" : "%+.1f", number));
  }

  /** As few decimals as the number needs. */
  public static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static String minus(String text) {
    return text.replace('-', '\u2212');
  }
}
