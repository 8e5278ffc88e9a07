package org.vladoscope.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A map: images of known places, queries to be recognised, and which belong together.
 *
 * @param name what to call it
 * @param root its folder
 * @param database images of known places, by name
 * @param queries images to be recognised, by name
 * @param queriesAreDatabase true if there are no queries of their own: every database image can be
 *     asked for, itself excluded from the answer
 * @param views which pictures show the same place through different cameras; the lists have one of
 *     each place
 * @param groundTruth which belong together
 * @param warnings what is not quite right with the files, for the user
 * @param origin how it was read
 */
public record PlaceMap(
    String name,
    Path root,
    List<PlaceImage> database,
    List<PlaceImage> queries,
    boolean queriesAreDatabase,
    CameraViews views,
    GroundTruth groundTruth,
    List<String> warnings,
    MapOrigin origin) {

  /** Copies the lists. */
  public PlaceMap {
    database = List.copyOf(database);
    queries = List.copyOf(queries);
    warnings = List.copyOf(warnings);
  }

  /** A map that was not read from a folder. */
  public PlaceMap(
      String name,
      Path root,
      List<PlaceImage> database,
      List<PlaceImage> queries,
      boolean queriesAreDatabase,
      CameraViews views,
      GroundTruth groundTruth,
      List<String> warnings) {
    this(
        name,
        root,
        database,
        queries,
        queriesAreDatabase,
        views,
        groundTruth,
        warnings,
        MapOrigin.NONE);
  }

  /** The same under another name. */
  public PlaceMap named(String other) {
    return new PlaceMap(
        other, root, database, queries, queriesAreDatabase, views, groundTruth, warnings, origin);
  }

  /** The same, read in another way. */
  public PlaceMap withOrigin(MapOrigin other) {
    return new PlaceMap(
        name, root, database, queries, queriesAreDatabase, views, groundTruth, warnings, other);
  }

  /** The same by another ground truth, with further warnings. */
  public PlaceMap withGroundTruth(GroundTruth truth, List<String> furtherWarnings) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(furtherWarnings);
    return new PlaceMap(
        name, root, database, queries, queriesAreDatabase, views, truth, all, origin);
  }
}
