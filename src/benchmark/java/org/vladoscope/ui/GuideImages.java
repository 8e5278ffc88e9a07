package org.vladoscope.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.event.Event;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.match.RansacScore;
import org.vladoscope.store.SampleMap;
import org.vladoscope.ui.evaluate.EvaluateModel;
import org.vladoscope.ui.evaluate.EvaluatePage;
import org.vladoscope.ui.evaluate.MatrixModel;
import org.vladoscope.ui.evaluate.atlas.AtlasModel;
import org.vladoscope.ui.evaluate.embedding.Colouring;
import org.vladoscope.ui.evaluate.mix.MixModel;
import org.vladoscope.ui.evaluate.sweep.SweepModel;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.lab.LabPage;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.session.MapOpener;
import org.vladoscope.ui.theme.ThemeChoice;

/**
 * Draws the images of the guide, so that they show the window as it is. No window ever appears.
 *
 * <p>The map needs three queries and a ground truth; of the sample map the image of its first steps
 * is drawn.
 */
public final class GuideImages {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** A patch of five cells in the middle of an image of 640 by 480. */
  private static final int QUERY_PATCH = 100;

  private final VladoscopeWindow window;
  private final Path folder;
  private final String ending;
  private final double width;
  private final double height;
  private final List<Path> written = new ArrayList<>();

  private GuideImages(
      VladoscopeWindow window, Path folder, ThemeChoice theme, double width, double height) {
    this.window = window;
    this.width = width;
    this.height = height;
    this.folder = folder;
    this.ending = theme == ThemeChoice.DARK ? "-dark.png" : "-light.png";
  }

  /**
   * Draws them. Starts JavaFX without a screen; must not be called where it runs with one.
   *
   * @param map folder of the map; its name is read in the images
   * @param opener opens it
   * @param device what the images call the device
   * @param width of the window, in pixels
   * @param height of the window
   * @param output folder for the images
   * @return the images
   */
  public static List<Path> draw(
      Path map,
      MapOpener opener,
      Supplier<String> device,
      ThemeChoice theme,
      double width,
      double height,
      Path output) {
    return WindowTour.inWindow(
        map,
        opener,
        device,
        theme,
        output,
        window -> {
          GuideImages images = new GuideImages(window, output, theme, width, height);
          images.explore(map);
          images.evaluate();
          images.lab();
          return List.copyOf(images.written);
        });
  }

  private void explore(Path map) {
    image("welcome");
    FxThread.run(() -> window.model().open(map));
    await("the map is open", () -> window.model().openingProperty().get() == null);
    OpenMap open =
        FxThread.call(() -> Optional.ofNullable(window.model().exploreProperty().get()))
            .orElseThrow(() -> ExploreBenchmark.notOpened(window, map));
    FxThread.run(
        () ->
            open.queries().all().stream()
                .filter(query -> query.name().equals(SampleMap.FIRST_QUERY))
                .findFirst()
                .or(() -> open.queries().all().stream().findFirst())
                .ifPresent(open.queryProperty()::set));
    await(
        "a pair is compared",
        () -> open.comparisonProperty().get() != null && !open.comparingProperty().get());
    show(null, true);
    image("explore");
    for (String values : List.of("clusters", "similarity", "components")) {
      show(values, false);
      image(values.equals("components") ? "features" : values);
    }
    show("query_patch", false);
    FxThread.run(
        () -> {
          window.overlays().scaleProperty().set(1);
          window.overlays().queryPatchProperty().set(QUERY_PATCH);
          window.overlays().shownProperty("grid").set(true);
        });
    image("query-patch");
    FxThread.run(() -> window.overlays().shownProperty("grid").set(false));
    legend();
    show(null, true);
    FxThread.run(() -> open.triage().evaluate());
    rest();
    places();
    whatIf(open);
    why(open);
    eraser();
    windowSearch();
    model();
  }

  /** What each cluster adds to the similarity, beside typical cells of it. */
  private void legend() {
    show("contribution", false);
    FxThread.run(() -> tab("#inspector-clusters"));
    image("legend");
    FxThread.run(() -> tab("#inspector-scores"));
  }

  private void tab(String selector) {
    if (window.scene().getRoot().lookup(selector) instanceof ToggleButton tab) {
      tab.fire();
    }
  }

