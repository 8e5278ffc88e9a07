package org.vladoscope.ui.evaluate.atlas;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.vladoscope.alias.Alias;
import org.vladoscope.figure.Drawing;
import org.vladoscope.ui.places.PlacesView;
import org.vladoscope.ui.places.PlaneNavigation;
import org.vladoscope.ui.view.CanvasPainter;
import org.vladoscope.ui.view.PointerMoves;

/** The map of places with arcs. Dragging moves, the wheel zooms, a click chooses a pair. */
final class AtlasPane extends Region {

  private static final double REACH = 7;

  /**
   * What is pointed at.
   *
   * @param alias a pair, or a place with its twin
   * @param place the number of the place, or −1 for a pair
   * @param at where, in pixels
   */
  record Pointed(Alias alias, int place, Point2D at) {}

  private final AtlasModel model;
  private final ObservableBooleanValue dark;
  private final ReadOnlyObjectWrapper<@Nullable Pointed> pointed = new ReadOnlyObjectWrapper<>();
  private final PointerMoves moves = new PointerMoves();
  private final PlaneNavigation navigation =
      new PlaneNavigation(this, this::whole, this::onMovedPlane);
  private final Canvas ground = new Canvas();
  private final Canvas above = new Canvas();
  private @Nullable AtlasDrawing drawing;
  private @Nullable PlacesView painted;
  private List<AtlasDrawing.Arc> arcs = List.of();

  AtlasPane(AtlasModel model, ObservableBooleanValue dark) {
    this.model = model;
    this.dark = dark;
    setId("atlas-map");
    setMinSize(160, 120);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(
        "Places and arcs between those that look alike. Arrow keys move, plus and minus zoom, Home"
            + " shows all, N and P choose the next and the previous pair, Enter opens the pair that"
            + " is chosen.");
    ground.setManaged(false);
    above.setManaged(false);
    getChildren().addAll(ground, above);
    model
        .knownProperty()
        .addListener(
            o -> {
              navigation.fit();
              rebuild();
            });
    dark.addListener(o -> rebuild());
    model.listedProperty().addListener(o -> again());
    model.arcsProperty().addListener(o -> again());
    model.chosenProperty().addListener(o -> requestLayout());
    pointed.addListener(o -> requestLayout());
    setOnMousePressed(this::onPressed);
    setOnMouseDragged(this::onDragged);
    setOnMouseReleased(this::onReleased);
    setOnMouseMoved(
        event -> {
          if (moves.isMove(event)) {
            point(event.getX(), event.getY());
          }
        });
    setOnMouseExited(event -> pointed.set(null));
    setOnScroll(navigation::scroll);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    rebuild();
  }

  /** What is pointed at, or null. */
  ReadOnlyObjectProperty<@Nullable Pointed> pointedProperty() {
    return pointed.getReadOnlyProperty();
  }

  /** What is drawn now; null while nothing is known. */
  @Nullable AtlasDrawing drawing() {
    return drawing;
  }

  private void rebuild() {
    AtlasModel.Known known = model.knownProperty().get();
    drawing = known == null || !known.hasMap() ? null : new AtlasDrawing(known, dark.get());
    painted = null;
    pointed.set(null);
    requestLayout();
  }

  private void again() {
    painted = null;
    pointed.set(null);
    requestLayout();
  }

  /** The part that is seen; null while there is no room or nothing to see. */
  @Nullable PlacesView view() {
    return navigation.view();
  }

  private @Nullable PlacesView whole(double width, double height) {
    AtlasModel.Known known = model.knownProperty().get();
    return known == null ? null : known.layout().fit(width, height);
  }

  private void onMovedPlane() {
    pointed.set(null);
    requestLayout();
  }

  void fit() {
    navigation.fit();
  }

  void zoom(double factor) {
    navigation.zoom(factor);
  }

  // --- mouse and keyboard ---

  private AtlasDrawing.@Nullable Arc arcAt(double x, double y) {
    return arcs.stream()
        .filter(arc -> arc.distance(x, y) <= REACH)
        .min(Comparator.comparingDouble(arc -> arc.distance(x, y)))
        .orElse(null);
  }

