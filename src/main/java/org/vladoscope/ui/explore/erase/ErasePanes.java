package org.vladoscope.ui.explore.erase;

import java.util.List;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vladoscope.erase.CellArea;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.CanvasPainter;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.ui.view.Placement;

/** Query and candidate under the eraser: a hand draws, and what is gone is covered. */
final class ErasePanes extends StackPane {

  private static final double GAP = 16;

  private final EraseModel model;
  private final EraseTools tools;
  private final OverlayModel overlays;
  private final Side query;
  private final Side candidate;
  private final Pane layer = new Pane();
  private final Canvas canvas = new Canvas();
  private boolean requested;

  ErasePanes(EraseModel model, EraseTools tools, OverlayModel overlays) {
    this.model = model;
    this.tools = tools;
    this.overlays = overlays;
    query = new Side(true, new ImagePane(overlays.viewportProperty()));
    candidate = new Side(false, new ImagePane(overlays.candidateViewportProperty()));
    HBox panes = new HBox(GAP, query, candidate);
    layer.setMouseTransparent(true);
    layer.getChildren().add(canvas);
    canvas.widthProperty().bind(layer.widthProperty());
    canvas.heightProperty().bind(layer.heightProperty());
    getChildren().addAll(panes, layer);
    setMinHeight(120);
    for (Side side : List.of(query, candidate)) {
      side.pane.revisionProperty().addListener(o -> request());
      side.pane.pointerProperty().addListener(o -> request());
    }
    layer.widthProperty().addListener(o -> request());
    layer.heightProperty().addListener(o -> request());
    for (var input : overlays.lineInputs()) {
      input.addListener(o -> request());
    }
    overlays.scaleProperty().addListener(o -> request());
    tools.radiusProperty().addListener(o -> request());
    tools.toolProperty().addListener(o -> request());
    model.erasingProperty().addListener(o -> request());
    model.stateProperty().addListener(o -> show());
    show();
  }

  /** The pane of the query, which takes the keys. */
  ImagePane home() {
    return query.pane;
  }

  private void show() {
    Comparison pair = model.ready().map(EraseState.Ready::pair).orElse(null);
    if (pair != null) {
      query.show("Query", pair.query());
      candidate.show("Candidate", pair.candidate());
    }
    request();
  }

  /** Where both images are seen. */
  List<Placement> placements() {
    return List.of(placement(query.pane), placement(candidate.pane));
  }

  private Placement placement(ImagePane pane) {
    var origin = layer.sceneToLocal(pane.localToScene(0, 0));
    return pane.placement().on(origin.getX(), origin.getY(), 1);
  }

  private void request() {
    if (!requested) {
      requested = true;
      Platform.runLater(
          () -> {
            requested = false;
            draw();
          });
    }
  }

  private void draw() {
    var graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    EraseState.Ready ready = model.ready().orElse(null);
    if (ready == null) {
      return;
    }
    Drawing drawing = new Drawing();
    List<Placement> at = placements();
    new EraseMarks(ready.pair(), model.erasingProperty().get(), overlays.settings())
        .draw(drawing, at.get(0), at.get(1));
    for (Side side : List.of(query, candidate)) {
      side.drawTool(drawing, ready, at.get(side.isQuery ? 0 : 1));
    }
    CanvasPainter.paint(drawing.marks(), graphics);
  }

  /** One image with its role and name, and the hand over it. */
  private final class Side extends VBox {

    private final boolean isQuery;
    private final ImagePane pane;
    private final Label role = new Label();
    private final Label name = new Label();
    private @Nullable Point from;
    private @Nullable Point last;
    private boolean back;

    Side(boolean isQuery, ImagePane pane) {
      super(4);
      this.isQuery = isQuery;
      this.pane = pane;
      role.getStyleClass().add("form-heading");
      role.setMinWidth(USE_PREF_SIZE);
      name.getStyleClass().add("muted");
      name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      name.setMinWidth(0);
      HBox header = new HBox(8, role, name);
      header.setAlignment(Pos.CENTER_LEFT);
      header.setMinHeight(28);
      VBox.setVgrow(pane, Priority.ALWAYS);
      HBox.setHgrow(this, Priority.ALWAYS);
      setMinWidth(0);
      setPrefWidth(100);
      getChildren().addAll(header, pane);
      pane.addEventFilter(MouseEvent.MOUSE_PRESSED, this::onPress);
      pane.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::onDrag);
      pane.addEventFilter(MouseEvent.MOUSE_RELEASED, this::onRelease);
    }