  /** With a wide sidebar of which the places have the larger part. */
  private void places() {
    List<SplitPane> splits =
        FxThread.call(
            () ->
                window.scene().getRoot().lookupAll(".split-pane").stream()
                    .map(SplitPane.class::cast)
                    .toList());
    List<Double> before = splits.stream().map(s -> s.getDividerPositions()[0]).toList();
    FxThread.run(
        () ->
            splits.forEach(
                s -> s.setDividerPositions(s.getOrientation() == Orientation.VERTICAL ? .35 : .4)));
    image("places");
    FxThread.run(
        () -> {
          for (int i = 0; i < splits.size(); i++) {
            splits.get(i).setDividerPositions(before.get(i));
          }
        });
    rest();
  }

  /** Other weights and another scorer beside the ones pinned. */
  private void whatIf(OpenMap open) {
    run("settings.pin");
    PipelineConfig before = FxThread.call(() -> open.configProperty().get());
    FxThread.run(
        () ->
            open.whatIf()
                .propose(
                    before.withMatching(
                        before
                            .matching()
                            .withScorer(new RansacScore(1.5))
                            .withWeights(List.of(0.0, 0.0, 1.0)))));
    // What is cheap runs by itself after a pause.
    await("it has run", () -> !open.configProperty().get().equals(before));
    rest();
    FxThread.run(() -> scrollTo(".pin-panel"));
    image("what-if");
    run("settings.unpin");
    FxThread.run(() -> open.configProperty().set(before));
    rest();
  }

  /** The first query that was missed, with the right answer beside the wrong winner. */
  private void why(OpenMap open) {
    FxThread.run(() -> window.looks().lookProperty().set(PairLook.WHY));
    rest();
    image("why");
    FxThread.run(() -> window.looks().lookProperty().set(PairLook.SIDE_BY_SIDE));
  }

  /** What must go so that the wrong winner loses to the right answer. */
  private void eraser() {
    FxThread.run(() -> window.looks().lookProperty().set(PairLook.ERASE));
    rest();
    run("erase.winner");
    rest();
    Snapshots.settle();
    image("eraser");
    FxThread.run(() -> window.looks().lookProperty().set(PairLook.SIDE_BY_SIDE));
    rest();
  }

  /** A window on the query, and the second of its hits beside it. */
  private void windowSearch() {
    FxThread.run(() -> window.looks().lookProperty().set(PairLook.WINDOW));
    rest();
    key(KeyCode.UP, false, 1);
    key(KeyCode.UP, false, 4);
    key(KeyCode.LEFT, true, 1);
    key(KeyCode.RIGHT, false, 2);
    rest();
    run("windows.search");
    rest();
    run("windows.next");
    rest();
    image("window");
    run("windows.PLACES");
    image("window-map");
    run("windows.SHEET");
    FxThread.run(() -> window.looks().lookProperty().set(PairLook.SIDE_BY_SIDE));
    rest();
  }

