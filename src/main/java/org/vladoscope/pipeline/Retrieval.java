package org.vladoscope.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Retrieved;
import org.vladoscope.step.MapDescriptors;
import org.vladoscope.step.MapStage;

/** Third stage: the places that the global descriptors of a query find. */
final class Retrieval {

  /** At least this many candidates are retrieved, so that recall@20 and browsing have them. */
  private static final int MIN_RETRIEVED = 100;

  private final PlaceMap map;
  private final MapImages images;
  private final PipelineConfig config;
  private final MapStage mapStage;

  Retrieval(PlaceMap map, MapImages images, PipelineConfig config, MapStage mapStage) {
    this.map = map;
    this.images = images;
    this.config = config;
    this.mapStage = mapStage;
  }

  /** The result of the global search, a query that is itself in the database left out. */
  Retrieved search(PlaceImage query, MapDescriptors descriptors) {
    Integer queryIndex = images.query(query);
    Integer self = map.queriesAreDatabase() ? images.database(query) : null;
    int wanted = Math.max(config.rerank(), MIN_RETRIEVED);
    List<Candidate> candidates = new ArrayList<>();
    for (PlaceSearch.Found found : places(query, descriptors, wanted + 1)) {
      if ((self != null && self == found.place()) || candidates.size() == wanted) {
        continue;
      }
      int rank = candidates.size() + 1;
      candidates.add(
          new Candidate(
              found.image(),
              found.queryView(),
              found.place(),
              rank,
              rank,
              found.distance(),
              List.of(),
              Double.NaN,
              positive(queryIndex, found.place())));
    }
    return new Retrieved(candidates);
  }

  private List<PlaceSearch.Found> places(PlaceImage query, MapDescriptors descriptors, int wanted) {
    List<PlaceSearch.Asked> asked = new ArrayList<>();
    for (View view : queryViews(query, descriptors)) {
      float[] descriptor =
          mapStage.global(
              view.image(), descriptors.vocabulary(), descriptors.vocabularyKey(), config);
      asked.add(new PlaceSearch.Asked(view, descriptor));
    }
    return new PlaceSearch(descriptors, map.views().mostViews())
        .search(asked, wanted, config.cameras());
  }

  /** The pictures of a query's place that can be read; the query alone if none can. */
  List<View> queryViews(PlaceImage query, MapDescriptors descriptors) {
    List<View> readable = readable(query, descriptors);
    return readable.isEmpty() ? List.of(new View(null, query)) : readable;
  }

  /** False if no picture of a query's place can be read. */
  boolean isReadable(PlaceImage query, MapDescriptors descriptors) {
    return !readable(query, descriptors).isEmpty();
  }

  private List<View> readable(PlaceImage query, MapDescriptors descriptors) {
    String role = map.queriesAreDatabase() ? "database/" : "queries/";
    return map.views().of(map.views().place(query)).stream()
        .filter(v -> !descriptors.failures().containsKey(role + v.image().name()))
        .toList();
  }

  private @Nullable Boolean positive(@Nullable Integer query, int database) {
    GroundTruth truth = map.groundTruth();
    return (query == null || !truth.isKnown()) ? null : truth.isPositive(query, database);
  }
}
