package org.vladoscope.ui;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuBar;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * Goes round a scene with the Tab key alone, and tells what a user without a mouse would miss: what
 * can be clicked and is never reached, a focus that is nowhere, one that cannot be seen, and one
 * that cannot be left.
 */
final class KeyboardWalk {

  private static final int STOPS = 400;

  /** A window gets the focus that it asked for some frames later. */
  private static final int FRAMES_TO_FOCUS = 50;

  /** Around a control, where a ring or a shadow may be drawn. */
  private static final double MARGIN = 3;

  /** So many pixels look different with the focus, each by so much of 255 in one colour. */
  private static final int MARKED_PIXELS = 24;

  private static final int MARKED_BY = 32;

  private final Scene scene;
  private final Set<Node> stops = new LinkedHashSet<>();
  private final List<String> faults = new ArrayList<>();

  private final Set<Node> withKeys = new HashSet<>();

  private KeyboardWalk(Scene scene) {
    this.scene = scene;
  }

  /**
   * Goes round a scene, from what has the focus now; not on the JavaFX thread.
   *
   * @param withKeys selectors of what has keys of its own and needs no focus
   */
  static KeyboardWalk around(Scene scene, String... withKeys) {
    KeyboardWalk walk = new KeyboardWalk(scene);
    FxThread.run(
        () -> {
          for (String selector : withKeys) {
            walk.withKeys.addAll(scene.getRoot().lookupAll(selector));
          }
        });
    walk.go();
    return walk;
  }

  /** What had the focus, in the order of the way. */
  List<Node> stops() {
    return List.copyOf(stops);
  }

  /** What is wrong, a sentence each; empty where keys are enough. */
  List<String> faults() {
    return faults;
  }

  /** Strikes a key as a user does, with others held, and waits for what is drawn then. */
  static void strike(KeyCode code, KeyCode... held) {
    FxThread.run(
        () -> {
          focusFront();
          Robot robot = new Robot();
          for (KeyCode key : held) {
            robot.keyPress(key);
          }
          robot.keyPress(code);
          robot.keyRelease(code);
          for (KeyCode key : held) {
            robot.keyRelease(key);
          }
        });
    Snapshots.frame();
    Snapshots.frame();
  }

  /** A desktop gives the keys to the window below one that was closed; here nobody does. */
  private static void focusFront() {
    List<Window> shown = Window.getWindows().stream().filter(Window::isShowing).toList();
    if (shown.stream().noneMatch(PopupWindow.class::isInstance)) {
      shown.getLast().requestFocus();
    }
  }

  private void go() {
    @Nullable Seen before = null;
    for (int i = 0; i < STOPS; i++) {
      awaitFocus();
      Seen now = FxThread.call(this::look);
      if (before != null && now.focus == before.focus) {
        if (i == 1) {
          break; // There is nothing else to go to.
        }
        faults.add("the Tab key does not leave " + name(now.focus));
        break;
      }
      if (now.focus == null) {
        faults.add("nothing has the focus after " + name(before == null ? null : before.focus));
        break;
      }
      if (before != null) {
        compare(before);
      }
      if (!stops.add(now.focus)) {
        break;
      }
      if (!now.visible) {
        faults.add(name(now.focus) + " has the focus and is not in sight");
      }
      before = now;
      strike(KeyCode.TAB);
    }
    FxThread.run(() -> findMissed(scene.getRoot()));
    back();
  }

  /** The other way round is the same way. */
  private void back() {
    if (stops.size() > 1 && faults.isEmpty()) {
      Node here = FxThread.call(scene::getFocusOwner);
      strike(KeyCode.TAB);
      strike(KeyCode.TAB, KeyCode.SHIFT);
      if (FxThread.call(scene::getFocusOwner) != here) {
        faults.add("Shift+Tab does not lead back to " + name(here));
      }
    }
  }

  /** What has the focus, where it lies, and what it and its surroundings look like. */
  private record Seen(
      @Nullable Node focus, boolean visible, @Nullable WritableImage image, String state) {}

  /**
   * A tip that closes takes the focus of its window along, and nothing looks focused without it.
   */
  private void awaitFocus() {
    for (int i = 0; i < FRAMES_TO_FOCUS && !FxThread.call(this::isFocused); i++) {
      Snapshots.frame();
    }
  }

  private boolean isFocused() {
    if (!scene.getWindow().isFocused()) {
      scene.getWindow().requestFocus();
    }
    Node focus = scene.getFocusOwner();
    return scene.getWindow().isFocused() && (focus == null || focus.isFocused());
  }

  private Seen look() {
    Node focus = scene.getFocusOwner();
    if (focus == null) {
      return new Seen(null, false, null, "");
    }
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    boolean visible = inSight(focus, focus.localToScene(focus.getLayoutBounds()));
    return new Seen(focus, visible, visible ? image(focus) : null, state(focus));
  }

  /** Why a control may look as if it had no focus. */
  private String state(Node focus) {
    return "window focused: %b, focused: %b, by keys: %b"
        .formatted(scene.getWindow().isFocused(), focus.isFocused(), focus.isFocusVisible());
  }

  private WritableImage image(Node node) {
    Bounds at = node.localToScene(node.getLayoutBounds());
    SnapshotParameters area = new SnapshotParameters();
    area.setFill(scene.getFill());
    area.setViewport(
        new Rectangle2D(
            Math.floor(at.getMinX()) - MARGIN,
            Math.floor(at.getMinY()) - MARGIN,
            Math.ceil(at.getWidth()) + 2 * MARGIN,
            Math.ceil(at.getHeight()) + 2 * MARGIN));
    return scene.getRoot().snapshot(area, null);
  }

