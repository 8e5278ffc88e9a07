package org.vladoscope.ui.evaluate.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.QueryResult;

/** Works out how the points of a map look. Images are counted as in an embedding. */
final class Looks {

  /** So many folders get a colour each; further ones share grey. */
  private static final int MOST_KINDS = 7;

  private final PlaceMap map;
  private final AnswerFacts facts;
  private final int database;
  private final int all;
  private final boolean stale;

  /** For each query the metres to its first candidate; NaN if not known. */
  private final double[] errors;

  /**
   * Looks of a map.
   *
   * @param evaluation the answers, or null if there are none
   * @param stale true if answers are those of other settings than the points
   */
  Looks(PlaceMap map, AnswerFacts facts, @Nullable Evaluation evaluation, boolean stale) {
    this.stale = stale;
    this.map = map;
    this.facts = facts;
    this.database = map.database().size();
    this.all = database + (map.queriesAreDatabase() ? 0 : map.queries().size());
    this.errors = new double[map.queries().size()];
    Arrays.fill(errors, Double.NaN);
    if (evaluation != null) {
      Map<PlaceImage, Integer> numbers = new HashMap<>();
      for (int q = 0; q < map.queries().size(); q++) {
        numbers.put(map.queries().get(q), q);
      }
      for (QueryResult result : evaluation.results()) {
        Integer query = numbers.get(result.query());
        if (query != null && !result.candidates().isEmpty()) {
          Pose from = result.query().pose();
          Pose to = map.database().get(result.candidates().getFirst().databaseIndex()).pose();
          errors[query] = from == null || to == null ? Double.NaN : from.distanceTo(to);
        }
      }
    }
  }

  /** The number of the query that an image is, or −1. */
  private int query(int image) {
    return map.queriesAreDatabase() ? image : image - database;
  }

  private boolean isQuery(int image) {
    return query(image) >= 0;
  }

  PointLook of(Colouring colouring) {
    return switch (colouring) {
      case CONDITION -> conditions();
      case OUTCOME -> outcomes();
      case ERROR -> errors();
      case PLACE -> places();
      case CONFIDENCE -> confidence();
    };
  }

  /** Points follow the settings in use, answers are those that are known. */
  private String current(String note) {
    return !stale
        ? note
        : (note.isEmpty() ? "" : note + " ")
            + "These answers were found with other settings than the points: evaluate again.";
  }

  private PointLook conditions() {
    String[] names = new String[all];
    Map<Integer, List<String>> known = map.conditions().ofQueries();
    for (int i = 0; i < all; i++) {
      List<String> own = isQuery(i) ? known.getOrDefault(query(i), List.of()) : List.of();
      names[i] =
          own.isEmpty()
              ? (i < database ? "Database" : "Queries") + folder(image(i).name())
              : own.size() == 1 ? own.getFirst() : "several conditions";
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String name : names) {
      counts.merge(name, 1, Integer::sum);
    }
    List<String> shown =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(MOST_KINDS)
            .map(Map.Entry::getKey)
            .toList();
    List<String> kinds = new ArrayList<>(counts.keySet().stream().filter(shown::contains).toList());
    List<PointLook.Group> groups = new ArrayList<>();
    boolean[] ofQueries = new boolean[kinds.size()];
    for (int i = 0; i < all; i++) {
      int kind = kinds.indexOf(names[i]);
      if (kind >= 0 && i >= database) {
        ofQueries[kind] = true;
      }
    }
    for (int k = 0; k < kinds.size(); k++) {
      groups.add(
          new PointLook.Group(
              kinds.get(k),
              ofQueries[k] ? Symbol.DIAMOND : Symbol.DOT,
              k,
              counts.getOrDefault(kinds.get(k), 0)));
    }
    int others =
        counts.entrySet().stream()
            .filter(e -> !kinds.contains(e.getKey()))
            .mapToInt(Map.Entry::getValue)
            .sum();
    if (others > 0) {
      groups.add(
          new PointLook.Group((counts.size() - kinds.size()) + " further", Symbol.DOT, -1, others));
    }
    int[] group = new int[all];
    for (int i = 0; i < all; i++) {
      int kind = kinds.indexOf(names[i]);
      group[i] = kind < 0 ? kinds.size() : kind;
    }
    return new PointLook(Colouring.CONDITION, groups, group, new double[0], names, "", "", "");
  }

  private static String folder(String name) {
    int end = name.indexOf('/');
    return end < 0 ? "" : ", " + name.substring(0, end);
  }

  private PlaceImage image(int i) {
    return i < database ? map.database().get(i) : map.queries().get(i - database);
  }

