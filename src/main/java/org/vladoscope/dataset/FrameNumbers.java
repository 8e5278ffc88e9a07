package org.vladoscope.dataset;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which frame of a drive each image is. The numbers in names count where they can be meant, for
 * frames may have been left out; else images are counted in the order of their names.
 *
 * @param queries the frame of each query
 * @param database the frame of each database image
 * @param note how frames are counted, a sentence, where another way of counting would say something
 *     else; empty where all agree
 */
public record FrameNumbers(List<Double> queries, List<Double> database, String note) {

  /** The last number before the ending. */
  private static final Pattern NUMBER = Pattern.compile("(\\d+)\\D*$");

  /** More digits are a time or a key. */
  private static final int MOST_DIGITS = 9;

  /** Copies the lists. */
  public FrameNumbers {
    queries = List.copyOf(queries);
    database = List.copyOf(database);
  }

  /** The frames of a map. */
  public static FrameNumbers of(PlaceMap map) {
    Optional<List<Double>> queries = inNames(map.queries());
    Optional<List<Double>> database = inNames(map.database());
    List<Double> queryPlaces = positions(map.queries().size());
    List<Double> databasePlaces = positions(map.database().size());
    if (queries.isPresent() && database.isPresent() && overlap(queries.get(), database.get())) {
      boolean same = shifted(queries.get(), database.get(), queryPlaces, databasePlaces);
      return new FrameNumbers(
          queries.get(),
          database.get(),
          same
              ? ""
              : "Frames are counted by the numbers in names, not by their place in the list: "
                  + "queries are "
                  + range(queries.get())
                  + ", database images "
                  + range(database.get())
                  + ".");
    }
    return new FrameNumbers(
        queryPlaces,
        databasePlaces,
        queryPlaces.size() == databasePlaces.size() && !gaps(queries) && !gaps(database)
            ? ""
            : "Frames are counted by their place in the list, for names have no numbers that fit"
                + " each other; a frame that is left out of the "
                + queryPlaces.size()
                + " queries or the "
                + databasePlaces.size()
                + " database images shifts the rest.");
  }

  /** The numbers in names, if each image has one and no two have the same. */
  private static Optional<List<Double>> inNames(List<PlaceImage> images) {
    List<OptionalDouble> numbers = images.stream().map(FrameNumbers::number).toList();
    Set<OptionalDouble> different = new HashSet<>(numbers);
    return different.size() == images.size() && !different.contains(OptionalDouble.empty())
        ? Optional.of(numbers.stream().map(OptionalDouble::getAsDouble).toList())
        : Optional.empty();
  }

  private static OptionalDouble number(PlaceImage image) {
    String name = image.name().substring(image.name().lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    Matcher matcher = NUMBER.matcher(dot < 0 ? name : name.substring(0, dot));
    return matcher.find() && matcher.group(1).length() <= MOST_DIGITS
        ? OptionalDouble.of(Double.parseDouble(matcher.group(1)))
        : OptionalDouble.empty();
  }

  private static List<Double> positions(int count) {
    Double[] positions = new Double[count];
    Arrays.setAll(positions, i -> (double) i);
    return List.of(positions);
  }

  private static boolean overlap(List<Double> a, List<Double> b) {
    return least(a) <= most(b) && least(b) <= most(a);
  }

  /** Whether numbers are places counted from another beginning, the same for both lists. */
  private static boolean shifted(
      List<Double> queries,
      List<Double> database,
      List<Double> queryPlaces,
      List<Double> databasePlaces) {
    double first = least(database);
    return queries.equals(plus(queryPlaces, first)) && database.equals(plus(databasePlaces, first));
  }

  private static boolean gaps(Optional<List<Double>> numbers) {
    return numbers.filter(n -> !n.equals(plus(positions(n.size()), least(n)))).isPresent();
  }

  private static List<Double> plus(List<Double> places, double first) {
    return places.stream().map(place -> place + first).toList();
  }

  private static String range(List<Double> numbers) {
    return Math.round(least(numbers)) + " to " + Math.round(most(numbers));
  }

  private static double least(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).min().orElse(0);
  }

  private static double most(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }
}
