package org.vladoscope.ui.map;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.vladoscope.vlad.SoftAssignment;

/**
 * How many cells of two images a cluster owns.
 *
 * @param cluster its number, from 0
 * @param queryCells cells of the query where it is the strongest
 * @param candidateCells cells of the candidate where it is the strongest
 */
public record ClusterShares(int cluster, int queryCells, int candidateCells) {

  /** Cells in both images. */
  public int cells() {
    return queryCells + candidateCells;
  }

  /** All clusters in their order; looks at every share of every cell. */
  public static List<ClusterShares> all(SoftAssignment query, SoftAssignment candidate) {
    int[] left = owned(query);
    int[] right = owned(candidate);
    return IntStream.range(0, Math.min(left.length, right.length))
        .mapToObj(k -> new ClusterShares(k, left[k], right[k]))
        .toList();
  }

  /** The clusters that own a cell in either image, the largest first. */
  static List<ClusterShares> owners(List<ClusterShares> all) {
    return all.stream()
        .filter(c -> c.cells() > 0)
        .sorted(
            Comparator.comparingInt(ClusterShares::cells)
                .reversed()
                .thenComparingInt(ClusterShares::cluster))
        .toList();
  }

  private static int[] owned(SoftAssignment assignment) {
    int[] counts = new int[assignment.words()];
    for (int cell = 0; cell < assignment.shares().rows(); cell++) {
      counts[assignment.strongest(cell)]++;
    }
    return counts;
  }
}
