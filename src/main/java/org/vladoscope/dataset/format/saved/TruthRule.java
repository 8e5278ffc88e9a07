package org.vladoscope.dataset.format.saved;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.format.Roles;

/** What counts as right on a map. {@link TruthFinder} finds it. */
public sealed interface TruthRule {

  /** Whatever the map's own files and names say. */
  record AsMapSays() implements TruthRule {}

  /**
   * Images taken near each other. At least one of the limits is there.
   *
   * @param radii how near, in the unit of the map's positions; without a radius that of the map
   * @param heading greatest difference of headings in degrees, 0 to 180; empty if headings do not
   *     count
   */
  record Within(Radii radii, OptionalDouble heading) implements TruthRule {

    /** Headings do not count. */
    public Within(double radius) {
      this(Radii.of(radius), OptionalDouble.empty());
    }

    /** Checks the limits. */
    public Within {
      if (radii.isUnsaid() && heading.isEmpty()) {
        throw new InputException("neither a radius nor a difference of headings is said");
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
   * @param soft frames further away and up to this are neither right nor wrong; at least the
   *     tolerance, which stands for none
   * @param offset frame i of the queries is frame i + offset of the database
   */
  record Frames(int tolerance, int soft, int offset) implements TruthRule {

    /** Each frame is right or wrong. */
    public Frames(int tolerance, int offset) {
      this(tolerance, tolerance, offset);
    }

    /** Checks the tolerances. */
    public Frames {
      if (tolerance < 0) {
        throw new InputException("a tolerance is a number of frames, 0 or more, not " + tolerance);
      }
      if (soft < tolerance) {
        throw new InputException(
            "a soft tolerance is the larger one, not " + soft + " beside " + tolerance);
      }
    }
  }

  /**
   * A file that says it.
   *
   * @param file its path, absolute or relative to the map's folder
   * @param radii distances instead of the file's own, if it says where images were taken
   */
  record OfFile(String file, Radii radii) implements TruthRule {

    /** With the distance that the file says. */
    public OfFile(String file) {
      this(file, Radii.UNSAID);
    }

    /**
     * The same, with slashes.
     *
     * @throws InputException if the file does not lie in the map's folder; a phrase without a full
     *     stop
     */
    OfFile inFolder() {
      String inside = Roles.within("the ground truth", file);
      if (inside.isEmpty()) {
        throw new InputException("the ground truth is a folder; name a file in it");
      }
      return new OfFile(inside, radii);
    }
  }

  /** Nobody knows. */
  record Unknown() implements TruthRule {}

  /**
   * The rule for people; empty if the map says it all itself.
   *
   * @param unit of the map's positions; empty if it is not known yet
   */
  default String words(String unit) {
    return switch (this) {
      case AsMapSays _ -> "";
      case Within(Radii radii, OptionalDouble heading) ->
          "images taken "
              + near(radii, unit).orElse("near each other")
              + (heading.isPresent()
                  ? ", headings within " + plain(heading.getAsDouble()) + "\u00b0"
                  : "");
      case Frames(int tolerance, int soft, int offset) ->
          "the same frame, "
              + tolerance
              + " more or less"
              + (soft > tolerance ? ", neither way up to " + soft : "")
              + (offset == 0 ? "" : "; query 0 is frame " + offset + " of the database");
      case OfFile(String file, Radii radii) ->
          (Path.of(file).isAbsolute() ? String.valueOf(Path.of(file).getFileName()) : file)
              + near(radii, unit).map(words -> ", " + words).orElse("");
      case Unknown _ -> "not known";
    };
  }

  private static Optional<String> near(Radii radii, String unit) {
    String hard =
        radii.hard().isEmpty()
            ? ""
            : unit.isEmpty()
                ? "within a radius of " + plain(radii.hard().getAsDouble())
                : "within " + plain(radii.hard().getAsDouble()) + " " + unit;
    String soft =
        radii.soft().isEmpty()
            ? ""
            : (hard.isEmpty() ? "near each other, " : ", ")
                + "neither way up to "
                + (plain(radii.soft().getAsDouble()) + " " + unit).strip();
    return Optional.of(hard + soft).filter(words -> !words.isEmpty());
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
