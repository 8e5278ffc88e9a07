package org.vladoscope.ui.explore.look;

import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vladoscope.figure.Drawing;
import org.vladoscope.ui.view.CanvasPainter;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.ui.view.Placement;

/**
 * Images side by side or one above the other, and marks over all of them, such as lines from one to
 * the other.
 */
public final class MarkedImages extends StackPane {

  private static final double GAP = 16;
  private static final double STACKED_GAP = 8;

  private final List<NamedImage> images;
  private final Consumer<Drawing> marks;
  private final Pane layer = new Pane();
  private final Canvas canvas = new Canvas();
  private boolean requested;

  /**
   * Images side by side.
   *
   * @param marks draws what lies over them, in pixels of this pane
   */
  public MarkedImages(List<NamedImage> images, Consumer<Drawing> marks) {
    this(images, new HBox(GAP), marks);
  }

  /** Images one above the other. */
  public static MarkedImages stacked(List<NamedImage> images, Consumer<Drawing> marks) {
    return new MarkedImages(images, new VBox(STACKED_GAP), marks);
  }

  private MarkedImages(List<NamedImage> images, Pane panes, Consumer<Drawing> marks) {
    this.images = List.copyOf(images);
    this.marks = marks;
    panes.getChildren().addAll(images);
    layer.setMouseTransparent(true);
    layer.getChildren().add(canvas);
    canvas.widthProperty().bind(layer.widthProperty());
    canvas.heightProperty().bind(layer.heightProperty());
    getChildren().addAll(panes, layer);
    setMinHeight(120);
    for (NamedImage image : images) {
      image.pane().revisionProperty().addListener(o -> request());
    }
    layer.widthProperty().addListener(o -> request());
    layer.heightProperty().addListener(o -> request());
  }

  /** Where the images are seen, in their order. */
  public List<Placement> placements() {
    return images.stream().map(NamedImage::pane).map(this::placement).toList();
  }

  private Placement placement(ImagePane pane) {
    var origin = layer.sceneToLocal(pane.localToScene(0, 0));
    return pane.placement().on(origin.getX(), origin.getY(), 1);
  }

  /** Has the marks drawn anew, soon, and once however often it is asked. */
  public void request() {
    if (!requested) {
      requested = true;
      Platform.runLater(
          () -> {
            requested = false;
            draw();
          });
    }
  }

  private void draw() {
    var graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    Drawing drawing = new Drawing();
    marks.accept(drawing);
    CanvasPainter.paint(drawing.marks(), graphics);
  }
}
