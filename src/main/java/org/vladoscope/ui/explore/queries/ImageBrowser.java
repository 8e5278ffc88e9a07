package org.vladoscope.ui.explore.queries;

import atlantafx.base.controls.CustomTextField;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.GridView;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.map.ImageList;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Thumbnails;

/** A grid of thumbnails that can be filtered by name; a click chooses an image. */
public final class ImageBrowser extends VBox {

  static final double CELL_WIDTH = 83;
  static final double CELL_HEIGHT = 83;
  private static final double GAP = 2;

  private final CustomTextField filter = new CustomTextField();
  private final ImageList images;
  private final GridView<PlaceImage> grid;

  /**
   * A grid.
   *
   * @param what what the images are, such as "queries"
   * @param chosen the image that is marked
   * @param choose called with an image that was clicked
   * @param badges what became of the images, or null where they are no queries
   */
  public ImageBrowser(
      ImageList images,
      String what,
      Thumbnails thumbnails,
      ObjectProperty<@Nullable PlaceImage> chosen,
      Consumer<PlaceImage> choose,
      @Nullable OutcomeBadges badges) {
    getStyleClass().add("image-browser");
    this.images = images;
    grid = new GridView<>(images.shown());
    grid.setCellWidth(CELL_WIDTH);
    grid.setCellHeight(CELL_HEIGHT);
    grid.setHorizontalCellSpacing(GAP);
    grid.setVerticalCellSpacing(GAP);
    grid.setCellFactory(view -> new ImageCell(thumbnails, chosen, choose, badges));
    grid.setAccessibleText("Images of the map: " + what + ". Arrow keys choose one.");
    grid.addEventHandler(KeyEvent.KEY_PRESSED, event -> onKey(event, chosen, choose));
    EmptyState nothing =
        new EmptyState(Feather.SEARCH, "No match", "No name contains these letters.");
    if (images.all().isEmpty()) {
      nothing.setText("No " + what, "This map has no " + what + ".");
    }
    nothing.visibleProperty().bind(Bindings.isEmpty(images.shown()));
    images.nameProperty().addListener((o, before, now) -> explain(nothing));
    images.conditionProperty().addListener((o, before, now) -> explain(nothing));
    filter.setPromptText("Filter by name");
    filter.setLeft(new FontIcon(Feather.SEARCH));
    filter.textProperty().bindBidirectional(images.nameProperty());
    chosen.addListener((o, before, now) -> reveal(now));
    StackPane body = new StackPane(grid, nothing);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(filter, body);
  }

  /** The field in which names are typed. */
  TextField filterField() {
    return filter;
  }

  /** Controls between the field for names and the images. */
  public void addControls(Node controls) {
    getChildren().add(1, controls);
  }

  /** Arrows choose the neighbour of the chosen image, Home and End the first and the last one. */
  private void onKey(
      KeyEvent event, ObjectProperty<@Nullable PlaceImage> chosen, Consumer<PlaceImage> choose) {
    int all = images.all().size();
    int step =
        switch (event.getCode()) {
          case LEFT -> -1;
          case RIGHT -> 1;
          case UP -> -columns();
          case DOWN -> columns();
          case HOME -> -all;
          case END -> all;
          default -> 0;
        };
    if (step != 0) {
      images.neighbour(chosen.get(), step).ifPresent(choose);
      event.consume();
    }
  }

  private int columns() {
    return (int) Math.max(1, grid.getWidth() / (CELL_WIDTH + 2 * GAP));
  }

  private void explain(EmptyState nothing) {
    if (!images.all().isEmpty()) {
      nothing.setText(
          "No match",
          images.nameProperty().get().isBlank()
              ? "No image passes the filters."
              : "No name contains these letters.");
    }
  }

  /** Scrolls an image into view that was chosen elsewhere, only as far as needed. */
  private void reveal(@Nullable PlaceImage image) {
    int index = image == null ? -1 : images.shown().indexOf(image);
    if (index >= 0 && grid.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      flow.scrollTo(index / columns());
    }
  }
}
