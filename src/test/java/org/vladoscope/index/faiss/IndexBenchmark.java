package org.vladoscope.index.faiss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntConsumer;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.Distance;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.Neighbours;
import org.vladoscope.index.engine.IndexSoftware;

/**
 * How fast descriptors are searched: FAISS in this program beside FAISS in Python and beside a
 * matrix product with topk in PyTorch, all in one run, taking turns; then approximate kinds beside
 * {@code Flat}. No test: nothing depends on what it measures.
 *
 * <p>{@code mvn test-compile exec:exec@benchmark-index -Dargs="flat 512"}, with {@code flat D} (100
 * 000 descriptors), {@code large KIND...} (a million of 256; {@code -Dsize}, {@code -Ddims}; {@code
 * jvector/HNSW32} is built by JVector, {@code mapped/Flat} stays in its file) or {@code call}.
 * Debian's Python has FAISS in {@code python3-faiss}; {@code libopenblas0-pthread} gives it a fast
 * BLAS.
 */
public final class IndexBenchmark {

  private static final int K = 25;
  private static final int BATCH = 100;
  private static final int ROUNDS = 7;

  private IndexBenchmark() {}

  /** Runs one of the comparisons. */
  public static void main(String[] args) throws IOException {
    int threads = Integer.getInteger("threads", Runtime.getRuntime().availableProcessors());
    try (Compute compute = Compute.open(DeviceChoice.CPU, threads)) {
      compute.loadTensorLibrary();
      switch (args.length == 0 ? "call" : args[0]) {
        case "flat" -> flat(compute, 100_000, Integer.parseInt(args[1]));
        case "large" -> large(compute, Arrays.asList(args).subList(1, args.length));
        default -> call(compute);
      }
    }
  }

  private static void print(String form, Object... values) {
    System.out.printf(Locale.ROOT, form + "%n", values);
  }

  // --- one call on a small index ---

  private static void call(Compute compute) {
    FloatMatrix few = clouds(10, 8, 1);
    FloatMatrix query = few.rowRange(0, 1);
    try (DescriptorIndex index =
        FaissIndex.create(IndexConfig.FLAT, 8, Distance.EUCLIDEAN, compute)) {
      index.add(few, Progress.NONE);
      double best = Double.POSITIVE_INFINITY;
      for (int round = 0; round < 20; round++) {
        long start = System.nanoTime();
        for (int i = 0; i < 20_000; i++) {
          index.search(query, 1);
        }
        best = Math.min(best, (System.nanoTime() - start) / 20_000e3);
      }
      print("one search of 10 descriptors of 8 values: %.2f µs", best);
    }
  }

  // --- Flat beside Python and PyTorch ---

