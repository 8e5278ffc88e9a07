package org.vladoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

  @TempDir static Path folder;

  private static Path map = Path.of("");
  private static Path alone = Path.of("");
  private static @Nullable Cluster cluster;

  @BeforeAll
  static void drawAMapWithADamagedImageAndEvaluateItInOneProcess() throws Exception {
    map = TinyMap.write(Files.createDirectories(folder.resolve("map")));
    StringBuilder truth = new StringBuilder(Files.readString(map.resolve("ground_truth.csv")));
    for (int i = TinyMap.QUERIES; i < PLACES; i++) {
      TinyMap.place(map.resolve("database/place" + i + ".png"), i, 0);
      TinyMap.place(map.resolve("queries/query" + i + ".png"), i, 6);
      truth.append("query").append(i).append(".png,place").append(i).append(".png\n");
    }
    // Equally near ones, in different parts of the index.
    Files.copy(map.resolve("database/place1.png"), map.resolve("database/place99.png"));
    Files.writeString(map.resolve("ground_truth.csv"), truth);
    byte[] whole = Files.readAllBytes(map.resolve("database/place9.png"));
    Files.write(map.resolve("database/place9.png"), Arrays.copyOf(whole, whole.length / 2));

    alone = folder.resolve("alone.csv");
    cluster = new Cluster(Files.createDirectories(folder.resolve("cluster")));
    runAlone("alone", folder.resolve("own"), alone);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static Cluster cluster() {
    return Objects.requireNonNull(cluster);
  }

  private static Cluster.End runAlone(String name, Path cache, Path csv) throws Exception {
    Path log = folder.resolve(name + ".log");
    Process one = cluster().start(name, log, Main.class.getName(), evaluate(cache, csv));
    Cluster.End end = Cluster.end(one, log);
    assertThat(end.code()).as(end.text()).isZero();
    return end;
  }

  private static Cluster.End runShared(String name, Path cache, Path csv, String... more)
      throws Exception {
    Path log = folder.resolve(name + ".log");
    List<Object> words = new ArrayList<>(evaluate(cache, csv));
    words.addAll(List.of(more));
    Cluster.End end = Cluster.end(cluster().run(name, log, words.toArray()), log);
    assertThat(end.code()).as(end.text()).isZero();
    return end;
  }

  @Test
  void ranksAndScoresAreThoseOfOneProcessThoughAWorkerIsKilledAndAnImageDamaged() throws Exception {
    Path shared = folder.resolve("shared.csv");
    Path cache = folder.resolve("cache");
    Path log = folder.resolve("driver.log");
    Process driver = cluster().run("driver", log, evaluate(cache, shared).toArray());
    awaitFeatures(cache, driver);
    cluster().kill(0);
    Cluster.End end;
    try {
      end = Cluster.end(driver, log);
    } finally {
      cluster().restart(0);
    }

    assertThat(end.code()).as(end.text()).isZero();
    assertThat(end.text()).contains("place9.png is damaged").contains("in 2 parts");
    assertThat(end.text()).as("a task was lost, and ran again").contains(LostTasks.SIGN);
    assertThat(shared).hasSameTextualContentAs(alone);
  }

  @Test
  void aCommandThatFindsNoWorkerSaysSoAndGoesOnWhenSomeCome() throws Exception {
    Path shared = folder.resolve("waited.csv");
    Path log = folder.resolve("waiting.log");
    cluster().kill(0);
    cluster().kill(1);
    List<Object> words = new ArrayList<>(evaluate(folder.resolve("wait"), shared));
    words.addAll(List.of("--conf", "spark.scheduler.minRegisteredResourcesRatio=0.0"));
    Process driver;
    try {
      driver = cluster().run("waiting", log, words.toArray());
      for (int i = 0; i < 1200 && !Files.readString(log).contains("no worker is there"); i++) {
        Thread.sleep(100);
      }
    } finally {
      cluster().restart(0);
      cluster().restart(1);
    }
    Cluster.End end = Cluster.end(driver, log);

    assertThat(end.text()).contains("no worker is there");
    assertThat(end.code()).as(end.text()).isZero();
    assertThat(shared).hasSameTextualContentAs(alone);
  }

  @Test
  void ranksAndScoresAreThoseOfOneProcessThoughTheDiskOfTheCacheIsFull() throws Exception {
    Path shared = folder.resolve("full.csv");
    Path cache = Files.createDirectories(folder.resolve("full"));
    // Room for a few of the features.
    assumeTrue(mount(cache, "1m"), "only root can make a disk that is full");
    try {
      Cluster.End end = runShared("full", cache, shared);

      assertThat(end.text()).contains("cannot be written");
      assertThat(shared).hasSameTextualContentAs(alone);
    } finally {
      new ProcessBuilder("umount", cache.toString()).start().waitFor();
    }
  }

  @Test
  void manyValuesInOneFileAreWrittenOnceAndReadByTheProgramLikeSingleOnes() throws Exception {
    Path shared = folder.resolve("packed.csv");
    Path cache = folder.resolve("packed");
    runShared("packed", cache, shared, "--pack");
    Map<String, FileTime> files = packs(cache);
    runShared("again", cache, folder.resolve("again.csv"), "--pack");
    Path later = folder.resolve("later.csv");
    Cluster.End one = runAlone("later", cache, later);

    assertThat(files.keySet()).anyMatch(name -> name.startsWith("features"));
    assertThat(files.keySet()).anyMatch(name -> name.startsWith("globals"));
    assertThat(packs(cache)).as("nothing new").isEqualTo(files);
    assertThat(singles(cache, "features")).isEmpty();
    assertThat(singles(cache, "globals")).isEmpty();
    assertThat(one.text()).doesNotContain("Computing features, image 80");
    assertThat(shared).hasSameTextualContentAs(alone);
    assertThat(folder.resolve("again.csv")).hasSameTextualContentAs(alone);
    assertThat(later).hasSameTextualContentAs(alone);
  }

  @Test
  void aPathThatDependsOnWhereAProcessRunsIsRefused() throws Exception {
    Path log = folder.resolve("refused.log");
    Process relative =
        cluster().run("relative", log, "evaluate", "a/map", "--cache", folder.resolve("c"));
    assertThat(Cluster.end(relative, log).text()).contains("The path a/map depends on where");

    Process unnamed = cluster().run("unnamed", log, "evaluate", map);
    assertThat(Cluster.end(unnamed, log).text()).contains("Say with --cache DIR");
  }

  private static boolean mount(Path place, String size) throws Exception {
    try {
      return new ProcessBuilder(
                  "mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", place.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Map<String, FileTime> packs(Path cache) throws IOException {
    Map<String, FileTime> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(cache)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".pack")).toList()) {
        found.put(cache.relativize(file).toString(), Files.getLastModifiedTime(file));
      }
    }
    return found;
  }

  private static List<Path> singles(Path cache, String kind) throws IOException {
    try (Stream<Path> files = Files.walk(cache.resolve(kind))) {
      return files.filter(f -> f.toString().endsWith(".entry")).toList();
    }
  }

  private static List<String> evaluate(Path cache, Path csv) {
    List<String> words =
        new ArrayList<>(List.of("evaluate", map.toString(), "--cache=" + cache, "--csv=" + csv));
    words.addAll(SETTINGS);
    return words;
  }

  /** Waits until others have begun, so that something is lost. */
  private static void awaitFeatures(Path cache, Process driver)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(600);
    while (System.nanoTime() < end && driver.isAlive()) {
      if (Files.isDirectory(cache.resolve("features"))) {
        try (Stream<Path> kept = Files.walk(cache.resolve("features"))) {
          if (kept.filter(Files::isRegularFile).findAny().isPresent()) {
            return;
          }
        }
      }
      Thread.sleep(20);
    }
    throw new IllegalStateException("nothing was computed");
  }
}
