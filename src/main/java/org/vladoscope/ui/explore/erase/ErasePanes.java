package org.vladoscope.ui.explore.erase;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.vladoscope.erase.CellArea;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.explore.look.MarkedImages;
import org.vladoscope.ui.explore.look.NamedImage;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.ui.view.Placement;

/** Query and candidate under the eraser: a hand draws, and what is gone is covered. */
final class ErasePanes {

  private final EraseModel model;
  private final EraseTools tools;
  private final OverlayModel overlays;
  private final Side query;
  private final Side candidate;
  private final MarkedImages images;

  ErasePanes(EraseModel model, EraseTools tools, OverlayModel overlays) {
    this.model = model;
    this.tools = tools;
    this.overlays = overlays;
    query = new Side(true, new ImagePane(overlays.viewportProperty()));
    candidate = new Side(false, new ImagePane(overlays.candidateViewportProperty()));
    images = new MarkedImages(List.of(query.image, candidate.image), this::draw);
    for (Side side : List.of(query, candidate)) {
      side.pane.pointerProperty().addListener(o -> images.request());
    }
    for (var input : overlays.lineInputs()) {
      input.addListener(o -> images.request());
    }
    overlays.scaleProperty().addListener(o -> images.request());
    tools.radiusProperty().addListener(o -> images.request());
    tools.toolProperty().addListener(o -> images.request());
    model.erasingProperty().addListener(o -> images.request());
    model.stateProperty().addListener(o -> show());
    show();
  }

  /** The images with their marks. */
  Region node() {
    return images;
  }

  /** The pane of the query, which takes the keys. */
  ImagePane home() {
    return query.pane;
  }

  private void show() {
    Comparison pair = model.ready().map(EraseState.Ready::pair).orElse(null);
    if (pair != null) {
      query.image.show("Query", pair.query().image().name(), pair.query().picture());
      candidate.image.show(
          "Candidate", pair.candidate().image().name(), pair.candidate().picture());
    }
    images.request();
  }

  private void draw(Drawing drawing) {
    EraseState.Ready ready = model.ready().orElse(null);
    if (ready == null) {
      return;
    }
    List<Placement> at = images.placements();
    new EraseMarks(ready.pair(), model.erasingProperty().get(), overlays.settings())
        .draw(drawing, at.get(0), at.get(1));
    for (Side side : List.of(query, candidate)) {
      side.drawTool(drawing, ready, at.get(side.isQuery ? 0 : 1));
    }
  }

  /** One image and the hand over it. */
  private final class Side {

    private final boolean isQuery;
    private final ImagePane pane;
    private final NamedImage image;
    private @Nullable Point from;
    private @Nullable Point last;
    private boolean back;

    Side(boolean isQuery, ImagePane pane) {
      this.isQuery = isQuery;
      this.pane = pane;
      this.image = new NamedImage(pane);
      pane.addEventFilter(MouseEvent.MOUSE_PRESSED, this::onPress);
      pane.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::onDrag);
      pane.addEventFilter(MouseEvent.MOUSE_RELEASED, this::onRelease);
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
      images.request();
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
      images.request();
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
