package org.vladoscope.dataset.format;

import java.util.List;
import java.util.Optional;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;

/**
 * A format that only tests know: {@code diary.txt} beside folders {@code before} and {@code after}.
 */
public final class DiaryFormat implements PlaceMapFormat {

  @Override
  public String id() {
    return "diary";
  }

  @Override
  public String summary() {
    return "before/, after/ and diary.txt";
  }

  @Override
  public Recognition recognise(FolderListing folder) {
    Optional<FolderListing.Entry> diary = folder.file("diary.txt");
    if (diary.isEmpty()) {
      return new Recognition.NotThis("there is no diary.txt");
    }
    return new Recognition.Recognised(
        new Evidence(
            Evidence.Images.below(folder, "before"),
            Optional.of(Evidence.Images.below(folder, "after")),
            List.of(Evidence.Source.of(Evidence.Role.POSES, diary.get()))));
  }

  @Override
  public PlaceMap read(Evidence found, double radius, Progress progress) {
    MapReading reading = new MapReading(found);
    reading.locate(image -> new Pose(0, image.name().length(), null));
    return reading.mapByRadius(radius);
  }
}
