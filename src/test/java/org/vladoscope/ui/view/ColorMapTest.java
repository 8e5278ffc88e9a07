package org.vladoscope.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColorMapTest {

  @ParameterizedTest
  @EnumSource
  void everyMapGetsLighterFromEndToEnd(ColorMap map) {
    double before = -1;
    for (int i = 0; i <= 100; i++) {
      double luminance = luminance(map.argb(i / 100.0));
      assertThat(luminance).as(map + " at " + i).isGreaterThanOrEqualTo(before - 0.004);
      before = luminance;
    }
    assertThat(luminance(map.argb(1)) - luminance(map.argb(0))).isGreaterThan(0.6);
  }

  @Test
  void valuesOutsideTakeTheNearestEndAndMissingOnesNoColour() {
    assertThat(ColorMap.VIRIDIS.argb(-3)).isEqualTo(ColorMap.VIRIDIS.argb(0));
    assertThat(ColorMap.VIRIDIS.argb(9)).isEqualTo(0xfffde725);
    assertThat(ColorMap.VIRIDIS.argb(Double.NaN)).isZero();
  }

  @Test
  void clustersHaveDifferentColours() {
    ClusterPalette palette = new ClusterPalette(64);
    Set<Integer> colours = new HashSet<>();
    for (int k = 0; k < palette.size(); k++) {
      colours.add(palette.argb(k));
    }
    assertThat(colours).hasSize(64);
  }

  @Test
  void coloursOfNeighbouringClustersAreFarApart() {
    ClusterPalette palette = new ClusterPalette(32);
    for (int k = 1; k < palette.size(); k++) {
      assertThat(distance(palette.argb(k - 1), palette.argb(k)))
          .as("cluster " + k)
          .isGreaterThan(60);
    }
  }

  private static double luminance(int argb) {
    return (0.2126 * (argb >> 16 & 0xff) + 0.7152 * (argb >> 8 & 0xff) + 0.0722 * (argb & 0xff))
        / 255;
  }

  private static double distance(int a, int b) {
    double sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double difference = (a >> shift & 0xff) - (b >> shift & 0xff);
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
