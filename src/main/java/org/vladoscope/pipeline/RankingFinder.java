package org.vladoscope.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.foreign.ForeignRankings;

/**
 * Looks candidates up in the rankings of another program.
 *
 * @param rankings the rankings
 * @param description what they are, for people
 */
record RankingFinder(ForeignRankings rankings, String description) implements PlaceFinder {

  @Override
  public List<List<PlaceSearch.Found>> find(
      PreparedMap prepared, List<List<View>> queries, int wanted, Progress progress) {
    return queries.stream().map(views -> find(prepared, views, wanted)).toList();
  }

  /** By the first of a place's images that has a ranking; where a place is first met counts. */
  private List<PlaceSearch.Found> find(PreparedMap prepared, List<View> views, int wanted) {
    PlaceImage query =
        views.stream()
            .map(View::image)
            .filter(rankings::has)
            .findFirst()
            .orElseGet(() -> views.getFirst().image());
    List<PlaceSearch.Found> found = new ArrayList<>();
    Set<Integer> places = new HashSet<>();
    for (PlaceImage image : rankings.of(query)) {
      int place = Objects.requireNonNull(prepared.images().database(image));
      if (prepared.isUsable("database/", image) && places.add(place)) {
        found.add(new PlaceSearch.Found(place, Double.NaN, image, query));
        if (found.size() == wanted) {
          break;
        }
      }
    }
    return found;
  }

  /** There is nothing that it could miss. */
  @Override
  public boolean isExact() {
    return true;
  }
}
