package org.vladoscope.ui.lab;

import java.util.Arrays;
import java.util.Set;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Point;
import org.vladoscope.teach.steps.ImageCells;
import org.vladoscope.teach.steps.VladStep;
import org.vladoscope.teach.steps.VladSteps;
import org.vladoscope.ui.lab.plane.VectorBars;
import org.vladoscope.ui.view.ClusterPalette;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.ui.view.Raster;
import org.vladoscope.ui.view.Viewport;
import org.vladoscope.ui.view.Words;

/** The steps of VLAD on a real image: its cells in the plane, on the image, and as numbers. */
final class CellsView extends StackPane {

  private static final double BAR_HEIGHT = 24;
  private static final int DIMMED = 0x90000000;
  private static final int SHOWN_NUMBERS = 3;

  private final CellsModel model;
  private final CellsCanvas plane;
  private final ImagePane picture = new ImagePane(new SimpleObjectProperty<>(Viewport.FIT));
  private final Label heading = new Label();
  private final GridPane trace = new GridPane(12, 4);
  private final Rectangle followed = new Rectangle();
  private final EmptyState empty = new EmptyState(Feather.IMAGE, "No image", "");
  private final BorderPane content = new BorderPane();
  private int pressed = -1;

  CellsView(CellsModel model) {
    this.model = model;
    this.plane = new CellsCanvas(model);
    getStyleClass().add("lab-page");
    picture.setRasterOpacity(1);
    picture.setMinSize(160, 140);
    picture.setPrefSize(400, 320);
    picture.setAccessibleText("The image; click a cell to follow it, drag to select cells");
    picture.addEventHandler(MouseEvent.MOUSE_PRESSED, this::onPress);
    picture.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onDrag);
    followed.getStyleClass().add("followed-cell");
    followed.setManaged(false);
    Pane marks = new Pane(followed);
    marks.setMouseTransparent(true);
    StackPane marked = new StackPane(picture, marks);
    picture.revisionProperty().addListener((o, before, now) -> outline());
    HBox both = new HBox(12, plane, marked);
    HBox.setHgrow(plane, Priority.ALWAYS);
    HBox.setHgrow(marked, Priority.ALWAYS);
    VBox.setVgrow(both, Priority.ALWAYS);
    heading.setId("cell-heading");
    heading.getStyleClass().add("form-heading");
    heading.setWrapText(true);
    content.setCenter(both);
    content.setBottom(new VBox(6, heading, trace));
    ProgressIndicator busy = new ProgressIndicator();
    busy.setMaxSize(40, 40);
    busy.visibleProperty().bind(model.busyProperty());
    busy.setMouseTransparent(true);
    getChildren().addAll(content, empty, busy);
    sceneProperty().addListener((o, before, now) -> model.activeProperty().set(now != null));
    model.shownProperty().addListener((o, before, now) -> show(now));
    model.errorProperty().addListener((o, before, now) -> show(model.shownProperty().get()));
    model.busyProperty().addListener((o, before, now) -> show(model.shownProperty().get()));
    model.selectionProperty().addListener((o, before, now) -> light());
    model.followedProperty().addListener((o, before, now) -> follow());
    show(model.shownProperty().get());
  }

  private void onPress(MouseEvent event) {
    pressed = cellAt(event);
    if (pressed >= 0) {
      model.follow(pressed);
    }
  }

  private void onDrag(MouseEvent event) {
    int now = cellAt(event);
    if (pressed >= 0 && now >= 0 && now != pressed) {
      model.selectGrid(pressed, now);
    }
  }

  private int cellAt(MouseEvent event) {
    CellsModel.Shown shown = model.shownProperty().get();
    if (shown == null) {
      return -1;
    }
    Point at = picture.toPicture(event.getX(), event.getY());
    return shown.grid().patchAt(at.x(), at.y()).orElse(-1);
  }

  private void show(CellsModel.@Nullable Shown shown) {
    content.setVisible(shown != null);
    empty.setVisible(shown == null && !model.busyProperty().get());
    if (shown == null) {
      picture.setPicture(null);
      String error = model.errorProperty().get();
      if (!error.isEmpty()) {
        empty.setText("The image cannot be taken apart", error);
      } else if (model.hasMap()) {
        empty.setText("No image is chosen", "Choose a query in Explore.");
      } else {
        empty.setText(
            "No map is open",
            "Open a map, or the sample map, from the File menu. Its chosen query is taken apart"
                + " here, cell by cell.");
      }
      return;
    }
    if (picture.picture() != shown.picture()) {
      picture.setPicture(shown.picture());
    }
    light();
    follow();
  }

  private void light() {
    CellsModel.Shown shown = model.shownProperty().get();
    if (shown == null) {
      return;
    }
    Set<Integer> selected = model.selectionProperty().get();
    ClusterPalette palette = new ClusterPalette(shown.cells().vocabulary().size());
    picture.setRaster(
        selected.isEmpty()
            ? null
            : Raster.of(
                shown.grid(),
                cell ->
                    selected.contains(cell)
                        ? palette.argb(shown.cells().assignment().strongest(cell)) & 0x70ffffff
                        : DIMMED));
  }

  /** The followed cell in the image. */
  private void outline() {
    CellsModel.Shown shown = model.shownProperty().get();
    int cell = model.followedProperty().get();
    boolean visible =
        shown != null
            && picture.picture() == shown.picture()
            && cell >= 0
            && cell < shown.cells().map().cells().rows();
    followed.setVisible(visible);
    if (visible) {
      Box at = picture.placement().place(shown.grid().square(cell));
      followed.setX(at.left());
      followed.setY(at.top());
      followed.setWidth(at.width());
      followed.setHeight(at.height());
    }
  }

  private void follow() {
    outline();
    CellsModel.Shown shown = model.shownProperty().get();
    int cell = model.followedProperty().get();
    trace.getChildren().clear();
    if (shown == null || cell < 0 || cell >= shown.cells().map().cells().rows()) {
      heading.setText("");
      return;
    }
    ImageCells cells = shown.cells();
    int word = cells.assignment().strongest(cell);
    int width = cells.map().width();
    heading.setText(
        Words.shortName(shown.image().name())
            + ", cell row "
            + cell / width
            + ", column "
            + cell % width
            + ": cluster "
            + word
            + " of "
            + cells.vocabulary().size()
            + " has a share of "
            + VectorBars.number(cells.assignment().share(cell, word)));
    VladSteps steps = cells.steps();
    row("x, the features of the cell", doubles(cells.input().row(cell)));
    row("a, its shares of the clusters", doubles(cells.assignment().shares().row(cell)));
    row("a\u00b7(x \u2212 c) for cluster " + word, cells.residual(cell, word));
    row("\u03a3 over all cells", cells.block(steps.stage(VladStep.SUM).after(), word));
    row("after intra-normalisation", cells.block(steps.stage(VladStep.INTRA).after(), word));
    row("after L2 over all clusters", cells.block(steps.stage(VladStep.L2).after(), word));
    VladSteps.Stage whitening = steps.stage(VladStep.WHITENING);
    if (whitening.taken()) {
      row("after whitening, all clusters", whitening.after());
    }
  }

  private void row(String name, double[] values) {
    int row = trace.getRowCount();
    Label label = new Label(name);
    label.setMinWidth(USE_PREF_SIZE);
    VectorBars bars = new VectorBars(name, BAR_HEIGHT);
    bars.show(values, 1, false);
    GridPane.setHgrow(bars, Priority.ALWAYS);
    Label numbers =
        new Label(
            VectorBars.text(Arrays.copyOf(values, Math.min(SHOWN_NUMBERS, values.length)), 1)
                + "  \u2026  "
                + values.length
                + " values");
    numbers.getStyleClass().addAll("lab-numbers", "tabular");
    numbers.setMinWidth(USE_PREF_SIZE);
    trace.addRow(row, label, bars, numbers);
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
