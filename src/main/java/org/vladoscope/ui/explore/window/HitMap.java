package org.vladoscope.ui.explore.window;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.chart.ChartColors;
import org.vladoscope.ui.command.Commands;
import org.vladoscope.ui.places.PlaceLayout;
import org.vladoscope.ui.places.PlacesView;
import org.vladoscope.ui.places.PlaneNavigation;
import org.vladoscope.ui.view.CanvasPainter;
import org.vladoscope.window.WindowHit;
import org.vladoscope.window.WindowHits;

/** Where the hits lie. Dragging moves, the wheel zooms, a click puts a hit beside the window. */
final class HitMap extends Region {

  private static final double SCALE = 90;

  private final PlaceMap map;
  private final WindowSearchModel model;
  private final ObservableBooleanValue dark;
  private final PlaceLayout layout;
  private final Canvas canvas = new Canvas();
  private final Tooltip tooltip = new Tooltip();
  private Optional<HitMapDrawing> drawing = Optional.empty();
  private final PlaneNavigation navigation =
      new PlaneNavigation(this, this::whole, this::requestLayout);

  HitMap(PlaceMap map, WindowSearchModel model, ObservableBooleanValue dark) {
    this.map = map;
    this.model = model;
    this.dark = dark;
    this.layout = new PlaceLayout(map);
    setId("window-map");
    setMinSize(160, 120);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(
        "Where the hits lie. Arrow keys move, plus and minus zoom, Home shows all, N and P choose"
            + " the next and the previous hit.");
    Commands.keepArrows(this, new ReadOnlyBooleanWrapper(true));
    canvas.setManaged(false);
    getChildren().add(canvas);
    model.hitsProperty().addListener(o -> rebuild());
    model.chosenProperty().addListener(o -> requestLayout());
    dark.addListener(o -> rebuild());
    setOnMousePressed(
        event -> {
          requestFocus();
          navigation.press(event);
          event.consume();
        });
    setOnMouseDragged(
        event -> {
          navigation.drag(event, true);
          event.consume();
        });
    setOnMouseReleased(this::onReleased);
    setOnMouseMoved(this::onMoved);
    setOnScroll(navigation::scroll);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    Tooltip.install(this, tooltip);
    rebuild();
  }

  private PlacesView whole(double width, double height) {
    return layout.fit(width, height);
  }

  private void rebuild() {
    WindowHits hits = model.hitsProperty().get();
    drawing =
        hits == null
            ? Optional.empty()
            : Optional.of(new HitMapDrawing(map, layout, hits, dark.get()));
    requestLayout();
  }

  private @Nullable WindowHit under(MouseEvent event) {
    PlacesView view = navigation.view();
    return view == null
        ? null
        : drawing.map(known -> known.under(view, event.getX(), event.getY())).orElse(null);
  }

  private void onReleased(MouseEvent event) {
    if (!navigation.isDragged() && event.getButton() == MouseButton.PRIMARY) {
      WindowHit hit = under(event);
      if (hit != null) {
        model.open(hit);
      } else if (event.getClickCount() == 2) {
        navigation.fit();
      }
    }
    event.consume();
  }

  private void onMoved(MouseEvent event) {
    WindowHit hit = under(event);
    setCursor(hit == null ? Cursor.DEFAULT : Cursor.HAND);
    tooltip.setText(
        hit == null
            ? "Hits, the more similar the larger and the brighter"
            : hit.image().name() + "\n" + WindowText.numbers(hit));
  }

  private void onKey(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    boolean used =
        switch (event.getCode()) {
          case N -> {
            model.step(1);
            yield true;
          }
          case P -> {
            model.step(-1);
            yield true;
          }
          default -> event.getCode() != KeyCode.DIGIT0 && navigation.key(event.getCode());
        };
    if (used) {
      event.consume();
    }
  }

  /** What is seen, for a file; nothing while there are no hits. */
  Optional<HitMapFigure> figure(String title) {
    WindowHits hits = model.hitsProperty().get();
    PlacesView view = navigation.view();
    return hits == null || view == null
        ? Optional.empty()
        : Optional.of(
            new HitMapFigure(title, map, layout, hits, view, model.chosenProperty().get()));
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth((int) getWidth());
    canvas.setHeight((int) getHeight());
    canvas.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
    PlacesView view = navigation.view();
    if (view == null) {
      return;
    }
    drawing.ifPresent(
        known -> {
          Drawing marks = new Drawing();
          known.draw(marks, view, model.chosenProperty().get());
          legend(marks, known, view.height(), dark.get());
          marks.text(known.note(), new Point(8, 16), 11, false, ChartColors.of(dark.get()).muted());
          CanvasPainter.paint(marks.marks(), canvas.getGraphicsContext2D());
        });
  }

  /** Which similarity has which colour, in the lower right corner. */
  private void legend(Drawing drawing, HitMapDrawing known, double height, boolean isDark) {
    double x = getWidth() - SCALE - 176;
    scale(drawing, known, new Point(x, height - 12), isDark);
  }

  /** A scale with its name and both its ends. */
  static void scale(Drawing drawing, HitMapDrawing known, Point at, boolean isDark) {
    ChartColors colours = ChartColors.of(isDark);
    drawing.text("Similarity", at, 11, false, colours.muted());
    Point from = at.moved(64, 0);
    drawing.text(WindowText.similarity(known.low()), from, 11, false, colours.muted());
    for (int i = 0; i < SCALE; i++) {
      drawing.fill(
          new Box(from.x() + 40 + i, from.y() - 9, 1, 10),
          HitMapDrawing.scale(i / (SCALE - 1.0), isDark));
    }
    drawing.text(
        WindowText.similarity(known.high()),
        new Point(from.x() + 46 + SCALE, from.y()),
        11,
        false,
        colours.muted());
  }
}
