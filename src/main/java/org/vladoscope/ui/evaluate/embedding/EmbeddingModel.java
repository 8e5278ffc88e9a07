package org.vladoscope.ui.evaluate.embedding;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.embedding.Embedding;
import org.vladoscope.embedding.EmbeddingMethod;
import org.vladoscope.embedding.EmbeddingTable;
import org.vladoscope.embedding.MainComponents;
import org.vladoscope.metric.QueryOutcome;
import org.vladoscope.ui.evaluate.page.QueriesBehind;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.map.TriageModel;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.task.RunningTask;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Words;

/**
 * The images of the open map in the plane, under the settings in use. Principal components come
 * first; what has to be learned follows, one method after the other, and can be stopped.
 */
public final class EmbeddingModel {

  /**
   * What has been computed of the settings in use.
   *
   * @param components the descriptors along their strongest components
   * @param embeddings by method, those that are known
   */
  record Known(MainComponents components, Map<EmbeddingMethod, Embedding> embeddings) {

    Known {
      embeddings = Map.copyOf(embeddings);
    }

    Known with(Embedding further) {
      Map<EmbeddingMethod, Embedding> more = new EnumMap<>(EmbeddingMethod.class);
      more.putAll(embeddings);
      more.put(further.method(), further);
      return new Known(components, more);
    }
  }

  private final OpenMap explore;
  private final ObservableValue<AnswerFacts> facts;
  private final Runnable showExplore;
  private final LatestOnly computing;
  private final LatestOnly looking;
  private final ObjectProperty<EmbeddingMethod> left =
      new SimpleObjectProperty<>(EmbeddingMethod.PCA);
  private final ObjectProperty<EmbeddingMethod> right =
      new SimpleObjectProperty<>(EmbeddingMethod.TSNE);
  private final BooleanProperty two = new SimpleBooleanProperty(true);
  private final ObjectProperty<Colouring> colouring =
      new SimpleObjectProperty<>(Colouring.CONDITION);
  private final ObjectProperty<BitSet> chosen = new SimpleObjectProperty<>(new BitSet());
  private final ReadOnlyObjectWrapper<@Nullable Known> known = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable PointLook> look = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable RunningTask> task = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable QueriesBehind> behind =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final Map<EmbeddingMethod, String> problems = new EnumMap<>(EmbeddingMethod.class);
  private @Nullable PipelineConfig shown;
  private boolean stopped;

  /**
   * Nothing is computed yet.
   *
   * @param facts how queries were answered
   * @param showExplore goes to the perspective that shows pairs
   */
  public EmbeddingModel(OpenMap explore, ObservableValue<AnswerFacts> facts, Runnable showExplore) {
    this.explore = explore;
    this.facts = facts;
    this.showExplore = showExplore;
    this.computing = new LatestOnly(explore.tasks());
    this.looking = new LatestOnly(explore.tasks());
    facts.addListener((o, before, now) -> color());
    explore.triage().knownProperty().addListener(o -> color());
    explore.triage().staleProperty().addListener((o, before, now) -> color());
    colouring.addListener(o -> color());
    left.addListener(o -> next());
    right.addListener(o -> next());
    two.addListener(o -> next());
    chosen.addListener(o -> list());
  }

  /** The open map. */
  PlaceMap map() {
    return explore.map();
  }

  /** The open map with what is chosen in it. */
  OpenMap explore() {
    return explore;
  }

  /** The method on the left. */
  public ObjectProperty<EmbeddingMethod> leftProperty() {
    return left;
  }

  /** The method on the right, if two are shown. */
  public ObjectProperty<EmbeddingMethod> rightProperty() {
    return right;
  }

  /** Whether two methods are shown. */
  public BooleanProperty twoProperty() {
    return two;
  }

  /** What the colours say. */
  public ObjectProperty<Colouring> colouringProperty() {
    return colouring;
  }

  /** The images that are chosen: database images by their numbers, then queries. Not changed. */
  public ObjectProperty<BitSet> chosenProperty() {
    return chosen;
  }

  /** What was computed, or null. */
  ReadOnlyObjectProperty<@Nullable Known> knownProperty() {
    return known.getReadOnlyProperty();
  }

  /** How points look, or null until that is known. */
  ReadOnlyObjectProperty<@Nullable PointLook> lookProperty() {
    return look.getReadOnlyProperty();
  }

