package org.vladoscope.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.function.Supplier;
import org.vladoscope.common.ContentHash;
import org.vladoscope.config.CameraFusion;
import org.vladoscope.dataset.PlaceImage;

/**
 * What was found lately by global descriptors, which other weights, scorers or patches do not
 * change: planning and answering ask for the same, and so does every new ranking of a query. It
 * belongs to what is ready of a map. Safe to use from several threads.
 */
final class RecentSearches {

  /** Impostors are the same for most queries; so many of their descriptors are kept at hand. */
  private static final int IMPOSTORS = 64;

  private static final int QUERIES = 64;

  /**
   * A question.
   *
   * @param views the descriptors of the query's images, named by their keys; none where a ranking
   *     is given
   * @param rerank how many candidates are re-ranked
   * @param cohort how many impostors are wanted
   */
  record Asked(
      PlaceImage query, List<ContentHash> views, CameraFusion cameras, int rerank, int cohort) {

    /** Copies the list. */
    Asked {
      views = List.copyOf(views);
    }
  }

  private final Cache<PlaceImage, float[]> impostors =
      Caffeine.newBuilder().maximumSize(IMPOSTORS).build();
  private final Cache<Asked, Retrieval.Compared> searches =
      Caffeine.newBuilder().maximumSize(QUERIES).build();

  /** The global descriptor of an image that many queries are measured against. */
  float[] impostor(PlaceImage image, Supplier<float[]> descriptor) {
    return impostors.get(image, own -> descriptor.get());
  }

  /** What a question found before, or finds now. */
  Retrieval.Compared search(Asked asked, Supplier<Retrieval.Compared> search) {
    Retrieval.Compared known = searches.getIfPresent(asked);
    if (known == null) {
      // Not within the cache: a search may be cancelled, and computes what is missing.
      known = search.get();
      searches.put(asked, known);
    }
    return known;
  }
}
