package org.vladoscope.ui.evaluate.atlas;

import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.view.ThumbnailView;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/** The two images of a pair beside the mouse. */
final class PairCard extends VBox {

  private static final double WIDTH = 148;
  private static final double HEIGHT = 111;
  private static final double AWAY = 14;

  private final ThumbnailView first;
  private final ThumbnailView second;
  private final Label firstName = name();
  private final Label secondName = name();
  private final Label says = new Label();

  PairCard(Thumbnails thumbnails) {
    super(4);
    first = new ThumbnailView(thumbnails, WIDTH, HEIGHT);
    second = new ThumbnailView(thumbnails, WIDTH, HEIGHT);
    says.setId("atlas-card");
    says.getStyleClass().addAll("card-numbers", "tabular");
    getStyleClass().add("scatter-card");
    getChildren()
        .addAll(new HBox(6, new VBox(2, first, firstName), new VBox(2, second, secondName)), says);
    setManaged(false);
    setMouseTransparent(true);
    setVisible(false);
  }

  private static Label name() {
    Label label = new Label();
    label.getStyleClass().add("image-name");
    label.setMaxWidth(WIDTH);
    return label;
  }

  void hide() {
    setVisible(false);
    first.setFile(null);
    second.setFile(null);
  }

  /** Shows it near a place of a surface, and wholly inside. */
  void show(
      PlaceImage one,
      PlaceImage other,
      boolean ofQuery,
      String text,
      Point2D at,
      double width,
      double height) {
    first.setFile(one.file());
    second.setFile(other.file());
    firstName.setText((ofQuery ? "\u25c7 " : "") + shorter(one));
    secondName.setText(shorter(other));
    says.setText(text);
    setVisible(true);
    applyCss();
    autosize();
    double x = at.getX() + AWAY;
    double y = at.getY() + AWAY;
    if (x + getWidth() > width) {
      x = at.getX() - AWAY - getWidth();
    }
    if (y + getHeight() > height) {
      y = at.getY() - AWAY - getHeight();
    }
    relocate(
        Math.clamp(x, 0, Math.max(0, width - getWidth())),
        Math.clamp(y, 0, Math.max(0, height - getHeight())));
  }

  private static String shorter(PlaceImage image) {
    return Words.withoutEnding(Words.shortName(image.name()));
  }
}
