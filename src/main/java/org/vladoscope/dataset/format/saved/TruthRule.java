package org.vladoscope.dataset.format.saved;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.DistanceTruth;
import org.vladoscope.dataset.FrameNumbers;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.TruthCheck;
import org.vladoscope.dataset.format.Roles;
import org.vladoscope.dataset.format.TruthFiles;

/** What counts as right on a map. */
public sealed interface TruthRule {

  /** Whatever the map's own files and names say. */
  record AsMapSays() implements TruthRule {}

  /**
   * Images taken near each other.
   *
   * @param radius greatest distance of a match in metres, 0 or more
   * @param soft images further away and up to this are neither right nor wrong; the radius for none
   * @param heading greatest difference of headings in degrees, 0 to 180; empty if headings do not
   *     count
   */
  record Within(double radius, double soft, OptionalDouble heading) implements TruthRule {

    /** Headings do not count. */
    public Within(double radius, double soft) {
      this(radius, soft, OptionalDouble.empty());
    }

    /** Checks the radii. */
    public Within {
      if (!(radius >= 0 && soft >= radius && Double.isFinite(soft))) {
        throw new InputException(
            "radii are numbers of metres, 0 or more, and the soft one is the larger, not "
                + radius
                + " and "
                + soft);
      }
      if (heading.isPresent() && !(heading.getAsDouble() >= 0 && heading.getAsDouble() <= 180)) {
        throw new InputException(
            "headings differ by 0 to 180 degrees, not by up to " + heading.getAsDouble());
      }
    }
  }

  /**
   * Frames of two drives along the same way.
   *
   * @param tolerance a match is so many frames away at most, 0 or more
   * @param offset frame i of the queries is frame i + offset of the database
   */
  record Frames(int tolerance, int offset) implements TruthRule {

    /** Checks the tolerance. */
    public Frames {
      if (tolerance < 0) {
        throw new InputException("a tolerance is a number of frames, 0 or more, not " + tolerance);
      }
    }
  }

  /**
   * A file that says it.
   *
   * @param file its path relative to the map's folder, with slashes
   */
  record OfFile(String file) implements TruthRule {

    /** Checks that it lies in the map's folder. */
    public OfFile {
      file = Roles.within("the ground truth", file);
      if (file.isEmpty()) {
        throw new InputException("the ground truth is a folder; name a file in it");
      }
    }
  }

  /** Nobody knows. */
  record Unknown() implements TruthRule {}

  /** The rule for people; empty if the map says it all itself. */
  default String words() {
    return switch (this) {
      case AsMapSays _ -> "";
      case Within(double radius, double soft, OptionalDouble heading) ->
          "images taken within "
              + plain(radius)
              + " m"
              + (heading.isPresent() ? " and " + plain(heading.getAsDouble()) + "\u00b0" : "")
              + (soft > radius ? ", neither way up to " + plain(soft) + " m" : "");
      case Frames(int tolerance, int offset) ->
          "the same frame, "
              + tolerance
              + " more or less"
              + (offset == 0 ? "" : "; query 0 is frame " + offset + " of the database");
      case OfFile(String file) -> file;
      case Unknown _ -> "nobody knows";
    };
  }

  private static String plain(double metres) {
    return metres == Math.rint(metres) ? Long.toString((long) metres) : Double.toString(metres);
  }

  /**
   * The map with what this says; what should be known of it is among the map's warnings. What is
   * suspicious about the ground truth itself, {@link TruthCheck} tells.
   *
   * @param folder the folder that paths are relative to
   * @throws InputException if the map does not have what this needs
   */
  default PlaceMap on(PlaceMap map, Path folder) {
    return switch (this) {
      case AsMapSays _ -> map;
      case Within(double radius, double soft, OptionalDouble heading) -> {
        DistanceTruth distances = DistanceTruth.ofPoses(map).turned(heading);
        yield map.withGroundTruth(
            distances.within(radius, soft),
            distances.headingNote().isEmpty() ? List.of() : List.of(distances.headingNote()));
      }
      case Frames(int tolerance, int offset) -> {
        FrameNumbers frames = FrameNumbers.of(map);
        yield map.withGroundTruth(
            DistanceTruth.ofFrames(map, frames, offset).within(tolerance),
            frames.note().isEmpty() ? List.of() : List.of(frames.note()));
      }
      case OfFile(String file) -> {
        TruthFiles.Imported imported = TruthFiles.read(folder.resolve(file), map, null);
        List<String> notes = new ArrayList<>(imported.warnings());
        notes.removeAll(TruthCheck.warnings(imported.truth(), map));
        yield map.withGroundTruth(imported.truth(), notes);
      }
      case Unknown _ -> map.withGroundTruth(GroundTruth.unknown(), List.of());
    };
  }
}
