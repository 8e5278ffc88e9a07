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

  /** Some of them, spread over all: if none says where it was taken, none is asked further. */
  private static List<Path> sampled(List<Path> files) {
    int step = Math.max(1, files.size() / SAMPLED);
    return IntStream.range(0, Math.min(SAMPLED, files.size()))
        .mapToObj(i -> files.get(i * step))
        .toList();
  }

  private static boolean isLocated(Path file, Progress progress) {
    progress.check();
    return PhotoPosition.of(file).isPresent();
  }

  /**
   * What some photographs say, without looking into the others.
   *
   * @return such as "GPS in the EXIF data of 30 of the 32 images looked at"
   */
  static String glance(List<Path> files, Progress progress) {
    List<Path> looked = sampled(files);
    progress.report("Looking into " + looked.size() + " of " + files.size() + " images", 0);
    long located = looked.stream().filter(file -> isLocated(file, progress)).count();
    return (located == 0
            ? "no GPS in the EXIF data"
            : "GPS in the EXIF data of " + (located == looked.size() ? "each" : located))
        + " of the "
        + Leftovers.count(looked.size(), "image")
        + " looked at"
        + (looked.size() < files.size() ? ", of " + files.size() : "");
  }

  static PhotoPoses of(List<Path> files, Progress progress) {
    if (sampled(files).stream().noneMatch(file -> isLocated(file, progress))) {
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
