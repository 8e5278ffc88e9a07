package org.vladoscope.ui.map;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.graph.CostEstimate;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.engine.IndexKinds;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.PartialRanking;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.session.MapSession;
import org.vladoscope.ui.session.Measurements;
import org.vladoscope.ui.session.WordTraining;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Notifier;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.Words;

/**
 * What is chosen in an opened map and what is known about it. A choice starts the computations it
 * needs; results of older choices never arrive. A failure leaves the last good result in place.
 */
public final class OpenMap implements AutoCloseable {

  private final MapSession session;
  private final Notifier notifier;
  private final BackgroundTasks tasks;
  private final LatestOnly search;
  private final LatestOnly compare;
  private final LatestOnly look;
  private final WhatIf whatIf;
  private final PinnedRanking pinned;
  private final ObjectProperty<PipelineConfig> config;
  private final VerdictModel verdicts;
  private final TriageModel triage;
  private final ImageList queries;
  private final QueryFilter queryFilter;
  private final ObjectProperty<@Nullable PlaceImage> query = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable PlaceImage> candidate = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<@Nullable QueryResult> result = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Comparison> comparison =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Photographs> photographs =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable PartialRanking> partial =
      new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<@Nullable String> camera = new SimpleObjectProperty<>();
  private final ObjectProperty<RankingOrder> order = new SimpleObjectProperty<>(RankingOrder.AFTER);

  private boolean closed;

  /** Nothing is chosen yet. */
  public OpenMap(MapSession session, BackgroundTasks tasks, Notifier notifier) {
    this.session = session;
    this.notifier = notifier;
    this.tasks = tasks;
    this.search = new LatestOnly(tasks);
    this.compare = new LatestOnly(tasks);
    this.look = new LatestOnly(tasks);
    this.config = new SimpleObjectProperty<>(session.initialConfig());
    this.verdicts = new VerdictModel(session.verdictFile(), tasks, notifier);
    this.triage = new TriageModel(session, config, verdicts, tasks, notifier);
    this.queries = new ImageList(session.map().queries());
    this.queryFilter = new QueryFilter(queries, session.map().conditions(), triage, query);
    query.addListener((o, before, now) -> onQuery());
    candidate.addListener((o, before, now) -> compare(() -> {}));
    camera.addListener((o, before, now) -> compare(() -> {}));
    config.addListener((o, before, now) -> onConfig(before, now));
    this.whatIf = new WhatIf(this, session, tasks);
    this.pinned = new PinnedRanking(this, session, tasks, notifier);
  }

  /** The map. */
  public PlaceMap map() {
    return session.map();
  }

  /** Where further questions about what is on the screen are answered. */
  public BackgroundTasks tasks() {
    return tasks;
  }

  /** Where failures are told. */
  public Notifier notifier() {
    return notifier;
  }

  /** Why a precision cannot be used; empty if it can. Never on the JavaFX thread. */
  public Optional<String> refusal(Precision precision) {
    return session.refusal(precision);
  }

  /** Which kinds of index can be built here. Never on the JavaFX thread. */
  public IndexKinds indexKinds() {
    return session.indexKinds();
  }

  /** What a choice of a backbone amounts to for images of a size; never on the JavaFX thread. */
  public BackboneInfo describe(BackboneChoice choice, ImageSize size) {
    return session.describe(choice, size);
  }

  /** Answers further questions under a configuration; never on the JavaFX thread. */
  public Analysis analysis(PipelineConfig wanted) {
    return session.analysis(wanted);
  }

  /** Evaluations of many configurations; never to be asked on the JavaFX thread. */
  public Measurements measurements() {
    return session.measurements();
  }

  /** Training of clusters; never to be asked on the JavaFX thread. */
  public WordTraining training() {
    return session.training();
  }

  /** What is not quite right with it. */
  public List<String> warnings() {
    return session.warnings();
  }

  /** The map's queries, of which filters show some. */
  public ImageList queries() {
    return queries;
  }

  /** True if the query is an image that does not belong to the map. */
  public boolean isQueryOutside() {
    PlaceImage asked = query.get();
    return asked != null && !queries.contains(asked);
  }

  /** Which queries are shown. */
  public QueryFilter queryFilter() {
    return queryFilter;
  }

  /** How all queries fared. */
  public TriageModel triage() {
    return triage;
  }

  /** What a person said about queries. */
  public VerdictModel verdicts() {
    return verdicts;
  }

  /** The configuration; a new one recomputes what is on the screen. */
  public ObjectProperty<PipelineConfig> configProperty() {
    return config;
  }

  /** The computations under the configuration; never to be asked on the JavaFX thread. */
  public Analysis analysis() {
    return session.analysis(config.get());
  }

  /** The query; choosing one ranks the database for it. */
  public ObjectProperty<@Nullable PlaceImage> queryProperty() {
    return query;
  }

