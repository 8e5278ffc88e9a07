package org.vladoscope.ui.explore.pair;

import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.explore.overlay.Overlay.Option;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.OverlayModel.Family;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.explore.overlay.PatchPointer;
import org.vladoscope.ui.explore.overlay.Probe;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.CanvasDrawing;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.ui.view.Placement;

/**
 * A transparent layer above both panes. Lines and grids lie on one canvas, what follows the mouse
 * on another, so that moving the mouse redraws a few strokes and not hundreds.
 */
final class PairLayer extends Region {

  private static final double DIMMED = 0.35;

  private final PairModel model;
  private final OverlayModel overlays;
  private final ImagePane left;
  private final ImagePane right;
  private final Canvas grids = new Canvas();
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
    getChildren().addAll(grids, still, moving);
    onChange(this::requestBoth, left.revisionProperty(), right.revisionProperty());
    onChange(
        this::requestBoth,
        model.linesProperty(),
        model.shadingProperty(),
        overlays.gridProperty(),
        overlays.receptiveFieldProperty(),
        overlays.queryPatchProperty());
    onChange(this::requestMoving, model.probeProperty());
  }

  private static void onChange(Runnable action, Observable... inputs) {
    for (Observable input : inputs) {
      input.addListener(o -> action.run());
    }
  }

  @Override
  protected void layoutChildren() {
    for (Canvas canvas : new Canvas[] {grids, still, moving}) {
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

  private @Nullable PairPainter painter(Canvas canvas) {
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    // The model may know a newer comparison before the panes have learnt of it.
    Comparison shown = model.comparison();
    if (shown == null || model.scale() < 0 || left.picture() == null) {
      return null;
    }
    return new PairPainter(
        new CanvasDrawing(graphics),
        shown,
        model.scale(),
        placement(true),
        placement(false),
        1,
        overlays.viewportProperty().get().zoom());
  }

  /** Where a picture lies in this layer. */
  Placement placement(boolean ofQuery) {
    ImagePane pane = ofQuery ? left : right;
    var origin = sceneToLocal(pane.localToScene(0, 0));
    return pane.placement().on(origin.getX(), origin.getY(), 1);
  }

  private void drawStill() {
    PairPainter grid = painter(grids);
    if (grid != null) {
      paintGrids(grid);
    }
    PairPainter painter = painter(still);
    if (painter != null) {
      painter.lines(model.linesProperty().get());
    }
  }

  /** What stays as it is while the mouse moves. */
  private void paintGrids(PairPainter painter) {
    Comparison shown = model.comparison();
    if (shown != null && overlays.gridProperty().get()) {
      painter.grid(true, middle(shown.grid(shown.query(), model.scale())));
      painter.grid(false, middle(shown.grid(shown.candidate(), model.scale())));
    }
    int chosen = overlays.queryPatchProperty().get();
    if (overlays.hasOption(Option.QUERY_PATCH) && chosen >= 0) {
      painter.chosenPatch(chosen);
    }
  }

  /** The patch shown as an example of the grid. */
  static int middle(PictureGrid grid) {
    return grid.grid().rows() / 2 * grid.grid().columns() + grid.grid().columns() / 2;
  }

  private void drawMoving() {
    PairPainter painter = painter(moving);
    Probe probe = model.probeProperty().get();
    Comparison shown = model.comparison();
    boolean pointed = painter != null && probe != null && shown != null && showsPatches();
    still.setOpacity(pointed ? DIMMED : 1);
    if (painter == null || probe == null || shown == null) {
      return;
    }
    if (showsPatches()) {
      probe.patch().ifPresent(painter::pointer);
    } else {
      probe.cell().ifPresent(cell -> painter.cell(probe.ofQuery(), cell));
      probe.otherCell().ifPresent(cell -> painter.cell(!probe.ofQuery(), cell));
    }
    if (overlays.receptiveFieldProperty().get()) {
      Comparison.Side side = probe.ofQuery() ? shown.query() : shown.candidate();
      PictureGrid patches = shown.grid(side, model.scale());
      if (!showsPatches() && probe.cell().isPresent()) {
        painter.receptiveField(
            probe.ofQuery(), patches.cells().receptiveField(probe.cell().getAsInt()));
      } else if (probe.patch().isPresent()) {
        PatchPointer patch = probe.patch().get();
        painter.receptiveField(
            probe.ofQuery(),
            patches.receptiveField(probe.ofQuery() ? patch.queryPatch() : patch.candidatePatch()));
      }
    }
  }

  private boolean showsPatches() {
    return overlays.overlayProperty().get().family() != Family.CLUSTERS
        || overlays.matchesProperty().get();
  }
}
