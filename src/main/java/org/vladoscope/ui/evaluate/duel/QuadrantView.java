package org.vladoscope.ui.evaluate.duel;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.GridCell;
import org.controlsfx.control.GridView;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.run.Duel;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.ThumbnailView;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/** One field of the table of who is right: how many queries, and which. */
final class QuadrantView extends VBox {

  private static final double WIDTH = 96;
  private static final double HEIGHT = 72;

  private final Label count = new Label();
  private final GridView<Duel.Bout> grid = new GridView<>();
  private final Label none = new Label("There are none.");

  /**
   * An empty field.
   *
   * @param queries the map's queries by name
   * @param open shows a query
   */
  QuadrantView(
      Duel.Quadrant quadrant,
      Map<String, PlaceImage> queries,
      Thumbnails thumbnails,
      Consumer<Duel.Bout> open) {
    super(6);
    setId("duel-" + quadrant.id());
    getStyleClass().addAll("duel-field", quadrant.id());
    Label title = new Label(quadrant.words());
    title.getStyleClass().add("section-title");
    count.getStyleClass().addAll("section-title", "tabular");
    HBox head = new HBox(8, title, count);
    head.setAlignment(Pos.CENTER_LEFT);
    grid.setCellWidth(WIDTH + 4);
    grid.setCellHeight(HEIGHT + 40);
    grid.setHorizontalCellSpacing(2);
    grid.setVerticalCellSpacing(2);
    grid.setCellFactory(view -> new Cell(queries, thumbnails, open));
    none.getStyleClass().add("muted");
    none.setMouseTransparent(true);
    StackPane body = new StackPane(grid, none);
    body.setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(head, body);
    setMinHeight(0);
  }

  /** Shows queries. */
  void show(List<Duel.Bout> bouts) {
    count.setText(Numbers.count(bouts.size()));
    none.setVisible(bouts.isEmpty());
    grid.getItems().setAll(bouts);
  }

  /** A query with its rank in either method; reached by Tab, opened by Enter. */
  private static final class Cell extends GridCell<Duel.Bout> {

    private final Map<String, PlaceImage> queries;
    private final ThumbnailView thumbnail;
    private final Label name = new Label();
    private final Label ranks = new Label();
    private final VBox box;
    private final Tooltip tooltip = new Tooltip();

    Cell(Map<String, PlaceImage> queries, Thumbnails thumbnails, Consumer<Duel.Bout> open) {
      this.queries = queries;
      this.thumbnail = new ThumbnailView(thumbnails, WIDTH, HEIGHT);
      getStyleClass().add("behind-cell");
      name.getStyleClass().add("image-name");
      name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      name.setMaxWidth(WIDTH);
      ranks.getStyleClass().addAll("card-numbers", "tabular");
      box = new VBox(1, thumbnail, name, ranks);
      setFocusTraversable(true);
      setOnMouseClicked(
          event -> {
            if (getItem() != null && event.getButton() == MouseButton.PRIMARY) {
              open.accept(getItem());
            }
          });
      addEventHandler(
          KeyEvent.KEY_PRESSED,
          event -> {
            if (getItem() != null && event.getCode() == KeyCode.ENTER) {
              open.accept(getItem());
              event.consume();
            }
          });
    }

    @Override
    protected void updateItem(Duel.Bout bout, boolean empty) {
      super.updateItem(bout, empty);
      if (empty || bout == null) {
        thumbnail.setFile(null);
        setGraphic(null);
        setTooltip(null);
        setAccessibleText(null);
        return;
      }
      PlaceImage query = queries.get(bout.query());
      thumbnail.setFile(query == null ? null : query.file());
      name.setText(Words.withoutEnding(Words.shortName(bout.query())));
      ranks.setText("A " + DuelView.rank(bout.rankA()) + "   B " + DuelView.rank(bout.rankB()));
      tooltip.setText(DuelView.details(bout));
      setTooltip(tooltip);
      setAccessibleText(bout.query() + ", " + ranks.getText());
      setGraphic(box);
    }
  }
}
