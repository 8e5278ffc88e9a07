package org.vladoscope.ui.evaluate.atlas;

import java.util.function.Consumer;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.view.CanvasPainter;
import org.vladoscope.ui.view.Numbers;

/** What colours and widths on the map say. */
final class AtlasLegend extends FlowPane {

  private static final int SCALE_LENGTH = 96;
  private static final int SCALE_THICKNESS = 10;

  private final ObservableBooleanValue dark;

  AtlasLegend(ObservableBooleanValue dark) {
    super(14, 4);
    this.dark = dark;
    setId("atlas-legend");
    setMinHeight(Region.USE_PREF_SIZE);
  }

  /**
   * Explains what is drawn.
   *
   * @param drawing null for nothing
   * @param hasQueries whether there are arcs from queries to their wrong answers
   */
  void show(@Nullable AtlasDrawing drawing, boolean hasQueries) {
    getChildren().clear();
    if (drawing == null) {
      return;
    }
    if (!Double.isNaN(drawing.low())) {
      getChildren().add(scale(drawing));
    }
    if (drawing.unknown() > 0) {
      getChildren()
          .add(
              mark(
                  "No image known to be far  " + Numbers.count(drawing.unknown()),
                  d -> d.dot(new Point(8, 6), 4, AtlasDrawing.grey(dark.get()))));
    }
    getChildren()
        .add(
            mark(
                "Look alike: the wider, the more similar",
                d ->
                    d.line(new Point(0, 6), new Point(24, 6), AtlasDrawing.arcs(dark.get()), 2.6)));
    if (hasQueries) {
      getChildren()
          .add(
              mark(
                  "A query and its wrong answer",
                  d ->
                      d.line(
                          new Point(0, 6),
                          new Point(24, 6),
                          AtlasDrawing.arcs(dark.get()),
                          2.2,
                          6,
                          4)));
    }
  }

  private Node scale(AtlasDrawing drawing) {
    WritableImage image = new WritableImage(SCALE_LENGTH, SCALE_THICKNESS);
    for (int x = 0; x < SCALE_LENGTH; x++) {
      for (int y = 0; y < SCALE_THICKNESS; y++) {
        image
            .getPixelWriter()
            .setArgb(x, y, AtlasDrawing.scale((double) x / (SCALE_LENGTH - 1), dark.get()).argb());
      }
    }
    String low = TwinGallery.similarity(drawing.low());
    String high = TwinGallery.similarity(drawing.high());
    HBox bar =
        new HBox(
            6, new Label("Distinctiveness"), new Label(low), new ImageView(image), new Label(high));
    bar.getStyleClass().addAll("map-mark", "tabular");
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.setAccessibleText("Distinctiveness from " + low + " to " + high);
    return bar;
  }

  private static Label mark(String text, Consumer<Drawing> symbol) {
    javafx.scene.canvas.Canvas canvas = new javafx.scene.canvas.Canvas(24, 12);
    Drawing drawing = new Drawing();
    symbol.accept(drawing);
    CanvasPainter.paint(drawing.marks(), canvas.getGraphicsContext2D());
    Label label = new Label(text);
    label.setGraphic(canvas);
    label.getStyleClass().addAll("map-mark", "tabular");
    return label;
  }
}
