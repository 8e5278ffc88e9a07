package org.vladoscope.ui.chart;

import java.util.List;
import javafx.scene.paint.Color;

/**
 * The colours of a chart.
 *
 * @param ground behind everything
 * @param ink texts and what is pointed at
 * @param muted axes and their texts
 * @param grid lines behind the curves
 * @param series colours of the series; told apart with impaired colour vision too (Okabe and Ito)
 */
public record ChartColors(Color ground, Color ink, Color muted, Color grid, List<Color> series) {

  /** On white, also for files. */
  public static final ChartColors LIGHT =
      new ChartColors(
          Color.WHITE,
          Color.web("#1f2328"),
          Color.web("#59636e"),
          Color.web("#d8dee4"),
          List.of(
              Color.web("#0072b2"),
              Color.web("#d55e00"),
              Color.web("#00795a"),
              Color.web("#a3437f"),
              Color.web("#59636e")));

  /** On the dark look. */
  public static final ChartColors DARK =
      new ChartColors(
          Color.web("#0d1117"),
          Color.web("#e6edf3"),
          Color.web("#9198a1"),
          Color.web("#30363d"),
          List.of(
              Color.web("#56b4e9"),
              Color.web("#ff9e4a"),
              Color.web("#2fc79a"),
              Color.web("#e39cc6"),
              Color.web("#9198a1")));

  /** Copies the list. */
  public ChartColors {
    series = List.copyOf(series);
  }

  /** The colours of a look. */
  public static ChartColors of(boolean dark) {
    return dark ? DARK : LIGHT;
  }

  /** The colour of a series. */
  public Color of(ChartSeries of) {
    return series.get(of.color() % series.size());
  }
}
