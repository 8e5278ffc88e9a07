package org.vladoscope.ui.evaluate.embedding;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import org.vladoscope.ui.view.Numbers;

/** The entries of the legend. */
final class LegendMarks {

  private static final int LENGTH = 96;
  private static final int THICKNESS = 10;

  private static final int SIDE = 2 * Symbol.MOST + 1;

  private LegendMarks() {}

  /** A kind of points with its number. */
  static Node of(PointLook.Group group, boolean dark) {
    int[] pixels = new int[SIDE * SIDE];
    group
        .symbol()
        .stamp(0)
        .set(pixels, SIDE, SIDE, SIDE / 2, SIDE / 2, PointLook.colour(group, dark).argb());
    WritableImage image = new WritableImage(SIDE, SIDE);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        image.getPixelWriter().setArgb(x, y, pixels[y * SIDE + x]);
      }
    }
    Label label = new Label(group.name() + "  " + Numbers.count(group.count()));
    label.setGraphic(new ImageView(image));
    label.getStyleClass().addAll("map-mark", "tabular");
    return label;
  }

  /** The scale with its ends. */
  static Node scale(PointLook look, boolean dark) {
    WritableImage image = new WritableImage(LENGTH, THICKNESS);
    for (int x = 0; x < LENGTH; x++) {
      for (int y = 0; y < THICKNESS; y++) {
        image
            .getPixelWriter()
            .setArgb(x, y, PointLook.scale((double) x / (LENGTH - 1), dark).argb());
      }
    }
    HBox bar = new HBox(6, new Label(look.low()), new ImageView(image), new Label(look.high()));
    bar.getStyleClass().add("tabular");
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.setAccessibleText("Colours from " + look.low() + " to " + look.high());
    return bar;
  }
}
