package org.vladoscope.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.common.Timings;
import org.vladoscope.compute.Compute;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.image.ImageSize;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.Matcher;
import org.vladoscope.ui.explore.ExploreModel;
import org.vladoscope.ui.session.WorkspaceOpener;
import org.vladoscope.ui.task.Watchdog;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.VocabularyConfig;
import org.vladoscope.workspace.Candidate;
import org.vladoscope.workspace.DescriptorStore;
import org.vladoscope.workspace.PipelineConfig;

/**
 * Measures how the window feels: a real window without a screen, driven through its models. Times
 * run from a change of a model to the first frame laid out with what follows from it.
 */
public final class ExploreBenchmark {

  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int WARM_UP = 3;
  private static final double RANKING_GOAL = 50;
  private static final double CANDIDATE_GOAL = 150;
  private static final double PAIR_GOAL = 300;
  private static final double PAUSE_GOAL = 50;

  /**
   * What was measured.
   *
   * @param timings times of actions
   * @param pauses longest pauses of the JavaFX thread during kinds of work
   * @param explanations where the JavaFX thread was in pauses that were longer than they should be
   */
  public record Result(List<Timings> timings, List<Timings> pauses, List<String> explanations) {

    /** Copies the lists. */
    public Result {
      timings = List.copyOf(timings);
      pauses = List.copyOf(pauses);
      explanations = List.copyOf(explanations);
    }
  }

  private final VladoscopeWindow window;
  private final ExploreModel model;
  private final Watchdog watchdog;
  private final PipelineConfig config;
  private final int repeat;
  private final Progress progress;
  private final List<Timings> timings = new ArrayList<>();
  private final List<Timings> pauses = new ArrayList<>();
  private final List<String> explanations = new ArrayList<>();

  private ExploreBenchmark(
      VladoscopeWindow window,
      ExploreModel model,
      Watchdog watchdog,
      PipelineConfig config,
      int repeat,
      Progress progress) {
    this.window = window;
    this.model = model;
    this.watchdog = watchdog;
    this.config = config;
    this.repeat = repeat;
    this.progress = progress;
  }

  /**
   * Measures. Starts JavaFX without a screen; must not be called where it runs with one.
   *
   * @param map folder of the map
   * @param config configuration to begin with
   * @param repeat how often each action is measured, 1 or more
   * @throws InputException if the map cannot be opened or has no query
   */
  public static Result run(
      Path map,
      PipelineConfig config,
      Compute compute,
      DescriptorStore store,
      int repeat,
      Progress progress) {
    FxThread.startHeadless();
    progress.report("Opening the map", 0);
    UiOptions options =
        new UiOptions(
            null,
            map,
            new WorkspaceOpener(compute, store, config),
            compute::description,
            new PreferencesFile(temporaryFile()),
            false,
            duration -> {});
    try (WindowFactory factory = new WindowFactory(options);
        Watchdog watchdog = new Watchdog(Platform::runLater)) {
      VladoscopeWindow window = FxThread.call(() -> factory.create(UserPreferences.DEFAULT));
      FxThread.run(() -> window.stage().show());
      try {
        Snapshots.settle();
        watchdog.takeLongest();
        ExploreModel model = open(window, map);
        ExploreBenchmark benchmark =
            new ExploreBenchmark(window, model, watchdog, config, repeat, progress);
        benchmark.notePause("opening the map");
        return benchmark.measure();
      } finally {
        FxThread.run(
            () -> {
              window.model().shutDown();
              window.stage().hide();
            });
      }
    }
  }

