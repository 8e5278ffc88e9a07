package org.vladoscope.ui.explore.queries;

import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.view.ThumbnailView;
import org.vladoscope.ui.view.Thumbnails;

/** The images outside the map that were looked at, in a row; not there while there are none. */
public final class OutsideStrip extends VBox {

  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final double WIDTH = 72;
  private static final double HEIGHT = 54;

  private final OpenMap model;
  private final OutsideImages outside;
  private final Thumbnails thumbnails;
  private final HBox row = new HBox(4);

  /** Kept here: the list of images outlives the map it is shown with. */
  private final InvalidationListener onChange = o -> fill();

  public OutsideStrip(OpenMap model, OutsideImages outside, Thumbnails thumbnails) {
    this.model = model;
    this.outside = outside;
    this.thumbnails = thumbnails;
    getStyleClass().add("outside-strip");
    Label title = new Label("Outside the map");
    title.getStyleClass().add("form-note");
    ScrollPane scroll = new ScrollPane(row);
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("outside-scroll");
    scroll.setFitToHeight(true);
    scroll.setMinHeight(HEIGHT + 24);
    getChildren().addAll(title, scroll);
    managedProperty().bind(visibleProperty());
    outside.recent().addListener(new WeakInvalidationListener(onChange));
    model.queryProperty().addListener((o, before, now) -> mark());
    model.candidateProperty().addListener((o, before, now) -> mark());
    fill();
  }

  private void fill() {
    row.getChildren().setAll(outside.recent().stream().map(this::cell).toList());
    setVisible(!outside.recent().isEmpty());
    mark();
  }

  private Node cell(PlaceImage image) {
    ThumbnailView picture = new ThumbnailView(thumbnails, WIDTH, HEIGHT);
    picture.setFile(image.file());
    Button remove = new Button("", new FontIcon(Feather.X));
    remove.getStyleClass().addAll("small", "button-icon", "outside-remove");
    remove.setTooltip(new Tooltip("Take off this list"));
    remove.setAccessibleText("Take " + image.name() + " off this list");
    remove.setFocusTraversable(false);
    remove.setOnAction(event -> outside.remove(image));
    StackPane.setAlignment(remove, Pos.TOP_RIGHT);
    StackPane cell = new StackPane(picture, remove);
    cell.getStyleClass().add("outside-cell");
    cell.setUserData(image);
    cell.setFocusTraversable(true);
    cell.setAccessibleText(image.name() + ", outside the map");
    Tooltip.install(cell, new Tooltip(image.file().toString()));
    cell.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            model.queryProperty().set(image);
          }
        });
    cell.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            model.queryProperty().set(image);
            event.consume();
          }
        });
    ContextMenu menu = menu(image);
    cell.setOnContextMenuRequested(
        event -> menu.show(cell, event.getScreenX(), event.getScreenY()));
    return cell;
  }

  private ContextMenu menu(PlaceImage image) {
    MenuItem search = new MenuItem("Search for it in the map");
    search.setOnAction(event -> model.queryProperty().set(image));
    MenuItem compare = new MenuItem("Compare with the query");
    compare.setOnAction(event -> model.candidateProperty().set(image));
    compare.disableProperty().bind(model.queryProperty().isNull());
    MenuItem remove = new MenuItem("Take off this list");
    remove.setOnAction(event -> outside.remove(image));
    return new ContextMenu(search, compare, remove);
  }

  private void mark() {
    for (Node cell : row.getChildren()) {
      Object image = cell.getUserData();
      cell.pseudoClassStateChanged(
          CHOSEN,
          Objects.equals(image, model.queryProperty().get())
              || Objects.equals(image, model.candidateProperty().get()));
    }
  }
}
