package org.vladoscope.ui.explore;

import atlantafx.base.controls.CustomTextField;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.GridView;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Thumbnails;

/** A grid of thumbnails that can be filtered by name; a click chooses an image. */
final class ImageBrowser extends VBox {

  static final double CELL_WIDTH = 100;
  static final double CELL_HEIGHT = 98;

  private final CustomTextField filter = new CustomTextField();
  private final FilteredList<PlaceImage> shown;
  private final GridView<PlaceImage> grid;

  /**
   * A grid.
   *
   * @param what what the images are, such as "queries"
   * @param chosen the image that is marked
   * @param choose called with an image that was clicked
   */
  ImageBrowser(
      List<PlaceImage> images,
      String what,
      Thumbnails thumbnails,
      ObjectProperty<@Nullable PlaceImage> chosen,
      Consumer<PlaceImage> choose) {
    getStyleClass().add("image-browser");
    shown = new FilteredList<>(FXCollections.observableArrayList(images));
    grid = new GridView<>(shown);
    grid.setCellWidth(CELL_WIDTH);
    grid.setCellHeight(CELL_HEIGHT);
    grid.setHorizontalCellSpacing(2);
    grid.setVerticalCellSpacing(2);
    grid.setCellFactory(view -> new ImageCell(thumbnails, chosen, choose));
    EmptyState nothing =
        new EmptyState(Feather.SEARCH, "No match", "No name contains these letters.");
    if (images.isEmpty()) {
      nothing.setText("No " + what, "This map has no " + what + ".");
    }
    nothing.setVisible(shown.isEmpty());
    filter.setPromptText("Filter by name");
    filter.setLeft(new FontIcon(Feather.SEARCH));
    filter.textProperty().addListener((o, before, now) -> filter(now, nothing));
    StackPane body = new StackPane(grid, nothing);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(filter, body);
  }

  /** The field in which names are typed. */
  TextField filterField() {
    return filter;
  }

  /** The images that pass the filter. */
  List<PlaceImage> shown() {
    return shown;
  }

  private void filter(String typed, EmptyState nothing) {
    String wanted = typed.trim().toLowerCase(Locale.ROOT);
    shown.setPredicate(image -> image.name().toLowerCase(Locale.ROOT).contains(wanted));
    nothing.setVisible(shown.isEmpty());
  }
}
