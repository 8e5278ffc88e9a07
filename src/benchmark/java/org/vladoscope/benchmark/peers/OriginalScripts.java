package org.vladoscope.benchmark.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.vladoscope.benchmark.ReferenceMatcher;
import org.vladoscope.benchmark.ReferenceVgg16;
import org.vladoscope.benchmark.ReferenceVlad;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.ProcessMemory;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.feature.Preprocessing;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.file.numpy.NpyFile;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

/**
 * What the original's scripts do, step by step, one after the other in one process: features of the
 * database and of the queries into files, then the files compared. One image at a time, where the
 * original takes five: that costs it less memory and no time.
 */
public final class OriginalScripts {

  private static final String GLOBALS = "globalfeats.npy";

  private final NDManager manager;
  private final Method method;
  private final Path folder;
  private final ReferenceVgg16 network;
  private final ReferenceVlad.Layer words;
  private final ReferenceVlad.Wpca projection;

  private OriginalScripts(NDManager manager, Method method, Path weights, Path folder) {
    this.manager = manager;
    this.method = method;
    this.folder = folder;
    ModelWeights file = ModelWeights.read(weights);
    network = new ReferenceVgg16(manager, file);
    int clusters = file.get("centroids").length(0);
    int channels = file.get("centroids").length(1);
    words =
        new ReferenceVlad.Layer(
            manager.create(
                file.get("assignment.weight").floats(), new Shape(clusters, channels, 1, 1)),
            manager.zeros(new Shape(clusters)),
            manager.create(file.get("centroids").floats(), new Shape(clusters, channels)));
    projection =
        new ReferenceVlad.Wpca(
            manager,
            new Whitening(
                file.get("wpca.weight").matrix(method.dimensions(), clusters * channels),
                file.get("wpca.bias").floats()));
  }