  /** What is computed or was last. */
  ReadOnlyObjectProperty<@Nullable RunningTask> taskProperty() {
    return task.getReadOnlyProperty();
  }

  /** True while something is computed. */
  public ReadOnlyBooleanProperty busyProperty() {
    return computing.busyProperty();
  }

  /** Why there is nothing; empty if there is or was nothing asked for. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The images that are chosen, sorted by how they fared; null if none is. */
  ReadOnlyObjectProperty<@Nullable QueriesBehind> behindProperty() {
    return behind.getReadOnlyProperty();
  }

  /** The places by a method; null while they are not known. */
  public @Nullable Embedding embedding(EmbeddingMethod method) {
    Known now = known.get();
    return now == null ? null : now.embeddings().get(method);
  }

  /** Why there are no places by a method; empty if nothing is wrong. */
  String problemOf(EmbeddingMethod method) {
    return stopped && embedding(method) == null
        ? "Stopped before it was done."
        : problems.getOrDefault(method, "");
  }

  /** Computes what belongs to the settings in use, unless it is there. */
  public void load() {
    PipelineConfig wanted = explore.configProperty().get();
    if (wanted.equals(shown) && (known.get() != null || busyProperty().get())) {
      return;
    }
    start(wanted);
  }

  /** Tries again what was stopped or failed. */
  void again() {
    stopped = false;
    problems.clear();
    if (known.get() == null) {
      start(explore.configProperty().get());
    } else {
      next();
    }
  }

  private void start(PipelineConfig wanted) {
    shown = wanted;
    stopped = false;
    problem.set("");
    problems.clear();
    known.set(null);
    Analysis analysis = explore.analysis(wanted);
    color();
    task.set(
        computing.submit(
            "Placing descriptors in the plane",
            progress -> {
              MainComponents components = analysis.mainComponents(progress);
              return new Known(components, Map.of())
                  .with(analysis.embedding(components, EmbeddingMethod.PCA, progress));
            },
            Outcome.of(
                found -> {
                  known.set(found);
                  next();
                },
                failure -> {
                  shown = null;
                  problem.set(Words.of(failure));
                })));
  }

  /** Learns the first method that is shown and not known; called again when it is. */
  private void next() {
    Known now = known.get();
    PipelineConfig config = shown;
    if (now == null || config == null || stopped || busyProperty().get()) {
      return;
    }
    Set<EmbeddingMethod> wanted = new LinkedHashSet<>(List.of(left.get()));
    if (two.get()) {
      wanted.add(right.get());
    }
    wanted.removeAll(now.embeddings().keySet());
    wanted.removeAll(problems.keySet());
    for (EmbeddingMethod method : wanted) {
      Analysis analysis = explore.analysis(config);
      task.set(
          computing.submit(
              "Placing descriptors by " + method.label(),
              progress -> analysis.embedding(now.components(), method, progress),
              Outcome.of(
                  found -> {
                    known.set(now.with(found));
                    next();
                  },
                  failure -> {
                    problems.put(method, Words.of(failure));
                    known.set(new Known(now.components(), now.embeddings()));
                    next();
                  })));
      return;
    }
  }

  /** Stops what is computed; what is known stays. */
  void cancel() {
    computing.cancel();
    stopped = true;
    Known now = known.get();
    if (now == null) {
      shown = null;
      problem.set("Stopped before the descriptors were read.");
    } else {
      known.set(new Known(now.components(), now.embeddings()));
    }
  }

  private void color() {
    TriageModel.Known answers = explore.triage().knownProperty().get();
    AnswerFacts told = facts.getValue();
    Colouring wanted = colouring.get();
    PlaceMap map = explore.map();
    boolean stale = explore.triage().staleProperty().get();
    looking.submit(
        "Colouring points",
        progress ->
            new Looks(map, told, answers == null ? null : answers.evaluation(), stale).of(wanted),
        Outcome.of(
            look::set,
            failure ->
                explore
                    .notifier()
                    .error("The points could not be coloured", Words.of(failure), failure)));
    list();
  }

  // --- what is chosen ---

  private int queryOf(int image) {
    return explore.map().queriesAreDatabase() ? image : image - explore.map().database().size();
  }

  /** An image by its number. */
  PlaceImage image(int number) {
    int database = explore.map().database().size();
    return number < database
        ? explore.map().database().get(number)
        : explore.map().queries().get(number - database);
  }

