package org.vladoscope.ui.chart;

import java.util.List;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Palette;

/**
 * The colours of a chart.
 *
 * @param ground behind everything
 * @param ink texts and what is pointed at
 * @param muted axes and their texts
 * @param grid lines behind the curves
 * @param series colours of the series; told apart with impaired colour vision too (Okabe and Ito)
 */
public record ChartColors(
    Colour ground, Colour ink, Colour muted, Colour grid, List<Colour> series) {

  /** On white, also for files. */
  public static final ChartColors LIGHT =
      new ChartColors(
          Colour.WHITE,
          Palette.INK,
          Palette.MUTED,
          Colour.rgb(0xd8dee4),
          List.of(
              Palette.RERANKED,
              Palette.GLOBAL,
              Palette.POSITIVE,
              Colour.rgb(0xa3437f),
              Palette.MUTED));

  /** On the dark look. */
  public static final ChartColors DARK =
      new ChartColors(
          Colour.rgb(0x0d1117),
          Colour.rgb(0xe6edf3),
          Colour.rgb(0x9198a1),
          Colour.rgb(0x30363d),
          List.of(
              Palette.RERANKED_ON_DARK,
              Palette.GLOBAL_ON_DARK,
              Palette.POSITIVE_ON_DARK,
              Colour.rgb(0xe39cc6),
              Colour.rgb(0x9198a1)));

  /** Copies the list. */
  public ChartColors {
    series = List.copyOf(series);
  }

  /** The colours of a look. */
  public static ChartColors of(boolean dark) {
    return dark ? DARK : LIGHT;
  }

  /** The colour of a series. */
  public Colour of(ChartSeries of) {
    return series.get(of.color() % series.size());
  }
}
