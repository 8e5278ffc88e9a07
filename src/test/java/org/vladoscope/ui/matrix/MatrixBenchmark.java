package org.vladoscope.ui.matrix;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.pipeline.SimilarityTiles;
import org.vladoscope.ui.FxThread;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.Watchdog;

/**
 * Measures how long the JavaFX thread works for a frame while a matrix of 5 000 queries and 50 000
 * images of 4 096 values is zoomed and dragged. No test: {@code main} prints figures.
 */
public final class MatrixBenchmark {

  private static final int DIMENSIONS = 4096;

  private MatrixBenchmark() {}

  /** Descriptors that are similar along a diagonal, as of a sequence that is driven twice. */
  private record Sequence(float[] base) implements SimilarityTiles.Source {

    @Override
    public int queries() {
      return 5_000;
    }

    @Override
    public int images() {
      return 50_000;
    }

    @Override
    public float @Nullable [] query(int query) {
      return at(query * 10, 1);
    }

    @Override
    public float @Nullable [] image(int image) {
      return at(image, 2);
    }

    private float[] at(int place, int seed) {
      float[] values = Arrays.copyOfRange(base, place, place + DIMENSIONS);
      Random random = new Random(31L * place + seed);
      double sum = 0;
      for (int i = 0; i < DIMENSIONS; i++) {
        values[i] += (float) (.5 * random.nextDouble());
        sum += values[i] * values[i];
      }
      for (int i = 0; i < DIMENSIONS; i++) {
        values[i] /= (float) Math.sqrt(sum);
      }
      return values;
    }
  }

  /** Prints processor time of the JavaFX thread for each step, and its longest pause. */
  public static void main(String[] arguments) throws InterruptedException {
    FxThread.startHeadless();
    float[] base = new float[60_000];
    Random random = new Random(7);
    for (int i = 0; i < base.length; i++) {
      base[i] = (float) random.nextGaussian();
    }
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try (Compute compute = Compute.open(DeviceChoice.CPU);
        Watchdog watchdog = new Watchdog(Platform::runLater)) {
      MatrixPane pane =
          FxThread.call(
              () -> new MatrixPane(new SimpleBooleanProperty(false), (q, d) -> {}, band -> {}));
      SimilarityTiles tiles = new SimilarityTiles(new Sequence(base), compute, 256L << 20);
      TileCache cache =
          FxThread.call(
              () -> {
                Stage stage = new Stage();
                stage.setScene(new Scene(pane, 1280, 760));
                stage.show();
                pane.marksProperty()
                    .set(new MatrixMarks(MatrixBenchmark::truth, row -> new int[0]));
                return new TileCache(
                    tiles,
                    new BackgroundTasks(workers, Platform::runLater),
                    pane::onTile,
                    Throwable::printStackTrace);
              });
      long start = System.nanoTime();
      FxThread.run(() -> pane.tilesProperty().set(cache));
      await(cache, pane);
      System.out.printf("first whole image after %.0f ms%n", (System.nanoTime() - start) / 1e6);
      watchdog.takeBusiest();
      steps("zoom in, 60 steps", pane, watchdog, view -> view.zoomedAt(1.12, 500, 300), 60);
      await(cache, pane);
      steps("drag, 120 steps", pane, watchdog, view -> view.movedBy(-9, -6), 120);
      await(cache, pane);
      steps("zoom out, 60 steps", pane, watchdog, view -> view.zoomedAt(1 / 1.12, 500, 300), 60);
      await(cache, pane);
      System.out.printf("%d tiles computed%n", cache.computed());
    }
    workers.shutdownNow();
    Platform.exit();
  }

  private static int[] truth(int query) {
    int middle = query * 10;
    return java.util.stream.IntStream.rangeClosed(
            Math.max(0, middle - 5), Math.min(49_999, middle + 5))
        .toArray();
  }

  private static void await(TileCache cache, MatrixPane pane) throws InterruptedException {
    do {
      Thread.sleep(150);
    } while (FxThread.call(
        () -> cache.isBusy() || cache.overview() == null || !ready(cache, pane)));
  }

  private static boolean ready(TileCache cache, MatrixPane pane) {
    MatrixView view = pane.viewProperty().get();
    return view != null
        && MatrixRaster.needed(view).stream().allMatch(key -> cache.find(key) != null);
  }

  private static void steps(
      String what, MatrixPane pane, Watchdog watchdog, UnaryOperator<MatrixView> step, int count) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      times.add(
          FxThread.call(
              () -> {
                long before = threads.getCurrentThreadCpuTime();
                pane.show(step.apply(pane.viewProperty().get()));
                pane.layout();
                return (threads.getCurrentThreadCpuTime() - before) / 1e6;
              }));
      try {
        Thread.sleep(16);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    times.sort(null);
    Watchdog.Pause busiest = watchdog.takeBusiest();
    System.out.printf(
        "%s: layout and pixels median %.1f ms, 95 %% %.1f ms, most %.1f ms of the JavaFX thread;"
            + " busiest pause with rendering %.1f ms%n",
        what,
        times.get(count / 2),
        times.get(count * 95 / 100),
        times.get(count - 1),
        busiest.busy().toNanos() / 1e6);
  }
}
