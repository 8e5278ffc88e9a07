package org.vladoscope.ui.lab.plane;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vladoscope.teach.steps.Plane.Handle;
import org.vladoscope.teach.steps.Plane.Kind;
import org.vladoscope.teach.steps.Plane.Point;
import org.vladoscope.teach.steps.PlaneAnalysis;
import org.vladoscope.teach.steps.Switches;
import org.vladoscope.teach.steps.VladStep;
import org.vladoscope.teach.steps.VladSteps;
import org.vladoscope.ui.view.Segments;

/** Points in the plane, the steps of VLAD with the vector before and after, and the similarity. */
public final class PlaneView extends BorderPane {

  private static final double STEP_HEIGHT = 40;
  private static final double VECTOR_HEIGHT = 52;
  private static final double RIGHT_WIDTH = 400;

  /** The bars of one step. */
  private record StepBars(VectorBars before, VectorBars after) {}

  private final PlaneModel model;
  private final PlaneCanvas canvas;
  private final Map<VladStep, CheckBox> checks = new EnumMap<>(VladStep.class);
  private final List<StepBars> bars = new ArrayList<>();
  private final VectorBars first = new VectorBars("VLAD of set A", VECTOR_HEIGHT);
  private final VectorBars second = new VectorBars("VLAD of set B", VECTOR_HEIGHT);
  private final VectorBars shares = new VectorBars("Shares of the similarity", VECTOR_HEIGHT);
  private final Label firstText = numbers("plane-vector");
  private final Label secondText = numbers("plane-second-vector");
  private final Label sharesText = numbers("plane-shares");
  private final Label similarity = new Label();
  private final Label readout = new Label();
  private final Label message = new Label();
  private final ToggleButton hard = new ToggleButton("Hard");
  private final ToggleButton soft = new ToggleButton("Soft");
  private final Slider alpha = new Slider();
  private final Label alphaText = new Label();

  /** The page of a plane. */
  public PlaneView(PlaneModel model) {
    this.model = model;
    this.canvas = new PlaneCanvas(model);
    getStyleClass().add("lab-page");
    readout.setId("plane-readout");
    readout.getStyleClass().add("readout");
    readout.setWrapText(true);
    readout.setMinHeight(36);
    message.getStyleClass().add("readout");
    message.setWrapText(true);
    message.setWrapText(true);
    message.setMinHeight(20);
    VBox left = new VBox(8, new PlaneTools(model, canvas), canvas, readout, message);
    VBox.setVgrow(canvas, Priority.ALWAYS);
    left.setMinWidth(0);
    setCenter(left);
    ScrollPane right = new ScrollPane(results());
    right.getStyleClass().add("lab-results");
    right.setFitToWidth(true);
    right.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    right.prefWidthProperty().bind(Bindings.createDoubleBinding(this::rightWidth, widthProperty()));
    right.setMinWidth(0);
    setRight(right);
    model.analysisProperty().addListener((o, b, now) -> show(now));
    model.switchesProperty().addListener((o, b, now) -> showSwitches(now));
    model.chosenProperty().addListener((o, b, now) -> showReadout());
    message.textProperty().bind(model.messageProperty());
    showSwitches(model.switchesProperty().get());
    show(model.analysisProperty().get());
  }

  /** The plane gets at least half of a narrow window. */
  private double rightWidth() {
    return Math.min(RIGHT_WIDTH, getWidth() * 0.54);
  }