    void show(String newRole, Comparison.Side side) {
      role.setText(newRole);
      name.setText(side.image().name());
      name.setTooltip(new Tooltip(side.image().name()));
      pane.setAccessibleText(newRole + ", " + side.image().name());
      if (!side.picture().equals(pane.picture())) {
        pane.setPicture(side.picture());
      }
    }

    private void onPress(MouseEvent event) {
      EraseState.Ready ready = model.ready().orElse(null);
      if (ready == null || event.getButton() != MouseButton.PRIMARY) {
        return;
      }
      pane.requestFocus();
      event.consume();
      Point at = pane.toPicture(event.getX(), event.getY());
      back = event.isAltDown();
      if (tools.toolProperty().get() == EraseTool.CLUSTER) {
        cluster(ready, at);
        return;
      }
      from = at;
      last = at;
      model.begin();
      draw(ready, at);
    }

    private void cluster(EraseState.Ready ready, Point at) {
      boolean inside = pane.pointerProperty().get() != null;
      ready
          .image(isQuery)
          .assignment()
          .filter(known -> inside)
          .ifPresent(
              known -> {
                int cell = ready.area(isQuery).nearest(at.x(), at.y());
                model.apply(isQuery, ready.image(isQuery).cluster(known.strongest(cell)), back);
              });
    }

    private void onDrag(MouseEvent event) {
      EraseState.Ready ready = model.ready().orElse(null);
      if (ready != null && from != null) {
        draw(ready, pane.toPicture(event.getX(), event.getY()));
        event.consume();
      }
    }

    private void draw(EraseState.Ready ready, Point at) {
      CellArea area = ready.area(isQuery);
      Point start = from;
      Point previous = last;
      if (start == null || previous == null) {
        return;
      }
      if (tools.toolProperty().get() == EraseTool.BRUSH) {
        double radius = tools.radiusProperty().get() * area.cellWidth();
        model.change(
            isQuery, area.stroke(previous.x(), previous.y(), at.x(), at.y(), radius), back);
      }
      last = at;
      request();
    }

    private void onRelease(MouseEvent event) {
      EraseState.Ready ready = model.ready().orElse(null);
      Point start = from;
      Point end = last;
      from = null;
      last = null;
      if (ready == null || start == null || end == null) {
        return;
      }
      if (tools.toolProperty().get() == EraseTool.RECTANGLE) {
        model.change(
            isQuery,
            ready
                .area(isQuery)
                .within(
                    Math.min(start.x(), end.x()),
                    Math.min(start.y(), end.y()),
                    Math.max(start.x(), end.x()),
                    Math.max(start.y(), end.y())),
            back);
      }
      model.end();
      event.consume();
      request();
    }

    /** The rectangle that is drawn, or the brush under the mouse. */
    void drawTool(Drawing drawing, EraseState.Ready ready, Placement at) {
      Point start = from;
      Point end = last;
      Point pointer = pane.pointerProperty().get();
      if (tools.toolProperty().get() == EraseTool.RECTANGLE && start != null && end != null) {
        Point a = at.place(start);
        Point b = at.place(end);
        outline(
            drawing,
            new Box(
                Math.min(a.x(), b.x()),
                Math.min(a.y(), b.y()),
                Math.max(1, Math.abs(a.x() - b.x())),
                Math.max(1, Math.abs(a.y() - b.y()))));
      } else if (tools.toolProperty().get() == EraseTool.BRUSH && pointer != null) {
        double radius = tools.radiusProperty().get() * ready.area(isQuery).cellWidth() * at.scale();
        circle(drawing, at.place(start == null || end == null ? pointer : end), radius);
      }
    }

    private void outline(Drawing drawing, Box box) {
      drawing.box(box, Palette.HALO, 3);
      drawing.box(box, Palette.FOCUS, 1.5);
    }

    private void circle(Drawing drawing, Point middle, double radius) {
      List<Point> points =
          IntStream.rangeClosed(0, 32)
              .mapToObj(
                  i ->
                      middle.moved(
                          radius * Math.cos(i * Math.PI / 16), radius * Math.sin(i * Math.PI / 16)))
              .toList();
      drawing.curve(points, Palette.HALO, 3);
      drawing.curve(points, Palette.FOCUS, 1.5);
    }
  }
}
