package org.vladoscope.ui.evaluate.mix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.vladoscope.config.ClusterMix;

/**
 * How the faders of a desk stand. Immutable.
 *
 * @param factors K values, where the faders stand whether or not they are muted
 * @param muted clusters that do not count
 * @param solo if there are any, clusters that alone count, unless they are muted
 */
record Faders(List<Double> factors, Set<Integer> muted, Set<Integer> solo) {

  /** Copies all three. */
  Faders {
    factors = List.copyOf(factors);
    muted = Collections.unmodifiableSet(new TreeSet<>(muted));
    solo = Collections.unmodifiableSet(new TreeSet<>(solo));
  }

  /** All at 1. */
  static Faders atRest(int clusters) {
    return new Faders(Collections.nCopies(clusters, 1.0), Set.of(), Set.of());
  }

  /** As a mix says; a cluster that it mutes keeps its fader at 1. */
  static Faders of(ClusterMix mix, int clusters) {
    Set<Integer> muted = new TreeSet<>();
    List<Double> factors = new ArrayList<>();
    double[] all = mix.factors(clusters);
    for (int k = 0; k < clusters; k++) {
      if (all[k] == 0) {
        muted.add(k);
      }
      factors.add(all[k] == 0 ? 1 : all[k]);
    }
    return new Faders(factors, muted, Set.of());
  }

  int clusters() {
    return factors.size();
  }

  double factor(int cluster) {
    return factors.get(cluster);
  }

  /** True if it does not count: its fader is down, it is muted, or others are solo. */
  boolean isSilent(int cluster) {
    return factor(cluster) == 0
        || muted.contains(cluster)
        || (!solo.isEmpty() && !solo.contains(cluster));
  }

  /** What each cluster's block is multiplied by. */
  double[] effective() {
    double[] effective = new double[clusters()];
    for (int k = 0; k < effective.length; k++) {
      effective[k] = isSilent(k) ? 0 : factor(k);
    }
    return effective;
  }

  /** True if nothing counts, which is no mix. */
  boolean isAllSilent() {
    for (int k = 0; k < clusters(); k++) {
      if (!isSilent(k)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The mix.
   *
   * @throws org.vladoscope.common.InputException if nothing counts
   */
  ClusterMix mix() {
    return ClusterMix.of(effective());
  }

  Faders withFactor(int cluster, double factor) {
    List<Double> next = new ArrayList<>(factors);
    next.set(cluster, factor);
    return new Faders(next, muted, solo);
  }

  Faders withMuted(int cluster, boolean on) {
    return new Faders(factors, with(muted, cluster, on), solo);
  }

  Faders withSolo(int cluster, boolean on) {
    return new Faders(factors, muted, with(solo, cluster, on));
  }

  private static Set<Integer> with(Set<Integer> set, int element, boolean in) {
    Set<Integer> next = new TreeSet<>(set);
    if (in) {
      next.add(element);
    } else {
      next.remove(element);
    }
    return next;
  }
}
