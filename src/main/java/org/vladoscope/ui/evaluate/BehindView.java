package org.vladoscope.ui.evaluate;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.ui.view.ThumbnailView;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/** The queries behind a number: those that were answered right and those that were not. */
final class BehindView extends VBox {

  private static final double WIDTH = 112;
  private static final double HEIGHT = 84;

  private final Label title = new Label();
  private final Label hint = new Label();
  private final ToggleButton misses = new ToggleButton();
  private final ToggleButton hits = new ToggleButton();
  private final HBox choice;
  private final ListView<QueriesBehind.Row> list = new ListView<>();
  private final Consumer<PlaceImage> open;
  private @Nullable QueriesBehind shown;

  /**
   * A list, empty while nothing is chosen.
   *
   * @param hint what to do so that something is
   * @param open shows a query
   */
  BehindView(
      ObservableValue<@Nullable QueriesBehind> behind,
      Thumbnails thumbnails,
      String hint,
      Consumer<PlaceImage> open) {
    super(8);
    this.open = open;
    getStyleClass().add("queries-behind");
    title.getStyleClass().add("section-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    this.hint.getStyleClass().add("muted");
    this.hint.setMinWidth(0);
    this.hint.setText(hint);
    misses.setId("behind-misses");
    hits.setId("behind-hits");
    for (ToggleButton button : List.of(misses, hits)) {
      button.getStyleClass().add("small");
      button.setOnAction(event -> fill());
      button.setMinWidth(Region.USE_PREF_SIZE);
    }
    misses.setSelected(true);
    choice = Segments.of(new ToggleGroup(), misses, hits);
    choice.setMinWidth(Region.USE_PREF_SIZE);
    HBox head = new HBox(12, title, choice, this.hint);
    head.setAlignment(Pos.CENTER_LEFT);
    list.setId("behind-list");
    list.setOrientation(Orientation.HORIZONTAL);
    list.setCellFactory(view -> new Cell(thumbnails));
    list.setPrefHeight(HEIGHT + 56);
    list.setMinHeight(HEIGHT + 56);
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    getChildren().addAll(head, list);
    behind.addListener((o, before, now) -> show(now));
    show(behind.getValue());
  }

  private void show(@Nullable QueriesBehind now) {
    shown = now;
    boolean any = now != null;
    title.setText(now == null ? "Queries behind a number" : now.title());
    choice.setVisible(any);
    choice.setManaged(any);
    hint.setVisible(!any);
    hint.setManaged(!any);
    list.setVisible(any);
    list.setManaged(any);
    if (now != null) {
      misses.setText("\u2717 Misses  " + Numbers.count(now.misses().size()));
      hits.setText("\u2713 Hits  " + Numbers.count(now.hits().size()));
      if (now.misses().isEmpty()) {
        hits.setSelected(true);
      }
      fill();
    }
  }

  private void fill() {
    QueriesBehind now = shown;
    if (now != null) {
      list.getItems().setAll(misses.isSelected() ? now.misses() : now.hits());
      Label nothing =
          new Label(misses.isSelected() ? "No query was missed." : "No query was answered right.");
      nothing.getStyleClass().add("muted");
      list.setPlaceholder(nothing);
    }
  }

  private void onKey(KeyEvent event) {
    QueriesBehind.Row row = list.getSelectionModel().getSelectedItem();
    if (row != null && (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE)) {
      open.accept(row.query());
      event.consume();
    }
  }

  private final class Cell extends ListCell<QueriesBehind.Row> {

    private final ThumbnailView thumbnail;
    private final Label name = new Label();
    private final Label text = new Label();
    private final VBox box;
    private final Tooltip tooltip = new Tooltip();

    Cell(Thumbnails thumbnails) {
      thumbnail = new ThumbnailView(thumbnails, WIDTH, HEIGHT);
      getStyleClass().add("behind-cell");
      name.getStyleClass().add("image-name");
      name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      name.setMaxWidth(WIDTH);
      text.getStyleClass().addAll("card-numbers", "tabular");
      text.setMaxWidth(WIDTH);
      box = new VBox(2, thumbnail, name, text);
      setOnMouseClicked(
          event -> {
            QueriesBehind.Row row = getItem();
            if (row != null && event.getButton() == MouseButton.PRIMARY) {
              open.accept(row.query());
            }
          });
    }

    @Override
    protected void updateItem(QueriesBehind.Row row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        thumbnail.setFile(null);
        setGraphic(null);
        setTooltip(null);
        setAccessibleText(null);
        return;
      }
      thumbnail.setFile(row.query().file());
      name.setText(Words.withoutEnding(Words.shortName(row.query().name())));
      text.setText(row.text());
      tooltip.setText(row.query().name() + "\n" + row.text() + "\nClick to see it in Explore");
      setTooltip(tooltip);
      setAccessibleText(row.query().name() + ", " + row.text());
      setGraphic(box);
    }
  }
}
