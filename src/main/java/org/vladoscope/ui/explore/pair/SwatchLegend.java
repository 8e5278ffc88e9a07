package org.vladoscope.ui.explore.pair;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Rectangle;
import org.vladoscope.ui.explore.overlay.Legend;

/** What the clusters that are seen look like: samples of the first few, and how many more. */
final class SwatchLegend extends HBox {

  private static final double SIDE = 14;

  /** More of them would push the options into a second line; the list of clusters has them all. */
  private static final int MOST = 6;

  SwatchLegend() {
    super(10);
    getStyleClass().add("swatch-legend");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(USE_PREF_SIZE);
  }

  void show(Legend.Swatches legend) {
    List<Integer> listed = legend.listed();
    int samples = listed.size() > MOST ? MOST - 1 : listed.size();
    getChildren().clear();
    for (int cluster : listed.subList(0, samples)) {
      Rectangle sample = new Rectangle(SIDE, SIDE, legend.palette().paint(cluster));
      sample.getStyleClass().add("cluster-swatch");
      Label name = new Label(String.valueOf(cluster), sample);
      name.getStyleClass().add("tabular");
      getChildren().add(name);
    }
    if (samples < listed.size()) {
      getChildren().add(new Label("and " + (listed.size() - samples) + " more"));
    }
    setAccessibleText(
        "Clusters "
            + listed.stream().map(String::valueOf).collect(Collectors.joining(", "))
            + " are seen");
  }
}
