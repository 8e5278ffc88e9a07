package org.vladoscope.ui.evaluate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.alias.Band;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ui.evaluate.page.Section;
import org.vladoscope.ui.evaluate.page.TaskBar;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.map.Truth;
import org.vladoscope.ui.matrix.MatrixPane;
import org.vladoscope.ui.view.ColorBar;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.ui.view.ThumbnailView;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/** The similarity matrix with what is pointed at beside it. */
final class MatrixSection implements Section {

  private static final double ZOOM = 2;
  private static final double SIDE = 184;

  private final EvaluateModel evaluate;
  private final MatrixModel model;
  private final PlaceMap map;
  private final MatrixPane pane;
  private final BorderPane root = new BorderPane();
  private final StackPane middle = new StackPane();
  private final ColorBar colors;
  private final Label note = new Label();
  private final ThumbnailView query;
  private final ThumbnailView image;
  private final Label queryName = name();
  private final Label imageName = name();
  private final Label similarity = new Label();
  private final Label truth = new Label();
  private final VBox details = new VBox(4);
  private final Label queryHead = new Label("Query");
  private final ToggleButton marks = new ToggleButton("Ground truth");
  private final Label chosen = new Label();
  private final MatrixRuns runs;
  private final Label hint =
      new Label(
          "Point at a cell to see its pair, click to open it in Explore. The wheel zooms where the"
              + " mouse is, dragging moves; the keyboard does with arrows, + and \u2212, Enter.");
  private final EmptyState waiting =
      new EmptyState(Feather.GRID, "Preparing the matrix", "Global descriptors are computed once.");
  private final Button again = new Button("Try again");
  private final EmptyState failed;

  /**
   * The page.
   *
   * @param dark whether the look is dark
   * @param export takes out a table, by what it holds; made when it is written
   */
  MatrixSection(
      EvaluateModel evaluate,
      Thumbnails thumbnails,
      ObservableBooleanValue dark,
      BiConsumer<String, Supplier<String>> export) {
    this.evaluate = evaluate;
    this.model = evaluate.matrix();
    this.map = model.explore().map();
    this.pane = new MatrixPane(dark, this::open, this::openRun);
    this.runs = new MatrixRuns(model.atlas(), pane::show, this::openRun, export);
    this.colors = new ColorBar(pane.colorMapProperty().get());
    this.query = new ThumbnailView(thumbnails, SIDE, SIDE * .75);
    this.image = new ThumbnailView(thumbnails, SIDE, SIDE * .75);
    again.setOnAction(event -> model.load());
    this.failed = new EmptyState(Feather.ALERT_TRIANGLE, "There is no matrix", "", again);
    pane.setId("matrix");
    root.getStyleClass().add("evaluate-page");
    root.setTop(header());
    root.setCenter(middle);
    root.setRight(side());
    model.onTile(pane::onTile);
    pane.pointedProperty()
        .addListener(
            (o, before, now) -> model.point(now, now == null ? Float.NaN : pane.valueAt(now)));
    pane.rangeProperty()
        .addListener(
            (o, before, now) -> {
              colors.setRange(now);
              describe();
            });
    pane.viewProperty().addListener((o, before, now) -> describe());
    model.pointedProperty().addListener((o, before, now) -> show(now));
    model.truth().truthProperty().addListener(o -> pane.marksProperty().set(model.marks()));
    model.markedProperty().addListener(o -> pane.marksProperty().set(model.marks()));
    model.tilesProperty().addListener(o -> refresh());
    model.busyProperty().addListener(o -> refresh());
    model.problemProperty().addListener(o -> refresh());
    model
        .explore()
        .configProperty()
        .addListener(
            (o, before, now) -> {
              if (root.getScene() != null) {
                model.load();
              }
            });
    root.sceneProperty()
        .addListener(
            (o, before, now) -> {
              if (now != null) {
                model.load();
              }
            });
    model.rowsProperty().addListener(o -> showRows());
    model.atlas().bandsProperty().addListener(o -> mark());
    model.atlas().bandProperty().addListener(o -> mark());
    model.chosenProperty().addListener(o -> mark());
    show(null);
    refresh();
    showRows();
  }

  /** Follows what the rows are. */
  private void showRows() {
    queryHead.setText(model.rowsProperty().get().one());
    runs.setVisible(model.rowsProperty().get() == MatrixModel.Rows.DATABASE);
    runs.setManaged(runs.isVisible());
    enableTruth();
    pane.marksProperty().set(model.marks());
    mark();
  }

  private void mark() {
    pane.overProperty().set(model.over());
    int number = model.chosenProperty().get().cardinality();
    chosen.setText(
        number == 0
            ? ""
            : Words.count(number, "chosen image is", "chosen images are") + " marked at the edge");
    chosen.setVisible(number > 0);
    chosen.setManaged(number > 0);
    describe();
  }

  private void enableTruth() {
    marks.setDisable(!model.truth().truthProperty().get().isKnown() || !model.hasTruth());
  }

  private void openRun(Band band) {
    model.atlas().bandProperty().set(band);
    evaluate.pageProperty().set(EvaluatePage.ATLAS);
  }

  private static Label name() {
    Label label = new Label();
    label.getStyleClass().add("image-name");
    label.setMaxWidth(SIDE);
    label.setTextOverrun(javafx.scene.control.OverrunStyle.CENTER_ELLIPSIS);
    return label;
  }

