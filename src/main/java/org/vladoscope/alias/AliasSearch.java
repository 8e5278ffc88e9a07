package org.vladoscope.alias;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.pipeline.SimilarityTiles;

/**
 * Finds aliases by comparing every database image with every other, and every query with every
 * database image, block by block: of each image only its most similar ones far away are kept, and
 * never the whole matrix.
 */
public final class AliasSearch {

  /** Of each database image so many of the most similar far ones are kept. */
  public static final int PER_IMAGE = 5;

  private static final int BLOCK = 1024;

  private final PlaceMap map;
  private final GroundTruth truth;
  private final FarApart rule;
  private final SimilarityTiles.Source descriptors;
  private final Compute compute;
  private final int block;

  /**
   * A search.
   *
   * @param truth which candidates of a query are right
   * @param rule when two database images are far apart
   */
  public AliasSearch(
      PlaceMap map,
      GroundTruth truth,
      FarApart rule,
      SimilarityTiles.Source descriptors,
      Compute compute) {
    this(map, truth, rule, descriptors, compute, BLOCK);
  }

  AliasSearch(
      PlaceMap map,
      GroundTruth truth,
      FarApart rule,
      SimilarityTiles.Source descriptors,
      Compute compute,
      int block) {
    this.map = map;
    this.truth = truth;
    this.rule = rule;
    this.descriptors = descriptors;
    this.compute = compute;
    this.block = block;
  }

  /** The most similar of each image: at most k, falling. Rows may be used by several threads. */
  private record Best(int[][] ids, float[][] values) {

    static Best of(int images, int k) {
      float[][] values = new float[images][k];
      for (float[] row : values) {
        Arrays.fill(row, Float.NEGATIVE_INFINITY);
      }
      int[][] ids = new int[images][k];
      for (int[] row : ids) {
        Arrays.fill(row, -1);
      }
      return new Best(ids, values);
    }

    /** Whether a value would be kept; of equals the one that was there stays. */
    boolean wants(int image, float value) {
      return value > values[image][values[image].length - 1];
    }

    void put(int image, int other, float value) {
      float[] kept = values[image];
      int[] own = ids[image];
      int at = kept.length - 1;
      while (at > 0 && kept[at - 1] < value) {
        kept[at] = kept[at - 1];
        own[at] = own[at - 1];
        at--;
      }
      kept[at] = value;
      own[at] = other;
    }
  }

