package org.vladoscope.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.common.Timings;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.image.ImageSize;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.PairScorer;
import org.vladoscope.match.RansacScore;
import org.vladoscope.match.RapidScore;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.ui.FrameTimer.Sample;
import org.vladoscope.ui.FrameTimer.Samples;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.session.WorkspaceOpener;
import org.vladoscope.ui.task.Watchdog;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.VocabularyConfig;

/**
 * Measures how the window feels: a real window without a screen, driven through its models. Times
 * run from a change of a model to the first frame laid out with what follows from it.
 */
public final class ExploreBenchmark {

  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int WARM_UP = 20;
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
  private final FrameTimer timer;
  private final OpenMap model;
  private final Watchdog watchdog;
  private final PipelineConfig config;
  private final int repeat;
  private final Progress progress;
  private final List<Timings> timings = new ArrayList<>();
  private final List<Timings> pauses = new ArrayList<>();
  private final List<String> explanations = new ArrayList<>();

  private ExploreBenchmark(
      VladoscopeWindow window,
      OpenMap model,
      Watchdog watchdog,
      PipelineConfig config,
      int repeat,
      Progress progress) {
    this.window = window;
    this.timer = new FrameTimer(window.scene(), PATIENCE);
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
            (what, since) -> {});
    try (WindowFactory factory = new WindowFactory(options);
        Watchdog watchdog = new Watchdog(Platform::runLater)) {
      VladoscopeWindow window = FxThread.call(() -> factory.create(UserPreferences.DEFAULT));
      FxThread.run(() -> window.stage().show());
      try {
        Snapshots.settle();
        watchdog.takeLongest();
        watchdog.takeBusiest();
        OpenMap model = open(window, map);
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

  /** Why a map is not open. */
  static InputException notOpened(VladoscopeWindow window, Path map) {
    boolean asks = FxThread.call(() -> window.model().askedProperty().get() != null);
    return new InputException(
        "The map "
            + map
            + (asks
                ? " does not say itself how it is read; say it once, with inspect --save."
                : " could not be opened."));
  }

  private static OpenMap open(VladoscopeWindow window, Path map) {
    FxThread.run(() -> window.model().open(map));
    await(() -> window.model().openingProperty().get() == null);
    OpenMap model = FxThread.call(() -> window.model().exploreProperty().get());
    if (model == null) {
      throw notOpened(window, map);
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
    watchdog.takeBusiest();
    progress.report("Weights, scorer and threshold", .2);
    timings.add(weights(repeat).named("weights: new ranking", RANKING_GOAL));
    scorerAndTolerance();
    notePause("weights, scorer and threshold change");
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
  private Samples weights(int times) {
    Samples samples = new Samples();
    for (int i = 1; i <= times; i++) {
      MatchConfig usual = config.matching();
      samples.add(ranked(withMatching(usual.scorer(), .01 * i / times)));
    }
    return samples;
  }

  private PipelineConfig withMatching(PairScorer scorer, double moreWeight) {
    List<Double> weights =
        config.matching().weights().stream().map(w -> w + moreWeight * (1 + w)).toList();
    return config.withMatching(config.matching().withScorer(scorer).withWeights(weights));
  }

  /** Proposes settings as the form does, so that their cost is estimated first. */
  private Sample ranked(PipelineConfig settings) {
    Sample sample =
        timer.time(
            () -> model.whatIf().propose(settings), model.resultProperty(), this::isWholeRanking);
    rest();
    return sample;
  }

  /** The same until the pair on the screen is compared with the settings. */
  private Sample compared(PipelineConfig settings) {
    Sample sample =
        timer.time(() -> model.whatIf().propose(settings), model.comparisonProperty(), () -> true);
    rest();
    return sample;
  }

  private boolean isWholeRanking() {
    return model.partialProperty().get() == null;
  }

  private void scorerAndTolerance() {
    Samples pair = new Samples();
    Samples fresh = new Samples();
    Samples known = new Samples();
    Samples rapid = new Samples();
    double usual = config.matching().inlierTolerance();
    for (int i = 0; i < repeat; i++) {
      // The pair on the screen comes first; it is timed with a tolerance of its own.
      pair.add(compared(withMatching(new RansacScore(usual + 1 + .05 * (i + 1)), 0)));
      double tolerance = usual + .05 * (i + 1);
      fresh.add(ranked(withMatching(new RansacScore(tolerance), 0)));
      rapid.add(ranked(withMatching(new RapidScore(), .001 * (i + 1))));
      known.add(ranked(withMatching(new RansacScore(tolerance), .001)));
    }
    FxThread.run(() -> model.configProperty().set(config));
    rest();
    timings.add(rapid.named("RANSAC \u2192 rapid: new ranking", RANKING_GOAL));
    timings.add(known.named("RANSAC threshold used before: new ranking", RANKING_GOAL));
    timings.add(pair.named("RANSAC threshold never used: this pair", RANKING_GOAL));
    timings.add(fresh.named("RANSAC threshold never used: the whole list", null));
  }

  private void candidates() {
    List<PlaceImage> ranked = FxThread.call(model::ranking).stream().map(Candidate::image).toList();
    Samples samples = new Samples();
    for (int i = 1; i <= Math.min(2 * repeat, ranked.size() - 1); i++) {
      PlaceImage next = ranked.get(i);
      samples.add(
          timer.time(
              () -> model.candidateProperty().set(next), model.comparisonProperty(), () -> true));
      rest();
    }
    if (!samples.isEmpty()) {
      timings.add(samples.named("another candidate: full pair view", CANDIDATE_GOAL));
    }
  }

  private void queries() {
    List<PlaceImage> all = model.map().queries();
    Samples samples = new Samples();
    for (int i = 1; i <= Math.min(repeat, all.size() - 1); i++) {
      PlaceImage next = all.get(i);
      samples.add(
          timer.time(
              () -> model.queryProperty().set(next), model.resultProperty(), this::isWholeRanking));
      rest();
    }
    choose(0);
    if (!samples.isEmpty()) {
      timings.add(samples.named("another query: ranking, patches computed", null));
    }
  }

  /** Sizes never used before; the pair comes first, then the list streams in. */
  private void patchSizes() {
    Samples pair = new Samples();
    Samples list = new Samples();
    AtomicInteger parts = new AtomicInteger();
    ChangeListener<Object> count = (o, before, now) -> parts.addAndGet(now == null ? 0 : 1);
    FxThread.run(() -> model.partialProperty().addListener(count));
    int times = Math.max(3, repeat / 5);
    for (int i = 1; i <= times; i++) {
      PipelineConfig larger = withSizes(2 * i - 1);
      pair.add(
          timer.time(
              () -> model.configProperty().set(larger), model.comparisonProperty(), () -> true));
      rest();
      PipelineConfig largest = withSizes(2 * i);
      list.add(
          timer.time(
              () -> model.configProperty().set(largest),
              model.resultProperty(),
              this::isWholeRanking));
      rest();
    }
    FxThread.run(
        () -> {
          model.partialProperty().removeListener(count);
          model.configProperty().set(config);
        });
    rest();
    timings.add(pair.named("patch sizes: this pair", PAIR_GOAL));
    timings.add(
        list.named(
            "patch sizes: the whole list, in " + (1 + parts.get() / (2 * times)) + " parts", null));
  }

  private PipelineConfig withSizes(int more) {
    return config.withScales(
        config.scales().stream().map(s -> new PatchScale(s.size() + more, s.stride())).toList(),
        config.matching());
  }

  /** First everything but the network, then everything. */
  private void everything() {
    VocabularyConfig words = config.words().orElseThrow();
    recompute(
        config.withWords(words.withSeed(words.seed() + 1)),
        "another seed: new clusters, new ranking");
    notePause("clusters, descriptors and patches are recomputed");
    ImageSize size = config.imageSize();
    recompute(
        config.withImageSize(new ImageSize(size.width() - 64, size.height() - 64)),
        "another image size: network, clusters, new ranking");
    notePause("everything is recomputed, the network included");
  }

  private void recompute(PipelineConfig settings, String what) {
    Samples samples = new Samples();
    samples.add(
        timer.time(
            () -> model.configProperty().set(settings),
            model.resultProperty(),
            this::isWholeRanking));
    rest();
    timings.add(samples.named(what, null));
  }

  private void choose(int query) {
    FxThread.run(() -> model.queryProperty().set(model.map().queries().get(query)));
    rest();
  }

  private void rest() {
    await(() -> window.model().tasks().running().isEmpty());
  }

  private void notePause(String during) {
    Watchdog.Pause longest = watchdog.takeLongest();
    Watchdog.Pause busiest = watchdog.takeBusiest();
    double milliseconds = longest.length().toNanos() / 1e6;
    pauses.add(
        new Timings(
            during, List.of(milliseconds), List.of(busiest.busy().toNanos() / 1e6), PAUSE_GOAL));
    if (milliseconds > PAUSE_GOAL) {
      explanations.add(during + ", longest pause:\n" + text(longest.where()));
      explanations.add(during + ", most work in a pause:\n" + text(busiest.where()));
    }
  }

  private static String text(List<StackTraceElement> where) {
    return where.stream().map(call -> "  " + call).collect(Collectors.joining("\n"));
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
