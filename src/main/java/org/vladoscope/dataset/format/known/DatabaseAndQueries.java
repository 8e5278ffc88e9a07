package org.vladoscope.dataset.format.known;

import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;

/**
 * {@code database/} with {@code queries/} beside it, or without: every database image is asked
 * against the others then. Files beside them say the rest: {@code ground_truth.csv}, {@code
 * poses.csv}, {@code cameras.csv}.
 */
final class DatabaseAndQueries implements PlaceMapFormat {

  private static final String DATABASE = "database";
  private static final String QUERIES = "queries";

  @Override
  public String id() {
    return "database-queries";
  }

  @Override
  public String summary() {
    return "database/ and, if there are any, queries/; ground_truth.csv, poses.csv or"
        + " @east@north@… names, cameras.csv";
  }

  @Override
  public boolean isOwn() {
    return true;
  }

  @Override
  public Recognition recognise(FolderListing folder) {
    boolean queries = folder.hasFolder(QUERIES);
    if (!folder.hasFolder(DATABASE)) {
      return new Recognition.NotThis(
          queries
              ? "it has queries/ but no database/; put the images of known places into database/"
              : "there is no folder database/");
    }
    if (!queries && RolePair.in(folder).stream().anyMatch(pair -> pair.base().isEmpty())) {
      return new Recognition.NotThis("its queries are in a folder of another name than queries/");
    }
    return new Recognition.Recognised(
        Evidence.usual(folder, "", DATABASE, queries ? QUERIES : null));
  }
}
