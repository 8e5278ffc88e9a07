package org.vladoscope.dataset.format.known;

import java.util.List;
import java.util.Set;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;

/**
 * {@code images/{train,val,test}/{database,queries}} with {@code @east@north@…} names: the layout
 * of VPR-datasets-downloader and of all that follow it.
 */
final class SplitFolders implements PlaceMapFormat {

  private static final Set<String> SPLITS = Set.of("train", "val", "test");

  @Override
  public String id() {
    return "splits";
  }

  @Override
  public String summary() {
    return "images/train, images/val or images/test with database/ and queries/ in it, poses in"
        + " @east@north@… names";
  }

  @Override
  public Recognition recognise(FolderListing folder) {
    List<RolePair> splits = RolePair.in(folder).stream().filter(SplitFolders::isSplit).toList();
    return splits.isEmpty()
        ? new Recognition.NotThis(
            "there is no train/, val/ or test/ with database/ and queries/ in it")
        : RolePair.recognition(folder, splits);
  }

  /** Whether a pair lies in a folder that is named as a split of a data set. */
  static boolean isSplit(RolePair pair) {
    return SPLITS.contains(FolderListing.lastPart(pair.base()));
  }
}
