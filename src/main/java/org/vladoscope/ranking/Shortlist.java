package org.vladoscope.ranking;

import java.util.List;
import org.vladoscope.index.Neighbours;

/**
 * What the global search found for a query.
 *
 * @param candidates the nearest places, the nearest first
 */
public record Shortlist(List<Retrieved> candidates) {

  /** Copies the list. */
  public Shortlist {
    candidates = List.copyOf(candidates);
  }

  /** Numbers of the places in the map's database, the nearest first. */
  public int[] places() {
    return candidates.stream().mapToInt(Candidate::databaseIndex).toArray();
  }

  /** Places and distances. */
  public Neighbours neighbours() {
    float[] distances = new float[candidates.size()];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = (float) candidates.get(i).distance();
    }
    return new Neighbours(places(), distances);
  }
}
