package org.vladoscope.ui.evaluate.sweep;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.run.SweepGrid;
import org.vladoscope.run.SweepPlan;
import org.vladoscope.run.SweepProgress;
import org.vladoscope.ui.evaluate.page.FieldRow;
import org.vladoscope.ui.evaluate.page.Section;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.view.Words;

/** A sweep: what is varied and what it costs on the left, what came out on the right. */
public final class SweepView implements Section {

  private static final double FORM_WIDTH = 300;
  private static final double LABEL = 84;

  private final SweepModel model;
  private final SweepResults results;
  private final BorderPane root = new BorderPane();
  private final PauseTransition typing = new PauseTransition(Duration.millis(350));
  private final Label cost = new Label();
  private final Label judged = new Label();
  private final Label invalid = new Label();
  private final Label problem = new Label();
  private final Button start = new Button("Start", new FontIcon(Feather.PLAY));
  private final Button pause = new Button("Pause", new FontIcon(Feather.PAUSE));
  private final Button stop = new Button("Stop", new FontIcon(Feather.SQUARE));
  private final ProgressBar bar = new ProgressBar(0);
  private final Label left = new Label();

  public SweepView(SweepModel model, ObservableBooleanValue dark, SweepExport export) {
    this.model = model;
    this.results = new SweepResults(model, dark, export);
    root.getStyleClass().add("evaluate-page");
    root.setLeft(form());
    root.setCenter(results);
    typing.setOnFinished(event -> model.plan());
    model.planProperty().addListener(o -> refresh());
    model.busyProperty().addListener(o -> refresh());
    model.pausedProperty().addListener(o -> refresh());
    model.problemProperty().addListener(o -> refresh());
    model.form().problemProperty().addListener(o -> refresh());
    for (SweepForm.Field field : SweepForm.Field.values()) {
      model.form().error(field).addListener(o -> refresh());
    }
    model.truth().truthProperty().addListener(o -> typing.playFromStart());
    model.truth().ruleProperty().addListener(o -> refresh());
    model.progressProperty().addListener((o, before, now) -> show(now));
    model.explore().configProperty().addListener(o -> typing.playFromStart());
    model.plan();
    refresh();
  }

  private Node form() {
    VBox fields = new VBox(4);
    Label title = new Label("Vary");
    title.getStyleClass().add("section-title");
    Label note = new Label("Alternatives with slashes between. What is empty stays as it is.");
    note.getStyleClass().add("form-note");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    fields.getChildren().addAll(title, note);
    Map<SweepForm.Field, TextField> inputs = new EnumMap<>(SweepForm.Field.class);
    for (SweepForm.Field field : SweepForm.Field.values()) {
      FieldRow row = row(field);
      inputs.put(field, row.input());
      fields.getChildren().add(row);
    }
    Runnable prompts =
        () ->
            inputs.forEach(
                (field, input) ->
                    input.setPromptText(
                        SweepForm.inUse(field, model.explore().configProperty().get())));
    model.explore().configProperty().addListener(o -> prompts.run());
    prompts.run();
    VBox content = new VBox(12, fields, new SweepWeights(model));
    content.getStyleClass().add("sweep-form");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("lab-scroll");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    // What starts the sweep stays in sight, however many settings there are above.
    BorderPane form = new BorderPane(scroll);
    Node plan = plan();
    BorderPane.setMargin(plan, new Insets(8, 12, 0, 0));
    form.setBottom(plan);
    form.setMinWidth(FORM_WIDTH);
    form.setPrefWidth(FORM_WIDTH);
    return form;
  }

  private FieldRow row(SweepForm.Field field) {
    FieldRow row =
        new FieldRow(
            field.label(),
            LABEL,
            field.help(),
            model.form().text(field),
            model.form().error(field),
            model.busyProperty());
    row.input().setId("sweep-" + field.name().toLowerCase(Locale.ROOT));
    row.input().textProperty().addListener(o -> typing.playFromStart());
    return row;
  }

