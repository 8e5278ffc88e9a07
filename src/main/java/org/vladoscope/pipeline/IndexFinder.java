package org.vladoscope.pipeline;

import java.util.List;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.index.DescriptorIndex;

/**
 * Searches the global descriptors of the database.
 *
 * @param index holds them
 * @param isExact whether it finds what a comparison with all finds
 */
record IndexFinder(DescriptorIndex index, boolean isExact) implements PlaceFinder {

  @Override
  public List<List<PlaceSearch.Found>> find(
      PreparedMap prepared, List<List<View>> queries, int wanted, Progress progress) {
    List<List<PlaceSearch.Asked>> asked =
        queries.stream()
            .map(
                views ->
                    views.stream()
                        .map(
                            view ->
                                new PlaceSearch.Asked(
                                    view, prepared.global(view.image(), progress)))
                        .toList())
            .toList();
    return new PlaceSearch(prepared.database(), index, prepared.map().views().mostViews())
        .searchAll(asked, wanted, prepared.config().cameras());
  }

  @Override
  public String description() {
    return index.description();
  }
}
