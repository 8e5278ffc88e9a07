package org.vladoscope.ui.explore.window;

import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.command.Commands;
import org.vladoscope.ui.explore.look.MarkedImages;
import org.vladoscope.ui.explore.look.NamedImage;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.Placement;
import org.vladoscope.window.CellBox;
import org.vladoscope.window.WindowArea;
import org.vladoscope.window.WindowHit;
import org.vladoscope.window.WindowHits;

/** The image with the window above the one beside it; a hand draws, and keys move and resize. */
final class WindowPanes {

  private static final Colour OTHER = Palette.CHOSEN.opacity(.75);

  private final WindowSearchModel model;
  private final Side upper;
  private final Side lower;
  private final MarkedImages images;
  private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();

  WindowPanes(WindowSearchModel model, OverlayModel overlays) {
    this.model = model;
    upper = new Side(true, new ImagePane(overlays.viewportProperty()));
    lower = new Side(false, new ImagePane(overlays.candidateViewportProperty()));
    images = MarkedImages.stacked(List.of(upper.image, lower.image), this::draw);
    model.askedProperty().addListener(o -> show());
    model.stateProperty().addListener(o -> show());
    model.hitsProperty().addListener(o -> images.request());
    model.chosenProperty().addListener(o -> images.request());
    show();
  }

  /** The images with their marks. */
  Region node() {
    return images;
  }

  /** The upper image, which takes the keys. */
  ImagePane home() {
    return upper.pane;
  }

  /** True while a window can be drawn. */
  ReadOnlyBooleanProperty readyProperty() {
    return ready.getReadOnlyProperty();
  }

  private void show() {
    WindowState.Ready now = model.ready().orElse(null);
    ready.set(now != null);
    if (now != null) {
      Comparison pair = now.pair();
      Asked asked = model.askedProperty().get();
      boolean elsewhere =
          asked != null && !asked.isOn(pair.query()) && !asked.isOn(pair.candidate());
      if (elsewhere) {
        upper.show("Window in", new Comparison.Side(false, asked.image(), asked.picture()));
      } else {
        upper.show("Query", pair.query());
      }
      lower.show("Candidate", pair.candidate());
    }
    images.request();
  }

  private void draw(Drawing drawing) {
    WindowState.Ready now = model.ready().orElse(null);
    if (now != null) {
      List<Placement> at = images.placements();
      upper.draw(drawing, now, at.get(0));
      lower.draw(drawing, now, at.get(1));
    }
  }

  /** One image and the hand over it. */
  private final class Side {

    private final boolean isUpper;
    private final ImagePane pane;
    private final NamedImage image;
    private Comparison.@Nullable Side shown;
    private @Nullable Point from;

    Side(boolean isUpper, ImagePane pane) {
      this.isUpper = isUpper;
      this.pane = pane;
      this.image = new NamedImage(pane);
      Commands.keepArrows(pane, ready);
      pane.setAccessibleHelp(
          "Drag to draw a window. Arrow keys move it, Shift and arrow keys change its size, Enter"
              + " searches.");
      pane.addEventFilter(MouseEvent.MOUSE_PRESSED, this::onPress);
      pane.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::onDrag);
      pane.addEventFilter(MouseEvent.MOUSE_RELEASED, this::onRelease);
      pane.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    }

    void show(String role, Comparison.Side side) {
      shown = side;
      image.show(role, side.image().name(), side.picture());
    }

    private void onPress(MouseEvent event) {
      if (model.ready().isEmpty() || event.getButton() != MouseButton.PRIMARY) {
        return;
      }
      pane.requestFocus();
      from = pane.toPicture(event.getX(), event.getY());
      model.begin();
      event.consume();
    }

    private void onDrag(MouseEvent event) {
      WindowState.Ready now = model.ready().orElse(null);
      Comparison.Side side = shown;
      Point start = from;
      if (now != null && side != null && start != null) {
        Point end = pane.toPicture(event.getX(), event.getY());
        CellBox box = now.area(side.picture()).drawn(start.x(), start.y(), end.x(), end.y());
        model.show(Asked.on(side, box));
        event.consume();
      }
    }

    private void onRelease(MouseEvent event) {
      if (from != null) {
        from = null;
        model.end();
        event.consume();
      }
    }

    private void onKey(KeyEvent event) {
      WindowState.Ready now = model.ready().orElse(null);
      Comparison.Side side = shown;
      if (now == null || side == null || event.isShortcutDown() || event.isAltDown()) {
        return;
      }
      if (event.getCode() == KeyCode.ENTER && model.startableProperty().get()) {
        model.search(true);
        event.consume();
        return;
      }
      if (event.getCode() == KeyCode.DELETE) {
        model.clear();
        event.consume();
        return;
      }
      if (!event.getCode().isArrowKey()) {
        return;
      }
      Asked asked = model.askedProperty().get();
      if (asked == null || !asked.isOn(side)) {
        model.apply(Asked.on(side, usual(now)));
      } else {
        int down = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        int right = event.getCode() == KeyCode.RIGHT ? 1 : event.getCode() == KeyCode.LEFT ? -1 : 0;
        CellBox box = asked.box();
        model.apply(
            asked.with(
                event.isShiftDown()
                    ? box.resized(down, right, now.mapHeight(), now.mapWidth())
                    : box.moved(down, right, now.mapHeight(), now.mapWidth())));
      }
      event.consume();
    }

    /** In the middle, a fifth of the image wide and high. */
    private static CellBox usual(WindowState.Ready now) {
      int height = Math.max(1, now.mapHeight() / 5);
      int width = Math.max(1, now.mapWidth() / 5);
      return new CellBox(
          (now.mapHeight() - height) / 2, (now.mapWidth() - width) / 2, height, width);
    }

    void draw(Drawing drawing, WindowState.Ready now, Placement at) {
      Comparison.Side side = shown;
      if (side == null) {
        return;
      }
      Picture picture = side.picture();
      WindowArea area = now.area(picture);
      Asked asked = model.askedProperty().get();
      Placement cut = at.cutTo(picture.size());
      drawing.group(
          isUpper ? "windows above" : "windows below",
          cut.frame(),
          1,
          () -> {
            hits(drawing, side, area, at);
            if (asked != null && asked.isOn(side)) {
              Box box = at.place(area.pixels(asked.box()));
              drawing.box(box, Colour.WHITE, 5);
              drawing.box(box, Palette.CHOSEN, 2.5);
            }
          });
    }

    /** Hits of this image: the one that is chosen strong, others thin. */
    private void hits(Drawing drawing, Comparison.Side side, WindowArea area, Placement at) {
      WindowHits known = model.hitsProperty().get();
      if (known == null) {
        return;
      }
      WindowHit chosen = model.chosenProperty().get();
      for (WindowHit hit : known.hits()) {
        if (hit.image().equals(side.image())) {
          boolean isChosen = hit.equals(chosen);
          Box box = at.place(area.pixels(hit.box()));
          drawing.box(box, Palette.HALO, isChosen ? 5 : 3);
          drawing.box(box, isChosen ? Palette.FOCUS : OTHER, isChosen ? 2.5 : 1.5, 7, 4);
        }
      }
    }
  }
}