  /** The queries that are chosen. */
  Set<PlaceImage> chosenQueries() {
    Set<PlaceImage> queries = new HashSet<>();
    chosen.get().stream()
        .filter(i -> queryOf(i) >= 0)
        .forEach(i -> queries.add(explore.map().queries().get(queryOf(i))));
    return queries;
  }

  private void list() {
    BitSet now = chosen.get();
    if (now.isEmpty()) {
      behind.set(null);
      return;
    }
    AnswerFacts told = facts.getValue();
    Map<AnswerFacts.Fate, List<QueriesBehind.Row>> byFate = new EnumMap<>(AnswerFacts.Fate.class);
    List<QueriesBehind.Row> database = new ArrayList<>();
    now.stream()
        .forEach(
            i -> {
              int query = queryOf(i);
              if (query < 0) {
                database.add(new QueriesBehind.Row(image(i), "database image " + (i + 1)));
              } else {
                byFate
                    .computeIfAbsent(told.fate(query), f -> new ArrayList<>())
                    .add(new QueriesBehind.Row(image(i), rank(told.after().get(query))));
              }
            });
    List<QueriesBehind.Group> groups = new ArrayList<>();
    byFate.forEach(
        (fate, rows) ->
            groups.add(new QueriesBehind.Group(fate.symbol().text() + " " + fate.label(), rows)));
    if (!database.isEmpty()) {
      groups.add(new QueriesBehind.Group(Symbol.DOT.text() + " Database", database));
    }
    behind.set(new QueriesBehind(Numbers.count(now.cardinality()) + " chosen", groups));
  }

  private static String rank(@Nullable QueryOutcome outcome) {
    return outcome == null
        ? "not answered"
        : !outcome.hasPositive()
            ? "no match in the map"
            : outcome.rank() == QueryOutcome.NOT_FOUND
                ? "no match among the candidates"
                : "rank " + Numbers.count(outcome.rank());
  }

  /** Goes to Explore with an image; with a query and a database image chosen, with both. */
  void open(int number) {
    showExplore.run();
    int query = queryOf(number);
    if (explore.map().queriesAreDatabase() || query >= 0) {
      PlaceImage beside = chosen.get().cardinality() == 2 ? otherChosen(number) : null;
      explore.choosePair(explore.map().queries().get(query), beside);
      return;
    }
    int asked = chosen.get().stream().filter(i -> queryOf(i) >= 0).findFirst().orElse(-1);
    if (asked >= 0 && chosenQueries().size() == 1) {
      explore.choosePair(explore.map().queries().get(queryOf(asked)), image(number));
    } else {
      explore.showDatabaseImage(image(number));
    }
  }

  private @Nullable PlaceImage otherChosen(int number) {
    int database = explore.map().database().size();
    int other =
        chosen.get().stream().filter(i -> i != number && i < database).findFirst().orElse(-1);
    return !chosen.get().get(number) || other < 0 ? null : image(other);
  }

  /** Goes to Explore with an image of the list. */
  void open(PlaceImage image) {
    int query = explore.map().queries().indexOf(image);
    int number =
        query >= 0 && !explore.map().queriesAreDatabase()
            ? explore.map().database().size() + query
            : explore.map().database().indexOf(image);
    open(number);
  }

  /** Goes to Explore, where only the chosen queries are listed then, in the grid and on the map. */
  void showInExplore() {
    Set<PlaceImage> queries = chosenQueries();
    showExplore.run();
    explore.queryFilter().clear();
    explore.queryFilter().areaProperty().set(queries);
  }

  /** What is known, as a comma-separated table with what the colours say. */
  String csv() {
    Known now = known.get();
    PointLook shownLook = look.get();
    List<EmbeddingTable.Column> columns = new ArrayList<>();
    if (shownLook != null) {
      columns.add(
          new EmbeddingTable.Column(
              shownLook.colouring().id().toLowerCase(Locale.ROOT), List.of(shownLook.texts())));
    }
    BitSet marked = chosen.get();
    if (!marked.isEmpty() && now != null) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < now.components().all(); i++) {
        values.add(marked.get(i) ? "yes" : "");
      }
      columns.add(new EmbeddingTable.Column("chosen", values));
    }
    return EmbeddingTable.csv(
        explore.map(),
        now == null
            ? List.of()
            : now.embeddings().values().stream()
                .sorted(java.util.Comparator.comparing(Embedding::method))
                .toList(),
        columns);
  }

  /** Stops everything. */
  public void close() {
    computing.cancel();
    looking.cancel();
  }
}
