package org.vladoscope.ui.lab;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import org.vladoscope.teach.steps.IntegralImage;
import org.vladoscope.ui.theme.Painted;

/** A small grid with a window on it, and its integral image with the four reads. */
final class IntegralCanvas extends Painted {

  /** Width of the whole. */
  static final double WIDTH = 444;

  private static final double CELL = 28;
  private static final double GAP = 24;
  private static final Color ADDED = Color.web("#0a7d4b");
  private static final Color SUBTRACTED = Color.web("#b3261e");

  private final PatchModel model;
  private final int rows;
  private final int columns;
  private final Canvas canvas;

  IntegralCanvas(PatchModel model) {
    this.model = model;
    rows = model.values().length;
    columns = model.values()[0].length;
    canvas = new Canvas(WIDTH, (rows + 1) * CELL + 1);
    getStyleClass().add("lab-canvas");
    setFocusTraversable(true);
    setMinSize(WIDTH, canvas.getHeight());
    setMaxSize(WIDTH, canvas.getHeight());
    setAccessibleText(
        "A grid of numbers with a window, and its integral image; arrow keys move it");
    getChildren().add(canvas);
    onRestyled(this::draw);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::onMouse);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onMouse);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  private void onMouse(MouseEvent event) {
    requestFocus();
    int half = model.window() / 2;
    model.placeWindow((int) (event.getY() / CELL) - half - 1, (int) (event.getX() / CELL) - half);
    event.consume();
  }

  private void onKey(KeyEvent event) {
    int top = model.topProperty().get();
    int left = model.leftProperty().get();
    switch (event.getCode()) {
      case LEFT -> model.placeWindow(top, left - 1);
      case RIGHT -> model.placeWindow(top, left + 1);
      case UP -> model.placeWindow(top - 1, left);
      case DOWN -> model.placeWindow(top + 1, left);
      default -> {
        return;
      }
    }
    event.consume();
  }

  void draw() {
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, WIDTH, canvas.getHeight());
    graphics.setFill(ground());
    graphics.fillRect(0, CELL, columns * CELL, rows * CELL);
    double right = columns * CELL + GAP;
    graphics.fillRect(right, 0, (columns + 1) * CELL, (rows + 1) * CELL);
    graphics.setTextAlign(TextAlignment.CENTER);
    graphics.setTextBaseline(VPos.CENTER);
    graphics.setFont(Font.font("System", 12));
    int top = model.topProperty().get();
    int left = model.leftProperty().get();
    int size = model.window();
    graphics.setFill(Color.web("#d4730a", 0.3));
    graphics.fillRect(left * CELL, (top + 1) * CELL, size * CELL, size * CELL);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        cell(graphics, j * CELL, (i + 1) * CELL, number(model.values()[i][j]));
      }
    }
    sums(graphics, right);
    graphics.setStroke(readable(Color.web("#a34a00")));
    graphics.setLineWidth(2);
    graphics.strokeRect(left * CELL + .5, (top + 1) * CELL + .5, size * CELL, size * CELL);
    corner(graphics, right, top, left, "A", ADDED);
    corner(graphics, right, top, left + size, "B", SUBTRACTED);
    corner(graphics, right, top + size, left, "C", SUBTRACTED);
    corner(graphics, right, top + size, left + size, "D", ADDED);
  }

  private void sums(GraphicsContext graphics, double right) {
    IntegralImage integral = model.integral();
    int filled = model.filledProperty().get();
    for (int i = 0; i <= rows; i++) {
      for (int j = 0; j <= columns; j++) {
        boolean border = i == 0 || j == 0;
        boolean known = border || (i - 1) * columns + j - 1 < filled;
        graphics.setFill(border ? ground().interpolate(ink(), 0.07) : ground());
        graphics.fillRect(right + j * CELL, i * CELL, CELL, CELL);
        cell(graphics, right + j * CELL, i * CELL, known ? number(integral.sums()[i][j]) : "");
      }
    }
  }

  private static String number(double value) {
    return Integer.toString((int) value);
  }

  private void cell(GraphicsContext graphics, double x, double y, String text) {
    graphics.setStroke(ground().interpolate(ink(), 0.2));
    graphics.setLineWidth(1);
    graphics.strokeRect(x + .5, y + .5, CELL, CELL);
    graphics.setFill(ink());
    graphics.fillText(text, x + CELL / 2, y + CELL / 2);
  }

  private void corner(
      GraphicsContext graphics, double right, int row, int column, String name, Color color) {
    double x = right + column * CELL;
    double y = row * CELL;
    Color drawn = readable(color);
    graphics.setStroke(drawn);
    graphics.setLineWidth(2.5);
    graphics.strokeRect(x + 2, y + 2, CELL - 3, CELL - 3);
    graphics.setFill(drawn);
    graphics.setFont(Font.font("System", FontWeight.BOLD, 9));
    graphics.fillText(name, x + CELL - 7, y + 8);
    graphics.setFont(Font.font("System", 12));
  }
}
