package org.vladoscope.step;

import java.util.List;
import org.vladoscope.dataset.PlaceImage;

/**
 * What the clusters of a map look for: the cells that lie nearest to their centroids, in a sample
 * of the database images.
 *
 * @param clusters one for each cluster, in their order
 * @param images how many database images were looked through
 */
public record ClusterExamples(List<OfCluster> clusters, int images) {

  /** Copies the list. */
  public ClusterExamples {
    clusters = List.copyOf(clusters);
  }

  /**
   * One cluster.
   *
   * @param share share of all sampled cells that it owns, 0 to 1
   * @param cells its most typical cells, the nearest first, at most one from each image
   */
  public record OfCluster(double share, List<Cell> cells) {

    /** Copies the list. */
    public OfCluster {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A typical cell.
   *
   * @param image where it was found
   * @param cell its number in the image's feature map, row by row
   * @param distance Euclidean distance of its feature to the centroid
   */
  public record Cell(PlaceImage image, int cell, float distance) {}
}
