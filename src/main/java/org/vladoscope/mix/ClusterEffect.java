package org.vladoscope.mix;

/**
 * What becomes of the queries if one cluster is muted besides what is muted already.
 *
 * @param cluster its number
 * @param isKnown false if muting it leaves an image without a descriptor, or nothing at all; then
 *     there are no figures
 * @param recall change of recall@1, above 0 if the queries fare better without the cluster
 * @param reciprocalRank change of the mean reciprocal rank
 * @param won how many queries are right at rank 1 only without it
 * @param lost how many are right at rank 1 only with it
 */
public record ClusterEffect(
    int cluster, boolean isKnown, double recall, double reciprocalRank, int won, int lost) {

  static ClusterEffect unknown(int cluster) {
    return new ClusterEffect(cluster, false, Double.NaN, Double.NaN, 0, 0);
  }
}
