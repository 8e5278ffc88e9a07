package org.vladoscope.ui.evaluate;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.saved.Radii;
import org.vladoscope.dataset.format.saved.TruthRule;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.ui.evaluate.page.Section;
import org.vladoscope.ui.evaluate.page.TruthModel;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.view.DistanceScale;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.ui.view.Words;

/** What counts as right, with recall that follows at once. */
final class TruthView implements Section {

  /** Kinds of rules. */
  private enum Source {
    /** The map. */
    MAP("The map's own"),
    /** Distance between poses. */
    RADIUS("Radius"),
    /** Frames between two drives. */
    FRAMES("Frames"),
    /** A file that was opened. */
    FILE("From a file");

    private final String label;

    Source(String label) {
      this.label = label;
    }
  }

  private static final int USUAL_FRAMES = 2;

  /** Headings differ by no more: any will do. */
  private static final double ANY_TURN = 180;

  private final EvaluateModel evaluate;
  private final TruthModel model;
  private final VBox content = new VBox(16);
  private final ScrollPane root = new ScrollPane(content);
  private final Map<Source, ToggleButton> sources = new EnumMap<>(Source.class);
  private final Slider radius = new Slider(0, 1, 0);
  private final Slider soft = new Slider(0, 1, 0);
  private final Slider turn = new Slider(0, ANY_TURN, ANY_TURN);
  private final TextField offset = new TextField("0");
  private final Label radiusText = new Label();
  private final Label softText = new Label();
  private final Label turnText = new Label();
  private final Label counts = new Label();
  private final Label problem = new Label();
  private final Label fileName = new Label();
  private final VBox warnings = new VBox(6);
  private final GridPane recall = new GridPane(24, 4);
  private final Label noRecall =
      new Label("Evaluate the settings in use to see recall follow the ground truth.");
  private final HBox radiusRow = new HBox(12);
  private final HBox softRow = new HBox(12);
  private final HBox turnRow = new HBox(12);
  private final HBox offsetRow = new HBox(12);
  private Source source = Source.MAP;

  /** What the sliders of distances go over, from 0 to 1. */
  private DistanceScale scale;

  private boolean filling;

  TruthView(EvaluateModel evaluate, Supplier<Optional<Path>> importer) {
    this.evaluate = evaluate;
    this.model = evaluate.truth();
    this.scale = DistanceScale.of(model.map());
    content.getStyleClass().add("truth-page");
    content.setMaxWidth(760);
    root.setFitToWidth(true);
    root.getStyleClass().add("lab-scroll");
    Label title = new Label("What counts as right");
    title.getStyleClass().add("section-title");
    Label note =
        new Label(
            "Results, matrix and weights are judged by it at once, without ranking anything anew."
                + " The map's files stay as they are.");
    note.getStyleClass().add("form-note");
    note.setWrapText(true);
    problem.getStyleClass().add("cost-problem");
    problem.setId("truth-problem");
    problem.setWrapText(true);
    problem.setMinHeight(Region.USE_PREF_SIZE);
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    counts.getStyleClass().add("tabular");
    counts.setId("truth-counts");
    Label recallTitle = new Label();
    recallTitle
        .textProperty()
        .bind(
            model
                .conventionProperty()
                .map(way -> "Recall under it, queries without a match " + way.words()));
    recallTitle.getStyleClass().add("section-title");
    noRecall.getStyleClass().add("muted");
    recall.setId("truth-recall");
    content
        .getChildren()
        .addAll(
            new VBox(4, title, note),
            choice(importer),
            sliders(),
            problem,
            new VBox(8, counts, warnings),
            new VBox(8, recallTitle, recall, noRecall),
            verdicts());
    model.truthProperty().addListener(o -> refresh());
    model.warningsProperty().addListener(o -> refresh());
    evaluate.results().measuredProperty().addListener(o -> showRecall());
    model.conventionProperty().addListener(o -> showRecall());
    refresh();
    showRecall();
    showRows();
  }

