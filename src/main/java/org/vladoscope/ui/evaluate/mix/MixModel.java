package org.vladoscope.ui.evaluate.mix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.mix.ClusterEffect;
import org.vladoscope.mix.HarmfulClusters;
import org.vladoscope.mix.MixableMap;
import org.vladoscope.mix.MixableMaps;
import org.vladoscope.mix.Standing;
import org.vladoscope.ui.control.StepsBack;
import org.vladoscope.ui.evaluate.page.TruthModel;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.Conflated;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.task.RunningTask;
import org.vladoscope.ui.view.Words;

/** A desk of faders, one for each cluster, and how all queries fare under their mix. */
public final class MixModel {

  /**
   * What has been read.
   *
   * @param map mixes clusters
   * @param unmixed how queries fare while nothing is mixed
   */
  public record Known(MixableMap map, Standing unmixed) {}

  /**
   * What muting each cluster would do.
   *
   * @param factors the mix that it was asked for
   * @param list one for each cluster
   */
  record Effects(double[] factors, List<ClusterEffect> list) {
    static final Effects NONE = new Effects(new double[0], List.of());
  }

  private record Wanted(PipelineConfig config, GroundTruth truth) {}

  private final OpenMap explore;
  private final TruthModel truth;
  private final Runnable showExplore;
  private final HeldMap held = new HeldMap();
  private final LatestOnly reading;
  private final Conflated ranking;
  private final LatestOnly muting;
  private final LatestOnly searching;
  private final ReadOnlyObjectWrapper<@Nullable Known> known = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Faders> faders =
      new ReadOnlyObjectWrapper<>(Faders.atRest(1));
  private final ReadOnlyObjectWrapper<@Nullable Standing> standing = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Effects> effects = new ReadOnlyObjectWrapper<>(Effects.NONE);
  private final ReadOnlyObjectWrapper<List<HarmfulClusters.Step>> steps =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<@Nullable HarmfulClusters> harmful =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper mixProblem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper searchProblem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable RunningTask> task = new ReadOnlyObjectWrapper<>();
  private final IntegerProperty chosen = new SimpleIntegerProperty();
  private final StepsBack<Faders> back = new StepsBack<>();
  private @Nullable Wanted shown;

  /**
   * Nothing is read yet.
   *
   * @param truth what counts as right
   * @param instant for work that is over before it could be listed
   * @param showExplore goes to the perspective that shows pairs
   */
  public MixModel(
      OpenMap explore, TruthModel truth, BackgroundTasks instant, Runnable showExplore) {
    this.explore = explore;
    this.truth = truth;
    this.showExplore = showExplore;
    this.reading = new LatestOnly(explore.tasks());
    this.ranking = new Conflated(instant);
    this.muting = new LatestOnly(instant);
    this.searching = new LatestOnly(explore.tasks());
    explore
        .configProperty()
        .addListener((o, before, now) -> followSettings(before.mix(), now.mix()));
  }

  /** The open map. */
  PlaceMap map() {
    return explore.map();
  }

  /** The open map with what is chosen in it. */
  OpenMap explore() {
    return explore;
  }

  /** What counts as right. */
  TruthModel truth() {
    return truth;
  }

  /** What was read, or null. */
  public ReadOnlyObjectProperty<@Nullable Known> knownProperty() {
    return known.getReadOnlyProperty();
  }

  /** How the faders stand. */
  ReadOnlyObjectProperty<Faders> fadersProperty() {
    return faders.getReadOnlyProperty();
  }

  /**
   * How queries fare, or null; while a fader moves perhaps under a mix of a moment ago: see {@link
   * #isUpToDate}.
   */
  public ReadOnlyObjectProperty<@Nullable Standing> standingProperty() {
    return standing.getReadOnlyProperty();
  }

  /** What muting each cluster would do, perhaps under a mix of a moment ago. */
  ReadOnlyObjectProperty<Effects> effectsProperty() {
    return effects.getReadOnlyProperty();
  }

  /** What the search for harmful clusters muted so far. */
  ReadOnlyObjectProperty<List<HarmfulClusters.Step>> stepsProperty() {
    return steps.getReadOnlyProperty();
  }

  /** What the search came to, or null. */
  public ReadOnlyObjectProperty<@Nullable HarmfulClusters> harmfulProperty() {
    return harmful.getReadOnlyProperty();
  }

  /** Why there is no desk; empty if there is or was nothing asked for. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Why this mix has no ranking; empty if it has. */
  ReadOnlyStringProperty mixProblemProperty() {
    return mixProblem.getReadOnlyProperty();
  }