  private static Path temporaryFile() {
    try {
      Path file = Files.createTempFile("vladoscope-benchmark", ".json");
      Files.delete(file);
      return file;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ExploreModel open(VladoscopeWindow window, Path map) {
    FxThread.run(() -> window.model().open(map));
    await(() -> window.model().openingProperty().get() == null);
    ExploreModel model = FxThread.call(() -> window.model().exploreProperty().get());
    if (model == null) {
      throw new InputException("The map " + map + " could not be opened.");
    }
    if (model.map().queries().isEmpty()) {
      throw new InputException("The map " + map + " has no query to measure with.");
    }
    return model;
  }

  private Result measure() {
    choose(0);
    progress.report("Warming up", .1);
    weights(WARM_UP);
    FxThread.run(() -> model.configProperty().set(config));
    rest();
    watchdog.takeLongest();
    progress.report("Weights, matcher and threshold", .2);
    timings.add(new Timings("weights \u2192 new ranking", weights(repeat), RANKING_GOAL));
    matcherAndTolerance();
    notePause("weights, matcher and threshold change");
    progress.report("Choosing candidates", .35);
    candidates();
    notePause("other candidates are chosen");
    progress.report("Choosing queries", .45);
    queries();
    notePause("other queries are chosen");
    progress.report("Changing patch sizes", .55);
    patchSizes();
    notePause("patch sizes change");
    progress.report("Recomputing everything", .7);
    everything();
    progress.report("Done", 1);
    return new Result(timings, pauses, explanations);
  }

  /** New weights each time, so that no ranking is known from before. */
  private List<Double> weights(int times) {
    List<Double> result = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      double change = .01 * (i + 1) / times;
      result.add(
          time(
              () ->
                  model
                      .configProperty()
                      .set(
                          withMatching(
                              config.matching().matcher(),
                              config.matching().ransacTolerance(),
                              change)),
              model.resultProperty()));
      rest();
    }
    return result;
  }

  private PipelineConfig withMatching(Matcher matcher, double tolerance, double moreWeight) {
    List<Double> weights =
        config.matching().weights().stream().map(w -> w + moreWeight * (1 + w)).toList();
    return config.withMatching(
        new MatchConfig(matcher, tolerance, weights, config.matching().globalWeight()));
  }

  private void matcherAndTolerance() {
    List<Double> fresh = new ArrayList<>();
    List<Double> known = new ArrayList<>();
    List<Double> matcher = new ArrayList<>();
    double usual = config.matching().ransacTolerance();
    for (int i = 0; i < repeat; i++) {
      PipelineConfig other = withMatching(Matcher.RANSAC, usual + .05 * (i + 1), 0);
      fresh.add(time(() -> model.configProperty().set(other), model.resultProperty()));
      rest();
      PipelineConfig rapid = withMatching(Matcher.RAPID, usual, .001 * i);
      matcher.add(time(() -> model.configProperty().set(rapid), model.resultProperty()));
      rest();
      PipelineConfig again = withMatching(Matcher.RANSAC, usual + .05 * (i + 1), .001);
      known.add(time(() -> model.configProperty().set(again), model.resultProperty()));
      rest();
    }
    FxThread.run(() -> model.configProperty().set(config));
    rest();
    timings.add(
        new Timings("matcher RANSAC \u2192 rapid \u2192 new ranking", matcher, RANKING_GOAL));
    timings.add(new Timings("threshold used before \u2192 new ranking", known, RANKING_GOAL));
    timings.add(
        new Timings("threshold never used \u2192 new ranking (RANSAC runs)", fresh, RANKING_GOAL));
  }

  private void candidates() {
    List<PlaceImage> ranked = FxThread.call(model::ranking).stream().map(Candidate::image).toList();
    List<Double> times = new ArrayList<>();
    for (int i = 1; i <= Math.min(2 * repeat, ranked.size() - 1); i++) {
      PlaceImage next = ranked.get(i);
      times.add(time(() -> model.candidateProperty().set(next), model.comparisonProperty()));
      rest();
    }
    if (!times.isEmpty()) {
      timings.add(new Timings("another candidate \u2192 full pair view", times, CANDIDATE_GOAL));
    }
  }

  private void queries() {
    List<PlaceImage> all = model.map().queries();
    List<Double> times = new ArrayList<>();
    for (int i = 1; i <= Math.min(repeat, all.size() - 1); i++) {
      PlaceImage next = all.get(i);
      times.add(time(() -> model.queryProperty().set(next), model.resultProperty()));
      rest();
    }
    choose(0);
    if (!times.isEmpty()) {
      timings.add(new Timings("another query \u2192 its ranking, patches computed", times, null));
    }
  }

  private void patchSizes() {
    List<Double> pair = new ArrayList<>();
    List<Double> list = new ArrayList<>();
    int times = Math.max(3, repeat / 3);
    for (int i = 0; i < times; i++) {
      int more = i + 1;
      PipelineConfig other =
          config.withScales(
              config.scales().stream()
                  .map(s -> new PatchScale(s.size() + more, s.stride()))
                  .toList(),
              config.matching());
      AtomicLong listed = new AtomicLong();
      long start = System.nanoTime();
      ChangeListener<Object> note = (o, before, now) -> listed.set(System.nanoTime());
      FxThread.run(() -> model.resultProperty().addListener(note));
      pair.add(time(() -> model.configProperty().set(other), model.comparisonProperty()));
      rest();
      FxThread.run(() -> model.resultProperty().removeListener(note));
      list.add((listed.get() - start) / 1e6);
    }
    FxThread.run(() -> model.configProperty().set(config));
    rest();
    timings.add(new Timings("patch sizes \u2192 this pair", pair, PAIR_GOAL));
    timings.add(new Timings("patch sizes \u2192 the whole list", list, null));
  }

  /** Each change reruns one stage more than the one before. */
  private void everything() {
    VocabularyConfig words = config.vocabulary();
    PipelineConfig otherWords =
        config.withVocabulary(
            new VocabularyConfig(
                words.clusters(), words.samples(), words.iterations(), words.seed() + 1));
    timings.add(
        new Timings(
            "another seed \u2192 new words, new ranking",
            List.of(time(() -> model.configProperty().set(otherWords), model.resultProperty())),
            null));
    rest();
    notePause("words, descriptors and patches are recomputed");
    ImageSize size = config.imageSize();
    PipelineConfig smaller =
        config.withImageSize(new ImageSize(size.width() - 64, size.height() - 64));
    timings.add(
        new Timings(
            "another image size \u2192 the network runs, new ranking",
            List.of(time(() -> model.configProperty().set(smaller), model.resultProperty())),
            null));
    rest();
    notePause("everything is recomputed, the network included");
  }

  private void choose(int query) {
    FxThread.run(() -> model.queryProperty().set(model.map().queries().get(query)));
    rest();
  }

  /** Milliseconds from an action to the first frame laid out after a property has a new value. */
  private double time(Runnable action, ObservableValue<?> until) {
    CountDownLatch laidOut = new CountDownLatch(1);
    AtomicLong end = new AtomicLong();
    Scene scene = window.scene();
    boolean[] arrived = new boolean[1];
    ChangeListener<Object> arrival =
        (o, before, now) -> {
          if (now != null) {
            arrived[0] = true;
            Platform.requestNextPulse();
          }
        };
    Runnable frame =
        () -> {
          if (arrived[0] && end.compareAndSet(0, System.nanoTime())) {
            laidOut.countDown();
          }
        };
    long start =
        FxThread.call(
            () -> {
              until.addListener(arrival);
              scene.addPostLayoutPulseListener(frame);
              long now = System.nanoTime();
              action.run();
              return now;
            });
    try {
      if (!laidOut.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("nothing happened in " + PATIENCE.toMinutes() + " minutes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.util.concurrent.CancellationException("interrupted");
    } finally {
      FxThread.run(
          () -> {
            until.removeListener(arrival);
            scene.removePostLayoutPulseListener(frame);
          });
    }
    return (end.get() - start) / 1e6;
  }

  private void rest() {
    await(() -> window.model().tasks().running().isEmpty());
  }

  private void notePause(String during) {
    Watchdog.Pause pause = watchdog.takeLongest();
    double milliseconds = pause.length().toNanos() / 1e6;
    pauses.add(new Timings(during, List.of(milliseconds), PAUSE_GOAL));
    if (milliseconds > PAUSE_GOAL) {
      List<StackTraceElement> where = pause.where();
      explanations.add(
          during
              + ":\n"
              + String.join(
                  "\n",
                  IntStream.range(0, Math.min(where.size(), 24))
                      .mapToObj(i -> "  " + where.get(i))
                      .toList()));
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!FxThread.call(condition::getAsBoolean)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("no rest within " + PATIENCE.toMinutes() + " minutes");
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new java.util.concurrent.CancellationException("interrupted");
      }
    }
  }
}
