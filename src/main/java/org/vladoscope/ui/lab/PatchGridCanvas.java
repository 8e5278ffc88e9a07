package org.vladoscope.ui.lab;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import org.vladoscope.ui.theme.Painted;
import org.vladoscope.vlad.PatchGrid;

/** The cells of an image, the centres of all patches, and one patch as a window to be moved. */
final class PatchGridCanvas extends Painted {

  /** Width of the whole. */
  static final double WIDTH = 441;

  private static final double CELL = 11;

  private final PatchModel model;
  private final Canvas canvas = new Canvas(WIDTH, PatchModel.HEIGHT * CELL + 1);

  PatchGridCanvas(PatchModel model) {
    this.model = model;
    getStyleClass().add("lab-canvas");
    setFocusTraversable(true);
    setMinSize(WIDTH, canvas.getHeight());
    setMaxSize(WIDTH, canvas.getHeight());
    setAccessibleText("Grid of cells with a patch window; arrow keys move it");
    getChildren().add(canvas);
    onRestyled(this::draw);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::onMouse);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onMouse);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  private void onMouse(MouseEvent event) {
    requestFocus();
    model.lookAt((int) (event.getY() / CELL), (int) (event.getX() / CELL));
    event.consume();
  }

  private void onKey(KeyEvent event) {
    switch (event.getCode()) {
      case LEFT -> model.movePatch(0, -1);
      case RIGHT -> model.movePatch(0, 1);
      case UP -> model.movePatch(-1, 0);
      case DOWN -> model.movePatch(1, 0);
      default -> {
        return;
      }
    }
    event.consume();
  }

  void draw() {
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    PatchGrid grid = model.grid();
    graphics.setFill(ground());
    graphics.fillRect(0, 0, WIDTH, canvas.getHeight());
    graphics.setStroke(ground().interpolate(ink(), 0.14));
    graphics.setLineWidth(1);
    for (int i = 0; i <= PatchModel.WIDTH; i++) {
      graphics.strokeLine(i * CELL + .5, 0, i * CELL + .5, canvas.getHeight());
    }
    for (int i = 0; i <= PatchModel.HEIGHT; i++) {
      graphics.strokeLine(0, i * CELL + .5, WIDTH, i * CELL + .5);
    }
    graphics.setFill(Color.web("#0969da", 0.55));
    double half = grid.scale().size() * CELL / 2;
    for (int patch = 0; patch < grid.count(); patch++) {
      double x = grid.firstCellColumn(patch) * CELL + half;
      double y = grid.firstCellRow(patch) * CELL + half;
      graphics.fillOval(x - 1.5, y - 1.5, 4, 4);
    }
    int patch = model.patchProperty().get();
    double x = grid.firstCellColumn(patch) * CELL + .5;
    double y = grid.firstCellRow(patch) * CELL + .5;
    double side = grid.scale().size() * CELL;
    graphics.setFill(Color.web("#d4730a", 0.35));
    graphics.fillRect(x, y, side, side);
    graphics.setStroke(readable(Color.web("#a34a00")));
    graphics.setLineWidth(2);
    graphics.strokeRect(x, y, side, side);
  }
}