  /** Why harmful clusters cannot be found; empty if nobody asked, or they can. */
  ReadOnlyStringProperty searchProblemProperty() {
    return searchProblem.getReadOnlyProperty();
  }

  /** The cluster whose fader the keyboard moves. */
  public IntegerProperty chosenProperty() {
    return chosen;
  }

  ReadOnlyBooleanProperty undoableProperty() {
    return back.undoableProperty();
  }

  ReadOnlyBooleanProperty redoableProperty() {
    return back.redoableProperty();
  }

  /** True while clusters are read. */
  public ReadOnlyBooleanProperty busyProperty() {
    return reading.busyProperty();
  }

  /** True while harmful clusters are searched. */
  public ReadOnlyBooleanProperty searchingProperty() {
    return searching.busyProperty();
  }

  /** What is read or searched, or was last. */
  ReadOnlyObjectProperty<@Nullable RunningTask> taskProperty() {
    return task.getReadOnlyProperty();
  }

  /** True if what is shown belongs to how the faders stand. */
  boolean isUpToDate() {
    Standing now = standing.get();
    return now != null && Arrays.equals(now.factors(), faders.get().effective());
  }

  /** True if the effects belong to how the faders stand. */
  boolean areEffectsUpToDate() {
    return Arrays.equals(effects.get().factors(), faders.get().effective());
  }

  /** What the desk depends on: not the mix in use, patches, nor how one searches. */
  private static PipelineConfig unmixed(PipelineConfig config) {
    PipelineConfig usual = Preset.DEFAULT.config();
    return config
        .withMix(ClusterMix.NONE)
        .withRerank(0)
        .withIndex(IndexConfig.FLAT)
        .withScales(usual.scales(), usual.matching());
  }

  /** Reads what belongs to the settings and the ground truth in use, unless it is there. */
  public void load() {
    Wanted wanted =
        new Wanted(unmixed(explore.configProperty().get()), truth.truthProperty().get());
    if (wanted.equals(shown) && (known.get() != null || busyProperty().get())) {
      return;
    }
    shown = wanted;
    problem.set("");
    forget();
    Optional<String> refusal = MixableMaps.refusal(wanted.config());
    if (refusal.isPresent()) {
      held.ask();
      reading.cancel();
      problem.set(refusal.get());
      return;
    }
    Analysis analysis = explore.analysis(wanted.config());
    long number = held.ask();
    task.set(
        reading.submit(
            "Preparing the mixing desk",
            progress -> {
              MixableMap map =
                  held.hold(number, analysis.mixable(wanted.truth(), progress.part(0, .95)));
              return new Known(map, map.rank(map.unmixed(), progress.part(.95, 1)));
            },
            Outcome.of(
                this::begin,
                failure -> {
                  shown = null;
                  problem.set(Words.of(failure));
                })));
  }

  private void forget() {
    muting.cancel();
    searching.cancel();
    known.set(null);
    standing.set(null);
    effects.set(Effects.NONE);
    steps.set(List.of());
    harmful.set(null);
    searchProblem.set("");
    back.clear();
  }

  private void begin(Known found) {
    int clusters = found.map().clusters();
    Faders first;
    try {
      first = Faders.of(explore.configProperty().get().mix(), clusters);
    } catch (InputException doesNotFit) {
      first = Faders.atRest(clusters);
    }
    chosen.set(Math.clamp(chosen.get(), 0, clusters - 1));
    faders.set(first);
    known.set(found);
    rank();
  }

  /** Stops what is read or searched. */
  public void cancel() {
    if (reading.busyProperty().get()) {
      reading.cancel();
      shown = null;
      problem.set("Stopped before all clusters were read.");
    }
    searching.cancel();
  }

  // --- faders ---

  /** A movement begins: all of it is one step back. */
  void begin() {
    back.begin(faders.get());
  }

  /** A movement goes on. */
  void move(Faders next) {
    if (known.get() != null && !next.equals(faders.get())) {
      faders.set(next);
      rank();
    }
  }

  /** A movement ends. */
  void end() {
    back.end(faders.get());
  }

  /** A movement of one step. */
  void apply(Faders next) {
    begin();
    move(next);
    end();
  }

  /** Goes one step back. */
  public void undo() {
    back.undo(faders.get()).ifPresent(this::move);
  }

  /** Goes forth again. */
  public void redo() {
    back.redo(faders.get()).ifPresent(this::move);
  }

  /** All faders to 1, nothing muted, nothing solo; a step that can be undone. */
  public void reset() {
    apply(Faders.atRest(faders.get().clusters()));
  }

  /** Mutes the chosen cluster, or lets it count again. */
  public void mute() {
    Faders now = faders.get();
    int cluster = chosen.get();
    apply(now.withMuted(cluster, !now.muted().contains(cluster)));
  }

