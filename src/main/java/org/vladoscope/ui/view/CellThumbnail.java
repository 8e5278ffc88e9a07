package org.vladoscope.ui.view;

import java.util.Objects;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * A cell of an image with what surrounds it; grey until loaded. Its tooltip shows all that the cell
 * sees, its receptive field.
 */
public final class CellThumbnail extends StackPane {

  private static final int TIP = 220;

  private final Thumbnails thumbnails;
  private final int pixels;
  private final ImageView view = new ImageView();
  private final ImageView field = new ImageView();
  private final Tooltip tip = new Tooltip();
  private @Nullable CellPart shown;
  private Thumbnails.Request request = () -> {};

  /** An empty square. */
  public CellThumbnail(Thumbnails thumbnails, int pixels) {
    this.thumbnails = thumbnails;
    this.pixels = pixels;
    getStyleClass().add("thumbnail");
    setMinSize(pixels, pixels);
    setMaxSize(pixels, pixels);
    view.setFitWidth(pixels);
    view.setFitHeight(pixels);
    getChildren().add(view);
    field.setFitWidth(TIP);
    field.setFitHeight(TIP);
    tip.setGraphic(field);
    tip.setContentDisplay(ContentDisplay.TOP);
    tip.setOnShowing(event -> loadField());
  }

  /** Shows a part as soon as it is there, or nothing. */
  public void setPart(@Nullable CellPart part) {
    if (Objects.equals(part, shown)) {
      return;
    }
    request.cancel();
    shown = part;
    view.setImage(null);
    field.setImage(null);
    if (part == null) {
      Tooltip.uninstall(this, tip);
      return;
    }
    // Twice as many pixels as points, for screens that have them.
    request = thumbnails.request(part, 2 * pixels, image -> image.ifPresent(view::setImage));
    tip.setText(part.file().getFileName() + ": receptive field of the cell");
    Tooltip.install(this, tip);
  }

  private void loadField() {
    CellPart part = shown;
    if (part != null && field.getImage() == null) {
      CellPart whole =
          new CellPart(
              part.file(),
              part.cells(),
              part.resized(),
              part.cell(),
              part.cells().receptiveFieldInPixels());
      thumbnails.request(
          whole,
          TIP,
          image -> {
            if (part.equals(shown)) {
              image.ifPresent(field::setImage);
            }
          });
    }
  }
}
