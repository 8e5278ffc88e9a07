package org.vladoscope.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.Retrieved;
import org.vladoscope.ranking.Shortlist;

/** The places that the global descriptors of queries find. */
final class Retrieval {

  /** At least this many candidates are retrieved, so that recall@20 and browsing have them. */
  private static final int MIN_RETRIEVED = 100;

  /**
   * What the global search found for a query, and which places its patches are compared with.
   *
   * @param found all candidates
   * @param candidates the first of them, which are re-ranked
   * @param cohort the impostors that their scores are measured against
   */
  record Compared(Shortlist found, List<Retrieved> candidates, List<Retrieved> cohort) {

    /** Copies the lists. */
    Compared {
      candidates = List.copyOf(candidates);
      cohort = List.copyOf(cohort);
    }

    /** Every place that patches are compared with. */
    List<Retrieved> all() {
      List<Retrieved> all = new ArrayList<>(candidates);
      all.addAll(cohort);
      return all;
    }
  }

  private final PreparedMap prepared;
  private final PlaceMap map;

  Retrieval(PreparedMap prepared) {
    this.prepared = prepared;
    this.map = prepared.map();
  }

  /** What a query is compared with. */
  Compared compared(PlaceImage query, Progress progress) {
    PipelineConfig config = prepared.config();
    List<ContentHash> views =
        config.retrieval().hasDistances()
            ? queryViews(query).stream()
                .map(view -> prepared.graph().globals().key(view.image()))
                .toList()
            : List.of();
    RecentSearches.Asked asked =
        new RecentSearches.Asked(
            query, views, config.cameras(), config.rerank(), config.matching().fusion().cohort());
    return prepared
        .recent()
        .search(asked, () -> compared(query, search(query, progress), progress));
  }

  /** What a query is compared with, once the global search has found something. */
  Compared compared(PlaceImage query, Shortlist found, Progress progress) {
    return compared(query, found, Set.of(), progress);
  }

  /**
   * What a query is compared with if the database lacks some places. Not kept in memory: nobody
   * asks twice.
   *
   * @param lacking the numbers of the places
   */
  Compared comparedWithout(PlaceImage query, Set<Integer> lacking, Progress progress) {
    Shortlist found = searchAll(List.of(query), lacking, progress).getFirst();
    return compared(query, found, lacking, progress);
  }

  private Compared compared(
      PlaceImage query, Shortlist found, Set<Integer> lacking, Progress progress) {
    PipelineConfig config = prepared.config();
    List<Retrieved> all = found.candidates();
    List<Retrieved> first =
        all.subList(0, config.reranks() ? Math.min(config.rerank(), all.size()) : 0);
    return new Compared(
        found, first, new Cohort(prepared).of(query, queryViews(query), first, lacking, progress));
  }

  /** The result of the global search, a query that is itself in the database left out. */
  Shortlist search(PlaceImage query, Progress progress) {
    return searchAll(List.of(query), progress).getFirst();
  }

  /** The same for several queries, which the index is asked for at once. */
  List<Shortlist> searchAll(List<PlaceImage> queries, Progress progress) {
    return searchAll(queries, Set.of(), progress);
  }

  private List<Shortlist> searchAll(
      List<PlaceImage> queries, Set<Integer> lacking, Progress progress) {
    int wanted = Math.max(prepared.config().rerank(), MIN_RETRIEVED);
    List<List<View>> views = queries.stream().map(this::queryViews).toList();
    List<List<PlaceSearch.Found>> found =
        prepared.finder().find(prepared, views, wanted + 1 + lacking.size(), progress);
    List<Shortlist> results = new ArrayList<>();
    for (int q = 0; q < queries.size(); q++) {
      results.add(retrieved(queries.get(q), found.get(q), wanted, lacking));
    }
    return results;
  }

  private Shortlist retrieved(
      PlaceImage query, List<PlaceSearch.Found> places, int wanted, Set<Integer> lacking) {
    Integer queryIndex = prepared.images().query(query);
    Integer self = map.queriesAreDatabase() ? prepared.images().database(query) : null;
    List<Retrieved> candidates = new ArrayList<>();
    for (PlaceSearch.Found found : places) {
      if ((self != null && self == found.place())
          || lacking.contains(found.place())
          || candidates.size() == wanted) {
        continue;
      }
      int rank = candidates.size() + 1;
      candidates.add(
          new Retrieved(
              found.image(),
              found.queryView(),
              found.place(),
              rank,
              rank,
              found.distance(),
              truth(queryIndex, found.place())));
    }
    return new Shortlist(candidates);
  }

  /** The images of a query's place that can be read; the query alone if none can. */
  List<View> queryViews(PlaceImage query) {
    List<View> readable = readable(query);
    return readable.isEmpty() ? List.of(new View(null, query)) : readable;
  }

  /** False if no image of a query's place can be read. */
  boolean isReadable(PlaceImage query) {
    return !readable(query).isEmpty();
  }

  private List<View> readable(PlaceImage query) {
    String role = map.queriesAreDatabase() ? "database/" : "queries/";
    return map.views().of(map.views().place(query)).stream()
        .filter(v -> prepared.isUsable(role, v.image()))
        .toList();
  }

  private PlaceTruth truth(@Nullable Integer query, int database) {
    GroundTruth truth = map.groundTruth();
    return query == null || !truth.isKnown()
        ? PlaceTruth.UNKNOWN
        : PlaceTruth.of(truth.isPositive(query, database));
  }
}