  /** Presses an arrow on the image with the window. */
  private void key(KeyCode code, boolean shift, int times) {
    FxThread.run(
        () -> {
          Node pane = window.scene().getRoot().lookup(".window-view .image-pane");
          for (int i = 0; i < times; i++) {
            Event.fireEvent(
                pane, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false));
          }
        });
  }

  private void model() {
    run("settings.model");
    rest();
    Snapshots.settle();
    Optional<Scene> dialog =
        FxThread.call(
            () ->
                Window.getWindows().stream()
                    .map(Window::getScene)
                    .filter(scene -> scene.lookup("#model-backbone") != null)
                    .findFirst());
    dialog.ifPresent(
        scene -> {
          written.add(Snapshots.write(scene, folder.resolve("model" + ending)));
          FxThread.run(() -> scene.getWindow().hide());
        });
  }

  private void evaluate() {
    FxThread.run(() -> window.perspectiveProperty().set(Perspective.EVALUATE));
    run("evaluate.run");
    rest();
    for (EvaluatePage page : EvaluatePage.values()) {
      FxThread.run(() -> window.evaluateView().model().pageProperty().set(page));
      rest();
      if (page == EvaluatePage.SWEEP) {
        sweep();
      }
      if (page == EvaluatePage.EMBEDDING) {
        FxThread.run(
            () ->
                window
                    .evaluateView()
                    .model()
                    .embedding()
                    .colouringProperty()
                    .set(Colouring.OUTCOME));
        rest();
      }
      if (page == EvaluatePage.ATLAS) {
        atlas();
      }
      if (page == EvaluatePage.MIX) {
        mix();
      }
      image("evaluate-" + page.id());
      if (page == EvaluatePage.ATLAS) {
        runs();
      }
    }
  }

  /** The matrix of the database with the runs of pairs that are less similar than usual. */
  private void runs() {
    EvaluateModel evaluate = FxThread.call(() -> window.evaluateView().model());
    FxThread.run(
        () -> {
          evaluate.atlas().leastProperty().set(.1);
          evaluate.matrix().rowsProperty().set(MatrixModel.Rows.DATABASE);
          evaluate.pageProperty().set(EvaluatePage.MATRIX);
        });
    await("runs are known", () -> !evaluate.atlas().bandsProperty().get().isEmpty());
    rest();
    image("evaluate-matrix-runs");
    FxThread.run(() -> evaluate.matrix().rowsProperty().set(MatrixModel.Rows.QUERIES));
  }

  /** Harmful clusters were found and are muted. */
  private void mix() {
    MixModel mix = FxThread.call(() -> window.evaluateView().model().mix());
    await("the desk is known", () -> mix.knownProperty().get() != null);
    FxThread.run(mix::findHarmful);
    await("harmful clusters are known", () -> mix.harmfulProperty().get() != null);
    FxThread.run(mix::takeHarmful);
    rest();
  }

  /** The most similar pair of the map is chosen. */
  private void atlas() {
    AtlasModel atlas = FxThread.call(() -> window.evaluateView().model().atlas());
    await("places that look alike are known", () -> atlas.knownProperty().get() != null);
    FxThread.run(
        () ->
            atlas.listedProperty().get().stream()
                .findFirst()
                .ifPresent(atlas.chosenProperty()::set));
    rest();
  }

  private void sweep() {
    FxThread.run(
        () -> {
          type("#sweep-rerank", "5 / 20");
          type("#sweep-scorer", "rapid / weighted-rapid");
        });
    SweepModel sweep = FxThread.call(() -> window.evaluateView().model().sweep());
    await(
        "it is known what a sweep costs",
        () -> sweep.planProperty().get() != null && sweep.planProperty().get().cells().size() > 1);
    FxThread.run(sweep::start);
    await("the sweep is over", () -> sweep.results().size() == 4 && !sweep.busyProperty().get());
    rest();
  }

  private void lab() {
    FxThread.run(() -> window.perspectiveProperty().set(Perspective.LAB));
    for (LabPage page : LabPage.values()) {
      FxThread.run(() -> window.labView().model().pageProperty().set(page));
      rest();
      image(page == LabPage.PLANE ? "lab" : "lab-" + page.id());
    }
  }

  private void type(String selector, String text) {
    if (window.scene().getRoot().lookup(selector) instanceof TextInputControl field) {
      field.setText(text);
    }
  }

  private void scrollTo(String selector) {
    Node wanted = window.scene().getRoot().lookup(selector);
    for (Node at = wanted; at != null; at = at.getParent()) {
      if (at instanceof ScrollPane scroll) {
        Node content = scroll.getContent();
        double range =
            content.getLayoutBounds().getHeight() - scroll.getViewportBounds().getHeight();
        double top = content.sceneToLocal(wanted.localToScene(0, 0)).getY() - 8;
        scroll.setVvalue(range <= 0 ? 0 : Math.clamp(top / range, 0, 1));
        return;
      }
    }
  }

  private void show(@org.jspecify.annotations.Nullable String values, boolean matches) {
    FxThread.run(
        () -> {
          OverlayModel overlays = window.overlays();
          overlays.shownProperty("matches").set(matches);
          if (values == null) {
            overlays.hideValues();
          } else {
            overlays.show(values);
          }
          overlays.clusterProperty().set(OverlaySettings.ALL_CLUSTERS);
        });
  }

  private void run(String command) {
    FxThread.run(() -> window.commands().find(command).orElseThrow().run());
  }

  private void image(String name) {
    rest();
    // Images that are read and overlays that fade in come a moment later.
    Snapshots.settle();
    Snapshots.settle();
    // No window without a screen is larger than the one that is made up for it.
    FxThread.run(
        () -> {
          window.scene().getRoot().resize(width, height);
          window.scene().getRoot().layout();
        });
    written.add(
        Snapshots.write(window.scene().getRoot(), width, height, folder.resolve(name + ending)));
  }

  private void rest() {
    Snapshots.settle();
    await("nothing runs", () -> window.model().tasks().running().isEmpty());
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!FxThread.call(condition::getAsBoolean)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited in vain until " + what);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }
}
