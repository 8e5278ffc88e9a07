package org.vladoscope.dataset.format.known;

import java.util.List;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;

/**
 * A folder of database images beside one of queries, at any depth and by any of the names the field
 * gives them: {@code ref/} and {@code query/}, {@code gallery/} and {@code queries_night/}.
 */
final class NamedPair implements PlaceMapFormat {

  @Override
  public String id() {
    return "named-pair";
  }

  @Override
  public String summary() {
    return "database, db, ref, reference, gallery or index beside query, queries, queries_… or q,"
        + " at any depth; the rest as in database-queries";
  }

  @Override
  public Recognition recognise(FolderListing folder) {
    List<RolePair> pairs =
        RolePair.in(folder).stream()
            .filter(pair -> !SplitFolders.isSplit(pair) && !isPlain(pair))
            .toList();
    return pairs.isEmpty()
        ? new Recognition.NotThis(
            "there is no folder of database images beside one of queries, such as ref/ and query/")
        : RolePair.recognition(folder, pairs);
  }

  /** The layout that has a format of its own. */
  private static boolean isPlain(RolePair pair) {
    return pair.databases().contains("database") && pair.queries().contains("queries");
  }
}
