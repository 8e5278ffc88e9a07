package org.vladoscope.ui.lab;

import java.util.Locale;
import javafx.beans.property.IntegerProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vladoscope.teach.BlankImages;

/** From cells to patches: the window on the grid, sums by four reads, and blank images. */
final class PatchesView extends ScrollPane {

  private final PatchModel model;
  private final Label formula = new Label();
  private final Label place = new Label();
  private final VBox blank = new VBox(8);

  PatchesView(PatchModel model) {
    this.model = model;
    getStyleClass().add("lab-scroll");
    setFitToWidth(true);
    FlowPane parts = new FlowPane(32, 24, grid(), integral(), blankPart());
    parts.getStyleClass().add("lab-page");
    setContent(parts);
    model.blankProperty().addListener((o, before, now) -> showBlank(now));
    showBlank(model.blankProperty().get());
  }

  private static Label title(String text) {
    Label title = new Label(text);
    title.getStyleClass().add("section-title");
    return title;
  }

  private Node grid() {
    formula.setId("patch-formula");
    formula.getStyleClass().add("lab-formula");
    formula.setWrapText(true);
    place.getStyleClass().add("readout");
    place.setWrapText(true);
    place.setMinHeight(36);
    PatchGridCanvas canvas = new PatchGridCanvas(model);
    Runnable show =
        () -> {
          formula.setText(model.formula());
          place.setText(model.placeOfPatch());
          canvas.draw();
        };
    model.sizeProperty().addListener((o, before, now) -> show.run());
    model.strideProperty().addListener((o, before, now) -> show.run());
    model.patchProperty().addListener((o, before, now) -> show.run());
    show.run();
    HBox controls =
        new HBox(
            12,
            labelled("Patch size p", spinner("patch-size", model.sizeProperty())),
            labelled("Stride s", spinner("patch-stride", model.strideProperty())));
    Label cells =
        new Label(
            "30 \u00d7 40 cells of a 640\u00d7480 image. Drag the window, or use arrow keys.");
    cells.getStyleClass().add("form-note");
    cells.setWrapText(true);
    VBox box = new VBox(8, title("The patch window"), controls, cells, canvas, formula, place);
    box.setMaxWidth(PatchGridCanvas.WIDTH);
    box.setPrefWidth(PatchGridCanvas.WIDTH);
    return box;
  }

  private static Spinner<Integer> spinner(String id, IntegerProperty value) {
    Spinner<Integer> spinner = new Spinner<>(1, PatchModel.MAX_SIZE, value.get());
    spinner.setId(id);
    spinner.setPrefWidth(84);
    spinner.valueProperty().addListener((o, before, now) -> value.set(now));
    value.addListener((o, before, now) -> spinner.getValueFactory().setValue(now.intValue()));
    return spinner;
  }

