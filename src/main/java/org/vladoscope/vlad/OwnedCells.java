package org.vladoscope.vlad;

import java.util.Arrays;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.feature.FeatureMap;

/**
 * Which cells of an image the clusters own, a cell being owned by the cluster with its largest
 * share.
 *
 * @param counts per cluster the number of cells it owns
 * @param nearest per cluster the cell it owns that lies nearest to its centroid, or −1 if it owns
 *     none
 * @param distances per cluster the Euclidean distance of that cell, infinite if it owns none
 */
public record OwnedCells(int[] counts, int[] nearest, float[] distances) {

  /** Looks through all cells of an image. */
  public static OwnedCells of(FeatureMap map, Vocabulary vocabulary) {
    FloatMatrix cells = vocabulary.input(map);
    SoftAssignment assignment = vocabulary.assign(map, cells);
    int words = vocabulary.size();
    int channels = vocabulary.channels();
    float[] centroids = vocabulary.centroids().data();
    int[] counts = new int[words];
    int[] nearest = new int[words];
    float[] distances = new float[words];
    Arrays.fill(nearest, -1);
    Arrays.fill(distances, Float.POSITIVE_INFINITY);
    for (int cell = 0; cell < cells.rows(); cell++) {
      int k = assignment.strongest(cell);
      double squares = 0;
      for (int c = 0; c < channels; c++) {
        double difference =
            (double) cells.data()[cell * channels + c] - centroids[k * channels + c];
        squares += difference * difference;
      }
      float distance = (float) Math.sqrt(squares);
      counts[k]++;
      if (distance < distances[k]) {
        distances[k] = distance;
        nearest[k] = cell;
      }
    }
    return new OwnedCells(counts, nearest, distances);
  }
}
