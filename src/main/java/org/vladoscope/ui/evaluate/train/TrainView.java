package org.vladoscope.ui.evaluate.train;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.pipeline.ModelExport;
import org.vladoscope.train.TrainedPart;
import org.vladoscope.train.UnfinishedTraining;
import org.vladoscope.ui.evaluate.page.FieldRow;
import org.vladoscope.ui.evaluate.page.Section;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.session.WordTraining;
import org.vladoscope.ui.task.RunningTask;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.ui.view.Words;

/** Training of clusters: how on the left, how it goes and what it gained on the right. */
public final class TrainView implements Section {

  private static final double FORM_WIDTH = 300;
  private static final double LABEL = 104;

  private final TrainModel model;
  private final TrainCharts charts;
  private final BorderPane root = new BorderPane();
  private final StackPane middle = new StackPane();
  private final ScrollPane results;
  private final EmptyState nothing = new EmptyState(Feather.TRENDING_UP, "", "");
  private final Label from = new Label();
  private final Hyperlink change = new Hyperlink("Change the ground truth\u2026");
  private final Label stopped = new Label();
  private final Label problem = new Label();
  private final Label left = new Label();
  private final Button start = new Button("Start", new FontIcon(Feather.PLAY));
  private final Button resume = new Button("Resume", new FontIcon(Feather.PLAY));
  private final Button pause = new Button("Pause", new FontIcon(Feather.PAUSE));
  private final Button cancel = new Button("Cancel", new FontIcon(Feather.SQUARE));
  private final ProgressBar bar = new ProgressBar(0);

  /**
   * The page.
   *
   * @param dark whether the look is dark
   * @param export takes a trained vocabulary out of the window
   */
  public TrainView(TrainModel model, ObservableBooleanValue dark, Consumer<ModelExport> export) {
    this.model = model;
    this.charts = new TrainCharts(model.explore().map().name(), dark);
    VBox content = new VBox(12, new TrainedPanel(model, export), charts);
    this.results = scrolled(content);
    VBox.setVgrow(charts, Priority.ALWAYS);
    content.getStyleClass().add("sweep-results");
    results.setFitToHeight(true);
    root.getStyleClass().add("evaluate-page");
    root.setLeft(form());
    root.setCenter(middle);
    middle.setMinWidth(0);
    model.newsProperty().addListener(o -> show());
    model.taskProperty().addListener((o, was, now) -> follow(now));
    model.busyProperty().addListener(o -> refresh());
    model.pausedProperty().addListener(o -> refresh());
    model.stoppingProperty().addListener(o -> refresh());
    model.problemProperty().addListener(o -> refresh());
    model.unfinishedProperty().addListener(o -> refresh());
    model.truth().truthProperty().addListener(o -> refresh());
    model.truth().ruleProperty().addListener(o -> refresh());
    for (TrainForm.Field field : TrainForm.Field.values()) {
      model.form().error(field).addListener(o -> refresh());
    }
    model.form().partsErrorProperty().addListener(o -> refresh());
    model.look();
    show();
    follow(model.taskProperty().get());
    refresh();
  }

