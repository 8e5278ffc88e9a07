package org.vladoscope.embedding;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;

/**
 * Makes points in the plane of descriptors. t-SNE and UMAP see the {@value MainComponents#MOST}
 * strongest components, compute at most {@link EmbeddingMethod#most} places, evenly taken, and put
 * every other image between the nearest three of those.
 */
public final class Embedder {

  /** Fewer different points have no neighbourhoods to keep. */
  private static final int LEAST = 7;

  private static final int BETWEEN = 3;

  private final Compute compute;
  private final long seed;

  /**
   * An embedder.
   *
   * @param seed of everything that is random
   */
  public Embedder(Compute compute, long seed) {
    this.compute = compute;
    this.seed = seed;
  }

  /**
   * Places the images.
   *
   * @throws InputException if there are too few for the method
   * @throws java.util.concurrent.CancellationException within a second of a cancel
   */
  public Embedding of(MainComponents components, EmbeddingMethod method, Progress progress) {
    return of(components, method, method.most(), progress);
  }

  /**
   * Places the images.
   *
   * @param most places of so many are computed
   */
  Embedding of(MainComponents components, EmbeddingMethod method, int most, Progress progress) {
    return switch (method) {
      case PCA -> pca(components);
      case TSNE, UMAP -> learned(components, method, most, progress);
    };
  }

  private static Embedding pca(MainComponents components) {
    int all = components.all();
    double[] x = unknown(all);
    double[] y = unknown(all);
    FloatMatrix scores = components.scores();
    for (int i = 0; i < scores.rows(); i++) {
      x[components.images()[i]] = scores.get(i, 0);
      y[components.images()[i]] = scores.cols() > 1 ? scores.get(i, 1) : 0;
    }
    double[] shares = components.shares();
    String note =
        String.format(
            Locale.ROOT,
            "PCA: across %.0f %%, up %.0f %% of the variance of the descriptors.",
            100 * shares[0],
            100 * (shares.length > 1 ? shares[1] : 0));
    if (components.fitted() < scores.rows()) {
      note +=
          String.format(
              Locale.ROOT,
              " The components are those of %,d of %,d images, evenly taken.",
              components.fitted(),
              scores.rows());
    }
    return new Embedding(EmbeddingMethod.PCA, x, y, new boolean[all], note + unread(components));
  }

  private Embedding learned(
      MainComponents components, EmbeddingMethod method, int most, Progress progress) {
    FloatMatrix scores = components.scores();
    Distinct distinct = Distinct.of(scores);
    if (distinct.rows().length < LEAST) {
      throw new InputException(
          method.label()
              + " needs at least "
              + LEAST
              + " different descriptors; there are "
              + distinct.rows().length
              + ". PCA shows these.");
    }
    int[] taken = MainComponents.spread(distinct.rows().length, most);
    FloatMatrix computed = rows(scores, distinct.rows(), taken);
    boolean whole = taken.length == distinct.rows().length;
    Progress fitting = progress.part(0, whole ? 1 : .85);
    double[][] places =
        method == EmbeddingMethod.TSNE
            ? SmileLayouts.tsne(computed, seed, fitting)
            : SmileLayouts.umap(computed, seed, compute, fitting);
    double[][] ofDistinct = new double[distinct.rows().length][];
    boolean[] isBetween = new boolean[distinct.rows().length];
    Arrays.fill(isBetween, true);
    for (int i = 0; i < taken.length; i++) {
      ofDistinct[taken[i]] = places[i];
      isBetween[taken[i]] = false;
    }
    if (!whole) {
      putBetween(scores, distinct.rows(), computed, places, ofDistinct, progress.part(.85, 1));
    }
    double[] x = unknown(components.all());
    double[] y = unknown(components.all());
    boolean[] between = new boolean[components.all()];
    int count = 0;
    for (int i = 0; i < scores.rows(); i++) {
      int image = components.images()[i];
      int one = distinct.of()[i];
      x[image] = ofDistinct[one][0];
      y[image] = ofDistinct[one][1];
      between[image] = isBetween[one];
      count += between[image] ? 1 : 0;
    }
    return new Embedding(
        method, x, y, between, note(method, components, taken.length, count) + unread(components));
  }

