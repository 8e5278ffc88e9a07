package org.vladoscope.dataset.format.known;

import java.util.List;
import java.util.Optional;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;

/** Just images, in sub-folders or not; every one is asked against the others. */
final class BareFolder implements PlaceMapFormat {

  @Override
  public String id() {
    return "images";
  }

  @Override
  public String summary() {
    return "a folder of images, each asked against the others; poses.csv or @east@north@… names,"
        + " ground_truth.csv, cameras.csv";
  }

  @Override
  public Recognition recognise(FolderListing folder) {
    if (folder.images("").isEmpty()) {
      return new Recognition.NotThis("there are no images");
    }
    if (folder.hasFolder("database")) {
      return new Recognition.NotThis("it has a folder database/, so not all images are alike");
    }
    List<RolePair> pairs = RolePair.in(folder);
    if (!pairs.isEmpty()) {
      return new Recognition.NotThis(
          "it has folders of database and query images ("
              + pairs.getFirst().words()
              + "), so not all images are alike");
    }
    Optional<String> queries =
        folder.folders().stream()
            .filter(f -> RolePair.namesQueries(f) && !folder.images(f).isEmpty())
            .findFirst();
    return queries.isPresent()
        ? new Recognition.NotThis(
            "it has a folder of queries ("
                + queries.get()
                + "/) but none of database images beside it")
        : new Recognition.Recognised(Evidence.usual(folder, "", "", null));
  }
}
