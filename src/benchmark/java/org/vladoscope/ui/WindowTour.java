package org.vladoscope.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.ToggleButton;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ui.explore.ShownPanels;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.session.MapOpener;
import org.vladoscope.ui.theme.Look;
import org.vladoscope.ui.theme.TextSize;
import org.vladoscope.ui.theme.ThemeChoice;

/**
 * Goes through the main job in the window where there is no display, and writes images of it: the
 * map, a query with its candidates, and the overlays. No window ever appears.
 */
public final class WindowTour {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int QUERIES_TRIED = 12;

  private final VladoscopeWindow window;
  private final Path folder;
  private final List<Path> written = new ArrayList<>();

  private WindowTour(VladoscopeWindow window, Path folder) {
    this.window = window;
    this.folder = folder;
  }

  /**
   * Takes the tour. Starts JavaFX without a screen; must not be called where it runs with one.
   *
   * @param map folder of the map
   * @param opener opens it
   * @param device names the device
   * @param output folder for the images
   * @return the images in the order of the tour
   * @throws InputException if the map cannot be opened
   */
  public static List<Path> run(Path map, MapOpener opener, Supplier<String> device, Path output) {
    return inWindow(
        map,
        opener,
        device,
        ThemeChoice.LIGHT,
        output,
        window -> new WindowTour(window, output).take(map));
  }

  /**
   * Does something in a window that no screen shows, and closes it. Starts JavaFX; must not be
   * called where it runs with a screen.
   *
   * @param sample folder of the sample map
   * @param output folder for the window's settings
   */
  static List<Path> inWindow(
      Path sample,
      MapOpener opener,
      Supplier<String> device,
      ThemeChoice theme,
      Path output,
      Function<VladoscopeWindow, List<Path>> work) {
    FxThread.startHeadless();
    String deviceName = device.get();
    UiOptions options =
        new UiOptions(
            null,
            sample,
            opener,
            device,
            new PreferencesFile(output.resolve("window.json")),
            false,
            (what, since) -> {});
    try (WindowFactory factory = new WindowFactory(options)) {
      UserPreferences remembered =
          UserPreferences.DEFAULT
              .withLook(new Look(theme, TextSize.NORMAL))
              .withPanels(new ShownPanels(true, false, false, false));
      VladoscopeWindow window = FxThread.call(() -> factory.create(remembered));
      FxThread.run(
          () -> {
            window.setDevice(deviceName);
            window.stage().show();
          });
      try {
        return work.apply(window);
      } finally {
        FxThread.run(
            () -> {
              window.model().shutDown();
              window.stage().hide();
            });
      }
    }
  }

  private List<Path> take(Path map) {
    picture("1-welcome");
    OpenMap explore = open(map);
    choose(explore);
    show(null, true);
    picture("2-matches");
    FxThread.run(() -> window.themes().choiceProperty().set(ThemeChoice.DARK));
    picture("2-matches-dark");
    FxThread.run(() -> window.themes().choiceProperty().set(ThemeChoice.LIGHT));
    show("clusters", false);
    picture("3-clusters");
    showLargestSharedCluster(explore);
    picture("4-one-cluster");
    show("similarity", false);
    picture("5-similarity");
    show("contribution", false);
    showLegend();
    picture("6-legend");
    return List.copyOf(written);
  }

  private OpenMap open(Path map) {
    FxThread.run(() -> window.model().open(map));
    await(
        () ->
            window.model().openingProperty().get() == null ? Optional.of(true) : Optional.empty());
    return FxThread.call(() -> Optional.ofNullable(window.model().exploreProperty().get()))
        .orElseThrow(() -> ExploreBenchmark.notOpened(window, map));
  }

  /** Chooses a query that re-ranking rescued, if one is soon found, else the first. */
  private void choose(OpenMap explore) {
    List<PlaceImage> queries = explore.map().queries();
    int step = Math.max(1, queries.size() / QUERIES_TRIED);
    PlaceImage chosen = null;
    for (int i = 0; i < queries.size() && chosen == null; i += step) {
      PlaceImage query = queries.get(i);
      Optional<QueryResult> result = ask(explore, query);
      chosen = result.filter(WindowTour::isRescued).map(QueryResult::query).orElse(null);
    }
    if (chosen == null && !queries.isEmpty()) {
      ask(explore, queries.getFirst());
    }
    await(() -> explore.comparingProperty().get() ? Optional.empty() : Optional.of(true));
  }

  private static Optional<QueryResult> ask(OpenMap explore, PlaceImage query) {
    FxThread.run(() -> explore.queryProperty().set(query));
    await(() -> explore.searchingProperty().get() ? Optional.empty() : Optional.of(true));
    return FxThread.call(() -> Optional.ofNullable(explore.resultProperty().get()));
  }

  private static boolean isRescued(QueryResult result) {
    return !result.candidates().isEmpty()
        && result.candidates().getFirst().truth() == PlaceTruth.SAME_PLACE
        && result.candidates().getFirst().rankBefore() > 1
        && result.candidates().stream()
            .filter(c -> c.rankBefore() == 1)
            .map(Candidate::truth)
            .noneMatch(PlaceTruth.SAME_PLACE::equals);
  }

  private void show(@Nullable String values, boolean matches) {
    FxThread.run(
        () -> {
          OverlayModel overlays = window.overlays();
          overlays.shownProperty("matches").set(matches);
          overlays.outliersProperty().set(matches);
          if (values == null) {
            overlays.hideValues();
          } else {
            overlays.show(values);
          }
          overlays.clusterProperty().set(OverlaySettings.ALL_CLUSTERS);
        });
  }

  private void showLargestSharedCluster(OpenMap explore) {
    FxThread.run(
        () -> {
          Comparison shown = explore.comparisonProperty().get();
          if (shown != null) {
            shown.largestCluster().ifPresent(window.overlays().clusterProperty()::set);
          }
        });
  }

  /** Opens the legend of the clusters and waits for their typical cells. */
  private void showLegend() {
    FxThread.run(
        () -> {
          if (window.scene().getRoot().lookup("#inspector-clusters") instanceof ToggleButton tab) {
            tab.fire();
          }
        });
    await(() -> window.model().tasks().running().isEmpty() ? Optional.of(true) : Optional.empty());
  }

  private void picture(String name) {
    written.add(Snapshots.write(window.scene(), folder.resolve(name + ".png")));
  }

  /** Asks on the JavaFX thread again and again until there is an answer. */
  private static <T> T await(Supplier<Optional<T>> question) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<T> answer = FxThread.call(question::get);
      if (answer.isPresent()) {
        return answer.get();
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
    throw new IllegalStateException("no answer within " + PATIENCE.toMinutes() + " minutes");
  }
}