  private PointLook outcomes() {
    List<AnswerFacts.Fate> fates = List.of(AnswerFacts.Fate.values());
    int[] group = new int[all];
    String[] texts = new String[all];
    int[] counts = new int[fates.size() + 1];
    for (int i = 0; i < all; i++) {
      if (isQuery(i)) {
        AnswerFacts.Fate fate = facts.fate(query(i));
        group[i] = fates.indexOf(fate) + 1;
        texts[i] = fate.label();
      } else {
        texts[i] = "Database";
      }
      counts[group[i]]++;
    }
    List<PointLook.Group> groups = new ArrayList<>();
    groups.add(new PointLook.Group("Database", Symbol.DOT, -1, counts[0]));
    for (AnswerFacts.Fate fate : fates) {
      groups.add(
          new PointLook.Group(
              fate.label(), fate.symbol(), fate.color(), counts[fates.indexOf(fate) + 1]));
    }
    String note =
        !facts.after().isEmpty()
            ? current("")
            : "How queries fared is known once the map is evaluated, and has a ground truth.";
    return new PointLook(Colouring.OUTCOME, groups, group, new double[0], texts, "", "", note);
  }

  private PointLook errors() {
    double most = Arrays.stream(errors).filter(e -> !Double.isNaN(e)).max().orElse(Double.NaN);
    double[] values = nothing();
    String[] texts = new String[all];
    for (int i = 0; i < all; i++) {
      double error = isQuery(i) ? errors[query(i)] : Double.NaN;
      // Metres and kilometres are both to be seen.
      values[i] = most > 0 ? Math.log1p(error) / Math.log1p(most) : 0 * error;
      texts[i] = Double.isNaN(error) ? "" : metres(error);
    }
    String note =
        Double.isNaN(most)
            ? "Errors are known once the map is evaluated, if images of it have positions."
            : current("Metres between a query and its first candidate, on a logarithmic scale.");
    return scale(
        Colouring.ERROR, values, texts, "0 m", Double.isNaN(most) ? "" : metres(most), note);
  }

  private static String metres(double metres) {
    return metres >= 10_000
        ? String.format(Locale.ROOT, "%.0f km", metres / 1000)
        : String.format(Locale.ROOT, metres < 100 ? "%.1f m" : "%.0f m", metres);
  }

  private PointLook places() {
    double[] values = nothing();
    String[] texts = new String[all];
    for (int i = 0; i < database; i++) {
      values[i] = database == 1 ? 0 : (double) i / (database - 1);
      texts[i] = "database image " + (i + 1);
    }
    for (int i = database; i < all; i++) {
      int nearest = nearestPlace(i - database);
      values[i] = nearest < 0 || database == 1 ? Double.NaN : (double) nearest / (database - 1);
      texts[i] = nearest < 0 ? "" : "database image " + (nearest + 1);
    }
    return scale(
        Colouring.PLACE,
        values,
        texts,
        "first",
        "last",
        "In the order of the database; a query has the colour of its place, as far as it is"
            + " known.");
  }

  /** The first image of the query's place, else the one nearest to where it was taken, else −1. */
  private int nearestPlace(int query) {
    int[] positives = map.groundTruth().positives(query);
    if (positives.length > 0) {
      return positives[positives.length / 2];
    }
    Pose pose = map.queries().get(query).pose();
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int d = 0; pose != null && d < database; d++) {
      Pose other = map.database().get(d).pose();
      if (other != null && pose.distanceTo(other) < least) {
        least = pose.distanceTo(other);
        best = d;
      }
    }
    return best;
  }

  private PointLook confidence() {
    double[] values = nothing();
    String[] texts = new String[all];
    double least =
        facts.sureness().values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most =
        facts.sureness().values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    if (least >= 0 && most <= 1) {
      least = 0;
      most = 1;
    }
    for (int i = 0; i < all; i++) {
      Double known = isQuery(i) ? facts.sureness().get(query(i)) : null;
      values[i] = known == null ? Double.NaN : most > least ? (known - least) / (most - least) : .5;
      texts[i] = known == null ? "" : number(known);
    }
    String note =
        facts.surenessName().isEmpty()
            ? "How sure answers are is known once the map is evaluated, and has a ground truth."
            : current(facts.surenessName() + ".");
    return scale(Colouring.CONFIDENCE, values, texts, number(least), number(most), note);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value).replace('-', '\u2212');
  }

  private double[] nothing() {
    double[] values = new double[all];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private PointLook scale(
      Colouring colouring, double[] values, String[] texts, String low, String high, String note) {
    int[] group = new int[all];
    int queries = 0;
    for (int i = database; i < all; i++) {
      group[i] = 1;
      queries++;
    }
    for (int i = 0; i < all; i++) {
      texts[i] = texts[i] == null ? "" : texts[i];
    }
    return new PointLook(
        colouring,
        List.of(
            new PointLook.Group("Database", Symbol.DOT, -1, database),
            new PointLook.Group("Queries", Symbol.DIAMOND, -1, queries)),
        group,
        values,
        texts,
        low,
        high,
        note);
  }
}
