package org.vladoscope.dataset.format.known;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.dataset.format.CsvFile;

/**
 * Which images belong to which sub-tasks of Mapillary Street-Level Sequences, such as {@code s2w}
 * from summer to winter: {@code subtask_index.csv}, a column of True and False for each, a line for
 * each line of {@code postprocessed.csv}.
 *
 * @param keys keys of the images of each sub-task, in the order of the columns
 */
record MapillarySubtasks(Map<String, Set<String>> keys) {

  static final String FILE = "subtask_index.csv";

  private static final String KEY = "key";

  /**
   * Reads a table.
   *
   * @param images the table that names the image of each line
   * @throws InputException if the two do not fit, or a value is neither True nor False
   */
  static MapillarySubtasks read(Path table, Path images) {
    List<CsvFile.Line> lines = lines(table);
    List<CsvFile.Line> named = lines(images);
    if (lines.size() != named.size()) {
      throw new InputException(
          table
              + " has "
              + (lines.size() - 1)
              + " lines of images, but "
              + images.getFileName()
              + " beside it has "
              + (named.size() - 1)
              + "; they must be of the same images.");
    }
    List<String> header = lines.getFirst().fields();
    List<String> namedHeader = named.getFirst().fields();
    int key = namedHeader.indexOf(KEY);
    if (key < 0) {
      throw new InputException(
          images + " has no column '" + KEY + "'; its first line must name the columns.");
    }
    boolean numbered = isNumbered(header) && isNumbered(namedHeader);
    Map<String, Set<String>> keys = new LinkedHashMap<>();
    for (int column = 0; column < header.size(); column++) {
      if (!header.get(column).isEmpty() && !header.get(column).equals(KEY)) {
        if (keys.put(header.get(column), new HashSet<>()) != null) {
          throw new InputException(table + " has two columns '" + header.get(column) + "'.");
        }
      }
    }
    if (keys.isEmpty()) {
      throw new InputException(table + " has no column of a sub-task, such as s2w.");
    }
    for (int i = 1; i < lines.size(); i++) {
      CsvFile.Line line = lines.get(i);
      if (numbered && !line.field(0).equals(named.get(i).field(0))) {
        throw new InputException(
            "Line "
                + line.number()
                + " of "
                + table
                + " is of image "
                + line.field(0)
                + ", but that of "
                + images.getFileName()
                + " is of image "
                + named.get(i).field(0)
                + "; they must be in the same order.");
      }
      for (int column = 0; column < header.size(); column++) {
        Set<String> members = keys.get(header.get(column));
        if (members != null && isTrue(table, line, column, header.get(column))) {
          members.add(named.get(i).field(key));
        }
      }
    }
    return new MapillarySubtasks(keys);
  }

  private static List<CsvFile.Line> lines(Path file) {
    List<CsvFile.Line> lines = CsvFile.read(file).lines();
    if (lines.isEmpty()) {
      throw new InputException(file + " is empty.");
    }
    return lines;
  }

  /** True if the first column counts the images, as pandas writes it: without a name. */
  private static boolean isNumbered(List<String> header) {
    return header.getFirst().isEmpty();
  }

  private static boolean isTrue(Path table, CsvFile.Line line, int column, String name) {
    return switch (line.field(column).toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default ->
          throw new InputException(
              "Line "
                  + line.number()
                  + " of "
                  + table
                  + " says '"
                  + line.field(column)
                  + "' of "
                  + name
                  + ", which is neither True nor False.");
    };
  }

  /**
   * Sub-tasks as conditions.
   *
   * @param asked of the queries
   * @param known of the database images, if that is known
   * @param queries keys of the map's queries
   * @param database keys of its database images
   */
  static Conditions conditions(
      Optional<MapillarySubtasks> asked,
      Optional<MapillarySubtasks> known,
      List<String> queries,
      List<String> database) {
    List<Conditions.Condition> list = new ArrayList<>();
    List<String> smaller = new ArrayList<>();
    Map<String, Set<String>> subtasks = asked.map(MapillarySubtasks::keys).orElse(Map.of());
    subtasks.forEach(
        (name, keys) -> {
          Optional<List<Integer>> images =
              known.flatMap(k -> Optional.ofNullable(k.keys.get(name))).map(k -> in(k, database));
          list.add(new Conditions.Condition(name, in(keys, queries), images));
          images
              .filter(i -> i.size() < database.size())
              .ifPresent(i -> smaller.add(name + " " + i.size()));
        });
    String note = "";
    if (!smaller.isEmpty()) {
      note =
          "The whole database is searched for every condition. The data set's own evaluation"
              + " searches only a sub-task's part of the "
              + database.size()
              + " database images: "
              + smaller.stream().collect(Collectors.joining(", "))
              + ". Measure it so with --condition.";
    } else if (known.isEmpty()) {
      note =
          "The whole database is searched for every condition: there is no "
              + FILE
              + " that says which database images belong to a sub-task.";
    }
    return new Conditions(FILE, note, list);
  }

  private static List<Integer> in(Set<String> keys, List<String> all) {
    return IntStream.range(0, all.size()).filter(i -> keys.contains(all.get(i))).boxed().toList();
  }
}