  private static Node labelled(String text, Node control) {
    Label label = new Label(text);
    label.getStyleClass().add("form-label");
    label.setLabelFor(control);
    HBox box = new HBox(8, label, control);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private Node integral() {
    IntegralCanvas canvas = new IntegralCanvas(model);
    Label corners = new Label();
    corners.setId("integral-corners");
    corners.getStyleClass().add("lab-formula");
    corners.setWrapText(true);
    Label direct = new Label();
    direct.setId("integral-direct");
    direct.getStyleClass().add("lab-formula");
    direct.setWrapText(true);
    direct.setMinHeight(36);
    Runnable show =
        () -> {
          corners.setText("Four reads:  " + model.cornerSum());
          direct.setText("Nine values:  " + model.directSum());
          canvas.draw();
        };
    model.topProperty().addListener((o, before, now) -> show.run());
    model.leftProperty().addListener((o, before, now) -> show.run());
    model.filledProperty().addListener((o, before, now) -> show.run());
    show.run();
    int all = model.values().length * model.values()[0].length;
    Slider steps = new Slider(0, all, all);
    steps.setId("integral-steps");
    steps.setBlockIncrement(1);
    steps.setAccessibleText("Sums of the integral image filled in");
    steps
        .valueProperty()
        .addListener(
            (o, before, now) -> model.filledProperty().set((int) Math.round(now.doubleValue())));
    Label note =
        new Label(
            "Left: values of the cells. Right: the integral image, each entry the sum of everything"
                + " above and left of it. The slider fills it in, entry by entry.");
    note.getStyleClass().add("form-note");
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    VBox box = new VBox(8, title("A sum by four reads"), note, canvas, steps, corners, direct);
    box.setMaxWidth(IntegralCanvas.WIDTH);
    box.setPrefWidth(IntegralCanvas.WIDTH);
    return box;
  }

  private Node blankPart() {
    Button run = new Button("Compare two blank images");
    run.setId("blank-start");
    run.setOnAction(event -> model.compareBlankImages());
    run.disableProperty().bind(model.busyProperty());
    Label error = new Label();
    error.getStyleClass().add("lab-error");
    error.textProperty().bind(model.errorProperty());
    error.managedProperty().bind(model.errorProperty().isNotEmpty());
    Label note =
        new Label(
            "In an image of one colour a network sees nothing but its padding. Along an edge all"
                + " patches look alike and in the middle too, so there only the first of them is"
                + " matched back. In the four corners no two patches are alike: each finds itself,"
                + " and all agree on one homography. A score measures agreement, not evidence."
                + " Computed for VGG16's receptive field at 640\u00d7480, patches 2, 5 and 8,"
                + " RANSAC.");
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    VBox box = new VBox(8, title("Two blank images score 0.17"), note, run, error, blank);
    box.setMaxWidth(2 * PatchGridCanvas.WIDTH + 32);
    box.setPrefWidth(2 * PatchGridCanvas.WIDTH + 32);
    return box;
  }

  private void showBlank(@Nullable BlankImages found) {
    blank.getChildren().clear();
    if (found == null) {
      return;
    }
    GridPane table = new GridPane(20, 6);
    table.getStyleClass().add("race-table");
    String[] heads = {
      "patch size", "patches", "in corners", "matches", "inliers", "score", "weight"
    };
    for (int i = 0; i < heads.length; i++) {
      Label head = new Label(heads[i]);
      head.getStyleClass().add("muted");
      head.setMinWidth(USE_PREF_SIZE);
      table.add(head, i, 0);
    }
    HBox maps = new HBox(16);
    for (int s = 0; s < found.scales().size(); s++) {
      BlankImages.Scale scale = found.scales().get(s);
      int size = scale.grid().scale().size();
      int inliers = 0;
      for (boolean inlier : scale.inliers()) {
        inliers += inlier ? 1 : 0;
      }
      String[] values = {
        size + "\u00d7" + size,
        Integer.toString(scale.grid().count()),
        Integer.toString(scale.corners()),
        Integer.toString(scale.matches()),
        Integer.toString(inliers),
        String.format(Locale.ROOT, "%.3f", scale.score()),
        String.format(Locale.ROOT, "%.2f", scale.weight())
      };
      for (int i = 0; i < values.length; i++) {
        Label value = new Label(values[i]);
        value.getStyleClass().add("tabular");
        table.add(value, i, s + 1);
      }
      Label caption = new Label(size + "\u00d7" + size + ": inliers filled");
      caption.getStyleClass().add("form-note");
      maps.getChildren().add(new VBox(4, new InlierMap(scale), caption));
    }
    Label total =
        new Label(
            String.format(
                Locale.ROOT,
                "Weighted sum: %.3f, from nothing but padding; the corners alone would give %.3f."
                    + " The original scores 0.17, between the two.",
                found.score(),
                found.cornerScore()));
    total.setId("blank-score");
    total.getStyleClass().add("score-head");
    total.setWrapText(true);
    blank.getChildren().addAll(table, total, maps);
  }
}
