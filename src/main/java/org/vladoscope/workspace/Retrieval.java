package org.vladoscope.workspace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.index.Neighbours;

/** Third stage: the candidates that a query's global descriptor finds. */
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

  /** The nearest database images of a query, as rows of the index. */
  Neighbours search(PlaceImage query, MapDescriptors descriptors) {
    float[] descriptor =
        mapStage.global(query, descriptors.vocabulary(), descriptors.vocabularyKey(), config);
    int wanted = Math.max(config.rerank(), MIN_RETRIEVED) + 1;
    return descriptors
        .index()
        .search(FloatMatrix.of(1, descriptor.length, descriptor), wanted)
        .getFirst();
  }

  /** The result of the global search, a query that is itself in the database left out. */
  List<Candidate> candidates(PlaceImage query, Neighbours nearest, MapDescriptors descriptors) {
    Integer queryIndex = images.query(query);
    Integer self = map.queriesAreDatabase() ? images.database(query) : null;
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < nearest.count(); i++) {
      int id = descriptors.databaseIds()[nearest.ids()[i]];
      if (self != null && self == id) {
        continue;
      }
      int rank = candidates.size() + 1;
      candidates.add(
          new Candidate(
              map.database().get(id),
              id,
              rank,
              rank,
              nearest.values()[i],
              List.of(),
              Double.NaN,
              positive(queryIndex, id)));
    }
    int wanted = Math.max(config.rerank(), MIN_RETRIEVED);
    return candidates.subList(0, Math.min(wanted, candidates.size()));
  }

  private @Nullable Boolean positive(@Nullable Integer query, int database) {
    GroundTruth truth = map.groundTruth();
    return (query == null || !truth.isKnown()) ? null : truth.isPositive(query, database);
  }
}