  private String note(EmbeddingMethod method, MainComponents components, int taken, int between) {
    String size =
        method == EmbeddingMethod.TSNE
            ? String.format(Locale.ROOT, "perplexity %.0f", SmileLayouts.perplexity(taken))
            : SmileLayouts.neighbours(taken) + " neighbours";
    String note =
        String.format(
            Locale.ROOT,
            "%s of the %d strongest components (%.0f %% of the variance), %s, seed %d. How far"
                + " groups lie apart says little.",
            method.label(),
            components.shares().length,
            100 * Math.min(1, Arrays.stream(components.shares()).sum()),
            size,
            seed);
    return between == 0
        ? note
        : note
            + String.format(
                Locale.ROOT,
                " Computed for %,d images, evenly taken; the other %,d lie between their nearest"
                    + " three of these.",
                components.scores().rows() - between,
                between);
  }

  private static String unread(MainComponents components) {
    int missing = components.all() - components.images().length;
    return missing == 0
        ? ""
        : missing == 1
            ? " 1 image could not be read and is not shown."
            : String.format(
                Locale.ROOT, " %,d images could not be read and are not shown.", missing);
  }

  private static double[] unknown(int count) {
    double[] values = new double[count];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private static FloatMatrix rows(FloatMatrix from, int[] rows, int[] taken) {
    FloatMatrix result = FloatMatrix.zeros(taken.length, from.cols());
    for (int i = 0; i < taken.length; i++) {
      System.arraycopy(
          from.data(), rows[taken[i]] * from.cols(), result.data(), i * from.cols(), from.cols());
    }
    return result;
  }

  /** Each lies at the mean of its nearest places, weighted by the inverse of the distance. */
  private void putBetween(
      FloatMatrix scores,
      int[] rows,
      FloatMatrix computed,
      double[][] places,
      double[][] target,
      Progress progress) {
    int[] missing = new int[rows.length - places.length];
    int at = 0;
    for (int i = 0; i < rows.length; i++) {
      if (target[i] == null) {
        missing[at++] = i;
      }
    }
    NearestRows nearest =
        NearestRows.of(
            rows(scores, rows, missing),
            computed,
            false,
            Math.min(BETWEEN, places.length),
            compute,
            "Placing the other images",
            progress);
    for (int i = 0; i < missing.length; i++) {
      double sum = 0;
      double[] place = new double[2];
      for (int n = 0; n < nearest.ids()[i].length; n++) {
        double weight = 1 / Math.max(nearest.distances()[i][n], 1e-12);
        sum += weight;
        place[0] += weight * places[nearest.ids()[i][n]][0];
        place[1] += weight * places[nearest.ids()[i][n]][1];
      }
      target[missing[i]] = new double[] {place[0] / sum, place[1] / sum};
    }
  }

  /**
   * Rows that differ: many of the same would have no neighbourhood of the size that is asked for.
   *
   * @param rows the first of each
   * @param of for each row, which of them it is
   */
  private record Distinct(int[] rows, int[] of) {

    static Distinct of(FloatMatrix matrix) {
      Map<Integer, java.util.List<Integer>> byHash = new HashMap<>();
      int[] first = new int[matrix.rows()];
      int[] of = new int[matrix.rows()];
      int count = 0;
      for (int i = 0; i < matrix.rows(); i++) {
        float[] row = matrix.row(i);
        var same = byHash.computeIfAbsent(Arrays.hashCode(row), h -> new java.util.ArrayList<>());
        int known = -1;
        for (int one : same) {
          if (Arrays.equals(row, matrix.row(first[one]))) {
            known = one;
          }
        }
        if (known < 0) {
          known = count++;
          first[known] = i;
          same.add(known);
        }
        of[i] = known;
      }
      return new Distinct(Arrays.copyOf(first, count), of);
    }
  }
}
