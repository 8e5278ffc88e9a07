package org.vladoscope.ui.explore.pair;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.vladoscope.ui.view.ClusterPalette;

/**
 * How one cell is shared among all clusters: one bar for each, 0 to 1. Of optimal transport a
 * narrow bar is the share that counts, the wide and pale one behind it that before Sinkhorn, and
 * the last one is the dustbin.
 */
final class AssignmentBars extends Region {

  private static final double HEIGHT = 36;
  private static final double BASE = 1;

  /** The dustbin is no cluster: it has no colour of theirs. */
  private static final Color DUSTBIN = Color.gray(0.55);

  private final Canvas canvas = new Canvas();
  private CellBars shown = CellBars.NONE;

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
  void show(CellBars bars) {
    shown = bars;
    setAccessibleText(bars.words());
    draw();
  }

  /** What is shown. */
  CellBars shown() {
    return shown;
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
    int count = shown.shares().length;
    if (count == 0 || width <= 0) {
      return;
    }
    double step = width / count;
    double bar = Math.max(1, step * 0.8);
    graphics.setFill(Color.gray(0.5, 0.35));
    graphics.fillRect(0, height, width, BASE);
    ClusterPalette palette = new ClusterPalette(shown.clusters());
    for (int k = 0; k < count; k++) {
      double left = k * step + (step - bar) / 2;
      Color colour = k < shown.clusters() ? palette.color(k) : DUSTBIN;
      if (shown.before().length > 0) {
        bar(graphics, colour.deriveColor(0, 1, 1, .4), left, bar, shown.before()[k], height);
        bar(graphics, colour, left + bar * .25, bar * .5, shown.shares()[k], height);
      } else {
        bar(graphics, colour, left, bar, shown.shares()[k], height);
      }
    }
  }

  private static void bar(
      GraphicsContext graphics,
      Color colour,
      double left,
      double width,
      float share,
      double height) {
    double tall = Math.max(share > 0.005 ? 1 : 0, share * (height - 1));
    graphics.setFill(colour);
    graphics.fillRect(left, height - tall, width, tall);
  }
}
