package org.vladoscope.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.vladoscope.ui.view.Numbers;

/**
 * An axis of a chart.
 *
 * @param label what it counts, with its unit
 * @param min value at its beginning
 * @param max value at its end, above {@code min}
 * @param logarithmic true if equal steps are equal factors; {@code min} is then above 0
 * @param ticks values that are written beside it
 * @param text writes a value
 */
public record Axis(
    String label,
    double min,
    double max,
    boolean logarithmic,
    List<Double> ticks,
    DoubleFunction<String> text) {

  private static final int[] STEPS = {1, 2, 5};
  private static final int MOST_TICKS = 15;

  /** Checks the range. */
  public Axis {
    ticks = List.copyOf(ticks);
    if (!(max > min) || (logarithmic && !(min > 0))) {
      throw new IllegalArgumentException("an axis from " + min + " to " + max);
    }
  }

  /** Shares from 0 to 1. */
  public static Axis shares(String label) {
    return new Axis(
        label,
        0,
        1,
        false,
        List.of(0.0, .2, .4, .6, .8, 1.0),
        value -> String.format(Locale.ROOT, "%.1f", value));
  }

  /** Shares from a round one below the least to 1, so that small differences can be seen. */
  public static Axis sharesFrom(String label, double least) {
    if (!(least > .5)) {
      return shares(label);
    }
    double step = least >= .9 ? .02 : .1;
    double from = Math.floor(Math.min(least, .98) / step - 1e-9) * step;
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; from + i * step <= 1 + 1e-9; i++) {
      ticks.add(Math.min(1, from + i * step));
    }
    return new Axis(
        label, from, 1, false, ticks, value -> String.format(Locale.ROOT, "%.2f", value));
  }

  /** Whole numbers from 1 on, in equal factors. */
  public static Axis counts(String label, double max) {
    double end = Math.max(2, max);
    return new Axis(label, 1, end, true, factors(1, end), value -> Numbers.count((long) value));
  }

  /** Whole numbers from 0 on, in equal steps. */
  public static Axis wholeNumbers(String label, int most) {
    int end = Math.max(1, most);
    int step = 1;
    for (int i = 0; end / step > MOST_TICKS; i++) {
      step = STEPS[(i + 1) % STEPS.length] * (int) Math.pow(10, (i + 1) / STEPS.length);
    }
    List<Double> ticks = new ArrayList<>();
    for (int tick = 0; tick <= end; tick += step) {
      ticks.add((double) tick);
    }
    return new Axis(label, 0, end, false, ticks, value -> Numbers.count((long) value));
  }

  /** An axis with room for values; equal factors if they are all above 0 and far apart. */
  public static Axis around(String label, double least, double most) {
    if (least > 0 && most / least >= 8) {
      double from = Math.pow(10, Math.floor(Math.log10(least)));
      double to = Math.pow(10, Math.ceil(Math.log10(most * 1.0001)));
      return new Axis(label, from, to, true, factors(from, to), Axis::plain);
    }
    double span = most > least ? most - least : Math.max(1e-6, Math.abs(most) * .5);
    double rough = span / 4;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : 2);
    double from = Math.floor((least - span * .05) / step) * step;
    from = least >= 0 ? Math.max(0, from) : from;
    double to = Math.ceil((most + span * .05) / step) * step;
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; from + i * step <= to + step * 1e-6; i++) {
      ticks.add(from + i * step);
    }
    return new Axis(label, from, to, false, ticks, Axis::plain);
  }

  private static String plain(double value) {
    return Math.abs(value) >= 1e15 ? Double.toString(value) : trimmed(value);
  }

  private static String trimmed(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "").replace('-', '\u2212');
  }

  private static List<Double> factors(double from, double to) {
    List<Double> ticks = new ArrayList<>();
    for (double power = from; power <= to * (1 + 1e-9); power *= 10) {
      for (int step : STEPS) {
        double tick = power * step;
        if (tick <= to * (1 + 1e-9)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /** Where a value lies, 0 at the beginning and 1 at the end. */
  public double position(double value) {
    return logarithmic ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  }
}
