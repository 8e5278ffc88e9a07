package org.vladoscope.ui.lab;

import javafx.scene.canvas.Canvas;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Palette;
import org.vladoscope.teach.BlankImages;
import org.vladoscope.ui.view.CanvasPainter;

/** Which patches of a grid are inliers, as a small image. */
final class InlierMap extends Canvas {

  private static final double CELL = 4;
  private static final Colour GROUND = Colour.grey(.3);

  InlierMap(BlankImages.Scale scale) {
    super(scale.grid().columns() * CELL, scale.grid().rows() * CELL);
    Drawing drawing = new Drawing();
    drawing.fill(new Box(0, 0, getWidth(), getHeight()), GROUND);
    for (int patch = 0; patch < scale.inliers().length; patch++) {
      if (scale.inliers()[patch]) {
        drawing.fill(
            new Box(
                scale.grid().column(patch) * CELL,
                scale.grid().row(patch) * CELL,
                CELL - 1,
                CELL - 1),
            Palette.INLIER);
      }
    }
    CanvasPainter.paint(drawing.marks(), getGraphicsContext2D());
    setAccessibleText("Inliers lie in the four corners of the grid");
  }
}