  /** True if a control lies in the window and in what it is scrolled in. */
  private boolean inSight(Node focus, Bounds at) {
    if (!Harness.isShown(focus) || !reaches(at, whole())) {
      return false;
    }
    for (@Nullable Parent up = focus.getParent(); up != null; up = up.getParent()) {
      if (up instanceof ScrollPane scroll) {
        Node view = scroll.lookup(".viewport");
        if (view != null && !reaches(at, view.localToScene(view.getLayoutBounds()))) {
          return false;
        }
      }
    }
    return true;
  }

  private Bounds whole() {
    return new BoundingBox(0, 0, scene.getWidth(), scene.getHeight());
  }

  /** True if what is small lies in an area, and what is large fills a half of it. */
  private static boolean reaches(Bounds at, Bounds area) {
    double width = Math.min(at.getMaxX(), area.getMaxX()) - Math.max(at.getMinX(), area.getMinX());
    double height = Math.min(at.getMaxY(), area.getMaxY()) - Math.max(at.getMinY(), area.getMinY());
    return width >= Math.min(at.getWidth() - 2, area.getWidth() / 2)
        && height >= Math.min(at.getHeight() - 2, area.getHeight() / 2);
  }

  /** Holds what had the focus against how it looks without; a caret may be between two blinks. */
  private void compare(Seen with) {
    Node focus = with.focus;
    WritableImage image = with.image;
    if (focus == null || image == null || focus instanceof TextInputControl) {
      return;
    }
    FxThread.run(
        () -> {
          // What was scrolled away in the meantime cannot be compared.
          if (inSight(focus, focus.localToScene(focus.getLayoutBounds()))) {
            int different = different(image, image(focus));
            if (different < MARKED_PIXELS) {
              faults.add(
                  "%s looks the same with the focus: %d pixels differ (then %s; now %s)"
                      .formatted(name(focus), different, with.state, state(focus)));
            }
          }
        });
  }

  private static int different(WritableImage one, WritableImage other) {
    PixelReader a = one.getPixelReader();
    PixelReader b = other.getPixelReader();
    int count = 0;
    for (int y = 0; y < Math.min(one.getHeight(), other.getHeight()); y++) {
      for (int x = 0; x < Math.min(one.getWidth(), other.getWidth()); x++) {
        int p = a.getArgb(x, y);
        int q = b.getArgb(x, y);
        int most = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
          most = Math.max(most, Math.abs((p >> shift & 255) - (q >> shift & 255)));
        }
        count += most >= MARKED_BY ? 1 : 0;
      }
    }
    return count;
  }

  /** Looks for what can be clicked below a node and had no focus on the way. */
  private void findMissed(Node node) {
    if (!node.isVisible() || node.isDisabled() || node instanceof ScrollBar) {
      return;
    }
    if (node instanceof MenuBar
        || node instanceof VirtualFlow<?>
        || node.getStyleClass().contains("split-pane-divider")
        || node.getStyleClass().contains("viewport")
        || withKeys.contains(node)) {
      return; // Menus open by F10, rows are walked by arrows, panels fold by keys.
    }
    if (node instanceof ScrollPane scroll
        && scroll.getContent().getLayoutBounds().getHeight()
            > scroll.getViewportBounds().getHeight() + 1
        && stops.stream().noneMatch(stop -> lies(stop, scroll))) {
      faults.add(name(node) + " cannot be scrolled by keys");
    }
    boolean control =
        node instanceof ButtonBase
            || node instanceof ComboBoxBase<?>
            || node instanceof TextInputControl
            || node instanceof Slider
            || node instanceof Spinner<?>
            || node instanceof ListView<?>
            || node instanceof TableView<?>;
    boolean listens = node.getOnMouseClicked() != null || node.getOnMousePressed() != null;
    if ((control || listens || node.isFocusTraversable())
        && !(node instanceof ScrollPane)
        && node.getLayoutBounds().getWidth() > 0
        && !isReached(node)) {
      faults.add(name(node) + " is not reached by the Tab key");
    }
    if (!control && node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(this::findMissed);
    }
  }

  /** Of toggles of which one is on the Tab key finds that one, and arrows the others. */
  private boolean isReached(Node node) {
    boolean inGroup =
        node instanceof ToggleButton toggle
            && toggle.getToggleGroup() != null
            && toggle.getToggleGroup().getToggles().stream().anyMatch(stops::contains);
    return inGroup
        || stops.stream()
            .anyMatch(stop -> lies(stop, node) || (stop instanceof Control && lies(node, stop)));
  }

  private static boolean lies(Node node, Node within) {
    for (@Nullable Node at = node; at != null; at = at.getParent()) {
      if (at == within) {
        return true;
      }
    }
    return false;
  }

  /** A name for people who read what is wrong. */
  static String name(@Nullable Node node) {
    if (node == null) {
      return "nothing";
    }
    String text = node instanceof Labeled labeled ? labeled.getText() : "";
    String spoken = node.getAccessibleText();
    return node.getClass().getSimpleName()
        + (node.getId() == null ? "" : " #" + node.getId())
        + node.getStyleClass().stream().map(style -> "." + style).collect(Collectors.joining())
        + (text == null || text.isBlank() ? "" : " \"" + text + "\"")
        + (spoken == null ? "" : " (" + spoken.replace('\n', ' ') + ")");
  }
}
