package org.vladoscope.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vladoscope.common.InputException;

/**
 * How much clusters count in global descriptors: each cluster's block of the descriptor is
 * multiplied by its factor before the whole is scaled to unit length. In a similarity of two
 * descriptors the cluster then counts by the square of its factor, as by {@link
 * org.vladoscope.vlad.Vocabulary#wordWeights}, with which the factors are multiplied. A factor of 0
 * mutes the cluster. Only how factors relate matters: doubling all of them changes nothing.
 *
 * <p>Its text, {@code 7=0,12=1.5}, names the clusters whose factor is not 1, in rising order;
 * {@code none} if there are none.
 *
 * @param factors of clusters counted from 0; those that are missing, and only those, have factor 1
 */
public record ClusterMix(SortedMap<Integer, Double> factors) {

  /** Every cluster counts as the aggregator says. */
  public static final ClusterMix NONE = new ClusterMix(new TreeMap<>());

  /** No cluster counts more than so. */
  public static final double MOST = 100;

  /** A cluster that is not muted counts at least so. */
  public static final double LEAST = .001;

  private static final Pattern COMMA = Pattern.compile(",");
  private static final String NOTHING = "none";

  /** Checks the factors and leaves those out that change nothing. */
  public ClusterMix {
    SortedMap<Integer, Double> kept = new TreeMap<>();
    factors.forEach(
        (cluster, factor) -> {
          if (cluster < 0) {
            throw new InputException(
                "There is no cluster " + cluster + "; clusters are counted from 0.");
          }
          if (!(factor == 0 || (factor >= LEAST && factor <= MOST))) {
            throw new InputException(
                "Cluster "
                    + cluster
                    + " cannot count by "
                    + number(factor)
                    + "; give 0 to mute it, or a factor from "
                    + number(LEAST)
                    + " to "
                    + number(MOST)
                    + ".");
          }
          if (factor != 1) {
            // Not −0, which is equal to 0 and not the same.
            kept.put(cluster, factor + 0.0);
          }
        });
    factors = Collections.unmodifiableSortedMap(kept);
  }

  /**
   * Factors of all clusters, in their order.
   *
   * @throws InputException if one cannot be used, or all are 0
   */
  public static ClusterMix of(double[] factors) {
    SortedMap<Integer, Double> all = new TreeMap<>();
    for (int k = 0; k < factors.length; k++) {
      all.put(k, factors[k]);
    }
    ClusterMix mix = new ClusterMix(all);
    mix.factors(factors.length);
    return mix;
  }

  /**
   * Reads {@code 7=0,12=1.5}, or {@code none}.
   *
   * @throws InputException naming what is not understood
   */
  public static ClusterMix parse(String text) {
    if (text.isBlank() || text.strip().equalsIgnoreCase(NOTHING)) {
      return NONE;
    }
    SortedMap<Integer, Double> factors = new TreeMap<>();
    for (String part : COMMA.split(text, -1)) {
      int equals = part.indexOf('=');
      try {
        int cluster = Integer.parseInt(part.substring(0, Math.max(0, equals)).strip());
        double factor = Double.parseDouble(part.substring(equals + 1).strip());
        if (factors.put(cluster, factor) != null) {
          throw new InputException("The mix names cluster " + cluster + " twice.");
        }
      } catch (NumberFormatException e) {
        throw new InputException(
            "'"
                + part.strip()
                + "' is no part of a mix; give CLUSTER=FACTOR, for example 7=0,12=1.5, or none.",
            e);
      }
    }
    return new ClusterMix(factors);
  }

  /** True if it changes nothing. */
  public boolean isNone() {
    return factors.isEmpty();
  }

  /** What a cluster's block is multiplied by. */
  public double factor(int cluster) {
    return factors.getOrDefault(cluster, 1.0);
  }

  /** How many clusters are muted. */
  public int muted() {
    return (int) factors.values().stream().filter(factor -> factor == 0).count();
  }

  /**
   * The factors of all clusters.
   *
   * @param clusters K
   * @return K values, at least one of them above 0
   * @throws InputException if it names a cluster that there is not, or leaves none
   */
  public double[] factors(int clusters) {
    if (!factors.isEmpty() && factors.lastKey() >= clusters) {
      throw new InputException(
          "The mix names cluster "
              + factors.lastKey()
              + ", but there are "
              + clusters
              + " clusters, counted from 0; leave it out, or choose the number of clusters that the"
              + " mix was made with.");
    }
    if (muted() == clusters) {
      throw new InputException(
          "The mix mutes all " + clusters + " clusters, which leaves no descriptor; keep one.");
    }
    double[] all = new double[clusters];
    Arrays.setAll(all, this::factor);
    return all;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  @Override
  public String toString() {
    return isNone()
        ? NOTHING
        : factors.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + number(entry.getValue()))
            .collect(Collectors.joining(","));
  }
}