  private Node plan() {
    cost.setId("sweep-cost");
    start.setId("sweep-start");
    pause.setId("sweep-pause");
    stop.setId("sweep-stop");
    start.getStyleClass().add("accent");
    start.setOnAction(event -> model.start());
    pause.setOnAction(event -> model.togglePause());
    stop.setOnAction(event -> model.stop());
    judged.getStyleClass().add("form-note");
    judged.setId("sweep-judged");
    for (Label label : List.of(cost, judged, invalid, problem, left)) {
      label.setWrapText(true);
      label.setMinHeight(Region.USE_PREF_SIZE);
      label.managedProperty().bind(label.visibleProperty());
      label.visibleProperty().bind(label.textProperty().isNotEmpty());
    }
    invalid.getStyleClass().add("form-note");
    problem.getStyleClass().add("cost-problem");
    left.getStyleClass().addAll("form-note", "tabular");
    left.setId("sweep-left");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setMaxHeight(8);
    bar.setAccessibleText("How far the sweep is");
    bar.visibleProperty().bind(model.busyProperty());
    bar.managedProperty().bind(bar.visibleProperty());
    for (Button button : List.of(start, pause, stop)) {
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.managedProperty().bind(button.visibleProperty());
    }
    HBox buttons = new HBox(8, start, pause, stop);
    VBox box = new VBox(8, cost, judged, invalid, problem, buttons, bar, left);
    box.getStyleClass().add("cost-view");
    return box;
  }

  private void refresh() {
    SweepPlan plan = model.planProperty().get();
    boolean busy = model.busyProperty().get();
    cost.setText(plan == null ? withoutPlan() : of(plan));
    invalid.setText(
        plan == null
            ? ""
            : plan.invalid().stream()
                .limit(4)
                .map((SweepGrid.Invalid i) -> "Left out: " + i.settings() + ". " + i.reason())
                .collect(Collectors.joining("\n")));
    problem.setText(problemText());
    String rule = model.truth().ruleProperty().get().words(model.truth().map().origin().unit());
    judged.setText(
        rule.isEmpty()
            ? ""
            : "Judged by the ground truth chosen there: "
                + rule
                + ". Its results are saved apart.");
    start.setVisible(!busy);
    start.setDisable(plan == null || plan.cells().isEmpty());
    start.setText(plan != null && plan.finished() > 0 ? "Go on" : "Start");
    pause.setVisible(busy);
    stop.setVisible(busy);
    boolean paused = model.pausedProperty().get();
    pause.setText(paused ? "Go on" : "Pause");
    pause.setGraphic(new FontIcon(paused ? Feather.PLAY : Feather.PAUSE));
    if (!busy) {
      left.setText("");
    }
  }

  /** What stands in the place of the cost while it is not known. */
  private String withoutPlan() {
    return model
        .form()
        .firstWrong()
        .map(
            field ->
                "\u201c"
                    + field.label()
                    + "\u201d is not understood. Correct it, then the cost is worked out.")
        .orElse(problemText().isEmpty() ? "Finding out what it costs\u2026" : "");
  }

  private String problemText() {
    String ofForm = model.form().problemProperty().get();
    return ofForm.isEmpty() ? model.problemProperty().get() : ofForm;
  }

  private static String of(SweepPlan plan) {
    int cells = plan.cells().size();
    if (cells == 0) {
      return plan.finished() == 0
          ? "There is nothing to evaluate."
          : "All "
              + Words.count(plan.finished(), "configuration", "configurations")
              + " of this grid are evaluated.";
    }
    return Words.count(cells, "configuration", "configurations")
        + " to evaluate"
        + (plan.finished() == 0 ? "" : ", " + plan.finished() + " already are")
        + ". About "
        + Words.duration(plan.seconds())
        + (plan.measured() ? "." : ", by usual times.");
  }

  private void show(@Nullable SweepProgress now) {
    if (now != null) {
      bar.setProgress(now.fraction());
      left.setText(
          (now.paused() || model.pausedProperty().get()
                  ? "Paused, "
                  : Words.duration(now.secondsLeft()) + " left, ")
              + now.done()
              + " of "
              + now.total()
              + " done\n"
              + now.message());
    }
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public Optional<Drawable> figure() {
    return results.figure();
  }
}
