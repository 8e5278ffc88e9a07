package org.vladoscope.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;

/**
 * Which way images look, and how far matches may differ in that.
 *
 * @param queries the queries
 * @param database the database images
 * @param most greatest difference of a match in degrees; empty if any will do
 */
record Headings(List<PlaceImage> queries, List<PlaceImage> database, OptionalDouble most) {

  /** Where headings do not count. */
  static final Headings NONE = new Headings(List.of(), List.of(), OptionalDouble.empty());

  /** So many images without a heading are named, the others counted. */
  private static final int TOLD = 3;

  /** Copies the lists. */
  Headings {
    queries = List.copyOf(queries);
    database = List.copyOf(database);
    Nearness.checkHeading(most);
  }

  static Headings of(PlaceMap map) {
    return new Headings(map.queries(), map.database(), OptionalDouble.empty());
  }

  Headings within(OptionalDouble degrees) {
    if (degrees.isPresent() && (none(queries) || none(database))) {
      throw new InputException(
          "No "
              + (none(queries) ? "query" : "database image")
              + " has a heading; a greatest difference of headings needs a column heading in"
              + " poses.csv, or names of the form @east@north@…@heading@….");
    }
    return new Headings(queries, database, degrees);
  }

  private static boolean none(List<PlaceImage> images) {
    return images.stream().allMatch(image -> heading(image) == null);
  }

  private static @Nullable Double heading(PlaceImage image) {
    Pose pose = image.pose();
    return pose == null ? null : pose.heading();
  }

  /** True if two images look the same way, or that does not matter. */
  boolean isAlike(int query, int image) {
    if (most.isEmpty()) {
      return true;
    }
    Double one = heading(queries.get(query));
    Double other = heading(database.get(image));
    return one != null && other != null && Pose.turn(one, other) <= most.getAsDouble();
  }

  String note() {
    if (most.isEmpty()) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    part(parts, queries, "queries");
    part(parts, queries.equals(database) ? List.of() : database, "database images");
    return parts.isEmpty()
        ? ""
        : "Without a heading, and so without a match: " + String.join("; ", parts) + ".";
  }

  private static void part(List<String> parts, List<PlaceImage> images, String what) {
    List<String> without =
        images.stream().filter(i -> heading(i) == null).map(PlaceImage::name).toList();
    if (!without.isEmpty()) {
      int more = without.size() - TOLD;
      parts.add(
          without.size()
              + " of "
              + images.size()
              + " "
              + what
              + " ("
              + String.join(", ", without.subList(0, Math.min(TOLD, without.size())))
              + (more > 0 ? " and " + more + " more)" : ")"));
    }
  }
}
