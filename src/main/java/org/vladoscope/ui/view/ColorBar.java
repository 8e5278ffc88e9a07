package org.vladoscope.ui.view;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import org.vladoscope.figure.ColorScale;

/** Says which colour stands for which value: smallest, a strip of colours, largest. */
public final class ColorBar extends HBox {

  private static final int LENGTH = 80;
  private static final int THICKNESS = 10;

  private final Label min = new Label();
  private final Label max = new Label();
  private final ImageView strip = new ImageView();

  /** A bar from 0 to 1. */
  public ColorBar(ColorScale map) {
    getStyleClass().add("color-bar");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(USE_PREF_SIZE);
    min.getStyleClass().add("tabular");
    max.getStyleClass().add("tabular");
    getChildren().addAll(min, strip, max);
    setMap(map);
    setRange(new ValueRange(0, 1));
  }

  /** Changes the colours. */
  public void setMap(ColorScale map) {
    WritableImage image = new WritableImage(LENGTH, THICKNESS);
    for (int x = 0; x < LENGTH; x++) {
      for (int y = 0; y < THICKNESS; y++) {
        image.getPixelWriter().setArgb(x, y, map.argb((double) x / (LENGTH - 1)));
      }
    }
    strip.setImage(image);
  }

  /** Changes the values at the ends. */
  public void setRange(ValueRange range) {
    min.setText(Numbers.precise(range.min()));
    max.setText(Numbers.precise(range.max()));
    setAccessibleText(
        "Colours from " + Numbers.precise(range.min()) + " to " + Numbers.precise(range.max()));
  }
}
