package org.vladoscope.ui.lab;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.vladoscope.teach.BlankImages;

/** Which patches of a grid are inliers, as a small picture. */
final class InlierMap extends Canvas {

  private static final double CELL = 4;

  InlierMap(BlankImages.Scale scale) {
    super(scale.grid().columns() * CELL, scale.grid().rows() * CELL);
    GraphicsContext graphics = getGraphicsContext2D();
    graphics.setFill(Color.gray(0.85));
    graphics.fillRect(0, 0, getWidth(), getHeight());
    graphics.setFill(Color.web("#0a7d4b"));
    for (int patch = 0; patch < scale.inliers().length; patch++) {
      if (scale.inliers()[patch]) {
        graphics.fillRect(
            scale.grid().column(patch) * CELL, scale.grid().row(patch) * CELL, CELL - 1, CELL - 1);
      }
    }
    setAccessibleText("Inliers lie in the four corners of the grid");
  }
}