  private Node form() {
    Label title = new Label("Train vocabulary");
    title.getStyleClass().add("section-title");
    from.setId("train-from");
    from.getStyleClass().add("form-note");
    wrap(from);
    change.setId("train-truth");
    change.getStyleClass().add("number-link");
    change.setOnAction(event -> model.showTruth());
    VBox fields = new VBox(4, title, from, change);
    for (TrainForm.Field field : TrainForm.Field.values()) {
      FieldRow row =
          new FieldRow(
              field.label(),
              LABEL,
              field.help(),
              model.form().text(field),
              model.form().error(field),
              model.busyProperty());
      row.input().setId("train-" + field.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      fields.getChildren().add(row);
      if (field == TrainForm.Field.HELD_OUT) {
        fields.getChildren().add(side());
      }
    }
    VBox content = new VBox(12, fields, parts());
    content.getStyleClass().add("sweep-form");
    ScrollPane scroll = scrolled(content);
    // As high as what is in it, or as there is room: the buttons below are always in sight.
    scroll.prefViewportHeightProperty().bind(content.heightProperty());
    StackPane buttons = new StackPane(card());
    buttons.getStyleClass().add("train-card");
    buttons.setMinHeight(Region.USE_PREF_SIZE);
    VBox side = new VBox(scroll, buttons);
    side.setMinWidth(FORM_WIDTH);
    side.setPrefWidth(FORM_WIDTH);
    side.setMinHeight(0);
    return side;
  }

  private static ScrollPane scrolled(Region content) {
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("lab-scroll");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinHeight(0);
    return scroll;
  }

  private static void wrap(Label label) {
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.managedProperty().bind(label.visibleProperty());
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
  }

  /** Which side of the map is held out. */
  private Node side() {
    Label label = new Label("Side held out");
    label.getStyleClass().add("form-label");
    label.setMinWidth(LABEL);
    label.setPrefWidth(LABEL);
    HBox choice =
        Segments.of(
            new ToggleGroup(),
            side("First", "Where the map begins: the west, the south, or the first images", true),
            side("Last", "Where the map ends: the east, the north, or the last images", false));
    HBox row = new HBox(8, label, choice);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private ToggleButton side(String text, String help, boolean first) {
    ToggleButton button = new ToggleButton(text);
    button.setId(first ? "train-side-first" : "train-side-last");
    button.getStyleClass().add("small");
    button.setTooltip(new Tooltip(help));
    button.setSelected(model.form().heldOutFirstProperty().get() == first);
    button.setOnAction(event -> model.form().heldOutFirstProperty().set(first));
    button.disableProperty().bind(model.busyProperty());
    model
        .form()
        .heldOutFirstProperty()
        .addListener((o, was, now) -> button.setSelected(now == first));
    return button;
  }

  /** What is trained. */
  private Node parts() {
    Label title = new Label("What is trained");
    title.getStyleClass().add("section-title");
    VBox boxes = new VBox(4, title);
    for (TrainedPart part : TrainedPart.values()) {
      CheckBox box =
          box(
              Words.sentence(part.toString()),
              switch (part) {
                case PROJECTION ->
                    "A matrix that residuals are multiplied by in global descriptors";
                case CENTROIDS -> "Where the centroids are";
                case ASSIGNMENT -> "How features are shared among the clusters";
                case WEIGHTS -> "How much each cluster counts in global descriptors";
              });
      box.setId("train-" + part);
      box.selectedProperty().bindBidirectional(model.form().trains(part));
      boxes.getChildren().add(box);
    }
    Label wrong = new Label();
    wrong.getStyleClass().add("cost-problem");
    wrong.textProperty().bind(model.form().partsErrorProperty());
    wrap(wrong);
    CheckBox guess =
        box(
            "Begin with a guess",
            "The first epoch is a guess without gradients, from what matched images differ by");
    guess.setId("train-first-guess");
    guess.selectedProperty().bindBidirectional(model.form().firstGuessProperty());
    boxes.getChildren().addAll(wrong, guess);
    return boxes;
  }

  private CheckBox box(String text, String help) {
    CheckBox box = new CheckBox(text);
    box.setTooltip(new Tooltip(help));
    box.disableProperty().bind(model.busyProperty());
    return box;
  }

  private Node card() {
    start.setId("train-start");
    resume.setId("train-resume");
    pause.setId("train-pause");
    cancel.setId("train-cancel");
    stopped.setId("train-stopped");
    problem.setId("train-problem");
    left.setId("train-left");
    resume.getStyleClass().add("accent");
    start.setOnAction(event -> model.start());
    resume.setOnAction(event -> model.resume());
    pause.setOnAction(event -> model.togglePause());
    cancel.setOnAction(event -> model.cancel());
    for (Button button : List.of(start, resume, pause, cancel)) {
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.managedProperty().bind(button.visibleProperty());
    }
    problem.getStyleClass().add("cost-problem");
    left.getStyleClass().addAll("form-note", "tabular");
    for (Label label : List.of(stopped, problem, left)) {
      wrap(label);
    }
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setMaxHeight(8);
    bar.setAccessibleText("How far the training is");
    bar.visibleProperty().bind(model.busyProperty());
    bar.managedProperty().bind(bar.visibleProperty());
    VBox box =
        new VBox(8, stopped, problem, new FlowPane(8, 8, resume, start, pause, cancel), bar, left);
    box.getStyleClass().add("cost-view");
    return box;
  }

  private void show() {
    WordTraining.News news = model.newsProperty().get();
    if (news != null) {
      charts.show(news.curve(), news.split().heldOut().length);
    }
    middle.getChildren().setAll(news == null ? nothing : results);
    refreshNothing();
  }

  private void refreshNothing() {
    if (model.busyProperty().get()) {
      nothing.setText(
          "Preparing",
          "All images are described first; the curves begin as soon as the held-out queries are"
              + " answered.");
    } else if (model.unfinishedProperty().get() != null) {
      nothing.setText(
          "A training is unfinished",
          "Resume goes on with it, and its curves are shown again. Start anew forgets it.");
    } else {
      nothing.setText(
          "Nothing is trained yet",
          "The vocabulary of the map learns which images show one place. Part of the queries is"
              + " held out; curves show after each epoch how well they are answered.");
    }
  }

  private void follow(@Nullable RunningTask task) {
    bar.progressProperty().unbind();
    left.textProperty().unbind();
    left.setText("");
    bar.setProgress(0);
    if (task != null) {
      bar.progressProperty().bind(task.fractionProperty());
      left.textProperty().bind(task.messageProperty());
    }
  }

  private void refresh() {
    boolean busy = model.busyProperty().get();
    boolean ending = model.stoppingProperty().get();
    boolean paused = model.pausedProperty().get();
    UnfinishedTraining unfinished = model.unfinishedProperty().get();
    boolean offered = unfinished != null && !busy;
    from.setText(from());
    stopped.setText(offered ? stopped(Objects.requireNonNull(unfinished)) : "");
    problem.setText(model.problemProperty().get());
    boolean typed = isUnderstood();
    resume.setVisible(offered);
    resume.setDisable(!typed);
    start.setVisible(!busy);
    start.setDisable(!typed);
    start.setText(offered ? "Start anew" : "Start");
    start.getStyleClass().remove("accent");
    if (!offered) {
      start.getStyleClass().add("accent");
    }
    pause.setVisible(busy);
    pause.setDisable(ending);
    pause.setText(paused ? "Resume" : "Pause");
    pause.setGraphic(new FontIcon(paused ? Feather.PLAY : Feather.PAUSE));
    cancel.setVisible(busy);
    cancel.setDisable(ending);
    cancel.setText(ending ? "Cancelling\u2026" : "Cancel");
    refreshNothing();
  }

  private boolean isUnderstood() {
    return model.form().partsErrorProperty().get().isEmpty()
        && List.of(TrainForm.Field.values()).stream()
            .allMatch(field -> model.form().error(field).get().isEmpty());
  }

  private String from() {
    if (!model.truth().truthProperty().get().isKnown()) {
      return "There is no ground truth, so training is self-supervised: it learns from made-up"
          + " views of the map's own images, and its figures are about such views.";
    }
    String rule = model.truth().ruleProperty().get().words(model.truth().map().origin().unit());
    return "Learns from images of one place, by "
        + (rule.isEmpty()
            ? "the map's own ground truth."
            : "the ground truth in use: " + rule + ".");
  }

  private String stopped(UnfinishedTraining unfinished) {
    String settings =
        unfinished.pipeline().equals(model.explore().configProperty().get())
            ? ""
            : " It was begun with other settings than those in use, and goes on with its own.";
    return "An unfinished training of this map stopped at epoch "
        + unfinished.curve().last().epoch()
        + ": resume or start anew. Only epochs and patience may change on the way."
        + settings;
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public Optional<Drawable> figure() {
    return model.newsProperty().get() == null ? Optional.empty() : charts.figure();
  }
}