  /** The database image beside the query; choosing one compares both. */
  public ObjectProperty<@Nullable PlaceImage> candidateProperty() {
    return candidate;
  }

  /** Whose images of both places are compared, or null for the best pair. */
  public ObjectProperty<@Nullable String> cameraProperty() {
    return camera;
  }

  /** The ranking for the query, once known. */
  public ReadOnlyObjectProperty<@Nullable QueryResult> resultProperty() {
    return result.getReadOnlyProperty();
  }

  /** How far the ranking is; null unless it is under way or was stopped half-way. */
  public ReadOnlyObjectProperty<@Nullable PartialRanking> partialProperty() {
    return partial.getReadOnlyProperty();
  }

  /** Trying other settings. */
  public WhatIf whatIf() {
    return whatIf;
  }

  /** Settings that are compared with those in use. */
  public PinnedRanking pinned() {
    return pinned;
  }

  /** The comparison of query and candidate, once known. */
  public ReadOnlyObjectProperty<@Nullable Comparison> comparisonProperty() {
    return comparison.getReadOnlyProperty();
  }

  /** The pair that is being compared, to be seen at once; null once that is known. */
  public ReadOnlyObjectProperty<@Nullable Photographs> photographsProperty() {
    return photographs.getReadOnlyProperty();
  }

  /** The order in which candidates are listed. */
  public ObjectProperty<RankingOrder> orderProperty() {
    return order;
  }

  /** True while a ranking is computed. */
  public ReadOnlyBooleanProperty searchingProperty() {
    return search.busyProperty();
  }

  /** True while a pair is compared. */
  public ReadOnlyBooleanProperty comparingProperty() {
    return compare.busyProperty();
  }

  /** The candidates in the chosen order; empty while there is no result. */
  public List<Candidate> ranking() {
    QueryResult known = result.get();
    return known == null ? List.of() : order.get().sorted(known.candidates());
  }

  /** What the ranking says about the image beside the query, if it is in the ranking. */
  public Optional<Candidate> chosenCandidate() {
    return ranking().stream().filter(c -> c.image().equals(candidate.get())).findFirst();
  }

  /**
   * What the ground truth says of query and candidate, whether the candidate is in the ranking or
   * was chosen by hand.
   */
  public PlaceTruth pairTruth() {
    GroundTruth truth = map().groundTruth();
    PlaceImage left = query.get();
    PlaceImage right = candidate.get();
    if (left == null || right == null || !truth.isKnown()) {
      return PlaceTruth.UNKNOWN;
    }
    int leftId = map().queries().indexOf(map().views().place(left));
    int rightId = map().database().indexOf(map().views().place(right));
    return leftId < 0 || rightId < 0
        ? PlaceTruth.UNKNOWN
        : PlaceTruth.of(truth.isPositive(leftId, rightId));
  }

  /** True if an image is a query of the map, and the ground truth knows no match of it. */
  public boolean hasNoMatch(PlaceImage image) {
    GroundTruth truth = map().groundTruth();
    OptionalInt id = queries.indexOf(image);
    return truth.isKnown() && id.isPresent() && truth.positives(id.getAsInt()).length == 0;
  }

  /**
   * Chooses a query and any database image beside it.
   *
   * @param beside the image, or null for the first candidate
   */
  public void choosePair(PlaceImage wanted, @Nullable PlaceImage beside) {
    if (wanted.equals(query.get()) && beside == null) {
      chooseFirst(ranking());
    } else {
      query.set(wanted);
      if (beside != null) {
        candidate.set(beside);
      }
    }
  }

  /**
   * Shows a database image: beside the query, beside the first one if none is chosen, or as the
   * query if it is one.
   */
  public void showDatabaseImage(PlaceImage image) {
    PlaceImage asked = query.get();
    if (asked != null && !asked.equals(image)) {
      candidate.set(image);
    } else if (map().queriesAreDatabase()) {
      query.set(image);
    } else if (asked == null && !map().queries().isEmpty()) {
      choosePair(map().queries().getFirst(), image);
    }
  }

  /**
   * Chooses the query so many places further in the list of those that are shown.
   *
   * @param by negative to go back
   */
  public void moveQuery(int by) {
    queries.neighbour(query.get(), by).ifPresent(query::set);
  }

  /**
   * Chooses the candidate so many places further in the ranking.
   *
   * @param by negative to go back
   */
  public void moveCandidate(int by) {
    List<PlaceImage> images = ranking().stream().map(Candidate::image).toList();
    if (!images.isEmpty()) {
      candidate.set(moved(images, candidate.get(), by));
    }
  }

