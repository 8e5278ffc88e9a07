package org.vladoscope.dataset.format;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.geo.GeoFix;
import org.vladoscope.dataset.geo.GeoPoint;
import org.vladoscope.dataset.geo.UtmZone;
import org.vladoscope.image.PhotoPosition;

/**
 * What photographs say themselves of where they were taken. All are opened, though no further than
 * their heads, only if some of a few have a position.
 *
 * @param byFile the poses that are known
 * @param words how they are known, for people
 * @param warnings sentences
 */
record PhotoPoses(Map<Path, Pose> byFile, String words, List<String> warnings) {

  private static final int SAMPLED = 32;
  private static final int REPORT_EVERY = 100;

  /** Copies the collections. */
  PhotoPoses {
    byFile = Map.copyOf(byFile);
    warnings = List.copyOf(warnings);
  }

  static PhotoPoses of(List<Path> files, Progress progress) {
    int step = Math.max(1, files.size() / SAMPLED);
    boolean any =
        IntStream.range(0, Math.min(SAMPLED, files.size()))
            .anyMatch(
                i -> {
                  progress.check();
                  return PhotoPosition.of(files.get(i * step)).isPresent();
                });
    if (!any) {
      return new PhotoPoses(Map.of(), "", List.of());
    }
    Map<Path, GeoFix> fixes = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      progress.check();
      if (i % REPORT_EVERY == 0) {
        progress.report(
            "Reading positions of photographs, " + i + " of " + files.size(),
            (double) i / files.size());
      }
      Path file = files.get(i);
      PhotoPosition.of(file)
          .ifPresent(
              position ->
                  fixes.put(
                      file,
                      new GeoFix(
                          new GeoPoint(position.latitude(), position.longitude()),
                          position.heading(),
                          null)));
    }
    try {
      return new PhotoPoses(UtmZone.layOut(fixes), words(fixes.size(), files.size()), List.of());
    } catch (InputException e) {
      return new PhotoPoses(
          Map.of(), "", List.of("Positions in EXIF are not used. " + e.getMessage()));
    }
  }

  private static String words(int located, int all) {
    return "GPS in the EXIF data of "
        + (located == all ? "all " : located + " of ")
        + Leftovers.count(all, "image")
        + ", degrees converted to metres, heights left aside";
  }
}
