package org.vladoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.Main;
import org.vladoscope.pipeline.TinyMap;

/** Processes that end, are killed and fail, against one that computes everything by itself. */
@Tag("slow")
class ClusterTest {

  private static final int PLACES = 40;

  private static final List<String> SETTINGS =
      List.of(
          "--image-size=160x128",
          "--clusters=8",
          "--patch-sizes=2,3",
          "--strides=1,1",
          "--patch-weights=.5,.5",
          "--whitening=16",
          "--rerank=5");

  @TempDir Path folder;
  private Path map = Path.of("");

  @BeforeEach
  void drawAMapWithADamagedImage() throws IOException {
    map = TinyMap.write(Files.createDirectories(folder.resolve("map")));
    StringBuilder truth = new StringBuilder(Files.readString(map.resolve("ground_truth.csv")));
    for (int i = TinyMap.QUERIES; i < PLACES; i++) {
      TinyMap.place(map.resolve("database/place" + i + ".png"), i, 0);
      TinyMap.place(map.resolve("queries/query" + i + ".png"), i, 6);
      truth.append("query").append(i).append(".png,place").append(i).append(".png\n");
    }
    Files.writeString(map.resolve("ground_truth.csv"), truth);
    byte[] whole = Files.readAllBytes(map.resolve("database/place9.png"));
    Files.write(map.resolve("database/place9.png"), Arrays.copyOf(whole, whole.length / 2));
  }

  @Test
  void ranksAndScoresAreThoseOfOneProcessThoughAWorkerIsKilledAndAnImageDamaged() throws Exception {
    Path alone = folder.resolve("alone.csv");
    Path shared = folder.resolve("shared.csv");
    Path cache = folder.resolve("cache");
    try (Cluster cluster = new Cluster(Files.createDirectories(folder.resolve("cluster")))) {
      Path log = folder.resolve("one.log");
      Process one =
          cluster.start("one", log, Main.class.getName(), evaluate(folder.resolve("own"), alone));
      assertThat(Cluster.end(one, log).code()).as(Files.readString(log)).isZero();

      Path driverLog = folder.resolve("driver.log");
      Process driver = cluster.run("driver", driverLog, evaluate(cache, shared).toArray());
      awaitFeatures(cache, driver);
      cluster.kill(0);
      Cluster.End end = Cluster.end(driver, driverLog);

      assertThat(end.code()).as(end.text()).isZero();
      assertThat(end.text()).contains("place9.png is damaged");
      assertThat(shared).hasSameTextualContentAs(alone);
    }
  }

  @Test
  void aPathThatDependsOnWhereAProcessRunsIsRefused() throws Exception {
    Path log = folder.resolve("refused.log");
    try (Cluster cluster = new Cluster(Files.createDirectories(folder.resolve("cluster")))) {
      Process relative =
          cluster.run("relative", log, "evaluate", "a/map", "--cache", folder.resolve("c"));
      assertThat(Cluster.end(relative, log).text()).contains("The path a/map depends on where");

      Process unnamed = cluster.run("unnamed", log, "evaluate", map);
      assertThat(Cluster.end(unnamed, log).text()).contains("Say with --cache DIR");
    }
  }

  private List<String> evaluate(Path cache, Path csv) {
    List<String> words =
        new ArrayList<>(List.of("evaluate", map.toString(), "--cache=" + cache, "--csv=" + csv));
    words.addAll(SETTINGS);
    return words;
  }

  /** Waits until others have begun, so that something is lost. */
  private static void awaitFeatures(Path cache, Process driver)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(240);
    while (System.nanoTime() < end && driver.isAlive()) {
      if (Files.isDirectory(cache.resolve("features"))) {
        try (Stream<Path> kept = Files.walk(cache.resolve("features"))) {
          if (kept.filter(Files::isRegularFile).count() >= 3) {
            return;
          }
        }
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("nothing was computed");
  }
}