  /** The image so many places after another; the first one if there is no other. */
  private static PlaceImage moved(List<PlaceImage> images, @Nullable PlaceImage from, int by) {
    int index = from == null ? -1 : images.indexOf(from);
    return images.get(index < 0 ? 0 : Math.clamp(index + by, 0, images.size() - 1));
  }

  private void onQuery() {
    partial.set(null);
    result.set(null);
    comparison.set(null);
    photographs.set(null);
    compare.cancel();
    candidate.set(null);
    look();
    search(this::chooseFirst);
  }

  /** Someone may have chosen another one meanwhile. */
  private void chooseFirst(List<Candidate> ranking) {
    if (candidate.get() == null && !ranking.isEmpty()) {
      candidate.set(ranking.getFirst().image());
    }
  }

  private void onConfig(PipelineConfig before, PipelineConfig now) {
    if (candidate.get() == null) {
      search(ranking -> {});
    } else if (isFusedAnew(before, now) && (isOnTheScreen(now) || isKnown(now))) {
      search(ranking -> {});
      compare(() -> {});
    } else {
      // The pair on the screen first, then the list around it: both share the processors.
      search.cancel();
      compare(() -> search(ranking -> {}));
    }
  }

  /** True if settings differ in nothing but how matches that are known become a ranking. */
  private static boolean isFusedAnew(PipelineConfig before, PipelineConfig now) {
    // Other patch sizes want another number of weights.
    return before.scales().equals(now.scales())
        && before.matching().precision() == now.matching().precision()
        && before.withMatching(now.matching()).equals(now);
  }

  /** True if the scores of the pair on the screen hold for other settings. */
  private boolean isOnTheScreen(PipelineConfig now) {
    Comparison shown = comparison.get();
    return shown != null && shown.holdsFor(now);
  }

  /** True if everything that settings need was computed before, as far as anyone has asked. */
  private boolean isKnown(PipelineConfig now) {
    CostEstimate cost = whatIf.currentProperty().get();
    return cost != null && cost.config().equals(now) && cost.work().isEmpty();
  }

  private void search(Consumer<List<Candidate>> then) {
    PlaceImage wanted = query.get();
    if (wanted == null) {
      search.cancel();
      return;
    }
    Analysis analysis = session.analysis(config.get());
    search.submit(
        "Ranking images for " + Words.shortName(wanted.name()),
        (progress, sofar) -> {
          analysis.prepare(progress.part(0, 0.5));
          return analysis.query(wanted, progress.part(0.5, 1), sofar);
        },
        (PartialRanking sofar) -> {
          partial.set(sofar);
          result.set(sofar.result());
        },
        Outcome.of(
            found -> {
              partial.set(null);
              result.set(found);
              whatIf.ranked(analysis.config());
              then.accept(ranking());
            },
            failure ->
                notifier.error("The query could not be ranked", Words.of(failure), failure)));
  }

  /** Shows the query while its candidates are looked for. */
  private void look() {
    PlaceImage asked = query.get();
    if (asked == null) {
      look.cancel();
      return;
    }
    look.submit(
        "Reading " + Words.shortName(asked.name()),
        progress -> Picture.of(ImageDecoder.decode(asked.file())),
        Outcome.of(
            picture -> {
              if (photographs.get() == null && comparison.get() == null) {
                photographs.set(new Photographs(asked, picture, null, null));
              }
            },
            failure -> {}));
  }

  private void compare(Runnable then) {
    PlaceImage asked = query.get();
    PlaceImage chosen = candidate.get();
    if (asked == null || chosen == null) {
      compare.cancel();
      comparison.set(null);
      photographs.set(null);
      return;
    }
    ShownViews views = ShownViews.of(map().views(), asked, chosen, chosenCandidate(), camera.get());
    PlaceImage left = views.query();
    PlaceImage right = views.candidate();
    Comparison shown = comparison.get();
    PairComparing comparing =
        new PairComparing(session.analysis(config.get()), shown, photographs.get());
    compare.submit(
        "Comparing " + Words.shortName(left.name()) + " and " + Words.shortName(right.name()),
        (progress, sofar) -> comparing.compare(left, right, sofar, progress),
        (Photographs pair) -> {
          if (shown == null || !pair.areOf(shown)) {
            photographs.set(pair);
          }
        },
        Outcome.of(
            found -> {
              comparison.set(found);
              photographs.set(null);
              then.run();
            },
            failure -> {
              photographs.set(null);
              notifier.error("The images could not be compared", Words.of(failure), failure);
              then.run();
            }));
  }

  /** True once nothing more can be asked of the map. */
  public boolean isClosed() {
    return closed;
  }

  /** Stops all computations and closes the map. */
  @Override
  public void close() {
    closed = true;
    search.cancel();
    compare.cancel();
    look.cancel();
    comparison.set(null);
    photographs.set(null);
    whatIf.close();
    pinned.close();
    triage.cancel();
    session.close();
  }
}
