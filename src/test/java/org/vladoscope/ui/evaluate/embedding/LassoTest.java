package org.vladoscope.ui.evaluate.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vladoscope.embedding.Embedding;
import org.vladoscope.embedding.EmbeddingMethod;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.places.PlacesView;
import org.vladoscope.ui.places.PointIndex;

/** Which points a lasso holds, and which pixels points get. */
class LassoTest {

  private static Embedding points(double[] x, double[] y) {
    return new Embedding(EmbeddingMethod.PCA, x, y, new boolean[x.length], "");
  }

  /** By the angles under which the corners are seen: they add up to a full turn inside. */
  private static boolean turnsAround(List<Point> corners, double x, double y) {
    double turn = 0;
    for (int i = 0; i < corners.size(); i++) {
      Point a = corners.get(i);
      Point b = corners.get((i + 1) % corners.size());
      double from = Math.atan2(a.y() - y, a.x() - x);
      double to = Math.atan2(b.y() - y, b.x() - x);
      turn += Math.IEEEremainder(to - from, 2 * Math.PI);
    }
    return Math.abs(turn) > Math.PI;
  }

  @Test
  void theImagesInsideAreThoseAroundWhichTheLineTurns() {
    Random random = new Random(3);
    double[] x = random.doubles(500, -1, 1).toArray();
    double[] y = random.doubles(500, -1, 1).toArray();
    x[7] = Double.NaN;
    y[7] = Double.NaN;
    List<Point> corners = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      double radius = i % 2 == 0 ? .9 : .35;
      corners.add(
          new Point(radius * Math.cos(i * Math.PI / 7), radius * Math.sin(i * Math.PI / 7)));
    }
    BitSet found = new Lasso(corners).within(points(x, y), new PointIndex(x, y));

    for (int i = 0; i < x.length; i++) {
      assertThat(found.get(i))
          .as("point %d", i)
          .isEqualTo(i != 7 && turnsAround(corners, x[i], y[i]));
    }
    assertThat(found.cardinality()).isBetween(50, 250);
  }

  @Test
  void aRectangleHoldsWhatLiesBetweenItsCornersWhicheverWayItWasDrawn() {
    double[] x = {0, 1, 2};
    double[] y = {0, 1, 2};
    Lasso drawn = Lasso.rectangle(new Point(1.5, 1.5), new Point(.5, .5));

    assertThat(drawn.within(points(x, y), new PointIndex(x, y)).stream()).containsExactly(1);
    assertThat(new Lasso(List.of(new Point(0, 0))).within(points(x, y), new PointIndex(x, y)))
        .isEqualTo(new BitSet());
  }

  @Test
  void chosenPointsLieOnTopAndTheOthersFade() {
    double[] x = {0, 0, 5};
    double[] y = {0, 0, 5};
    PointLook look =
        new PointLook(
            Colouring.CONDITION,
            List.of(
                new PointLook.Group("one", Symbol.DOT, 0, 1),
                new PointLook.Group("other", Symbol.DIAMOND, 1, 2)),
            new int[] {0, 1, 1},
            new double[0],
            new String[] {"", "", ""},
            "",
            "",
            "");
    ScatterPainter painter = new ScatterPainter(points(x, y), look, false);
    PlacesView view = new PlacesView(0, 0, 4, 4, 64, 64);
    int[] pixels = new int[64 * 64];

    painter.paint(pixels, 64, 64, view, new BitSet());
    int other = look.colour(1, false).argb();
    assertThat(pixels[32 * 64 + 32]).isEqualTo(other);
    assertThat(pixels[12 * 64 + 52]).isEqualTo(other);
    assertThat(pixels[0]).isEqualTo(PointLook.ground(false).argb());

    BitSet first = new BitSet();
    first.set(0);
    painter.paint(pixels, 64, 64, view, first);
    assertThat(pixels[32 * 64 + 32]).isEqualTo(look.colour(0, false).argb());
    assertThat(pixels[12 * 64 + 52]).isNotEqualTo(other).isNotEqualTo(pixels[0]);
    assertThat(Arrays.stream(pixels).distinct().count()).isEqualTo(3);
  }
}
