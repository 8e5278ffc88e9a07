package org.vladoscope.mix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.common.SharedUse;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.metric.PairedComparison;

/**
 * A map whose clusters can count more or less: the whole database is ranked anew for all queries
 * under each mix. What clusters bring is read once and held in memory; safe to use from several
 * threads.
 *
 * <p>Ranks are those of an exact search by global descriptors, before any re-ranking; of equally
 * similar images the first comes first.
 */
public final class MixableMap implements AutoCloseable {

  private final Mixing.Parts parts;
  private final SharedUse use;
  private final MixRanks ranks;

  private @Nullable Mixing desk;

  MixableMap(Mixing.Parts parts, MixRanks ranks) {
    this.parts = parts;
    this.use = new SharedUse("the map is closed", parts::close);
    this.ranks = ranks;
  }

  /** A map whose queries can all be read and have a positive. */
  static MixableMap of(PlaceMap map, GroundTruth truth, Mixing.Parts parts, Compute compute) {
    List<Integer> all = new ArrayList<>();
    for (int q = 0; q < map.queries().size(); q++) {
      all.add(q);
    }
    return new MixableMap(parts, new MixRanks(map, truth, all, all, parts.images(), compute));
  }

  /** Number of clusters, K. */
  public int clusters() {
    return parts.clusters();
  }

  /** Numbers of the queries that have a positive and can be read. */
  public List<Integer> queries() {
    return ranks.queries();
  }

  /** The map. */
  public PlaceMap map() {
    return ranks.map();
  }

  /** What counts as right. */
  public GroundTruth truth() {
    return ranks.truth();
  }

  /** The mix that changes nothing. */
  public double[] unmixed() {
    double[] ones = new double[clusters()];
    Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * Ranks the database for all queries under a mix. Fast after one that differs in few clusters.
   *
   * @param factors K values
   * @throws InputException if the mix cannot be used, or leaves an image without a descriptor
   * @throws CancellationException if cancelled, or the map is closed
   */
  public Standing rank(double[] factors, Progress progress) {
    ClusterMix.of(factors);
    return using(
        () -> {
          synchronized (parts) {
            Mixing mixing = desk == null ? parts.mixing(ranks.rows()) : desk;
            desk = mixing;
            mixing.move(factors, progress);
            return ranks.standing(factors, mixing.now(), ranks.rows(), progress);
          }
        });
  }

  /**
   * What muting each cluster would change, under a mix.
   *
   * @param sofar told of each as soon as it is known
   * @throws CancellationException if cancelled, or the map is closed
   */
  public List<ClusterEffect> effects(
      double[] factors, Consumer<ClusterEffect> sofar, Progress progress) {
    return using(
        () -> {
          Mixing mixing = parts.mixing(ranks.rows());
          mixing.move(factors, progress.silent());
          Standing before = ranks.standing(factors, mixing.now(), ranks.rows(), progress.silent());
          List<ClusterEffect> effects = new ArrayList<>();
          for (int k = 0; k < clusters(); k++) {
            progress.check();
            progress.report("Muting cluster " + k + " of " + clusters(), (double) k / clusters());
            ClusterEffect effect = effect(k, factors, mixing, before, progress.silent());
            effects.add(effect);
            sofar.accept(effect);
          }
          return effects;
        });
  }

  private ClusterEffect effect(
      int k, double[] factors, Mixing mixing, Standing before, Progress progress) {
    if (factors[k] == 0) {
      return new ClusterEffect(k, true, 0, 0, 0, 0);
    }
    Mixing.Rows rows = mixing.without(k, progress);
    if (rows == null) {
      return ClusterEffect.unknown(k);
    }
    double[] less = factors.clone();
    less[k] = 0;
    Standing after = ranks.standing(less, rows, ranks.rows(), progress);
    PairedComparison compared = after.against(before, 1);
    return new ClusterEffect(
        k,
        true,
        after.recall(1) - before.recall(1),
        after.reciprocalRank() - before.reciprocalRank(),
        compared.won().size(),
        compared.lost().size());
  }

  /**
   * Looks for clusters without which queries fare better.
   *
   * @param factors the mix to begin with
   * @param sofar told after each step
   * @throws InputException if there are too few queries to hold some of them out
   * @throws CancellationException if cancelled, or the map is closed
   */
  public HarmfulClusters harmful(
      double[] factors, Consumer<HarmfulClusters.Step> sofar, Progress progress) {
    ClusterMix.of(factors);
    return using(() -> HarmfulClusters.find(new Trials(factors), sofar, progress));
  }

  /** Mutes clusters one after the other, for one half of the queries and the other. */
  final class Trials {

    private final double[] start;

    private Trials(double[] start) {
      this.start = start.clone();
    }

    double[] start() {
      return start.clone();
    }

    QueryHalves halves() {
      return QueryHalves.of(queries(), truth());
    }

    int clusters() {
      return MixableMap.this.clusters();
    }

    boolean hasSoft() {
      return truth().hasSoft();
    }

    /** A half of the queries, ready to be mixed. */
    Half half(List<Integer> some) {
      List<Integer> rows = some.stream().map(queries()::indexOf).toList();
      return new Half(rows, parts.mixing(rows));
    }

    /** Some queries and their mix. */
    final class Half {
      private final List<Integer> rows;
      private final Mixing mixing;

      private Half(List<Integer> rows, Mixing mixing) {
        this.rows = rows;
        this.mixing = mixing;
      }

      Standing at(double[] factors, Progress progress) {
        mixing.move(factors, progress);
        return ranks.standing(factors, mixing.now(), rows, progress);
      }

      /** With one cluster muted besides; empty if an image loses its descriptor. */
      Optional<Standing> without(int cluster, double[] factors, Progress progress) {
        double[] less = factors.clone();
        less[cluster] = 0;
        return Optional.ofNullable(mixing.without(cluster, progress))
            .map(similarities -> ranks.standing(less, similarities, rows, progress));
      }
    }
  }

  /** What reads the parts, while nobody frees them. */
  private <T> T using(Supplier<T> reading) {
    return use.using(reading);
  }

  /** Frees the memory once nobody reads it; again does nothing. */
  @Override
  public void close() {
    use.close();
  }
}
