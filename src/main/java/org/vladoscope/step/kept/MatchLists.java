package org.vladoscope.step.kept;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.Map;
import org.vladoscope.common.ContentHash;
import org.vladoscope.match.PatchMatches;
import org.vladoscope.store.DescriptorStore;

/** Matches of queries with their candidates, in memory and on disk: one entry for each query. */
public final class MatchLists {

  private static final String KIND = "matches";
  private static final long BYTES = 128L << 20;

  private final DescriptorStore store;
  private final Cache<ContentHash, MatchList> lists =
      Caffeine.newBuilder()
          .maximumWeight(BYTES)
          .weigher((ContentHash key, MatchList list) -> list.bytes())
          .build();

  public MatchLists(DescriptorStore store) {
    this.store = store;
  }

  /** The list of a query at one scale. */
  public MatchList of(ContentHash key) {
    return lists.get(
        key, k -> new MatchList(k, store.read(KIND, k, Entries::matches).orElseGet(HashMap::new)));
  }

  /** Puts what was added to a list on disk. */
  public void save(MatchList list) {
    Map<ContentHash, PatchMatches> changes = list.takeChanges();
    if (changes != null) {
      store.write(KIND, list.key(), Entries.of(changes));
      // Weighed anew: it has grown.
      lists.put(list.key(), list);
    }
  }
}
