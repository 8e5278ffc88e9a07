package org.vladoscope.ui.explore.pair;

import java.util.OptionalInt;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.view.ClusterPalette;
import org.vladoscope.vlad.SoftAssignment;

/** How one cell is shared among all clusters: one bar for each, 0 to 1. */
final class AssignmentBars extends Region {

  private static final double HEIGHT = 36;
  private static final double BASE = 1;

  private final Canvas canvas = new Canvas();
  private @Nullable SoftAssignment assignment;
  private OptionalInt cell = OptionalInt.empty();

  AssignmentBars() {
    getStyleClass().add("assignment-bars");
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    setMinWidth(0);
    getChildren().add(canvas);
    canvas.setManaged(false);
  }

  /** Shows a cell's shares, or none. */
  void show(@Nullable SoftAssignment newAssignment, OptionalInt newCell) {
    assignment = newAssignment;
    cell = newCell;
    setAccessibleText(words());
    draw();
  }

  /** The bars' heights, 0 to 1; empty if there are none. */
  float[] shares() {
    SoftAssignment shown = assignment;
    return shown == null || cell.isEmpty() ? new float[0] : shown.shares().row(cell.getAsInt());
  }

  private String words() {
    SoftAssignment shown = assignment;
    if (shown == null || cell.isEmpty()) {
      return "No cell";
    }
    int strongest = shown.strongest(cell.getAsInt());
    return "Strongest cluster " + strongest + ", share " + shown.share(cell.getAsInt(), strongest);
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private void draw() {
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    double width = canvas.getWidth();
    double height = canvas.getHeight() - BASE;
    graphics.clearRect(0, 0, width, canvas.getHeight());
    SoftAssignment shown = assignment;
    if (shown == null || width <= 0) {
      return;
    }
    int words = shown.words();
    double step = width / words;
    double bar = Math.max(1, step * 0.8);
    graphics.setFill(Color.gray(0.5, 0.35));
    graphics.fillRect(0, height, width, BASE);
    ClusterPalette palette = new ClusterPalette(words);
    float[] shares = shares();
    for (int k = 0; k < shares.length; k++) {
      double tall = Math.max(shares[k] > 0.005 ? 1 : 0, shares[k] * (height - 1));
      graphics.setFill(palette.color(k));
      graphics.fillRect(k * step + (step - bar) / 2, height - tall, bar, tall);
    }
  }
}
