package org.vladoscope.ui.explore.pair;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.MatchLine;
import org.vladoscope.ui.explore.overlay.Overlay.Unit;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.explore.overlay.PairPainter;
import org.vladoscope.ui.explore.overlay.Probe;
import org.vladoscope.ui.view.CanvasPainter;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.ui.view.Placement;

/**
 * A transparent layer above both panes. Lines and outlines lie on two canvases, what follows the
 * mouse on another, so that moving the mouse redraws a few strokes and not hundreds.
 */
final class PairLayer extends Region {

  private static final double DIMMED = 0.35;

  private final PairModel model;
  private final OverlayModel overlays;
  private final ImagePane left;
  private final ImagePane right;
  private final Canvas outlines = new Canvas();
  private final Canvas still = new Canvas();
  private final Canvas moving = new Canvas();
  private boolean stillRequested;
  private boolean movingRequested;

  PairLayer(PairModel model, OverlayModel overlays, ImagePane left, ImagePane right) {
    this.model = model;
    this.overlays = overlays;
    this.left = left;
    this.right = right;
    setMouseTransparent(true);
    getChildren().addAll(outlines, still, moving);
    onChange(this::requestBoth, left.revisionProperty(), right.revisionProperty());
    onChange(
        this::requestBoth,
        model.linesProperty(),
        model.shadingProperty(),
        overlays.queryPatchProperty());
    onChange(this::requestBoth, overlays.lineInputs());
    onChange(this::requestMoving, model.probeProperty());
  }

  private static void onChange(Runnable action, Observable... inputs) {
    for (Observable input : inputs) {
      input.addListener(o -> action.run());
    }
  }

  @Override
  protected void layoutChildren() {
    for (Canvas canvas : new Canvas[] {outlines, still, moving}) {
      canvas.setWidth(getWidth());
      canvas.setHeight(getHeight());
    }
    requestBoth();
  }

  private void requestBoth() {
    requestMoving();
    if (!stillRequested) {
      stillRequested = true;
      Platform.runLater(
          () -> {
            stillRequested = false;
            drawStill();
          });
    }
  }

  private void requestMoving() {
    if (!movingRequested) {
      movingRequested = true;
      Platform.runLater(
          () -> {
            movingRequested = false;
            drawMoving();
          });
    }
  }

  /** Draws on a canvas, while there is a pair to draw on. */
  private void draw(Canvas canvas, BiConsumer<PairPainter, OverlayInput> content) {
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    Optional<OverlayInput> shown = model.shown();
    // The model may know a newer comparison before the panes have learnt of it.
    if (shown.isEmpty() || left.picture() == null) {
      return;
    }
    Drawing drawing = new Drawing();
    PairPainter painter =
        new PairPainter(
            drawing,
            shown.get().comparison(),
            model.scale(),
            placement(true),
            placement(false),
            overlays.lineWidthProperty().get(),
            overlays.viewportProperty().get().zoom());
    content.accept(painter, shown.get());
    CanvasPainter.paint(drawing.marks(), graphics);
  }

  /** Where an image lies in this layer. */
  Placement placement(boolean ofQuery) {
    ImagePane pane = ofQuery ? left : right;
    var origin = sceneToLocal(pane.localToScene(0, 0));
    return pane.placement().on(origin.getX(), origin.getY(), 1);
  }

  private void drawStill() {
    draw(
        outlines,
        (painter, shown) -> overlays.shown().forEach(overlay -> overlay.draw(painter, shown)));
    List<MatchLine> lines = model.linesProperty().get();
    draw(
        still,
        (painter, shown) -> {
          if (!lines.isEmpty()) {
            painter.lines(lines, shown.colouring(lines));
          }
        });
  }

  private void drawMoving() {
    Probe probe = model.probeProperty().get();
    Unit pointed = overlays.pointed();
    still.setOpacity(probe != null && pointed == Unit.PATCH ? DIMMED : 1);
    draw(
        moving,
        (painter, shown) -> {
          if (probe != null) {
            pointer(painter, probe, pointed);
            overlays.shownLines().forEach(o -> o.point(painter, shown, probe, pointed));
          }
        });
  }

  private static void pointer(PairPainter painter, Probe probe, Unit pointed) {
    if (pointed == Unit.PATCH) {
      probe.patch().ifPresent(painter::pointer);
    } else {
      probe.cell().ifPresent(cell -> painter.cell(probe.ofQuery(), cell));
      probe.otherCell().ifPresent(cell -> painter.cell(!probe.ofQuery(), cell));
    }
  }
}
