package org.vladoscope.ui.evaluate.page;

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
public final class BehindView extends VBox {

  private static final double WIDTH = 112;
  private static final double HEIGHT = 84;

  private final Label title = new Label();
  private final Label hint = new Label();
  private final HBox choice = new HBox();
  private final ListView<QueriesBehind.Row> list = new ListView<>();
  private final Consumer<PlaceImage> open;
  private final String untitled;

  /**
   * A list, empty while nothing is chosen.
   *
   * @param hint what to do so that something is
   * @param open shows a query
   */
  public BehindView(
      ObservableValue<@Nullable QueriesBehind> behind,
      Thumbnails thumbnails,
      String hint,
      Consumer<PlaceImage> open) {
    this(behind, thumbnails, "Queries behind a number", hint, open);
  }

  /**
   * A list, empty while nothing is chosen.
   *
   * @param untitled what it is called while nothing is
   * @param hint what to do so that something is
   * @param open shows a query
   */
  public BehindView(
      ObservableValue<@Nullable QueriesBehind> behind,
      Thumbnails thumbnails,
      String untitled,
      String hint,
      Consumer<PlaceImage> open) {
    super(8);
    this.open = open;
    this.untitled = untitled;
    getStyleClass().add("queries-behind");
    title.getStyleClass().add("section-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    this.hint.getStyleClass().add("muted");
    this.hint.setMinWidth(0);
    this.hint.setText(hint);
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
    boolean any = now != null;
    title.setText(now == null ? untitled : now.title());
    choice.setVisible(any);
    choice.setManaged(any);
    hint.setVisible(!any);
    hint.setManaged(!any);
    list.setVisible(any);
    list.setManaged(any);
    if (now != null) {
      choose(now);
    }
  }

  /** Offers the groups; the first that is not empty is shown. */
  private void choose(QueriesBehind now) {
    ToggleGroup toggles = new ToggleGroup();
    ToggleButton[] buttons = new ToggleButton[now.groups().size()];
    int first = 0;
    while (first < buttons.length - 1 && now.groups().get(first).rows().isEmpty()) {
      first++;
    }
    for (int i = 0; i < buttons.length; i++) {
      QueriesBehind.Group group = now.groups().get(i);
      ToggleButton button =
          new ToggleButton(group.name() + "  " + Numbers.count(group.rows().size()));
      button.setId("behind-" + i);
      button.getStyleClass().add("small");
      button.setSelected(i == first);
      button.setOnAction(event -> fill(group));
      buttons[i] = button;
    }
    choice.getChildren().setAll(Segments.of(toggles, buttons));
    fill(now.groups().get(first));
  }

  private void fill(QueriesBehind.Group group) {
    list.getItems().setAll(group.rows());
    Label nothing = new Label("There are none.");
    nothing.getStyleClass().add("muted");
    list.setPlaceholder(nothing);
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