  private static void flat(Compute compute, int size, int d) throws IOException {
    FloatMatrix queries = clouds(BATCH, d, 2);
    Path folder = Files.createTempDirectory("index-benchmark");
    Path file = folder.resolve("descriptors.f32");
    try (DescriptorIndex index =
            FaissIndex.create(IndexConfig.FLAT, d, Distance.EUCLIDEAN, compute);
        Torch torch = new Torch(compute, size)) {
      int chunk = 10_000;
      for (int from = 0; from < size; from += chunk) {
        FloatMatrix rows = clouds(chunk, d, 100 + from);
        index.add(rows, Progress.NONE);
        torch.put(from, rows);
        append(file, rows);
      }
      append(folder.resolve("queries.f32"), queries);
      try (Python python = new Python(folder, size, d)) {
        Files.delete(file);
        for (int count : new int[] {1, BATCH}) {
          IntConsumer ours = from -> index.search(queries.rowRange(from, from + count), K);
          IntConsumer theirs = from -> python.search(from, count, compute.threads());
          IntConsumer tensors = from -> torch.search(queries.rowRange(from, from + count));
          double[] best = inTurns(count, ours, theirs, tensors);
          print(
              "d=%d n=%d k=%d, %3d queries on %d threads: ours %.2f ms a query, Python %.2f (%.2f x"
                  + " as fast), PyTorch product and topk %.2f (%.2f x)",
              d,
              size,
              K,
              count,
              compute.threads(),
              best[0],
              best[1],
              best[1] / best[0],
              best[2],
              best[2] / best[0]);
        }
      }
    } finally {
      for (String name : List.of("descriptors.f32", "queries.f32")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    }
  }

  /** Milliseconds a query, the best of some rounds, in which all take turns. */
  private static double[] inTurns(int count, IntConsumer... searches) {
    double[] best = new double[searches.length];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    for (int round = 0; round < ROUNDS; round++) {
      for (int s = 0; s < searches.length; s++) {
        int repeat = count == 1 ? 5 : 1;
        for (int i = 0; i < repeat; i++) {
          long start = System.nanoTime();
          searches[s].accept(count == 1 ? i : 0);
          best[s] = Math.min(best[s], (System.nanoTime() - start) / 1e6 / count);
        }
      }
    }
    return best;
  }

  private static void append(Path file, FloatMatrix rows) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(rows.data().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(rows.data());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /** FAISS in a Python process. */
  private static final class Python implements AutoCloseable {
    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    Python(Path folder, int size, int d) throws IOException {
      ProcessBuilder builder =
          new ProcessBuilder("/usr/bin/python3", "src/test/python/faiss_flat.py");
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
      process = builder.start();
      in = process.outputWriter(StandardCharsets.UTF_8);
      out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      print("FAISS in Python: %s", out.readLine());
      ask("load " + folder.resolve("descriptors.f32") + " " + size + " " + d);
      ask("query " + folder.resolve("queries.f32") + " " + BATCH);
    }

    void search(int from, int count, int threads) {
      ask("search " + from + " " + count + " " + K + " " + threads);
    }

    private void ask(String line) {
      try {
        in.write(line + "\n");
        in.flush();
        if (out.readLine() == null) {
          throw new IllegalStateException("Python ended");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
      process.destroy();
    }
  }

  /** Distances by a matrix product, the smallest by topk; one block of rows a thread. */
  private static final class Torch implements AutoCloseable {
    private final Compute compute;
    private final TensorRuntime tensors;
    private final Arena arena = Arena.ofShared();
    private final NDManager manager;
    private final NDArray[] blocks;
    private final NDArray[] squares;

    Torch(Compute compute, int size) {
      this.compute = compute;
      this.tensors = TensorRuntime.of(compute);
      this.manager = tensors.newManager();
      this.blocks = new NDArray[size / 10_000];
      this.squares = new NDArray[blocks.length];
    }

    void put(int from, FloatMatrix rows) {
      int block = from / 10_000;
      blocks[block] =
          tensors.tensor(manager, arena, rows.data(), 0, new Shape(rows.rows(), rows.cols()));
      squares[block] = blocks[block].square().sum(new int[] {1}).reshape(1, rows.rows());
      squares[block].attach(manager);
    }

    void search(FloatMatrix queries) {
      NDList[] best = new NDList[blocks.length];
      try (NDManager own = tensors.newManager();
          Arena mine = Arena.ofShared()) {
        NDArray q =
            tensors.tensor(own, mine, queries.data(), 0, new Shape(queries.rows(), queries.cols()));
        compute.parallel(
            blocks.length,
            Progress.NONE,
            i -> {
              try (NDManager step = tensors.newManager()) {
                NDArray products = q.matMul(blocks[i].transpose());
                products.attach(step);
                NDArray keys = products.muli(-2).addi(squares[i]);
                best[i] = keys.topK(K, 1, false, true);
                best[i].attach(own);
              }
            });
        NDList all = new NDList();
        for (NDList list : best) {
          all.add(list.get(0));
        }
        NDArray merged = ai.djl.ndarray.NDArrays.concat(all, 1);
        NDList result = merged.topK(K, 1, false, true);
        result.attach(own);
        result.get(0).toFloatArray();
      }
    }

    @Override
    public void close() {
      manager.close();
      arena.close();
    }
  }

  // --- a million descriptors ---

  private static void large(Compute compute, List<String> kinds) throws IOException {
    int size = Integer.getInteger("size", 1_000_000);
    int d = Integer.getInteger("dims", 256);
    FloatMatrix queries = clouds(BATCH, d, 2);
    List<Neighbours> truth = List.of();
    double flatMillis = 0;
    Path file = Files.createTempFile("index", ".faiss");
    for (String kind : kinds) {
      IndexConfig config = parse(kind);
      long start = System.nanoTime();
      IndexSoftware software = software(kind);
      try (DescriptorIndex index =
          software.create(config, d, Distance.EUCLIDEAN, compute, IndexBenchmark::newFile)) {
        if (index instanceof FaissIndex faiss && !faiss.isTrained()) {
          int samples = Math.min(size, config.trainingSize());
          faiss.train(clouds(samples, d, 100), Progress.NONE);
        }
        double trained = seconds(start);
        int chunk = 50_000;
        for (int from = 0; from < size; from += chunk) {
          index.add(clouds(Math.min(chunk, size - from), d, 100 + from), Progress.NONE);
        }
        double added = seconds(start) - trained;
        start = System.nanoTime();
        index.save(file);
        double saved = seconds(start);
        print(
            "%s, %d x %d: trained %.1f s, added %.1f s, saved %.1f s (%d MB, %d MB expected),"
                + " resident %d MB",
            kind,
            size,
            d,
            trained,
            added,
            saved,
            Files.size(file) >> 20,
            config.bytes(size, d) >> 20,
            residentMegabytes());
      }
      boolean isCold = forget(file);
      String before = resident();
      start = System.nanoTime();
      try (DescriptorIndex index = software.load(file, config, compute)) {
        double loaded = seconds(start);
        String opened = resident();
        start = System.nanoTime();
        index.search(queries.rowRange(0, 1), K);
        double first = seconds(start);
        List<Neighbours> found = index.search(queries, K);
        double[] one = inTurns(1, from -> index.search(queries.rowRange(from, from + 1), K));
        double[] many = inTurns(BATCH, from -> index.search(queries, K));
        if (config.isExact()) {
          truth = found;
          flatMillis = one[0];
        }
        print(
            "  resident before opening %s, opened %s, searched %s; first query %.3f s, file %s",
            before,
            opened,
            resident(),
            first,
            isCold ? "not in memory before opening" : "perhaps in memory");
        print(
            "  loaded in %.4f s; single %.3f ms (%.1f x Flat), in batches of 100 %.3f ms; recall@1"
                + " %.3f, recall@25 %.3f of exact",
            loaded,
            one[0],
            flatMillis / one[0],
            many[0],
            recall(truth, found, 1),
            recall(truth, found, K));
      }
    }
    Files.delete(file);
  }

  private static Path newFile() {
    try {
      return Files.createTempFile("index", ".growing");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the system drop what it keeps of a file in memory; false where it does not do so. */
  private static boolean forget(Path file) {
    try {
      new ProcessBuilder("sync", file.toString()).start().waitFor();
      return new ProcessBuilder(
                  "dd", "of=" + file, "oflag=nocache", "conv=notrunc,fdatasync", "count=0")
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What the process holds of its own, and of files. */
  private static String resident() throws IOException {
    System.gc();
    long own = 0;
    long files = 0;
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("RssAnon")) {
        own = Long.parseLong(line.replaceAll("\\D", "")) >> 10;
      } else if (line.startsWith("RssFile")) {
        files = Long.parseLong(line.replaceAll("\\D", "")) >> 10;
      }
    }
    return own + " MB and " + files + " MB of files";
  }

  /** FAISS, or what stands before a slash: {@code jvector/HNSW32}. */
  private static IndexSoftware software(String kind) {
    int slash = kind.indexOf('/');
    return slash < 0
        ? IndexSoftware.FAISS
        : IndexSoftware.valueOf(kind.substring(0, slash).toUpperCase(Locale.ROOT));
  }

  /** A kind with search settings behind a colon: {@code HNSW32:efSearch=128}. */
  private static IndexConfig parse(String kind) {
    String[] parts = kind.substring(kind.indexOf('/') + 1).split(":");
    IndexConfig config = IndexConfig.of(parts[0]);
    if (parts.length == 1) {
      return config;
    }
    int value = Integer.parseInt(parts[1].replaceAll("\\D", ""));
    return parts[1].startsWith("nprobe")
        ? config.withSearch(value, 0)
        : config.withSearch(0, value);
  }

  private static double recall(List<Neighbours> truth, List<Neighbours> found, int n) {
    double sum = 0;
    for (int q = 0; q < truth.size(); q++) {
      int[] got = Arrays.copyOf(found.get(q).ids(), n);
      sum +=
          Arrays.stream(truth.get(q).ids(), 0, n)
              .filter(id -> Arrays.stream(got).anyMatch(g -> g == id))
              .count();
    }
    return sum / n / Math.max(1, truth.size());
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static long residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(l -> l.startsWith("VmRSS"))
        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) >> 10)
        .findFirst()
        .orElse(-1);
  }

  /**
   * Unit vectors of which neighbours look alike, as images along a way do: points near a surface of
   * few dimensions, the same surface whatever the seed.
   */
  private static FloatMatrix clouds(int rows, int cols, long seed) {
    int inner = Math.min(cols, 16);
    Random shape = new Random(99);
    float[] axes = new float[inner * cols];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = (float) shape.nextGaussian();
    }
    Random random = new Random(seed);
    FloatMatrix result = FloatMatrix.zeros(rows, cols);
    float[] at = new float[inner];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < inner; k++) {
        at[k] = (float) random.nextGaussian();
      }
      for (int d = 0; d < cols; d++) {
        float sum = 0.5f * (random.nextFloat() - 0.5f);
        for (int k = 0; k < inner; k++) {
          sum += at[k] * axes[k * cols + d];
        }
        result.data()[i * cols + d] = sum;
      }
    }
    L2.normalizeRows(result);
    return result;
  }
}
