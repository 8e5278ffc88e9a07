package org.vladoscope.ui.view;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A thumbnail that fills its box, cropped evenly; grey until loaded. */
public final class ThumbnailView extends StackPane {

  private static final double CORNERS = 8;

  private final Thumbnails thumbnails;
  private final ImageView view = new ImageView();
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
    Rectangle clip = new Rectangle(width, height);
    clip.setArcWidth(CORNERS);
    clip.setArcHeight(CORNERS);
    setClip(clip);
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
    view.setImage(null);
    broken.setVisible(false);
    if (file != null) {
      request = thumbnails.request(file, this::show);
    }
  }

  private void show(Optional<Image> loaded) {
    broken.setVisible(loaded.isEmpty());
    loaded.ifPresent(
        image -> {
          double grow =
              Math.max(getPrefWidth() / image.getWidth(), getPrefHeight() / image.getHeight());
          view.setFitWidth(image.getWidth() * grow);
          view.setFitHeight(image.getHeight() * grow);
          view.setImage(image);
        });
  }
}
