package org.vladoscope.ui.explore.pair;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.vladoscope.figure.Colour;
import org.vladoscope.ui.explore.overlay.Legend;

/** Which colour stands for which principal component, and how much of the variance each holds. */
final class MixtureLegend extends HBox {

  private static final double SIDE = 11;

  MixtureLegend() {
    super(10);
    getStyleClass().add("mixture-legend");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(USE_PREF_SIZE);
  }

  void show(Legend.Mixture legend) {
    List<String> names = legend.names();
    getChildren().clear();
    for (int p = 0; p < names.size(); p++) {
      Colour colour = Legend.Mixture.INKS.get(p);
      Rectangle sample = new Rectangle(SIDE, SIDE);
      sample.setFill(Color.rgb(colour.red(), colour.green(), colour.blue()));
      Label name = new Label(names.get(p), sample);
      name.getStyleClass().add("tabular");
      getChildren().add(name);
    }
    getChildren().add(new Label(Legend.Mixture.FITTED));
    setAccessibleText(String.join(", ", names) + " " + Legend.Mixture.FITTED);
  }
}
