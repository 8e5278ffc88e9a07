package org.vladoscope.dataset.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.dataset.PlaceMap;

/**
 * A table of the conditions of queries. Its first line names the columns, {@code query} and {@code
 * condition} among them; a query with several conditions has several lines.
 */
public final class ConditionsFile {

  private static final String QUERY = "query";
  private static final String CONDITION = "condition";

  private ConditionsFile() {}

  /**
   * Reads a file.
   *
   * @throws InputException if a column is missing, or it names queries that the map does not have
   */
  public static Conditions read(Path file, PlaceMap map) {
    CsvFile table = CsvFile.read(file);
    if (table.lines().isEmpty()) {
      throw new InputException(
          file + " is empty; its first line must name the columns query and condition.");
    }
    List<String> header = table.lines().getFirst().fields();
    int query = column(file, header, QUERY);
    int condition = column(file, header, CONDITION);
    ImageNames names =
        ImageNames.of(
            table.name(),
            map.queries(),
            map.views(),
            map.queriesAreDatabase() ? "database/" : "queries/");
    Set<String> unknown = new LinkedHashSet<>();
    Map<Integer, Set<String>> found = new LinkedHashMap<>();
    Set<String> order = new LinkedHashSet<>();
    for (CsvFile.Line line : table.lines().subList(1, table.lines().size())) {
      String name = line.field(query);
      ImageNames.Match match = names.find(name);
      if (match == null) {
        unknown.add(name);
      } else if (!line.field(condition).isEmpty()) {
        names.take(match, name);
        found.computeIfAbsent(match.index(), q -> new LinkedHashSet<>()).add(line.field(condition));
        order.add(line.field(condition));
      }
    }
    if (!unknown.isEmpty()) {
      throw unknown(file, List.copyOf(unknown));
    }
    if (order.isEmpty()) {
      throw new InputException(file + " names no condition of any query.");
    }
    List<String> notes = new ArrayList<>();
    table.noteTo(notes);
    names.noteTo(notes);
    int without = map.queries().size() - found.size();
    if (without > 0) {
      notes.add(
          table.name()
              + " names no condition of "
              + (without == 1 ? "1 query." : without + " queries."));
    }
    return conditions(table.name(), String.join(" ", notes), found, order);
  }

  private static Conditions conditions(
      String file, String note, Map<Integer, Set<String>> found, Set<String> order) {
    List<Conditions.Condition> list = new ArrayList<>();
    for (String name : order) {
      list.add(
          new Conditions.Condition(
              name,
              found.entrySet().stream()
                  .filter(e -> e.getValue().contains(name))
                  .map(Map.Entry::getKey)
                  .toList()));
    }
    return new Conditions(file, note, list);
  }

  private static int column(Path file, List<String> header, String name) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new InputException(
          file
              + " has no column '"
              + name
              + "'; its first line must name the columns query and condition.");
    }
    return column;
  }

  private static InputException unknown(Path file, List<String> names) {
    int told = Math.min(3, names.size());
    int more = names.size() - told;
    return new InputException(
        file
            + " names "
            + (names.size() == 1 ? "1 query" : names.size() + " queries")
            + " that the map does not have: "
            + String.join(", ", names.subList(0, told))
            + (more > 0 ? " and " + more + " more" : "")
            + ". Take them out, or write names as they are in the folder of queries.");
  }
}
