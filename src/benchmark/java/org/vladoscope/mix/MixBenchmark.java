package org.vladoscope.mix;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.linalg.Whitening;

/** How long recall takes to follow a fader, on descriptors made up of random numbers. */
public final class MixBenchmark implements AutoCloseable {

  private static final int RIGHT = 3;

  private final MixableMap map;
  private final int clusters;
  private final int repeat;
  private final double reading;

  /**
   * Makes up a map.
   *
   * @param dimensions of projected descriptors, 0 for not projected
   * @param repeat of how many moves the shortest and the longest count
   */
  public MixBenchmark(
      int queries,
      int images,
      int clusters,
      int channels,
      int dimensions,
      int repeat,
      Compute compute) {
    this.clusters = clusters;
    this.repeat = repeat;
    long start = System.nanoTime();
    int length = clusters * channels;
    Mixing.Parts parts =
        dimensions == 0
            ? SimilarityTable.of(
                clusters,
                queries,
                q -> descriptor(q, clusters, channels),
                images,
                d -> descriptor(queries + d, clusters, channels),
                i -> "image " + i,
                compute,
                Progress.NONE)
            : ProjectedParts.of(
                clusters,
                queries,
                images,
                i -> descriptor(i, clusters, channels),
                new Whitening(random(dimensions, length), new float[dimensions]),
                i -> "image " + i,
                compute,
                Progress.NONE);
    reading = (System.nanoTime() - start) / 1e9;
    List<int[]> positives = new ArrayList<>();
    for (int q = 0; q < queries; q++) {
      int first = q % Math.max(1, images - RIGHT);
      positives.add(IntStream.range(first, first + RIGHT).toArray());
    }
    map =
        MixableMap.of(
            new PlaceMap(
                "made up",
                Path.of("made up"),
                images("d", images),
                images("q", queries),
                false,
                CameraViews.NONE,
                GroundTruth.of(positives),
                List.of()),
            GroundTruth.of(positives),
            parts,
            compute);
  }

  private static List<PlaceImage> images(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new PlaceImage(prefix + i, Path.of(prefix + i), null))
        .toList();
  }

  private static float[] descriptor(int seed, int clusters, int channels) {
    Random random = new Random(seed);
    float[] values = new float[clusters * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - .5f;
    }
    for (int k = 0; k < clusters; k++) {
      L2.normalize(values, k * channels, (k + 1) * channels);
    }
    L2.normalize(values, 0, values.length);
    return values;
  }

  private static FloatMatrix random(int rows, int cols) {
    Random random = new Random(rows);
    FloatMatrix matrix = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = random.nextFloat() - .5f;
    }
    return matrix;
  }

  /** Seconds until the desk could be used. */
  public double reading() {
    return reading;
  }

  /** Shortest, middle and longest seconds in which all ranks followed one fader. */
  public double[] move() {
    double[] factors = map.unmixed();
    return times(
        i -> {
          factors[i % clusters] = .5 + i % 7 * .2;
          return factors;
        });
  }

  /** The same for a cluster that is solo, then all again. */
  public double[] solo() {
    return times(
        i -> {
          double[] factors = map.unmixed();
          if (i % 2 == 0) {
            Arrays.fill(factors, 0);
            factors[i % clusters] = 1;
          }
          return factors;
        });
  }

  /** Seconds until it is known what muting each cluster would do. */
  public double effects() {
    long start = System.nanoTime();
    map.effects(map.unmixed(), effect -> {}, Progress.NONE);
    return (System.nanoTime() - start) / 1e9;
  }

  /** The faders of a move. */
  private interface Faders {
    double[] at(int move);
  }

  private double[] times(Faders faders) {
    double[] times = new double[repeat];
    // The first moves wait for the compiler.
    for (int i = -repeat; i < repeat; i++) {
      double[] factors = faders.at(i + repeat);
      long start = System.nanoTime();
      Standing standing = map.rank(factors, Progress.NONE);
      standing.recall(1);
      if (i >= 0) {
        times[i] = (System.nanoTime() - start) / 1e9;
      }
    }
    Arrays.sort(times);
    return new double[] {times[0], times[repeat / 2], times[repeat - 1]};
  }

  @Override
  public void close() {
    map.close();
  }
}