  private Node choice(Supplier<Optional<Path>> importer) {
    ToggleButton[] buttons = new ToggleButton[Source.values().length];
    int i = 0;
    for (Source one : Source.values()) {
      ToggleButton button = new ToggleButton(one.label);
      button.setId("truth-" + one.name().toLowerCase(Locale.ROOT));
      button.setSelected(one == source);
      button.setOnAction(event -> choose(one));
      sources.put(one, button);
      buttons[i++] = button;
    }
    enableFile();
    Button open = new Button("Open file\u2026", new FontIcon(Feather.FOLDER));
    open.setId("truth-open");
    open.setTooltip(
        new Tooltip("A .npz of the original program, or .csv lines of query,match[,match\u2026]"));
    open.setOnAction(event -> importer.get().ifPresent(this::open));
    fileName.getStyleClass().add("muted");
    fileName.setMinWidth(0);
    HBox row = new HBox(12, Segments.of(new ToggleGroup(), buttons), open, fileName);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void enableFile() {
    sources.forEach(
        (one, button) -> button.setDisable(one == Source.FILE && model.file().isEmpty()));
  }

  /** Reads a file; one that cannot be used changes nothing. */
  void open(Path file) {
    model.open(
        file,
        asked -> {
          source = Source.FILE;
          filling = true;
          double stated = asked.radii().hard().orElse(MapReading.DEFAULT_RADIUS);
          scale = DistanceScale.metres(stated);
          set(radius, stated);
          soft.setValue(0);
          filling = false;
          sources.forEach((one, button) -> button.setSelected(one == source));
          enableFile();
          fileName.setText(String.valueOf(file.getFileName()));
          showRows();
        });
  }

  private Node sliders() {
    slider(radiusRow, "Match up to", radius, radiusText, "truth-distance");
    slider(softRow, "Neither way up to", soft, softText, "truth-soft");
    slider(turnRow, "Headings within", turn, turnText, "truth-turn");
    offset.setId("truth-offset");
    offset.setPrefWidth(72);
    offset.setAccessibleText("Database frame that query 0 shows");
    offset.setOnAction(event -> ask());
    offset.focusedProperty().addListener((o, before, now) -> ask());
    Label label = label("Query 0 is frame");
    offsetRow.getChildren().setAll(label, offset);
    offsetRow.setAlignment(Pos.CENTER_LEFT);
    return new VBox(8, radiusRow, softRow, turnRow, offsetRow);
  }

  private static Label label(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("form-label");
    label.setMinWidth(128);
    return label;
  }

  private void slider(HBox row, String name, Slider slider, Label text, String id) {
    slider.setId(id);
    slider.setAccessibleText(name);
    HBox.setHgrow(slider, Priority.ALWAYS);
    slider.setMaxWidth(420);
    text.getStyleClass().add("tabular");
    text.setMinWidth(88);
    slider.valueProperty().addListener((o, before, now) -> ask());
    row.getChildren().setAll(label(name), slider, text);
    row.setAlignment(Pos.CENTER_LEFT);
  }

  private Node verdicts() {
    CheckBox box = new CheckBox("Count verdicts from Explore");
    box.setId("truth-verdicts");
    box.selectedProperty().bindBidirectional(evaluate.results().triage().withVerdictsProperty());
    Label note = new Label();
    note.getStyleClass().add("form-note");
    Runnable refresh =
        () -> {
          int count =
              evaluate.results().triage().verdicts().verdictsProperty().get().byQuery().size();
          note.setText(
              count == 0
                  ? "There are none yet. \u201cSame place\u201d adds a pair, a query whose ground"
                      + " truth looks wrong is left out."
                  : Words.count(count, "verdict", "verdicts")
                      + ": \u201csame place\u201d adds a pair, a query whose ground truth looks"
                      + " wrong is left out.");
        };
    evaluate.results().triage().verdicts().verdictsProperty().addListener(o -> refresh.run());
    refresh.run();
    return new VBox(4, box, note);
  }

  private void choose(Source chosen) {
    source = chosen;
    filling = true;
    scale =
        switch (chosen) {
          case FRAMES -> DistanceScale.FRAMES;
          case FILE -> DistanceScale.metres(stated());
          case MAP, RADIUS -> DistanceScale.of(model.map());
        };
    set(radius, chosen == Source.FRAMES ? USUAL_FRAMES : stated());
    soft.setValue(0);
    filling = false;
    showRows();
    ask();
  }

  private void showRows() {
    boolean distances =
        source == Source.RADIUS
            || source == Source.FRAMES
            || (source == Source.FILE && fileRadius().isPresent());
    show(radiusRow, distances);
    show(softRow, distances);
    show(turnRow, source == Source.RADIUS);
    show(offsetRow, source == Source.FRAMES);
    texts();
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private OptionalDouble fileRadius() {
    return model.file().map(file -> file.radii().hard()).orElse(OptionalDouble.empty());
  }

  /** The radius to begin with. */
  private double stated() {
    OptionalDouble own = source == Source.FILE ? fileRadius() : model.map().groundTruth().radius();
    return own.orElse(scale.usual());
  }

  private void set(Slider slider, double distance) {
    slider.setMax(1);
    slider.setValue(scale.position(distance));
  }

  private double distance(Slider slider) {
    return scale.distance(slider.getValue());
  }

  private void texts() {
    String unit = "\u00a0" + scale.unit();
    radiusText.setText(Numbers.plain(distance(radius)) + unit);
    softText.setText(
        distance(soft) > distance(radius) ? Numbers.plain(distance(soft)) + unit : "off");
    turnText.setText(
        turned().isPresent() ? Numbers.plain(turned().getAsDouble()) + "\u00b0" : "any");
  }

  private OptionalDouble turned() {
    double degrees = Math.round(turn.getValue());
    return source == Source.RADIUS && degrees < ANY_TURN
        ? OptionalDouble.of(degrees)
        : OptionalDouble.empty();
  }

  private void ask() {
    texts();
    if (filling) {
      return;
    }
    model.use(rule());
  }

  private TruthRule rule() {
    Radii radii = Radii.of(distance(radius), distance(soft));
    return switch (source) {
      case MAP -> new TruthRule.AsMapSays();
      case RADIUS -> new TruthRule.Within(radii, turned());
      case FRAMES ->
          new TruthRule.Frames(
              (int) distance(radius), (int) Math.max(distance(radius), distance(soft)), offset());
      case FILE ->
          model
              .file()
              .map(
                  file -> file.radii().isUnsaid() ? file : new TruthRule.OfFile(file.file(), radii))
              .orElseThrow();
    };
  }

  private int offset() {
    try {
      return Integer.parseInt(offset.getText().strip());
    } catch (NumberFormatException e) {
      int before =
          model.ruleProperty().get() instanceof TruthRule.Frames(int _, int _, int first)
              ? first
              : 0;
      offset.setText(String.valueOf(before));
      return before;
    }
  }

  private void refresh() {
    GroundTruth truth = model.truthProperty().get();
    warnings.getChildren().clear();
    if (!truth.isKnown()) {
      counts.setText("This map has no ground truth.");
    } else {
      int queries = model.map().queries().size();
      long pairs = 0;
      int with = 0;
      for (int q = 0; q < queries; q++) {
        int positives = truth.positives(q).length;
        pairs += positives;
        with += positives > 0 ? 1 : 0;
      }
      counts.setText(
          Numbers.count(with)
              + " of "
              + Words.count(queries, "query", "queries")
              + " with a match, "
              + Numbers.count(pairs)
              + " matching pairs");
    }
    for (String text : model.warningsProperty().get()) {
      Label warning = new Label(text, new FontIcon(Feather.ALERT_TRIANGLE));
      warning.getStyleClass().add("evaluate-warning");
      warning.setWrapText(true);
      warning.setMinHeight(Region.USE_PREF_SIZE);
      warnings.getChildren().add(warning);
    }
  }

  private void showRecall() {
    recall.getChildren().clear();
    Measured measured = evaluate.results().measuredProperty().get();
    noRecall.setVisible(measured == null);
    noRecall.setManaged(measured == null);
    if (measured == null) {
      return;
    }
    List<Integer> at = List.of(1, 5, 10, 20);
    for (int i = 0; i < at.size(); i++) {
      Label head = new Label("R@" + at.get(i));
      head.getStyleClass().add("form-note");
      recall.add(head, i + 1, 0);
    }
    line(1, measured.firstOrder(), measured.metrics().global(), at);
    if (measured.isReranked()) {
      line(2, "After re-ranking", measured.metrics().reranked(), at);
    } else {
      recall.add(label("Not re-ranked"), 0, 2);
    }
  }

  private void line(int row, String name, RankingMetrics metrics, List<Integer> at) {
    recall.add(label(name), 0, row);
    for (int i = 0; i < at.size(); i++) {
      int n = at.get(i);
      Label number =
          new Label(
              ResultsModel.score(
                  metrics.recall(model.conventionProperty().get()).at(n).recall().value()));
      number.getStyleClass().add("tabular");
      number.setId("truth-" + (row == 1 ? "global-" : "reranked-") + n);
      recall.add(number, i + 1, row);
    }
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public Optional<Drawable> figure() {
    return Optional.empty();
  }
}