  private int placeAt(double x, double y) {
    PlacesView now = view();
    AtlasModel.Known known = model.knownProperty().get();
    return now == null || known == null
        ? -1
        : known
            .layout()
            .database()
            .index()
            .nearest(now.planeX(x), now.planeY(y), REACH / now.scaleX(), REACH / now.scaleY());
  }

  private void point(double x, double y) {
    // A place lies under the ends of its arcs: where both are near, it is the place that is meant.
    int place = placeAt(x, y);
    Alias twin = place < 0 ? null : model.twinOf(place);
    AtlasDrawing.Arc arc = twin == null ? arcAt(x, y) : null;
    pointed.set(
        twin != null
            ? new Pointed(twin, place, new Point2D(x, y))
            : arc != null ? new Pointed(arc.alias(), -1, new Point2D(x, y)) : null);
    setCursor(pointed.get() == null ? Cursor.DEFAULT : Cursor.HAND);
  }

  private void onPressed(MouseEvent event) {
    requestFocus();
    navigation.press(event);
    event.consume();
  }

  private void onDragged(MouseEvent event) {
    if (navigation.drag(event, true)) {
      setCursor(Cursor.CLOSED_HAND);
    }
    event.consume();
  }

  private void onReleased(MouseEvent event) {
    if (!navigation.isDragged() && event.getButton() == MouseButton.PRIMARY) {
      point(event.getX(), event.getY());
      Pointed now = pointed.get();
      if (now != null) {
        model.chosenProperty().set(now.alias());
        if (event.getClickCount() == 2) {
          model.open(now.alias());
        }
      } else if (event.getClickCount() == 2) {
        fit();
      } else {
        model.chosenProperty().set(null);
      }
    } else {
      point(event.getX(), event.getY());
    }
    event.consume();
  }

  private void onKey(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    Alias chosen = model.chosenProperty().get();
    switch (event.getCode()) {
      case N -> step(1);
      case P -> step(-1);
      case ENTER -> {
        if (chosen == null) {
          return;
        }
        model.open(chosen);
      }
      case ESCAPE -> {
        if (chosen == null) {
          return;
        }
        model.chosenProperty().set(null);
      }
      default -> {
        if (!navigation.key(event.getCode())) {
          return;
        }
      }
    }
    event.consume();
  }

  private void step(int by) {
    List<Alias> all = model.listedProperty().get();
    if (!all.isEmpty()) {
      Alias chosen = model.chosenProperty().get();
      int at = chosen == null ? -1 : all.indexOf(chosen);
      model
          .chosenProperty()
          .set(all.get(at < 0 ? 0 : Math.clamp((long) at + by, 0, all.size() - 1)));
    }
  }

  // --- what is drawn ---

  @Override
  protected void layoutChildren() {
    for (Canvas canvas : List.of(ground, above)) {
      canvas.setWidth((int) getWidth());
      canvas.setHeight((int) getHeight());
    }
    PlacesView now = view();
    AtlasDrawing known = drawing;
    if (known == null || now == null) {
      arcs = List.of();
      above.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
      ground.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
      return;
    }
    if (!now.equals(painted)) {
      painted = now;
      arcs = known.arcs(now, model.listedProperty().get(), model.arcsProperty().get());
      Drawing below = new Drawing();
      known.places(below, now);
      known.draw(below, arcs);
      known.compass(below, now);
      paint(below, ground);
    }
    Drawing marks = new Drawing();
    Alias chosen = model.chosenProperty().get();
    if (chosen != null) {
      mark(marks, known, now, chosen, 3.4);
    }
    Pointed under = pointed.get();
    if (under != null && !Objects.equals(under.alias(), chosen)) {
      mark(marks, known, now, under.alias(), 2.4);
    }
    paint(marks, above);
  }

  private static void mark(
      Drawing marks, AtlasDrawing known, PlacesView view, Alias alias, double width) {
    AtlasDrawing.Arc arc = known.arc(view, alias, 1);
    if (arc != null) {
      known.mark(marks, arc, width);
    }
  }

  private static void paint(Drawing marks, Canvas to) {
    to.getGraphicsContext2D().clearRect(0, 0, to.getWidth(), to.getHeight());
    CanvasPainter.paint(marks.marks(), to.getGraphicsContext2D());
  }
}
