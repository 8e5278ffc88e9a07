package org.vladoscope.ui.evaluate.atlas;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.vladoscope.alias.Alias;
import org.vladoscope.alias.AliasAtlas;
import org.vladoscope.alias.AliasTables;
import org.vladoscope.alias.Band;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.ui.evaluate.page.TruthModel;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.places.PlaceLayout;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.task.RunningTask;
import org.vladoscope.ui.view.Words;

/** What looks alike on the open map though it lies far apart, under the settings in use. */
public final class AtlasModel {

  /** So many arcs at most; more are a ball of wool. */
  static final int MOST_ARCS = 300;

  private static final int USUAL_ARCS = 40;

  /**
   * What has been computed.
   *
   * @param atlas the pairs and how distinctive places are
   * @param layout where images lie
   * @param order database images, the least distinctive first; those that nobody knows of last
   */
  public record Known(AliasAtlas atlas, PlaceLayout layout, int[] order) {

    static Known of(AliasAtlas atlas, PlaceMap map) {
      return new Known(
          atlas,
          new PlaceLayout(map),
          IntStream.range(0, atlas.twins().length)
              .boxed()
              .sorted(Comparator.comparingDouble(atlas::distinctiveness))
              .mapToInt(i -> i)
              .toArray());
    }

    /** Whether there is a map to draw on. */
    boolean hasMap() {
      return atlas.rule().byPosition();
    }

    /** The similarity of the least similar pair, or the usual one if that is lower. */
    double lowest() {
      double lowest = atlas.aliases().isEmpty() ? 0 : atlas.aliases().getLast().similarity();
      return Double.isNaN(atlas.usual()) ? lowest : Math.min(atlas.usual(), lowest);
    }

    /** The similarity of the most similar pair, or the usual one if that is higher. */
    double most() {
      double highest = atlas.aliases().isEmpty() ? 1 : atlas.aliases().getFirst().similarity();
      double usual = Double.isNaN(atlas.usual()) ? highest : Math.max(atlas.usual(), highest);
      return Math.max(usual, lowest() + 1e-4);
    }
  }

  private record Wanted(PipelineConfig config, GroundTruth truth) {}

  private final OpenMap explore;
  private final TruthModel truth;
  private final Runnable showExplore;
  private final LatestOnly computing;
  private final LatestOnly finding;
  private final IntegerProperty arcs = new SimpleIntegerProperty(USUAL_ARCS);
  private final DoubleProperty least = new SimpleDoubleProperty();
  private final ObjectProperty<@Nullable Alias> chosen = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Band> band = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<@Nullable Known> known = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<List<Alias>> alike = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<Alias>> listed = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<Band>> bands = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<@Nullable RunningTask> task = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private @Nullable Wanted shown;

