package org.vladoscope.ui.evaluate.atlas;

import java.util.List;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vladoscope.alias.Alias;
import org.vladoscope.alias.Band;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.evaluate.page.Columns;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.ui.view.Words;

/** Beside the map: places by how distinctive they are, and runs that look like another run. */
final class AtlasSide extends VBox {

  private final AtlasModel model;
  private final TableView<Integer> places = new TableView<>();
  private final ListView<Band> runs = new ListView<>();
  private final ToggleButton placesTab = new ToggleButton("Places");
  private final ToggleButton runsTab = new ToggleButton("Runs");
  private final TableColumn<Integer, Number> distinctiveness;
  private final TableColumn<Integer, Number> metres;

  AtlasSide(AtlasModel model) {
    super(8);
    this.model = model;
    setMinWidth(320);
    distinctiveness =
        Columns.number("Distinctiveness", 138, this::distinctiveness, TwinGallery::similarity);
    places.setId("atlas-places");
    places
        .getColumns()
        .add(Columns.text("Place", 130, i -> shorter(image(i)), i -> image(i).name()));
    places.getColumns().add(distinctiveness);
    places
        .getColumns()
        .add(Columns.text("Looks like", 130, i -> twin(i, true), i -> twin(i, false)));
    metres = Columns.number("Metres", 66, this::metres, TwinGallery::whole);
    places.getColumns().add(metres);
    places.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    places.setPlaceholder(new Label(""));
    places.setRowFactory(
        view -> {
          TableRow<Integer> row = new TableRow<>();
          row.setOnMouseClicked(
              event -> {
                if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                  open(row.getItem());
                }
              });
          return row;
        });
    places.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            open(places.getSelectionModel().getSelectedItem());
            event.consume();
          }
        });
    places.getSelectionModel().selectedItemProperty().addListener((o, was, now) -> choose(now));
    runs.setId("atlas-runs");
    runs.setCellFactory(view -> new RunCell());
    runs.setPlaceholder(
        note(
            "No run of at least "
                + Band.LEAST
                + " images looks, one after the other, like another run. A lower similarity may"
                + " show some."));
    runs.getSelectionModel()
        .selectedItemProperty()
        .addListener((o, was, now) -> model.bandProperty().set(now));
    placesTab.setId("atlas-tab-places");
    runsTab.setId("atlas-tab-runs");
    StackPane shown = new StackPane(places);
    placesTab.setOnAction(event -> shown.getChildren().setAll(places));
    runsTab.setOnAction(event -> shown.getChildren().setAll(runs));
    placesTab.setSelected(model.bandProperty().get() == null);
    runsTab.setSelected(!placesTab.isSelected());
    if (runsTab.isSelected()) {
      shown.getChildren().setAll(runs);
    }
    HBox tabs = Segments.of(new ToggleGroup(), placesTab, runsTab);
    tabs.setAlignment(Pos.CENTER_LEFT);
    VBox.setVgrow(shown, Priority.ALWAYS);
    shown.setMinHeight(80);
    getChildren().addAll(tabs, shown);
    model.knownProperty().addListener(o -> fill());
    model.bandsProperty().addListener(o -> fillRuns());
    model
        .bandProperty()
        .addListener(
            (o, was, now) -> {
              if (now == null) {
                runs.getSelectionModel().clearSelection();
              } else if (now != runs.getSelectionModel().getSelectedItem()) {
                // Chosen elsewhere, as in the matrix.
                runsTab.setSelected(true);
                shown.getChildren().setAll(runs);
                runs.getSelectionModel().select(now);
                runs.scrollTo(now);
              }
            });
    fill();
    fillRuns();
  }

  private static Label note(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    label.setWrapText(true);
    label.setMaxWidth(300);
    return label;
  }

  private AtlasModel.@Nullable Known atlas() {
    return model.knownProperty().get();
  }

  private double distinctiveness(int i) {
    AtlasModel.Known known = atlas();
    return known == null ? Double.NaN : known.atlas().distinctiveness(i);
  }

  private PlaceImage image(int i) {
    return model.map().database().get(i);
  }

  private static String shorter(PlaceImage image) {
    return Words.withoutEnding(Words.shortName(image.name()));
  }

  private String twin(int i, boolean isShort) {
    AtlasModel.Known known = atlas();
    int twin = known == null ? -1 : known.atlas().twins()[i];
    return twin < 0
        ? isShort ? "\u2013" : "No image is known to be far from it."
        : isShort ? shorter(image(twin)) : image(twin).name();
  }

  private double metres(int i) {
    Alias twin = model.twinOf(i);
    return twin == null ? Double.NaN : twin.metres();
  }

  private void fill() {
    AtlasModel.Known known = atlas();
    places.setItems(
        known == null
            ? FXCollections.observableArrayList()
            : FXCollections.observableArrayList(IntStream.of(known.order()).boxed().toList()));
    metres.setVisible(known == null || known.hasMap());
    distinctiveness.setSortType(TableColumn.SortType.ASCENDING);
    places.getSortOrder().setAll(List.of(distinctiveness));
    placesTab.setText(known == null ? "Places" : "Places  " + Numbers.count(known.order().length));
  }

  private void fillRuns() {
    Band band = model.bandProperty().get();
    runs.getSelectionModel().clearSelection();
    runs.getItems().setAll(model.bandsProperty().get());
    if (band != null && runs.getItems().contains(band)) {
      runs.getSelectionModel().select(band);
    }
    runsTab.setText("Runs  " + Numbers.count(model.bandsProperty().get().size()));
  }

  private void choose(@Nullable Integer image) {
    if (image != null) {
      model.chosenProperty().set(model.twinOf(image));
    }
  }

  private void open(@Nullable Integer image) {
    Alias twin = image == null ? null : model.twinOf(image);
    if (twin != null) {
      model.open(twin);
    }
  }

  private static final class RunCell extends ListCell<Band> {

    @Override
    protected void updateItem(Band band, boolean empty) {
      super.updateItem(band, empty);
      setText(
          empty || band == null
              ? null
              : band.name()
                  + "\n"
                  + band.aliases().size()
                  + " pairs, mean similarity "
                  + TwinGallery.similarity(band.similarity()));
    }
  }
}
