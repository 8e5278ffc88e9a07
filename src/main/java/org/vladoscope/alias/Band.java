package org.vladoscope.alias;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.vladoscope.common.Progress;

/**
 * A run of database images that looks like another run: a line off the diagonal of the matrix of
 * all database images.
 *
 * @param aliases its pairs, by their first image; at least {@value #LEAST}
 * @param opposite true if the other run is passed in the opposite direction
 */
public record Band(List<Alias> aliases, boolean opposite) {

  /** Shorter ones are no runs. */
  public static final int LEAST = 4;

  /** So many images of a run may be missing between two that look alike. */
  private static final int GAP = 2;

  /** Copies the list. */
  public Band {
    aliases = List.copyOf(aliases);
  }

  /** The first image of the first run. */
  public int from() {
    return aliases.getFirst().from();
  }

  /** Its last image. */
  public int to() {
    return aliases.getLast().from();
  }

  /** The lowest number of the other run. */
  public int otherFrom() {
    return aliases.stream().mapToInt(Alias::to).min().orElseThrow();
  }

  /** Its highest number. */
  public int otherTo() {
    return aliases.stream().mapToInt(Alias::to).max().orElseThrow();
  }

  /** The mean similarity of its pairs. */
  public double similarity() {
    return aliases.stream().mapToDouble(Alias::similarity).average().orElseThrow();
  }

  /** What it is called, with images counted from 1. */
  public String name() {
    return "Images " + shortName() + (opposite ? ", the other way round" : "");
  }

  /** The same where there is little room; a run the other way round counts down. */
  public String shortName() {
    return String.format(
        Locale.ROOT,
        "%d\u2013%d look like %d\u2013%d",
        from() + 1,
        to() + 1,
        opposite ? otherTo() + 1 : otherFrom() + 1,
        opposite ? otherFrom() + 1 : otherTo() + 1);
  }

  /**
   * Finds the runs, the longest first, of equal ones the more similar. A pair belongs to one run at
   * most; and pairs beside those of a run, no farther than runs may have gaps, are the same run
   * again, seen from its neighbours, and make none of their own.
   *
   * @param aliases of database images, in any order; a run is made of those that are similar enough
   * @param least similarity of its pairs
   */
  public static List<Band> of(List<Alias> aliases, double least) {
    return of(aliases, least, Progress.NONE);
  }

  /**
   * The same, for many aliases.
   *
   * @param progress a cancel is noticed before each run
   */
  public static List<Band> of(List<Alias> aliases, double least, Progress progress) {
    List<Alias> left =
        new ArrayList<>(
            aliases.stream()
                .filter(alias -> !alias.ofQuery() && alias.similarity() >= least)
                .sorted(Comparator.comparingInt(Alias::from).thenComparingInt(Alias::to))
                .toList());
    List<Band> found = new ArrayList<>();
    while (true) {
      progress.check();
      List<Alias> forward = longest(left, 1);
      List<Alias> backward = longest(left, -1);
      boolean opposite = isBetter(backward.size(), sum(backward), forward.size(), sum(forward));
      List<Alias> best = opposite ? backward : forward;
      if (best.size() < LEAST) {
        return List.copyOf(found);
      }
      found.add(new Band(best, opposite));
      Set<Long> beside = new HashSet<>();
      for (Alias alias : best) {
        for (int from = -GAP; from <= GAP; from++) {
          for (int to = -GAP; to <= GAP; to++) {
            beside.add(cell(alias.from() + from, alias.to() + to));
          }
        }
      }
      left.removeIf(alias -> beside.contains(cell(alias.from(), alias.to())));
    }
  }

  private static double sum(List<Alias> aliases) {
    return aliases.stream().mapToDouble(Alias::similarity).sum();
  }

  private static long cell(int from, int to) {
    return (long) from << 32 | to & 0xffffffffL;
  }

  /** The longest chain in which both runs go on step by step; of equal ones the most similar. */
  private static List<Alias> longest(List<Alias> sorted, int direction) {
    int[] length = new int[sorted.size()];
    double[] similarity = new double[sorted.size()];
    int[] before = new int[sorted.size()];
    int best = -1;
    for (int i = 0; i < sorted.size(); i++) {
      length[i] = 1;
      before[i] = -1;
      Alias here = sorted.get(i);
      double alone = here.similarity();
      similarity[i] = alone;
      for (int j = i - 1; j >= 0 && here.from() - sorted.get(j).from() <= GAP + 1; j--) {
        Alias earlier = sorted.get(j);
        int step = here.from() - earlier.from();
        int other = direction * (here.to() - earlier.to());
        if (step >= 1
            && other >= 1
            && other <= GAP + 1
            && isBetter(length[j] + 1, similarity[j] + alone, length[i], similarity[i])) {
          length[i] = length[j] + 1;
          similarity[i] = similarity[j] + alone;
          before[i] = j;
        }
      }
      best =
          best < 0 || isBetter(length[i], similarity[i], length[best], similarity[best]) ? i : best;
    }
    List<Alias> chain = new ArrayList<>();
    for (int i = best; i >= 0; i = before[i]) {
      chain.addFirst(sorted.get(i));
    }
    return chain;
  }

  private static boolean isBetter(
      int length, double similarity, int otherLength, double otherSimilarity) {
    return length > otherLength || length == otherLength && similarity > otherSimilarity;
  }
}