  /**
   * Searches.
   *
   * @param progress a cancel is noticed within a second
   * @throws InputException if no database image can be read
   */
  public AliasAtlas find(Progress progress) {
    int database = descriptors.images();
    int length =
        IntStream.range(0, database)
            .mapToObj(descriptors::image)
            .filter(row -> row != null)
            .mapToInt(row -> row.length)
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        "None of " + database + " database images could be read to be compared."));
    DescriptorBlocks blocks =
        new DescriptorBlocks(database, block, length, descriptors::image, compute);
    boolean own = !map.queriesAreDatabase() && descriptors.queries() > 0;
    Best best = Best.of(database, PER_IMAGE);
    amongDatabase(blocks, best, progress.part(0, own ? .7 : 1));
    List<Alias> aliases = pairs(best);
    double usual = Double.NaN;
    if (own) {
      Queries queries = queries(blocks, length, progress.part(.7, 1));
      aliases.addAll(queries.wrong());
      usual = queries.usual();
    }
    aliases.sort(
        Comparator.comparingDouble(Alias::similarity)
            .reversed()
            .thenComparing(Alias::ofQuery)
            .thenComparingInt(Alias::from)
            .thenComparingInt(Alias::to));
    int[] twins = new int[database];
    double[] similarities = new double[database];
    for (int i = 0; i < database; i++) {
      twins[i] = best.ids[i][0];
      similarities[i] = twins[i] < 0 ? Double.NaN : best.values[i][0];
    }
    return new AliasAtlas(rule, aliases, twins, similarities, usual, notes(own));
  }

  private void amongDatabase(DescriptorBlocks blocks, Best best, Progress progress) {
    int all = blocks.blocks() * (blocks.blocks() + 1) / 2;
    int done = 0;
    for (int a = 0; a < blocks.blocks(); a++) {
      FloatMatrix left = blocks.block(a, progress.silent());
      for (int b = a; b < blocks.blocks(); b++) {
        progress.check();
        progress.report("Comparing database images with each other", (double) done++ / all);
        FloatMatrix right = blocks.block(b, progress.silent());
        FloatMatrix products = compute.timesTransposed(left, right);
        progress.check();
        keep(products, blocks.first(a), blocks.first(b), a == b, best, progress.silent());
      }
    }
  }

  /** Rows first, then columns: no image is written by two threads at once. */
  private void keep(
      FloatMatrix products,
      int firstRow,
      int firstColumn,
      boolean same,
      Best best,
      Progress check) {
    compute.parallel(
        products.rows(),
        check,
        r -> {
          for (int c = 0; c < products.cols(); c++) {
            offer(best, firstRow + r, firstColumn + c, products.get(r, c));
          }
        });
    check.check();
    if (!same) {
      compute.parallel(
          products.cols(),
          check,
          c -> {
            for (int r = 0; r < products.rows(); r++) {
              offer(best, firstColumn + c, firstRow + r, products.get(r, c));
            }
          });
      check.check();
    }
  }

  private void offer(Best best, int image, int other, float value) {
    // A comparison with NaN is false: what cannot be read is like nothing.
    if (image != other && best.wants(image, value) && rule.areFar(map.database(), image, other)) {
      best.put(image, other, value);
    }
  }

  private List<Alias> pairs(Best best) {
    List<Alias> aliases = new ArrayList<>();
    for (int i = 0; i < best.ids.length; i++) {
      for (int k = 0; k < best.ids[i].length && best.ids[i][k] >= 0; k++) {
        int other = best.ids[i][k];
        // A pair that each side keeps is taken once, from its lower number.
        boolean isKeptThere = false;
        for (int back : best.ids[other]) {
          isKeptThere |= back == i;
        }
        if (i < other || !isKeptThere) {
          aliases.add(
              new Alias(
                  false,
                  Math.min(i, other),
                  Math.max(i, other),
                  best.values[i][k],
                  FarApart.metres(map.database().get(i), map.database().get(other))));
        }
      }
    }
    return aliases;
  }

  private record Queries(List<Alias> wrong, double usual) {}

  private Queries queries(DescriptorBlocks blocks, int length, Progress progress) {
    int count = descriptors.queries();
    DescriptorBlocks asked =
        new DescriptorBlocks(count, block, length, descriptors::query, compute);
    float[] first = new float[count];
    int[] winner = new int[count];
    float[] right = new float[count];
    Arrays.fill(first, Float.NEGATIVE_INFINITY);
    Arrays.fill(right, Float.NEGATIVE_INFINITY);
    Arrays.fill(winner, -1);
    int done = 0;
    for (int q = 0; q < asked.blocks(); q++) {
      FloatMatrix left = asked.block(q, progress.silent());
      for (int d = 0; d < blocks.blocks(); d++) {
        progress.check();
        progress.report(
            "Comparing queries with database images",
            (double) done++ / (asked.blocks() * blocks.blocks()));
        FloatMatrix products = compute.timesTransposed(left, blocks.block(d, progress.silent()));
        int firstQuery = asked.first(q);
        int firstImage = blocks.first(d);
        for (int r = 0; r < products.rows(); r++) {
          int query = firstQuery + r;
          for (int c = 0; c < products.cols(); c++) {
            float value = products.get(r, c);
            if (value > first[query]) {
              first[query] = value;
              winner[query] = firstImage + c;
            }
          }
          for (int positive : truth.positives(query)) {
            int column = positive - firstImage;
            if (column >= 0 && column < products.cols()) {
              float value = products.get(r, column);
              right[query] = value > right[query] ? value : right[query];
            }
          }
        }
      }
    }
    List<Alias> wrong = new ArrayList<>();
    for (int q = 0; q < count; q++) {
      if (winner[q] >= 0 && isWrong(q, winner[q])) {
        wrong.add(
            new Alias(
                true,
                q,
                winner[q],
                first[q],
                FarApart.metres(map.queries().get(q), map.database().get(winner[q]))));
      }
    }
    return new Queries(wrong, median(right));
  }

  /** Not right, not neither, and not as near as a right one where positions are known. */
  private boolean isWrong(int query, int winner) {
    double metres = FarApart.metres(map.queries().get(query), map.database().get(winner));
    boolean near = rule.byPosition() && metres <= rule.least();
    return truth.isKnown()
        ? !truth.isPositive(query, winner) && !truth.isSoft(query, winner) && !near
        : rule.byPosition() && metres > rule.least();
  }

  private static double median(float[] values) {
    double[] known =
        IntStream.range(0, values.length)
            .mapToDouble(i -> values[i])
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return known.length == 0 ? Double.NaN : known[(known.length - 1) / 2];
  }

  private List<String> notes(boolean own) {
    List<String> notes = new ArrayList<>();
    notes.add(
        String.format(
            Locale.ROOT,
            "Pairs are %s, by the cosine of global descriptors; of each database image the %d most"
                + " similar are taken.",
            rule.words(),
            PER_IMAGE));
    long without = map.database().stream().filter(image -> image.pose() == null).count();
    if (rule.byPosition() && without > 0) {
      notes.add(
          without == 1
              ? "1 database image has no position and is compared with none."
              : without + " database images have no position and are compared with none.");
    }
    notes.add(
        !own
            ? "There are no queries of their own to compare."
            : truth.isKnown()
                ? "Of queries, those whose most similar image is wrong are listed with it."
                : rule.byPosition()
                    ? "Without a ground truth, a query's most similar image counts as wrong where"
                        + " positions say so."
                    : "Without ground truth and positions nobody knows which answers to queries are"
                        + " wrong: none are listed.");
    return notes;
  }
}
