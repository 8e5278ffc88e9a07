package org.vladoscope.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.vladoscope.common.InputException;

/**
 * A map: images of known places, queries to be recognised, and which belong together.
 *
 * @param name what to call it
 * @param root its folder
 * @param database images of known places, by name
 * @param queries images to be recognised, by name
 * @param queriesAreDatabase true if there are no queries of their own: every database image can be
 *     asked for, itself excluded from the answer
 * @param views which images show the same place through different cameras; the lists have one of
 *     each place
 * @param groundTruth which belong together
 * @param warnings what is not quite right with the files, for the user
 * @param origin how it was read
 * @param conditions under which conditions queries were taken, if that is known
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
    MapOrigin origin,
    Conditions conditions) {

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
        MapOrigin.NONE,
        Conditions.NONE);
  }

  /** The same under another name. */
  public PlaceMap named(String other) {
    return new PlaceMap(
        other,
        root,
        database,
        queries,
        queriesAreDatabase,
        views,
        groundTruth,
        warnings,
        origin,
        conditions);
  }

  /** The same, read in another way. */
  public PlaceMap withOrigin(MapOrigin other) {
    return new PlaceMap(
        name,
        root,
        database,
        queries,
        queriesAreDatabase,
        views,
        groundTruth,
        warnings,
        other,
        conditions);
  }

  /** The same by another ground truth, with further warnings. */
  public PlaceMap withGroundTruth(GroundTruth truth, List<String> furtherWarnings) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(furtherWarnings);
    return new PlaceMap(
        name, root, database, queries, queriesAreDatabase, views, truth, all, origin, conditions);
  }

  /**
   * The same by other conditions.
   *
   * @throws IllegalArgumentException if they name queries or database images that there are not
   */
  public PlaceMap withConditions(Conditions other) {
    for (Conditions.Condition condition : other.list()) {
      check(condition.queries(), queries.size());
      condition.database().ifPresent(images -> check(images, database.size()));
    }
    return new PlaceMap(
        name,
        root,
        database,
        queries,
        queriesAreDatabase,
        views,
        groundTruth,
        warnings,
        origin,
        other);
  }

  /**
   * The map of one condition: its queries among its database images, or among all where nothing is
   * said of these. That it is not the whole map is among its notices.
   *
   * @throws InputException if there is no such condition, or it leaves nothing to ask
   */
  public PlaceMap only(String condition) {
    if (queriesAreDatabase) {
      throw new InputException(
          "The map has no queries of their own, so that a condition cannot be asked alone.");
    }
    Conditions.Condition one = conditions.byName(condition);
    List<Integer> images =
        one.database().orElseGet(() -> IntStream.range(0, database.size()).boxed().toList());
    if (one.queries().isEmpty() || images.isEmpty()) {
      throw new InputException(
          "The condition '"
              + condition
              + "' has no "
              + (images.isEmpty() ? "database images" : "queries")
              + " in this map.");
    }
    List<String> notices = new ArrayList<>(origin.notices());
    notices.add(
        "Only the condition "
            + condition
            + ": "
            + one.queries().size()
            + " of "
            + queries.size()
            + " queries among "
            + images.size()
            + " of "
            + database.size()
            + " database images.");
    return new PlaceMap(
        name + ", " + condition,
        root,
        images.stream().map(database::get).toList(),
        one.queries().stream().map(queries::get).toList(),
        false,
        views,
        groundTruth.only(one.queries(), images),
        warnings,
        new MapOrigin(origin.format(), origin.found(), notices, origin.unit()),
        Conditions.NONE);
  }

  private static void check(List<Integer> numbers, int size) {
    if (!numbers.isEmpty() && (numbers.getFirst() < 0 || numbers.getLast() >= size)) {
      throw new IllegalArgumentException(
          "a condition names image " + numbers.getLast() + " of " + size);
    }
  }
}
