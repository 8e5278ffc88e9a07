package org.vladoscope.benchmark.peers;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.vladoscope.benchmark.Differences;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceMemory;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.pipeline.Pipeline;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.store.DescriptorStore;

/**
 * Computes the same map on two devices, with empty caches and the clusters and projection of one
 * file, and says how far the results lie apart and how long each step took.
 */
public final class DeviceContest {

  /** Single precision sums in another order on another device: more than that is another result. */
  public static final double TOLERANCE = 1e-4;

  /**
   * What a device made of the map.
   *
   * @param device its name, for people
   * @param seconds wall-clock time of everything
   * @param stages seconds of each step that ran, on one thread, by the step's name
   * @param globals global descriptor of each image
   * @param patches patch descriptors of the first query and the first database image
   * @param results answers to the queries
   */
  public record Side(
      String device,
      double seconds,
      Map<String, Double> stages,
      List<float[]> globals,
      List<FloatMatrix> patches,
      List<QueryResult> results) {

    /** Copies the collections; the arrays are not changed by anybody. */
    public Side {
      stages = Map.copyOf(stages);
      globals = List.copyOf(globals);
      patches = List.copyOf(patches);
      results = List.copyOf(results);
    }
  }

  /**
   * How far two sides lie apart.
   *
   * @param globals largest difference of two values of global descriptors
   * @param patches largest difference of two values of patch descriptors
   * @param distances largest difference of the distances of candidates that both found
   * @param scores largest difference of the scores of patch sizes of candidates that both found
   * @param compared candidates that both found
   * @param onlyOne candidates that only one of them found
   * @param otherFirst queries whose first answer is another
   */
  public record Agreement(
      double globals,
      double patches,
      double distances,
      double scores,
      int compared,
      int onlyOne,
      int otherFirst) {

    /** True if nothing differs by more than {@link #TOLERANCE}. */
    public boolean holds() {
      return Math.max(Math.max(globals, patches), Math.max(distances, scores)) <= TOLERANCE;
    }
  }

  private DeviceContest() {}

  /** Computes a map on a device, from nothing. */
  public static Side run(PlaceMap map, PipelineConfig config, Compute compute, Progress progress) {
    long begin = System.nanoTime();
    try (DescriptorStore store = DescriptorStore.temporary();
        Workspace workspace = Workspace.open(map, compute, store)) {
      Pipeline pipeline = workspace.pipeline(config);
      PreparedMap prepared = pipeline.prepare(progress.part(0, .5));
      List<QueryResult> results = new ArrayList<>();
      for (PlaceImage query : map.queries()) {
        progress.report("Asking " + query.name(), .5);
        results.add(pipeline.query(query, Progress.NONE));
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      Map<String, Double> stages = new TreeMap<>();
      workspace
          .stepTimes()
          .totals()
          .forEach((kind, total) -> stages.put(kind.toString(), total.seconds()));
      List<float[]> globals = new ArrayList<>();
      for (PlaceImage image : map.database()) {
        globals.add(prepared.global(image, Progress.NONE));
      }
      List<FloatMatrix> patches = new ArrayList<>();
      patches.addAll(prepared.patches(map.queries().getFirst(), Progress.NONE));
      patches.addAll(prepared.patches(map.database().getFirst(), Progress.NONE));
      return new Side(compute.description(), seconds, stages, globals, patches, results);
    }
  }

  /** Compares the results of both for the same map and configuration. */
  public static Agreement compare(Side a, Side b) {
    double globals = 0;
    for (int i = 0; i < a.globals().size(); i++) {
      globals = Math.max(globals, Differences.largest(a.globals().get(i), b.globals().get(i)));
    }
    double patches = 0;
    for (int i = 0; i < a.patches().size(); i++) {
      patches =
          Math.max(
              patches, Differences.largest(a.patches().get(i).data(), b.patches().get(i).data()));
    }
    double distances = 0;
    double scores = 0;
    int compared = 0;
    int onlyOne = 0;
    int otherFirst = 0;
    for (int q = 0; q < a.results().size(); q++) {
      Map<Integer, Reranked> found = byImage(a.results().get(q));
      Map<Integer, Reranked> alsoFound = byImage(b.results().get(q));
      for (Map.Entry<Integer, Reranked> entry : found.entrySet()) {
        Reranked one = entry.getValue();
        Reranked other = alsoFound.remove(entry.getKey());
        if (other == null) {
          onlyOne++;
          continue;
        }
        compared++;
        distances = Math.max(distances, Math.abs(one.distance() - other.distance()));
        for (int s = 0; s < one.scaleScores().size(); s++) {
          scores =
              Math.max(scores, Math.abs(one.scaleScores().get(s) - other.scaleScores().get(s)));
        }
      }
      onlyOne += alsoFound.size();
      if (first(a.results().get(q)) != first(b.results().get(q))) {
        otherFirst++;
      }
    }
    return new Agreement(globals, patches, distances, scores, compared, onlyOne, otherFirst);
  }

  private static Map<Integer, Reranked> byImage(QueryResult result) {
    Map<Integer, Reranked> byImage = new TreeMap<>();
    result.reranked().forEach(candidate -> byImage.put(candidate.databaseIndex(), candidate));
    return byImage;
  }

  private static int first(QueryResult result) {
    return result.candidates().isEmpty() ? -1 : result.candidates().getFirst().databaseIndex();
  }

  /**
   * Takes nearly all memory of a GPU and asks for a product that no longer fits.
   *
   * @return how far the result lies from the CPU's; empty if there is no GPU
   */
  public static Optional<Double> exhausted(Compute device, Compute cpu) {
    TensorRuntime runtime = TensorRuntime.of(device);
    if (!runtime.device().isGpu()) {
      return Optional.empty();
    }
    FloatMatrix a = random(2048, 4096, 1);
    FloatMatrix b = random(8192, 4096, 2);
    FloatMatrix expected = cpu.timesTransposed(a, b, Precision.FP32);
    try (NDManager manager = runtime.newManager()) {
      for (long bytes = 1L << 30; bytes >= 1 << 20; ) {
        try {
          manager.zeros(new Shape(bytes / Float.BYTES), DataType.FLOAT32);
        } catch (RuntimeException e) {
          if (!DeviceMemory.isExhausted(e)) {
            throw e;
          }
          bytes /= 2;
        }
      }
      FloatMatrix product = device.timesTransposed(a, b, Precision.FP32);
      return Optional.of(Differences.largest(expected.data(), product.data()));
    }
  }

  /** Rows of about unit length. */
  private static FloatMatrix random(int rows, int cols, long seed) {
    FloatMatrix matrix = FloatMatrix.zeros(rows, cols);
    SplittableRandom random = new SplittableRandom(seed);
    double scale = Math.sqrt(3.0 / cols);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) ((2 * random.nextDouble() - 1) * scale);
    }
    return matrix;
  }
}
