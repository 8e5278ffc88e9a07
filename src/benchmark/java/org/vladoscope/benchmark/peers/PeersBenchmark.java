package org.vladoscope.benchmark.peers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.dataset.PlaceMap;

/**
 * Answers the queries of a small map by {@code evaluate} and by the original's scripts ({@link
 * OriginalScripts}), with the same weights, in fresh processes that take turns, and says what each
 * side took and found.
 *
 * @param method the published configuration
 * @param clusters of the vocabulary, 2 or more
 * @param database how many database images
 * @param queries how many queries
 * @param rerank how many candidates of each query are compared by their patches
 * @param rounds how often each side runs, 1 or more; the best counts
 * @param processors how many each side may use
 * @param heap most Java memory of each side, as Java's option takes it
 * @param entry class with the main method that both sides start with: a file for {@link
 *     SideCost#recordAtEnd}, then {@code original} or the program's own arguments
 */
public record PeersBenchmark(
    Method method,
    int clusters,
    int database,
    int queries,
    int rerank,
    int rounds,
    int processors,
    String heap,
    String entry) {

  /** First argument of the original's side. */
  public static final String ORIGINAL = "original";

  /** Images in which the clusters are found. */
  private static final int LEARNED_FROM = 6;

  private static final long SEED = 1;
  private static final long POLL_MILLISECONDS = 200;

  /** Checks the ranges. */
  public PeersBenchmark {
    if (clusters < 2 || database < 1 || queries < 1 || rerank < 1 || rounds < 1 || processors < 1) {
      throw new InputException(
          "Images, candidates, rounds and processors are 1 or more, clusters 2 or more.");
    }
  }

  /**
   * What was measured.
   *
   * @param images database and queries together
   * @param original what the original's scripts took
   * @param ours what the program took
   * @param originalRecall of the original: share of queries whose first image is right, by global
   *     descriptors and re-ranked
   * @param ourRecall the same of the program
   * @param global how alike the global rankings are
   * @param reranked how alike the re-ranked ones are
   */
  public record Result(
      int images,
      SideCost original,
      SideCost ours,
      List<Double> originalRecall,
      List<Double> ourRecall,
      Predictions.Agreement global,
      Predictions.Agreement reranked) {}

  /**
   * Measures.
   *
   * @param map where images are taken from
   * @param folder for everything that is written, empty
   * @throws InputException if a side fails, with its last words
   */
  public Result run(PlaceMap map, Path folder, Progress progress) throws IOException {
    PeerMap small = PeerMap.copy(map, database, queries, folder.resolve("map"));
    Path weights = folder.resolve("weights.safetensors");
    progress.report("Making weights", 0);
    try (Compute compute = Compute.open(DeviceChoice.CPU)) {
      List<Path> some = small.database();
      PeerModel.write(
          weights,
          some.subList(0, Math.min(LEARNED_FROM, some.size())),
          clusters,
          method.dimensions(),
          SEED,
          compute,
          progress.silent());
    }
    SideCost original = null;
    SideCost ours = null;
    for (int round = 0; round < rounds; round++) {
      progress.report("The original's scripts", (2.0 * round + .2) / (2 * rounds));
      original = better(original, original(small, weights, folder.resolve("original"), progress));
      progress.report("Vladoscope", (2.0 * round + 1.2) / (2 * rounds));
      ours = better(ours, ours(small, weights, folder.resolve("ours"), progress));
    }
    if (original == null || ours == null) {
      throw new IllegalStateException("nothing ran");
    }
    return result(small, original, ours, folder);
  }

  private static SideCost better(@Nullable SideCost known, SideCost other) {
    return known == null ? other : known.best(other);
  }

  private Result result(PeerMap map, SideCost original, SideCost ours, Path folder) {
    List<Predictions> theirs = predictions(folder.resolve("original"));
    List<Predictions> own = predictions(folder.resolve("ours"));
    Map<String, Set<String>> truth = map.truth();
    return new Result(
        map.size(),
        original,
        ours,
        theirs.stream().map(p -> p.recallAt1(truth)).toList(),
        own.stream().map(p -> p.recallAt1(truth)).toList(),
        theirs.get(0).with(own.get(0), rerank),
        theirs.get(1).with(own.get(1), rerank));
  }

  private static List<Predictions> predictions(Path folder) {
    return List.of(
        Predictions.read(folder.resolve(Predictions.GLOBAL)),
        Predictions.read(folder.resolve(Predictions.RERANKED)));
  }

  private SideCost original(PeerMap map, Path weights, Path out, Progress progress)
      throws IOException {
    deleteAll(out);
    Files.createDirectories(out);
    return run(
        out,
        out,
        progress,
        ORIGINAL,
        map.folder().toString(),
        weights.toString(),
        method.id(),
        String.valueOf(rerank),
        out.toString());
  }

  private SideCost ours(PeerMap map, Path weights, Path out, Progress progress) throws IOException {
    deleteAll(out);
    Path cache = Files.createDirectories(out.resolve("cache"));
    return run(
        out,
        cache,
        progress,
        "evaluate",
        map.folder().toString(),
        "--preset",
        method.id(),
        "--backbone",
        "vgg16",
        "--weights",
        weights.toString(),
        "--wpca",
        "file",
        "--fusion",
        "z-score",
        "--rerank",
        String.valueOf(rerank),
        "--device",
        "cpu",
        "--cache",
        cache.toString(),
        "--predictions",
        out.toString());
  }

  /** Runs a fresh process to its end. */
  private SideCost run(Path out, Path kept, Progress progress, String... arguments)
      throws IOException {
    Path figures = out.resolveSibling(out.getFileName() + ".figures");
    Path log = out.resolveSibling(out.getFileName() + ".log");
    Files.deleteIfExists(figures);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("-XX:ActiveProcessorCount=" + processors);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(absolute(System.getProperty("java.class.path", "")));
    command.add(entry);
    command.add(figures.toString());
    command.addAll(List.of(arguments));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        progress.check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException("The comparison was interrupted.", e);
    } finally {
      process.destroy();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0 || !Files.exists(figures)) {
      throw new InputException(
          "One side failed: " + Files.readString(log).strip().lines().reduce("", (a, b) -> b));
    }
    return SideCost.read(figures, seconds, size(kept));
  }

  private static String absolute(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator, -1))
        .map(part -> new File(part).getAbsolutePath())
        .reduce((a, b) -> a + File.pathSeparator + b)
        .orElse("");
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** Deletes a folder with all there is in it, if there is one. */
  public static void deleteAll(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