  private Node header() {
    ToggleGroup group = new ToggleGroup();
    ToggleButton[] rows =
        Arrays.stream(MatrixModel.Rows.values())
            .map(
                one -> {
                  ToggleButton button = new ToggleButton(one.label());
                  button.setId("matrix-rows-" + one.name().toLowerCase(Locale.ROOT));
                  button.setMinWidth(Region.USE_PREF_SIZE);
                  button.setTooltip(
                      new Tooltip(one.label() + " against the images of the database"));
                  button.setSelected(one == model.rowsProperty().get());
                  button.setOnAction(event -> model.rowsProperty().set(one));
                  model.rowsProperty().addListener((o, was, now) -> button.setSelected(one == now));
                  return button;
                })
            .toArray(ToggleButton[]::new);
    chosen.setId("matrix-chosen");
    chosen.getStyleClass().add("muted");
    chosen.setMinWidth(Region.USE_PREF_SIZE);
    marks.setId("matrix-truth");
    marks.getStyleClass().addAll("overlay-toggle");
    marks.setMinWidth(Region.USE_PREF_SIZE);
    marks.selectedProperty().bindBidirectional(model.markedProperty());
    model.truth().truthProperty().addListener(o -> enableTruth());
    marks.setTooltip(
        new Tooltip("Frames right answers in black and white; dashed frames count neither way"));
    note.getStyleClass().add("muted");
    note.setMinWidth(0);
    note.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(note, Priority.ALWAYS);
    TaskBar progress =
        new TaskBar(model.taskProperty(), model.busyProperty(), model::cancel, "matrix-stop");
    HBox header =
        new HBox(
            12,
            Segments.of(group, rows),
            marks,
            colors,
            progress,
            note,
            chosen,
            icon(Feather.ZOOM_OUT, "Zoom out", () -> pane.zoom(1 / ZOOM)),
            icon(Feather.ZOOM_IN, "Zoom in", () -> pane.zoom(ZOOM)),
            icon(Feather.MAXIMIZE, "Show all", pane::fit));
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("evaluate-header");
    return header;
  }

  private static Button icon(Feather icon, String text, Runnable action) {
    Button button = new Button("", new FontIcon(icon));
    button.setId("matrix-" + text.toLowerCase(Locale.ROOT).replace(' ', '-'));
    button.getStyleClass().addAll("flat", "button-icon");
    button.setTooltip(new Tooltip(text));
    button.setAccessibleText(text);
    button.setOnAction(event -> action.run());
    return button;
  }

  private Node side() {
    similarity.getStyleClass().addAll("score-total", "tabular");
    similarity.setId("matrix-similarity");
    truth.setId("matrix-pair-truth");
    hint.getStyleClass().add("form-note");
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    Label imageHead = new Label("Database image");
    queryHead.getStyleClass().add("form-label");
    imageHead.getStyleClass().add("form-label");
    details
        .getChildren()
        .setAll(queryHead, query, queryName, imageHead, image, imageName, similarity, truth);
    VBox side = new VBox(8, details, hint, runs);
    VBox.setVgrow(runs, Priority.ALWAYS);
    side.getStyleClass().add("matrix-side");
    side.setPrefWidth(SIDE + 16);
    side.setMinWidth(SIDE + 16);
    return side;
  }

  private void open(int row, int column) {
    evaluate.open(model.row(row), map.database().get(column));
  }

  private void show(MatrixModel.@Nullable Pair pair) {
    query.setFile(pair == null ? null : pair.query().file());
    image.setFile(pair == null ? null : pair.image().file());
    queryName.setText(pair == null ? "" : Words.withoutEnding(pair.query().name()));
    imageName.setText(pair == null ? "" : Words.withoutEnding(pair.image().name()));
    similarity.setText(
        pair == null || Float.isNaN(pair.similarity())
            ? "\u2013"
            : String.format(Locale.ROOT, "%.4f", pair.similarity()).replace('-', '\u2212'));
    truth.setText(pair == null ? "" : truth(pair));
    for (Node node : details.getChildren()) {
      node.setVisible(pair != null);
    }
    details.setManaged(pair != null);
    hint.setVisible(pair == null);
    hint.setManaged(pair == null);
  }

  private String truth(MatrixModel.Pair pair) {
    GroundTruth right = model.truth().truthProperty().get();
    if (!model.hasTruth()) {
      return metres(pair);
    }
    if (!right.isKnown()) {
      return Truth.UNKNOWN.symbol() + " " + Truth.UNKNOWN.label();
    }
    MatrixPane.Cell cell = pane.pointedProperty().get();
    if (cell != null && right.isSoft(cell.row(), cell.column())) {
      return "~ Counts neither way";
    }
    Truth known =
        Truth.of(
            cell == null
                ? PlaceTruth.UNKNOWN
                : PlaceTruth.of(right.isPositive(cell.row(), cell.column())));
    return known.symbol() + " " + known.label();
  }

  private static String metres(MatrixModel.Pair pair) {
    Pose from = pair.query().pose();
    Pose to = pair.image().pose();
    return from == null || to == null
        ? ""
        : String.format(Locale.ROOT, "%.0f m apart", from.distanceTo(to));
  }

  private void describe() {
    note.setText(pane.note());
    note.setTooltip(new Tooltip(note.getText()));
  }

  private void refresh() {
    pane.tilesProperty().set(model.tilesProperty().get());
    String problem = model.problemProperty().get();
    failed.setText("There is no matrix", problem);
    // Another try does not help where there is nothing to compare.
    again.setVisible(model.explore().configProperty().get().retrieval().hasDistances());
    middle
        .getChildren()
        .setAll(
            model.tilesProperty().get() != null
                ? pane
                : problem.isEmpty() || model.busyProperty().get() ? waiting : failed);
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public Optional<Drawable> figure() {
    return Optional.ofNullable(
        pane.figure(
            model.rowsProperty().get() == MatrixModel.Rows.QUERIES
                ? "Similarity of queries and images of " + map.name()
                : "Similarity of database images of " + map.name()));
  }
}
