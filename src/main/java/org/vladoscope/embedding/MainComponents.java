package org.vladoscope.embedding;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.linalg.PrincipalComponents;
import org.vladoscope.linalg.SampleMatrix;

/**
 * Descriptors along their strongest principal components. The largest loading of each direction is
 * positive, so that nothing turns around from one run to the next.
 *
 * @param scores {@code [m, P]}: how far each usable descriptor lies from the mean along each
 *     component, P at most {@value #MOST}; zeros where they do not spread that far
 * @param images m numbers of images that could be read, rising
 * @param all how many images there are, those that could not be read included
 * @param shares of the variance of all values, P of them, each 0 to 1
 * @param fitted the components are those of so many descriptors, evenly taken
 */
public record MainComponents(
    FloatMatrix scores, int[] images, int all, double[] shares, int fitted) {

  /** So many components are kept: the rest of the variance is noise for neighbourhoods. */
  static final int MOST = 50;

  /** Components are fitted on at most so many descriptors. */
  static final int SAMPLE = 2_000;

  private static final int BLOCK = 256;

  /** A component of less than this share is rounding, and no direction. */
  private static final double LEAST_SHARE = 1e-9;

  /** Descriptors are read once and kept up to so many values (256 MB), else read again. */
  private static final long KEPT_VALUES = 64L << 20;

  /**
   * Finds them.
   *
   * @param progress a cancel is noticed within a second
   * @throws InputException if there are fewer than three descriptors, or all are the same
   */
  public static MainComponents of(ImageRows rows, Compute compute, Progress progress) {
    float[] @Nullable [] kept = new float[rows.count()][];
    boolean[] usable = new boolean[rows.count()];
    int[] length = new int[rows.count()];
    AtomicInteger done = new AtomicInteger();
    Progress reading = progress.part(0, .6);
    compute.parallel(
        rows.count(),
        reading,
        i -> {
          float[] row = rows.row(i);
          usable[i] = row != null;
          if (row != null) {
            length[i] = row.length;
            kept[i] = (long) rows.count() * row.length <= KEPT_VALUES ? row : null;
          }
          int now = done.incrementAndGet();
          reading.report(
              "Reading descriptors, " + now + " of " + rows.count(), (double) now / rows.count());
        });
    progress.check();
    int[] images = IntStream.range(0, rows.count()).filter(i -> usable[i]).toArray();
    if (images.length < 3) {
      throw new InputException(
          "A map of descriptors needs at least 3 images; "
              + images.length
              + " of "
              + rows.count()
              + " could be read.");
    }
    return of(
        i -> {
          float[] known = kept[images[i]];
          return known != null ? known : rows.row(images[i]);
        },
        images,
        rows.count(),
        length[images[0]],
        compute,
        progress.part(.6, 1));
  }

  private static MainComponents of(
      IntFunction<float @Nullable []> row,
      int[] images,
      int all,
      int dims,
      Compute compute,
      Progress progress) {
    int[] sample = spread(images.length, SAMPLE);
    int count = Math.min(MOST, Math.min(sample.length - 1, dims));
    PrincipalComponents found;
    double variance;
    try (SampleMatrix samples = new SampleMatrix(sample.length, dims)) {
      for (int i = 0; i < sample.length; i += BLOCK) {
        progress.check();
        int[] some = Arrays.copyOfRange(sample, i, Math.min(i + BLOCK, sample.length));
        samples.putRows(i, block(row, some, dims, compute, progress));
      }
      variance = variance(samples);
      if (!(variance > 0)) {
        throw new InputException(
            "All " + images.length + " descriptors are the same: there is nothing to tell apart.");
      }
      found = PrincipalComponents.fit(samples, count, compute, progress.part(0, .6));
    }
    double[] shares = new double[count];
    double[] signs = new double[count];
    for (int p = 0; p < count; p++) {
      double share = found.variances()[p] / variance;
      shares[p] = share < LEAST_SHARE ? 0 : Math.min(1, share);
      signs[p] = share < LEAST_SHARE ? 0 : sign(found.directions(), p);
    }
    FloatMatrix scores = FloatMatrix.zeros(images.length, count);
    for (int i = 0; i < images.length; i += BLOCK) {
      progress.check();
      progress.report(
          "Principal components, " + i + " of " + images.length,
          .6 + .4 * ((double) i / images.length));
      int[] some = IntStream.range(i, Math.min(i + BLOCK, images.length)).toArray();
      FloatMatrix part = block(row, some, dims, compute, progress);
      for (int v = 0; v < part.data().length; v++) {
        part.data()[v] -= found.mean()[v % dims];
      }
      FloatMatrix along = compute.timesTransposed(part, found.directions());
      for (int v = 0; v < along.data().length; v++) {
        scores.data()[i * count + v] = (float) (signs[v % count] * along.data()[v]);
      }
    }
    return new MainComponents(scores, images, all, shares, sample.length);
  }

  /** At most so many of the numbers up to {@code count}, evenly spread. */
  static int[] spread(int count, int most) {
    int taken = Math.min(count, most);
    return IntStream.range(0, taken).map(i -> (int) ((long) i * count / taken)).toArray();
  }

  private static FloatMatrix block(
      IntFunction<float @Nullable []> row,
      int[] numbers,
      int dims,
      Compute compute,
      Progress progress) {
    FloatMatrix block = FloatMatrix.zeros(numbers.length, dims);
    compute.parallel(
        numbers.length,
        progress,
        i -> {
          float[] values = row.apply(numbers[i]);
          if (values == null || values.length != dims) {
            throw new InputException(
                "Descriptors changed while they were read: one of "
                    + dims
                    + " values has "
                    + (values == null ? "gone" : values.length + " now")
                    + ". Try again.");
          }
          System.arraycopy(values, 0, block.data(), i * dims, dims);
        });
    progress.check();
    return block;
  }

  /** The variances of all values added up, with the divisor n − 1. */
  private static double variance(SampleMatrix samples) {
    double total = 0;
    for (int d = 0; d < samples.cols(); d++) {
      double mean = 0;
      for (int i = 0; i < samples.rows(); i++) {
        mean += samples.get(i, d);
      }
      mean /= samples.rows();
      double sum = 0;
      for (int i = 0; i < samples.rows(); i++) {
        double from = samples.get(i, d) - mean;
        sum += from * from;
      }
      total += sum / (samples.rows() - 1);
    }
    return total;
  }

  private static double sign(FloatMatrix directions, int row) {
    int largest = 0;
    for (int d = 1; d < directions.cols(); d++) {
      if (Math.abs(directions.get(row, d)) > Math.abs(directions.get(row, largest))) {
        largest = d;
      }
    }
    return directions.get(row, largest) < 0 ? -1 : 1;
  }
}