  /**
   * Nothing is computed yet.
   *
   * @param truth what counts as right
   * @param instant for work that is over before it could be listed
   * @param showExplore goes to the perspective that shows pairs
   */
  public AtlasModel(
      OpenMap explore, TruthModel truth, BackgroundTasks instant, Runnable showExplore) {
    this.explore = explore;
    this.truth = truth;
    this.showExplore = showExplore;
    this.computing = new LatestOnly(explore.tasks());
    this.finding = new LatestOnly(instant);
    least.addListener(o -> choose());
    band.addListener(o -> list());
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

  /** So many arcs are drawn at most, the most similar pairs first. */
  public IntegerProperty arcsProperty() {
    return arcs;
  }

  /** Pairs that are less similar are left out. */
  public DoubleProperty leastProperty() {
    return least;
  }

  /** The pair that is chosen, or null. */
  public ObjectProperty<@Nullable Alias> chosenProperty() {
    return chosen;
  }

  /** The run whose pairs alone are listed and drawn, or null. */
  public ObjectProperty<@Nullable Band> bandProperty() {
    return band;
  }

  /** What was computed, or null. */
  public ReadOnlyObjectProperty<@Nullable Known> knownProperty() {
    return known.getReadOnlyProperty();
  }

  /**
   * The pairs that are similar enough and, if a run is chosen, belong to it; the strongest first.
   */
  public ReadOnlyObjectProperty<List<Alias>> listedProperty() {
    return listed.getReadOnlyProperty();
  }

  /** The runs among the pairs that are similar enough, the longest first. */
  public ReadOnlyObjectProperty<List<Band>> bandsProperty() {
    return bands.getReadOnlyProperty();
  }

  /** What is computed or was last. */
  public ReadOnlyObjectProperty<@Nullable RunningTask> taskProperty() {
    return task.getReadOnlyProperty();
  }

  /** True while pairs are searched. */
  public ReadOnlyBooleanProperty busyProperty() {
    return computing.busyProperty();
  }

  /** Why there is nothing; empty if there is or was nothing asked for. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** How many pairs are similar enough, whether or not a run is chosen. */
  int alike() {
    return alike.get().size();
  }

  /** Computes what belongs to the settings and the ground truth in use, unless it is there. */
  public void load() {
    Wanted wanted = new Wanted(explore.configProperty().get(), truth.truthProperty().get());
    if (wanted.equals(shown) && (known.get() != null || busyProperty().get())) {
      return;
    }
    shown = wanted;
    problem.set("");
    show(null);
    Analysis analysis = explore.analysis(wanted.config());
    PlaceMap map = explore.map();
    task.set(
        computing.submit(
            "Finding places that look alike",
            progress -> {
              AliasAtlas atlas = analysis.aliases(wanted.truth(), progress);
              return Known.of(atlas, map);
            },
            Outcome.of(
                this::show,
                failure -> {
                  shown = null;
                  problem.set(Words.of(failure));
                })));
  }

  /** Stops what is computed. */
  public void cancel() {
    computing.cancel();
    shown = null;
    problem.set("Stopped before all images were compared.");
  }

  private void show(@Nullable Known found) {
    chosen.set(null);
    known.set(found);
    takeUsual();
    choose();
  }

  /** Lists what is as similar as half of the queries are to a right image, as the command does. */
  void takeUsual() {
    Known now = known.get();
    if (now != null) {
      double usual = now.atlas().usual();
      least.set(Double.isNaN(usual) ? now.lowest() : usual);
    }
  }

  /** Lists what is similar enough at once, and its runs as soon as they are found. */
  private void choose() {
    Known now = known.get();
    band.set(null);
    if (now == null) {
      finding.cancel();
      bands.set(List.of());
      alike.set(List.of());
      list();
      return;
    }
    List<Alias> enough = prefix(now.atlas().aliases(), least.get());
    alike.set(enough);
    list();
    double from = least.get();
    finding.submit(
        "Finding runs",
        progress -> Band.of(enough, from, progress),
        Outcome.of(
            bands::set,
            failure ->
                explore.notifier().error("Runs could not be found", Words.of(failure), failure)));
  }

  /** The beginning of a falling list, down to a similarity. */
  static List<Alias> prefix(List<Alias> falling, double from) {
    int low = 0;
    int high = falling.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (falling.get(middle).similarity() >= from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return falling.subList(0, low);
  }

  private void list() {
    Band one = band.get();
    listed.set(
        one == null
            ? alike.get()
            : one.aliases().stream()
                .sorted(Comparator.comparingDouble(Alias::similarity).reversed())
                .toList());
  }

  /** The first image of a pair. */
  PlaceImage first(Alias alias) {
    return AliasTables.image(map(), alias);
  }

  /** The second image of a pair. */
  PlaceImage second(Alias alias) {
    return map().database().get(alias.to());
  }

  /** A database image and the most similar one far from it; null if there is none. */
  public @Nullable Alias twinOf(int image) {
    Known now = known.get();
    int twin = now == null ? -1 : now.atlas().twins()[image];
    if (now == null || twin < 0) {
      return null;
    }
    Pose here = map().database().get(image).pose();
    Pose there = map().database().get(twin).pose();
    return new Alias(
        false,
        Math.min(image, twin),
        Math.max(image, twin),
        now.atlas().similarities()[image],
        here == null || there == null ? Double.NaN : here.distanceTo(there));
  }

  /** Goes to Explore with a pair; the first of two database images is asked like a query. */
  public void open(Alias alias) {
    showExplore.run();
    explore.choosePair(first(alias), second(alias));
  }

  /** Stops everything. */
  public void close() {
    computing.cancel();
    finding.cancel();
  }
}
