package org.vladoscope.ui.view;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.ImagePattern;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A thumbnail that fills its box, cropped evenly; grey until loaded. */
public final class ThumbnailView extends StackPane {

  private static final double CORNERS = 8;

  private final Thumbnails thumbnails;

  /** Filled with the image: a rounded clip would be drawn through a mask of its own, each frame. */
  private final Rectangle view;

  private final FontIcon broken = new FontIcon(Feather.ALERT_TRIANGLE);
  private @Nullable Path shown;
  private Thumbnails.Request request = () -> {};

  /** An empty box of a fixed size. */
  public ThumbnailView(Thumbnails thumbnails, double width, double height) {
    this.thumbnails = thumbnails;
    getStyleClass().add("thumbnail");
    setMinSize(width, height);
    setPrefSize(width, height);
    setMaxSize(width, height);
    view = new Rectangle(width, height);
    view.setArcWidth(CORNERS);
    view.setArcHeight(CORNERS);
    view.setFill(null);
    broken.setVisible(false);
    getChildren().addAll(view, broken);
  }

  /** Shows a file's thumbnail as soon as it is there, or nothing. */
  public void setFile(@Nullable Path file) {
    if (Objects.equals(file, shown)) {
      return;
    }
    request.cancel();
    shown = file;
    view.setFill(null);
    broken.setVisible(false);
    if (file != null) {
      request = thumbnails.request(file, this::show);
    }
  }

  private void show(Optional<Image> loaded) {
    broken.setVisible(loaded.isEmpty());
    loaded.ifPresent(image -> view.setFill(covering(image)));
  }

  /** The image, as large as it must be to fill the box, in the middle of it. */
  private ImagePattern covering(Image image) {
    double grow =
        Math.max(view.getWidth() / image.getWidth(), view.getHeight() / image.getHeight());
    double width = image.getWidth() * grow;
    double height = image.getHeight() * grow;
    return new ImagePattern(
        image,
        (view.getWidth() - width) / 2,
        (view.getHeight() - height) / 2,
        width,
        height,
        false);
  }
}