  /** Lets the chosen cluster alone count, or all again. */
  public void solo() {
    Faders now = faders.get();
    int cluster = chosen.get();
    apply(now.withSolo(cluster, !now.solo().contains(cluster)));
  }

  // --- what follows from them ---

  private void rank() {
    Known here = known.get();
    if (here == null) {
      return;
    }
    muting.cancel();
    double[] factors = faders.get().effective();
    if (faders.get().isAllSilent()) {
      standing.set(null);
      mixProblem.set("All clusters are silent, which leaves no descriptor; let one count.");
      return;
    }
    ranking.submit(
        "Ranking under a mix",
        progress -> here.map().rank(factors, progress),
        found -> {
          if (here.equals(known.get()) && !faders.get().isAllSilent()) {
            mixProblem.set("");
            standing.set(found);
            if (isUpToDate()) {
              findEffects(here, factors);
            }
          }
        },
        failure -> {
          if (here.equals(known.get()) && Arrays.equals(factors, faders.get().effective())) {
            standing.set(null);
            mixProblem.set(Words.of(failure));
          }
        });
  }

  private void findEffects(Known here, double[] factors) {
    muting.submit(
        "Muting each cluster",
        progress -> new Effects(factors, here.map().effects(factors, effect -> {}, progress)),
        Outcome.of(
            effects::set,
            failure ->
                explore
                    .notifier()
                    .error("What clusters do is not known", Words.of(failure), failure)));
  }

  /** Looks for harmful clusters under the mix of the faders; or stops. */
  public void findHarmful() {
    Known here = known.get();
    if (searching.busyProperty().get()) {
      searching.cancel();
      return;
    }
    if (here == null || faders.get().isAllSilent()) {
      return;
    }
    double[] factors = faders.get().effective();
    harmful.set(null);
    steps.set(List.of());
    searchProblem.set("");
    List<HarmfulClusters.Step> sofar = new ArrayList<>();
    task.set(
        searching.submit(
            "Finding harmful clusters",
            (progress, told) ->
                here.map()
                    .harmful(
                        factors,
                        step -> {
                          sofar.add(step);
                          told.accept(List.copyOf(sofar));
                        },
                        progress),
            steps::set,
            Outcome.of(
                found -> {
                  steps.set(found.steps());
                  harmful.set(found);
                },
                failure -> searchProblem.set(Words.of(failure)))));
  }

  /** Mutes what the search found; a step that can be undone. */
  public void takeHarmful() {
    HarmfulClusters found = harmful.get();
    if (found != null) {
      Faders next = faders.get();
      for (int cluster : found.clusters()) {
        next = next.withMuted(cluster, true);
      }
      apply(next);
    }
  }

  /** Queries that the mix wins and loses, or null while that is not known. */
  @Nullable PairedComparison compared(int n) {
    Known here = known.get();
    Standing now = standing.get();
    return here == null || now == null ? null : now.against(here.unmixed(), n);
  }

  // --- the mix as a setting ---

  /** The mix of the faders; empty while nothing counts. */
  public Optional<ClusterMix> mix() {
    return faders.get().isAllSilent() ? Optional.empty() : Optional.of(faders.get().mix());
  }

  /** The mix of the settings in use. */
  ClusterMix inUse() {
    return explore.configProperty().get().mix();
  }

  /** True if the settings in use have another mix than the faders. */
  boolean canUse() {
    return known.get() != null
        && mixProblem.get().isEmpty()
        && mix().isPresent()
        && !mix().get().equals(inUse());
  }

  /** Takes the mix into use; Explore can undo it. */
  public void use() {
    if (canUse()) {
      ClusterMix mix = mix().orElseThrow();
      explore.configProperty().set(explore.configProperty().get().withMix(mix));
      explore
          .notifier()
          .info(
              mix.isNone() ? "All clusters count alike" : "Mix in use",
              "Explore and Evaluate use it from now on; Edit, Undo goes back.");
    }
  }

  /** Faders that stood as the settings did go with them, as when those are undone. */
  private void followSettings(ClusterMix before, ClusterMix now) {
    if (known.get() != null
        && !before.equals(now)
        && mix().filter(before::equals).isPresent()
        && (now.factors().isEmpty() || now.factors().lastKey() < faders.get().clusters())) {
      apply(Faders.of(now, faders.get().clusters()));
    }
  }

  /** Goes to Explore with a query. */
  void open(PlaceImage query) {
    showExplore.run();
    explore.choosePair(query, null);
  }

  /** Stops everything. */
  public void close() {
    reading.cancel();
    muting.cancel();
    searching.cancel();
    held.close();
  }
}
