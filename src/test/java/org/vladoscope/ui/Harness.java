package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.Notification;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Pane;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.store.SampleMap;
import org.vladoscope.ui.explore.overlay.Overlay;
import org.vladoscope.ui.explore.overlay.known.Overlays;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.session.MapOpener;
import org.vladoscope.ui.theme.ThemeChoice;

/** A window without a screen, and hands and eyes for tests. */
final class Harness implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path PICTURES = Path.of("target", "screenshots");

  private final WindowFactory factory;
  private final List<WindowNotifier.Failure> failures = new CopyOnWriteArrayList<>();
  final VladoscopeWindow window;

  Harness(MapOpener opener, Path folder, UserPreferences preferences) {
    this(opener, folder, preferences, Overlays.ALL);
  }

  Harness(MapOpener opener, Path folder, UserPreferences preferences, List<Overlay> overlays) {
    this(opener, folder, preferences, overlays, StageChoosers::new);
  }

  Harness(
      MapOpener opener,
      Path folder,
      UserPreferences preferences,
      List<Overlay> overlays,
      Function<Stage, FileChoosers> choosers) {
    FxThread.startHeadless();
    UiOptions options =
        new UiOptions(
            null,
            SampleMap.find().orElse(folder.resolve("sample")),
            opener,
            () -> "CPU, 2 threads",
            new PreferencesFile(folder.resolve("window.json")),
            false,
            (what, since) -> {});
    factory = new WindowFactory(options, overlays, choosers);
    window = FxThread.call(() -> factory.create(preferences));
    FxThread.run(
        () -> {
          window.setDevice("CPU, 2 threads");
          window
              .notifier()
              .lastProperty()
              .addListener((o, before, now) -> failures.add(Objects.requireNonNull(now)));
          window.stage().show();
        });
  }

  WindowModel model() {
    return window.model();
  }

  OpenMap explore() {
    return Objects.requireNonNull(model().exploreProperty().get(), "no map is open");
  }

  Comparison comparison() {
    return Objects.requireNonNull(explore().comparisonProperty().get(), "nothing is compared");
  }

  void fx(Runnable action) {
    FxThread.run(action);
  }

  void open(Path map) {
    fx(() -> model().open(map));
    await("the map is open", () -> model().exploreProperty().get() != null);
    awaitControls();
  }

  /** Waits until the page of the open map has all of its controls. */
  void awaitControls() {
    await(
        "the page is complete",
        () -> window.explore().filter(page -> page.growingProperty().get()).isEmpty());
  }

  /** Chooses the query of a painted place and waits for its first candidate. */
  void chooseQuery(int place) {
    PlaceImage query =
        explore().map().queries().stream()
            .filter(q -> q.name().equals(FixtureMap.queryName(place)))
            .findFirst()
            .orElseThrow();
    fx(() -> explore().queryProperty().set(query));
    awaitRest();
  }

  /** Settings are used, and the first query is answered with them. */
  void answerFirst(PipelineConfig config) {
    fx(() -> explore().configProperty().set(config));
    awaitRest();
    chooseQuery(0);
    awaitRest();
  }

  /** An overlay is drawn. */
  void show(String overlay) {
    fx(() -> window.overlays().show(overlay));
    awaitRest();
  }

  /** Waits until nothing is computed any more, and what came of it is laid out. */
  void awaitRest() {
    await("nothing runs", () -> model().tasks().running().isEmpty());
    fx(this::layOut);
    await("what was laid out is read", () -> model().tasks().running().isEmpty());
  }

  /**
   * What was put into the window since its last picture gets its parts now: a scroll pane or a
   * table has none before, and a machine that paints late would show a test an empty page.
   */
  private void layOut() {
    Parent root = window.scene().getRoot();
    root.applyCss();
    root.layout();
  }

  void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!FxThread.call(condition::getAsBoolean)) {
      assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Presses a key with nothing else held, with the focus on no control. */
  void press(KeyCode code) {
    press(code, false);
  }

  /** Presses a key, with the focus on no control. */
  void press(KeyCode code, boolean control) {
    fx(() -> fire(window.scene().getRoot(), code, control));
  }

  /** Presses a key while a control has the focus. */
  void pressOn(Node focused, KeyCode code) {
    fx(() -> fire(focused, code, false));
  }

  private static void fire(Node target, KeyCode code, boolean control) {
    Event.fireEvent(
        target, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
  }

  /** Strikes a key as a user does: whatever has the focus gets it. */
  void strike(KeyCode code) {
    fx(
        () -> {
          Robot robot = new Robot();
          robot.keyPress(code);
          robot.keyRelease(code);
        });
    Snapshots.settle();
  }

  /** Clicks with the mouse into the middle of something that is shown. */
  void click(Node shown) {
    Snapshots.settle();
    fx(
        () -> {
          Bounds at = shown.localToScreen(shown.getBoundsInLocal());
          Robot robot = new Robot();
          robot.mouseMove(at.getCenterX(), at.getCenterY());
          robot.mouseClick(MouseButton.PRIMARY);
        });
    Snapshots.settle();
  }

  /** What has the focus, or null. */
  @Nullable Node focused() {
    return FxThread.call(() -> window.scene().getFocusOwner());
  }

  /** Makes the window another size, and waits until everything has found its place. */
  void resize(double width, double height) {
    fx(
        () -> {
          window.stage().setWidth(width);
          window.stage().setHeight(height);
        });
    Snapshots.settle();
  }

  /**
   * Lays the window out at a size that no screen of tests has; the stage keeps its own. Images have
   * that size until the stage is made another one.
   */
  void lay(double width, double height) {
    fx(
        () -> {
          Parent root = window.scene().getRoot();
          root.resize(width, height);
          root.layout();
        });
    Snapshots.settle();
  }

  /** Writes images of the window in both looks, laid out at another size than the stage has. */
  void picture(String name, double width, double height) {
    for (ThemeChoice theme : List.of(ThemeChoice.DARK, ThemeChoice.LIGHT)) {
      fx(() -> window.themes().choiceProperty().set(theme));
      lay(width, height);
      BufferedImage picture =
          FxThread.call(
              () -> {
                SnapshotParameters whole = new SnapshotParameters();
                whole.setFill(window.scene().getFill());
                return SwingFXUtils.fromFXImage(
                    window.scene().getRoot().snapshot(whole, null), null);
              });
      String file = name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + ".png";
      try {
        Files.createDirectories(PICTURES);
        ImageIO.write(picture, "png", PICTURES.resolve(file).toFile());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Which share of an area the two images of the pair have, 0 to 1. */
  double share(double width, double height) {
    return FxThread.call(
        () ->
            window.scene().getRoot().lookupAll(".image-pane").stream()
                    .filter(Harness::isShown)
                    .map(pane -> pane.localToScene(pane.getLayoutBounds()))
                    .mapToDouble(at -> at.getWidth() * at.getHeight())
                    .sum()
                / (width * height));
  }

  /** Moves the mouse over the middle of something that is shown. */
  void moveMouseTo(Node shown) {
    fx(
        () -> {
          Bounds at = shown.localToScreen(shown.getBoundsInLocal());
          new Robot().mouseMove(at.getCenterX(), at.getCenterY());
        });
    Snapshots.settle();
  }

  /** All text in the window, for assertions about what the user reads. */
  List<String> texts() {
    return FxThread.call(
        () -> {
          layOut();
          return window.scene().getRoot().lookupAll("*").stream()
              .filter(Harness::isShown)
              .filter(Labeled.class::isInstance)
              .map(node -> ((Labeled) node).getText())
              .filter(text -> text != null && !text.isBlank())
              .distinct()
              .toList();
        });
  }

  /** All text in pop-ups over the window. */
  List<String> popupTexts() {
    return FxThread.call(
        () ->
            Window.getWindows().stream()
                .filter(shown -> !shown.equals(window.stage()))
                .flatMap(shown -> shown.getScene().getRoot().lookupAll("*").stream())
                .filter(Labeled.class::isInstance)
                .map(node -> ((Labeled) node).getText())
                .filter(text -> text != null && !text.isBlank())
                .map(text -> text.replace('\n', ' '))
                .toList());
  }

  /** Takes away what was told before, which would lie over pictures of what comes. */
  void dismissNotifications() {
    fx(() -> find(".notifications", Pane.class).getChildren().clear());
  }

  /** The lines of the notifications that are shown, and the words on their buttons. */
  List<String> notifications() {
    return FxThread.call(
        () ->
            window.scene().getRoot().lookupAll(".notification").stream()
                .map(Notification.class::cast)
                .flatMap(
                    shown ->
                        Stream.concat(
                            shown.getMessage().lines(),
                            shown.getPrimaryActions().stream().map(Button::getText)))
                .toList());
  }

  /** Closes what lies over the window. */
  void closePopups() {
    fx(
        () ->
            List.copyOf(Window.getWindows()).stream()
                .filter(shown -> !shown.equals(window.stage()))
                .forEach(Window::hide));
  }

  /** The first node with a style or id that is on the screen. */
  <T extends Node> T find(String selector, Class<T> type) {
    return FxThread.call(
        () -> {
          layOut();
          return window.scene().getRoot().lookupAll(selector).stream()
              .filter(type::isInstance)
              .map(type::cast)
              .filter(Harness::isShown)
              .findFirst()
              .orElseThrow(() -> new AssertionError("there is no " + selector));
        });
  }

  static boolean isShown(Node node) {
    for (@Nullable Parent parent = node.getParent(); parent != null; parent = parent.getParent()) {
      if (!parent.isVisible()) {
        return false;
      }
    }
    return node.isVisible();
  }

  /** Writes images of the window in both looks. */
  void picture(String name) {
    for (ThemeChoice theme : List.of(ThemeChoice.DARK, ThemeChoice.LIGHT)) {
      fx(() -> window.themes().choiceProperty().set(theme));
      String file = name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + ".png";
      ReferenceScreens.compare(Snapshots.write(window.scene(), PICTURES.resolve(file)));
    }
  }

  /** Writes an image of the window with the pop-ups that lie over it. */
  void pictureWithPopups(String name) throws IOException {
    Snapshots.settle();
    BufferedImage picture =
        FxThread.call(
            () -> {
              Scene scene = window.scene();
              BufferedImage base = SwingFXUtils.fromFXImage(scene.snapshot(null), null);
              Graphics2D graphics = base.createGraphics();
              double x = window.stage().getX() + scene.getX();
              double y = window.stage().getY() + scene.getY();
              for (Window popup : Window.getWindows()) {
                if (!popup.equals(window.stage())) {
                  popup.getScene().setFill(javafx.scene.paint.Color.TRANSPARENT);
                  graphics.drawImage(
                      SwingFXUtils.fromFXImage(popup.getScene().snapshot(null), null),
                      (int) (popup.getX() - x),
                      (int) (popup.getY() - y),
                      null);
                }
              }
              graphics.dispose();
              return base;
            });
    Files.createDirectories(PICTURES);
    ImageIO.write(picture, "png", PICTURES.resolve(name + ".png").toFile());
  }

  private static void awaitMillis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the window told of that is no mistake of its user, so far; from now on it is known. */
  List<WindowNotifier.Failure> takeFailures() {
    List<WindowNotifier.Failure> taken = List.copyOf(failures);
    failures.removeAll(taken);
    return taken;
  }

  /** Closes everything; failures that nobody took are failures of the test. */
  @Override
  public void close() {
    fx(
        () -> {
          model().shutDown();
          List.copyOf(Window.getWindows()).forEach(Window::hide);
        });
    factory.close();
    for (WindowNotifier.Failure failure : takeFailures()) {
      throw new AssertionError("the window told: " + failure.title(), failure.cause());
    }
  }
}