  /**
   * Runs the scripts.
   *
   * @param map folder with {@code database} and {@code queries}
   * @param weights file with the weights
   * @param rerank how many candidates of the global search are compared by their patches
   * @param out folder for features and predictions
   */
  public static void run(Path map, Path weights, Method method, int rerank, Path out)
      throws IOException {
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      TensorRuntime tensors = TensorRuntime.of(compute);
      // As PyTorch has it unasked: a thread for each processor, memory as the C library gives it.
      JniUtils.setNumThreads(Runtime.getRuntime().availableProcessors());
      ProcessMemory.keepFreedBlocks(false);
      try (NDManager manager = tensors.newManager()) {
        OriginalScripts scripts = new OriginalScripts(manager, method, weights, out);
        List<Path> database = PeerMap.databaseOf(map);
        List<Path> queries = PeerMap.queriesOf(map);
        scripts.extract(database, "database");
        scripts.extract(queries, "queries");
        scripts.match(database, queries, rerank);
      }
    }
  }

  private void extract(List<Path> images, String name) throws IOException {
    Path to = Files.createDirectories(folder.resolve(name));
    float[][] globals = new float[images.size()][];
    for (int i = 0; i < images.size(); i++) {
      try (NDManager own = manager.newSubManager()) {
        globals[i] = extract(images.get(i), to, own);
      }
    }
    try (OutputStream out = output(to.resolve(GLOBALS))) {
      NpyFile.write(out, globals.length, method.dimensions(), i -> globals[i]);
    }
  }

  private float[] extract(Path image, Path to, NDManager own) throws IOException {
    float[] pixels =
        Preprocessing.IMAGENET.apply(ImageDecoder.decode(image, Method.SIZE, Decoding.EXACT));
    NDArray features;
    try (NDArray picture =
        own.create(pixels, new Shape(1, 3, Method.SIZE.height(), Method.SIZE.width()))) {
      features = network.features(picture);
      features.attach(own);
    }
    List<PatchScale> scales = method.scales();
    List<NDArray> described = new ReferenceVlad(own, features, words).globalAndPatches(scales);
    for (int s = 0; s < scales.size(); s++) {
      try (NDArray raw = described.get(s + 1);
          NDArray rows = raw.squeeze(0).transpose();
          NDArray projected = projection.apply(rows);
          NDArray columns = projected.transpose()) {
        save(columns, to.resolve(fileName(scales.get(s), image)));
      }
    }
    try (NDArray global = projection.apply(described.getFirst())) {
      return global.toFloatArray();
    }
  }

  private static String fileName(PatchScale scale, Path image) {
    String name = String.valueOf(image.getFileName());
    int dot = name.lastIndexOf('.');
    return "patchfeats_psize" + scale.size() + "_" + name.substring(0, dot) + ".npy";
  }

  private static OutputStream output(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  private static void save(NDArray matrix, Path file) throws IOException {
    float[] values = matrix.toFloatArray();
    int rows = (int) matrix.getShape().get(0);
    int cols = (int) matrix.getShape().get(1);
    try (OutputStream out = output(file)) {
      NpyFile.write(out, rows, cols, i -> Arrays.copyOfRange(values, i * cols, (i + 1) * cols));
    }
  }

  /** A tensor of what a file holds, in memory that is freed with the arena. */
  private static NDArray load(Path file, long rows, NDManager own, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes =
          arena.allocate(channel.size(), Long.BYTES).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Until it is all there.
      }
      int header = 10 + Short.toUnsignedInt(bytes.getShort(8));
      long cols = (bytes.capacity() - header) / (Float.BYTES * rows);
      return own.create(
          bytes.position(header).slice().order(ByteOrder.LITTLE_ENDIAN),
          new Shape(rows, cols),
          DataType.FLOAT32);
    }
  }

  private void match(List<Path> database, List<Path> queries, int rerank) throws IOException {
    int[][] found;
    try (Arena arena = Arena.ofConfined();
        NDManager own = manager.newSubManager()) {
      NDArray ofDatabase = loadGlobals("database", database.size(), own, arena);
      NDArray ofQueries = loadGlobals("queries", queries.size(), own, arena);
      long[] order = ofQueries.matMul(ofDatabase.transpose()).neg().argSort(1).toLongArray();
      int count = Math.min(rerank, database.size());
      found = new int[queries.size()][count];
      for (int q = 0; q < queries.size(); q++) {
        for (int i = 0; i < count; i++) {
          found[q][i] = (int) order[q * database.size() + i];
        }
      }
    }
    Predictions.write(folder.resolve(Predictions.GLOBAL), queries, database, found);
    for (int q = 0; q < queries.size(); q++) {
      found[q] = reranked(queries.get(q), database, found[q]);
    }
    Predictions.write(folder.resolve(Predictions.RERANKED), queries, database, found);
  }

  private int[] reranked(Path query, List<Path> database, int[] candidates) throws IOException {
    List<PatchGrid> grids = method.grids();
    double[][] scores = new double[grids.size()][candidates.length];
    try (Arena arena = Arena.ofConfined();
        NDManager own = manager.newSubManager()) {
      List<NDArray> ofQuery = new ArrayList<>();
      for (PatchGrid grid : grids) {
        ofQuery.add(loadPatches("queries", query, grid, own, arena));
      }
      for (int c = 0; c < candidates.length; c++) {
        for (int s = 0; s < grids.size(); s++) {
          PatchGrid grid = grids.get(s);
          Path image = database.get(candidates[c]);
          try (Arena once = Arena.ofConfined();
              NDArray candidate = loadPatches("database", image, grid, own, once)) {
            int[][] mutual = ReferenceMatcher.nearest(ofQuery.get(s), candidate).mutual();
            scores[s][c] =
                method.ransac()
                    ? ReferenceMatcher.ransac(mutual, grid)
                    : ReferenceMatcher.rapid(mutual, grid);
          }
        }
      }
    }
    double[] fused = fused(scores, method.weights());
    return IntStream.range(0, candidates.length)
        .boxed()
        .sorted(Comparator.comparingDouble(c -> -fused[c]))
        .mapToInt(c -> candidates[c])
        .toArray();
  }

  private NDArray loadPatches(String set, Path image, PatchGrid grid, NDManager own, Arena arena)
      throws IOException {
    Path file = folder.resolve(set).resolve(fileName(grid.scale(), image));
    return load(file, method.dimensions(), own, arena);
  }

  private NDArray loadGlobals(String set, int images, NDManager own, Arena arena)
      throws IOException {
    return load(folder.resolve(set).resolve(GLOBALS), images, own, arena);
  }

  /** The weighted sum of the z-scores over the candidates. */
  static double[] fused(double[][] scores, List<Double> weights) {
    double[] fused = new double[scores[0].length];
    for (int s = 0; s < scores.length; s++) {
      double mean = Arrays.stream(scores[s]).average().orElse(0);
      double variance =
          Arrays.stream(scores[s]).map(x -> (x - mean) * (x - mean)).average().orElse(0);
      for (int c = 0; c < fused.length; c++) {
        double z = variance > 0 ? (scores[s][c] - mean) / Math.sqrt(variance) : 0;
        fused[c] += weights.get(s) * z;
      }
    }
    return fused;
  }
}
