package org.vladoscope.ui.evaluate.embedding;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.vladoscope.embedding.Embedding;
import org.vladoscope.embedding.EmbeddingMethod;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.FxThread;
import org.vladoscope.ui.places.PointIndex;

/**
 * Measures how long the JavaFX thread works for a frame of many points while they are zoomed,
 * chosen and pointed at. No test: {@code main} prints figures.
 */
public final class ScatterBenchmark {

  private ScatterBenchmark() {}

  /** Prints processor times of the JavaFX thread. The argument is the number of points. */
  public static void main(String[] arguments) {
    int count = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
    FxThread.startHeadless();
    Random random = new Random(5);
    double[] x = new double[count];
    double[] y = new double[count];
    int[] group = new int[count];
    for (int i = 0; i < count; i++) {
      group[i] = random.nextInt(6);
      x[i] = random.nextGaussian() + 4 * Math.cos(group[i]);
      y[i] = random.nextGaussian() + 4 * Math.sin(group[i]);
    }
    Embedding points =
        new Embedding(EmbeddingMethod.UMAP, x, y, new boolean[count], "synthetic points");
    PointLook look =
        new PointLook(
            Colouring.CONDITION,
            java.util.stream.IntStream.range(0, 6)
                .mapToObj(
                    g ->
                        new PointLook.Group(
                            "g" + g, g % 2 == 0 ? Symbol.DOT : Symbol.DIAMOND, g, count / 6))
                .toList(),
            group,
            new double[0],
            new String[count],
            "",
            "",
            "");
    SimpleObjectProperty<BitSet> chosen = new SimpleObjectProperty<>(new BitSet());
    ScatterPane pane =
        FxThread.call(
            () -> {
              ScatterPane made =
                  new ScatterPane(
                      new SimpleBooleanProperty(false),
                      chosen,
                      new SimpleObjectProperty<>(ScatterPane.Tool.MOVE),
                      image -> {});
              Stage stage = new Stage();
              stage.setScene(new Scene(made, 1280, 760));
              stage.show();
              made.lookProperty().set(look);
              made.embeddingProperty().set(points);
              made.layout();
              return made;
            });
    System.out.printf("%d points, 1280 x 760%n", count);
    frames("zoom in", pane, i -> pane.zoom(1.03));
    frames("zoom out", pane, i -> pane.zoom(1 / 1.03));
    PointIndex index = new PointIndex(x, y);
    Lasso lasso =
        new Lasso(List.of(new Point(0, -3), new Point(5, 0), new Point(0, 3), new Point(-1, 0)));
    frames("choose by lasso", pane, i -> chosen.set(lasso.within(points, index)));
    frames("zoom with a choice", pane, i -> pane.zoom(1.01));
    frames(
        "point at",
        pane,
        i -> index.nearest(random.nextGaussian(), random.nextGaussian(), .05, .05));
    Platform.exit();
  }

  private static void frames(String what, ScatterPane pane, IntConsumer step) {
    double[] times = new double[60];
    for (int i = -20; i < times.length; i++) {
      int now = i;
      double time =
          FxThread.call(
              () -> {
                long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                step.accept(now);
                pane.requestLayout();
                pane.layout();
                return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start)
                    / 1e6;
              });
      if (i >= 0) {
        times[i] = time;
      }
    }
    Arrays.sort(times);
    System.out.printf(
        "%s: median %.1f ms, worst %.1f ms%n", what, times[times.length / 2], times[59]);
  }
}