  private static Label numbers(String id) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().addAll("lab-numbers", "tabular");
    label.setWrapText(true);
    return label;
  }

  private Node results() {
    VBox box = new VBox();
    box.getStyleClass().add("lab-results-content");
    box.getChildren().addAll(title("Assignment"), assignment(), title("Steps of set A"), steps());
    similarity.setId("plane-similarity");
    similarity.getStyleClass().add("score-total");
    box.getChildren()
        .addAll(
            title("VLAD of A  \u25cf"),
            first,
            firstText,
            title("VLAD of B  \u25a1"),
            second,
            secondText,
            similarity,
            shares,
            sharesText);
    return box;
  }

  private static Label title(String text) {
    Label title = new Label(text);
    title.getStyleClass().add("form-heading");
    return title;
  }

  private Node assignment() {
    ToggleGroup group = new ToggleGroup();
    hard.setOnAction(event -> soften(false));
    soft.setOnAction(event -> soften(true));
    hard.setTooltip(new Tooltip("Every point belongs to its nearest centroid"));
    soft.setTooltip(
        new Tooltip("Every point is shared: softmax of \u2212\u03b1 times the squared distance"));
    alpha.setMin(Math.log(PlaneModel.MIN_ALPHA));
    alpha.setMax(Math.log(PlaneModel.MAX_ALPHA));
    alpha.setAccessibleText("Sharpness alpha of soft assignment");
    alpha.setId("plane-alpha");
    alpha.valueProperty().addListener((o, b, now) -> sharpen(Math.exp(now.doubleValue())));
    HBox.setHgrow(alpha, Priority.ALWAYS);
    alphaText.getStyleClass().add("tabular");
    alphaText.setMinWidth(72);
    hard.setMinWidth(USE_PREF_SIZE);
    soft.setMinWidth(USE_PREF_SIZE);
    alpha.setMinWidth(60);
    alpha.setPrefWidth(100);
    HBox row = new HBox(8, Segments.of(group, hard, soft), alpha, alphaText);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void soften(boolean on) {
    model.switchesProperty().set(model.switchesProperty().get().withSoft(on));
  }

  private void sharpen(double value) {
    Switches now = model.switchesProperty().get();
    if (Math.abs(value - now.alpha()) > 1e-9 * value) {
      model.switchesProperty().set(now.withAlpha(value));
    }
  }

  private Node steps() {
    GridPane grid = new GridPane(8, 4);
    grid.addRow(0, new Label(), head("before"), head("after"));
    for (VladStep step : VladStep.values()) {
      VectorBars was = new VectorBars("Before " + step.label(), STEP_HEIGHT);
      VectorBars is = new VectorBars("After " + step.label(), STEP_HEIGHT);
      bars.add(new StepBars(was, is));
      GridPane.setHgrow(was, Priority.ALWAYS);
      GridPane.setHgrow(is, Priority.ALWAYS);
      if (step == VladStep.SUM) {
        Label sum = new Label("Sum of shares\n\u00d7 (x \u2212 c)");
        sum.setMinWidth(112);
        grid.addRow(1, sum, new Label(), is);
      } else {
        CheckBox check = new CheckBox(step.label());
        check.setId("step-" + step.name().toLowerCase(Locale.ROOT));
        check.setMinWidth(112);
        check.setWrapText(true);
        check.setOnAction(event -> model.take(step, check.isSelected()));
        checks.put(step, check);
        grid.addRow(step.ordinal() + 1, check, was, is);
      }
    }
    return grid;
  }

  private static Label head(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    return label;
  }

  private void showSwitches(Switches now) {
    hard.setSelected(!now.soft());
    soft.setSelected(now.soft());
    alpha.setDisable(!now.soft());
    alpha.setValue(Math.log(now.alpha()));
    alphaText.setText(
        now.soft()
            ? String.format(
                Locale.ROOT, now.alpha() < 10 ? "\u03b1 = %.1f" : "\u03b1 = %.0f", now.alpha())
            : "\u03b1 \u2192 \u221e");
    checks.forEach((step, check) -> check.setSelected(now.takes(step)));
  }

  private void show(@Nullable PlaneAnalysis now) {
    if (now == null) {
      return;
    }
    for (VladSteps.Stage stage : now.first().stages()) {
      boolean clusters = stage.step() != VladStep.WHITENING || !stage.taken();
      StepBars shown = bars.get(stage.step().ordinal());
      shown.before.show(stage.before(), 2, true);
      shown.after.show(stage.after(), clusters ? 2 : 1, clusters);
      shown.before.setOpacity(stage.taken() ? 1 : 0.35);
      shown.after.setOpacity(stage.taken() ? 1 : 0.35);
    }
    boolean clusters = !now.isWhitened();
    int block = clusters ? 2 : 1;
    first.show(now.first().vector(), block, clusters);
    second.show(now.second().vector(), block, clusters);
    firstText.setText(VectorBars.text(now.first().vector(), block));
    secondText.setText(VectorBars.text(now.second().vector(), block));
    shares.show(now.similarity().parts(), 1, clusters);
    similarity.setText("Similarity of A and B  " + VectorBars.number(now.similarity().total()));
    sharesText.setText(sharesText(now));
    showReadout();
  }

  private static String sharesText(PlaneAnalysis now) {
    StringBuilder text = new StringBuilder(now.isWhitened() ? "by component: " : "by cluster: ");
    double[] parts = now.similarity().parts();
    for (int i = 0; i < parts.length; i++) {
      text.append(i == 0 ? "" : "   ")
          .append(i + 1)
          .append(": ")
          .append(VectorBars.number(parts[i]));
    }
    return text.toString();
  }

  private void showReadout() {
    PlaneAnalysis now = model.analysisProperty().get();
    Handle chosen = model.chosenProperty().get();
    if (now == null || chosen == null || chosen.index() >= now.plane().all(chosen.kind()).size()) {
      readout.setText(
          "Drag points and centroids. Click an empty place to add one, right-click to remove.");
      return;
    }
    Point at = now.plane().at(chosen);
    if (chosen.kind() == Kind.CENTRE) {
      readout.setText("Centroid " + (chosen.index() + 1) + " at " + pair(at.x(), at.y()));
      return;
    }
    VladSteps steps = chosen.kind() == Kind.FIRST ? now.first() : now.second();
    double[] share = steps.shares()[chosen.index()];
    int owner = 0;
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < share.length; k++) {
      owner = share[k] > share[owner] ? k : owner;
      text.append(k == 0 ? "" : "  ")
          .append(k + 1)
          .append(": ")
          .append(VectorBars.number(share[k]));
    }
    Point centre = now.plane().centres().get(owner);
    readout.setText(
        (chosen.kind() == Kind.FIRST ? "\u25cf A" : "\u25a1 B")
            + (chosen.index() + 1)
            + " at x = "
            + pair(at.x(), at.y())
            + "   shares a  "
            + text
            + "   residual x \u2212 c"
            + (owner + 1)
            + " = "
            + pair(at.x() - centre.x(), at.y() - centre.y()));
  }

  private static String pair(double x, double y) {
    return "(" + VectorBars.number(x) + ", " + VectorBars.number(y) + ")";
  }
}
