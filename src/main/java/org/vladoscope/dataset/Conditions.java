package org.vladoscope.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.vladoscope.common.InputException;

/**
 * Under which conditions queries were taken, such as night or fog, or which sub-tasks of a
 * benchmark they belong to. A query may belong to several, or to none.
 *
 * @param source where this is known from, for people; empty if there are none
 * @param note what must be known to read numbers by condition, sentences; may be empty
 * @param list the conditions in the order in which they are shown, no two of one name
 */
public record Conditions(String source, String note, List<Condition> list) {

  /** Nothing is known of conditions. */
  public static final Conditions NONE = new Conditions("", "", List.of());

  /**
   * A condition.
   *
   * @param name what to call it; not blank
   * @param queries numbers of its queries, rising; maybe none
   * @param database numbers of the database images that belong to it, rising; empty if all do
   */
  public record Condition(String name, List<Integer> queries, Optional<List<Integer>> database) {

    /** Copies the lists. */
    public Condition {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a condition has no name");
      }
      queries = queries.stream().sorted().distinct().toList();
      database = database.map(images -> images.stream().sorted().distinct().toList());
    }

    /** A condition that says nothing of database images. */
    public Condition(String name, List<Integer> queries) {
      this(name, queries, Optional.empty());
    }
  }

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if two conditions have one name
   */
  public Conditions {
    list = List.copyOf(list);
    Set<String> names = new HashSet<>();
    for (Condition condition : list) {
      if (!names.add(condition.name())) {
        throw new IllegalArgumentException("two conditions are named " + condition.name());
      }
    }
  }

  /**
   * Conditions of queries, in the order in which they are first named.
   *
   * @param queries how many queries there are
   * @param ofQuery the names of the conditions of a query, maybe none
   */
  public static Conditions of(
      String source, int queries, Function<Integer, ? extends Iterable<String>> ofQuery) {
    Map<String, List<Integer>> byName = new LinkedHashMap<>();
    for (int q = 0; q < queries; q++) {
      for (String name : ofQuery.apply(q)) {
        byName.computeIfAbsent(name, n -> new ArrayList<>()).add(q);
      }
    }
    List<Condition> list = new ArrayList<>();
    byName.forEach((name, numbers) -> list.add(new Condition(name, numbers)));
    return new Conditions(source, "", list);
  }

  /** True if nothing is known of conditions. */
  public boolean isEmpty() {
    return list.isEmpty();
  }

  /** The conditions' names. */
  public List<String> names() {
    return list.stream().map(Condition::name).toList();
  }

  /**
   * The condition of a name.
   *
   * @throws InputException if there is none, naming those there are
   */
  public Condition byName(String name) {
    return list.stream()
        .filter(condition -> condition.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    isEmpty()
                        ? "There is no condition '" + name + "': nothing is known of conditions."
                        : "There is no condition '"
                            + name
                            + "'; choose "
                            + String.join(" or ", names())
                            + "."));
  }

  /** The names of the conditions of each query that has any, by its number. */
  public Map<Integer, List<String>> ofQueries() {
    Map<Integer, List<String>> names = new HashMap<>();
    for (Condition condition : list) {
      for (int query : condition.queries()) {
        names.computeIfAbsent(query, q -> new ArrayList<>()).add(condition.name());
      }
    }
    return names;
  }

  /**
   * The same conditions of some of the queries under other numbers; all stay, also those that lose
   * their queries. Which database images belong to them is not kept.
   *
   * @param numbers the new number of each query that stays
   */
  public Conditions renumbered(Map<Integer, Integer> numbers) {
    return new Conditions(
        source,
        note,
        list.stream()
            .map(
                condition ->
                    new Condition(
                        condition.name(),
                        condition.queries().stream()
                            .filter(numbers::containsKey)
                            .map(numbers::get)
                            .toList()))
            .toList());
  }
}
