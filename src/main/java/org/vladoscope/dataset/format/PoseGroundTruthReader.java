package org.vladoscope.dataset.format;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.Pose;

/** Positives are the database images taken within a radius of a query. */
final class PoseGroundTruthReader implements GroundTruthReader {

  @Override
  public boolean applies(MapSource source, MapPictures pictures) {
    return pictures.database().stream().anyMatch(i -> i.pose() != null)
        && pictures.queries().stream().anyMatch(i -> i.pose() != null);
  }

  @Override
  public GroundTruth read(MapSource source, MapPictures pictures, List<String> warnings) {
    List<PlaceImage> database = pictures.database();
    List<PlaceImage> queries = pictures.queries();
    List<int[]> positives = new ArrayList<>();
    int withoutPose = 0;
    for (int q = 0; q < queries.size(); q++) {
      Pose pose = queries.get(q).pose();
      withoutPose += pose == null ? 1 : 0;
      List<Integer> near = new ArrayList<>();
      for (int d = 0; pose != null && d < database.size(); d++) {
        Pose other = database.get(d).pose();
        if (other != null
            && pose.distanceTo(other) <= source.radius()
            && !(pictures.queriesAreDatabase() && d == q)) {
          near.add(d);
        }
      }
      positives.add(near.stream().mapToInt(Integer::intValue).toArray());
    }
    if (withoutPose > 0) {
      warnings.add(
          withoutPose == 1
              ? "1 query has no pose and counts as having no match."
              : withoutPose + " queries have no pose and count as having no match.");
    }
    return GroundTruth.within(source.radius(), positives);
  }
}
