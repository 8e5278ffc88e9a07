package org.vladoscope.ui.evaluate;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.metric.confidence.Confidence;
import org.vladoscope.run.WarpCalibration;
import org.vladoscope.ui.chart.ChartPane;
import org.vladoscope.ui.evaluate.confidence.AcceptancePane;
import org.vladoscope.ui.evaluate.confidence.Accepting;
import org.vladoscope.ui.evaluate.confidence.CalibratedBy;
import org.vladoscope.ui.evaluate.confidence.ConfidenceCharts;
import org.vladoscope.ui.evaluate.confidence.Findings;
import org.vladoscope.ui.evaluate.confidence.MeasuredConfidence;
import org.vladoscope.ui.evaluate.confidence.MeasuredSurety;
import org.vladoscope.ui.evaluate.page.BehindView;
import org.vladoscope.ui.evaluate.page.Section;
import org.vladoscope.ui.evaluate.page.TaskBar;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.map.TriageModel;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/** How far the probabilities of answers can be trusted, and which answers to accept. */
final class ConfidenceView implements Section {

  private static final double SIDE_WIDTH = 380;

  private final EvaluateModel evaluate;
  private final ResultsModel model;
  private final TriageModel triage;
  private final BorderPane root = new BorderPane();
  private final StackPane middle = new StackPane();
  private final Map<CalibratedBy, ToggleButton> choices = new EnumMap<>(CalibratedBy.class);
  private final HBox choice;
  private final HBox measureChoice = new HBox();
  private final Label heading = title("");
  private final Label errorsTitle = title("");
  private final AcceptancePane acceptance = new AcceptancePane(this::list);
  private final GridPane errors = new GridPane(12, 4);
  private final VBox notes = new VBox(6);
  private final Label without = note();
  private final Hyperlink withoutLink = new Hyperlink();
  private final ChartPane calibration;
  private final ChartPane curve;
  private final Node results;
  private final EmptyState nothing;
  private final EmptyState unknown = new EmptyState(Feather.PERCENT, "", "");
  private final EmptyState uncalibrated;
  private CalibratedBy wanted = CalibratedBy.OTHER_MAPS;
  private String wantedMeasure = "";
  private @Nullable Accepting shown;

  ConfidenceView(EvaluateModel evaluate, Thumbnails thumbnails, ObservableBooleanValue dark) {
    this.evaluate = evaluate;
    this.model = evaluate.results();
    this.triage = model.triage();
    this.calibration = new ChartPane(dark);
    this.curve = new ChartPane(dark);
    Button begin = new Button("Evaluate", new FontIcon(Feather.PLAY));
    begin.setId("confidence-begin");
    begin.getStyleClass().add("accent");
    begin.setOnAction(event -> triage.evaluate());
    begin.disableProperty().bind(triage.busyProperty());
    nothing =
        new EmptyState(
            Feather.PERCENT,
            "Not measured yet",
            "How probable it is that an answer is right is held against what is right, with all"
                + " queries of the map.",
            begin);
    Button calibrate = new Button("Calibrate by warped images", new FontIcon(Feather.PLAY));
    calibrate.setId("confidence-calibrate");
    calibrate.getStyleClass().add("accent");
    calibrate.setOnAction(event -> choose(CalibratedBy.WARPS));
    calibrate.disableProperty().bind(model.calibratingProperty());
    uncalibrated = new EmptyState(Feather.PERCENT, "", "", calibrate);
    ToggleGroup group = new ToggleGroup();
    for (CalibratedBy by : CalibratedBy.values()) {
      ToggleButton button = new ToggleButton(by.label());
      button.setId("confidence-by-" + by.id());
      button.getStyleClass().add("small");
      button.setOnAction(event -> choose(by));
      choices.put(by, button);
    }
    choice = Segments.of(group, choices.values().toArray(new ToggleButton[0]));
    results = results(thumbnails);
    root.getStyleClass().add("evaluate-page");
    root.setTop(header());
    root.setCenter(middle);
    calibration.chosenProperty().addListener((o, was, now) -> chooseBin(now));
    curve.chosenProperty().addListener((o, was, now) -> chooseThreshold(now));
    acceptance.thresholdProperty().addListener(o -> point());
    InvalidationListener refresh = o -> refresh();
    model.stateProperty().addListener(refresh);
    model.measuredProperty().addListener(refresh);
    refresh();
  }

  /** Warped images are asked for when somebody wants to see what they tell. */
  private void choose(CalibratedBy by) {
    wanted = by;
    if (by == CalibratedBy.WARPS) {
      model.calibrate();
    }
    refresh();
  }

  private static Label note() {
    Label label = new Label();
    label.getStyleClass().add("form-note");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label note(String text) {
    Label label = note();
    label.setText(text);
    return label;
  }

  private static Label title(String text) {
    Label title = new Label(text);
    title.getStyleClass().add("section-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    return title;
  }

  private Node header() {
    choice.setMinWidth(Region.USE_PREF_SIZE);
    choice.setAlignment(Pos.CENTER_LEFT);
    choice.managedProperty().bind(choice.visibleProperty());
    measureChoice.setMinWidth(Region.USE_PREF_SIZE);
    measureChoice.setAlignment(Pos.CENTER_LEFT);
    measureChoice.managedProperty().bind(measureChoice.visibleProperty());
    TaskBar progress =
        new TaskBar(
            triage.taskProperty(), triage.busyProperty(), triage::cancel, "confidence-stop");
    TaskBar calibrating =
        new TaskBar(
            model.calibrationProperty(),
            model.calibratingProperty(),
            model::stopCalibrating,
            "confidence-calibrate-stop");
    HBox header = new HBox(12, heading, choice, measureChoice, progress, calibrating);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("evaluate-header");
    return header;
  }

  private Node results(Thumbnails thumbnails) {
    errors.setId("confidence-errors");
    withoutLink.setId("confidence-without-match");
    withoutLink.getStyleClass().add("number-link");
    withoutLink.setTooltip(new Tooltip("Click for the queries behind this number"));
    withoutLink.managedProperty().bind(withoutLink.visibleProperty());
    withoutLink.setOnAction(
        event -> {
          withoutLink.setVisited(false);
          listWithout();
        });
    without.setId("confidence-without-note");
    VBox side =
        new VBox(
            18,
            acceptance,
            new VBox(6, errorsTitle, errors, notes),
            new VBox(4, title("Queries whose place is not in the map"), without, withoutLink));
    side.getStyleClass().add("evaluate-numbers");
    ScrollPane numbers = new ScrollPane(side);
    numbers.setFitToWidth(true);
    numbers.getStyleClass().add("lab-scroll");
    numbers.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    numbers.setPrefWidth(SIDE_WIDTH);
    numbers.setMinWidth(SIDE_WIDTH);
    calibration.setId("confidence-calibration");
    calibration.managedProperty().bind(calibration.visibleProperty());
    curve.setId("confidence-curve");
    HBox charts = new HBox(12, calibration, curve);
    for (ChartPane chart : List.of(calibration, curve)) {
      HBox.setHgrow(chart, Priority.ALWAYS);
    }
    HBox.setHgrow(charts, Priority.ALWAYS);
    HBox above = new HBox(16, numbers, charts);
    VBox.setVgrow(above, Priority.ALWAYS);
    BehindView behind =
        new BehindView(
            model.behindProperty(),
            thumbnails,
            "Click a number, or a disc of the calibration curve.",
            query -> evaluate.open(query, null));
    return new VBox(8, above, behind);
  }

  private void refresh() {
    Measured measured = model.measuredProperty().get();
    choice.setVisible(measured != null && measured.confidence() instanceof Findings.Known);
    measureChoice.setVisible(
        measured != null && measured.confidence() instanceof Findings.Measures);
    heading.setText(
        measureChoice.isVisible()
            ? "How sure an answer is, by a measure that is no probability"
            : "Probability c that an answer is right, calibrated");
    shown = null;
    middle.getChildren().setAll(measured == null ? withoutResults() : page(measured.confidence()));
  }

  private Node withoutResults() {
    return switch (model.stateProperty().get()) {
      case NO_GROUND_TRUTH -> {
        unknown.setText(
            "This map has no ground truth",
            "Whether probabilities can be trusted is seen where it is known which images show the"
                + " same place. Choose a ground truth on its page.");
        yield unknown;
      }
      case NOTHING, FIRST, RESULTS -> nothing;
    };
  }

  private Node page(Findings findings) {
    return switch (findings) {
      case Findings.Unknown missing -> {
        EmptyState empty = model.canCalibrate() ? uncalibrated : unknown;
        empty.setText(missing.title(), missing.hint());
        yield empty;
      }
      case Findings.Known known -> {
        show(known);
        yield results;
      }
      case Findings.Measures known -> {
        show(known);
        yield results;
      }
    };
  }

  private void show(Findings.Known known) {
    CalibratedBy by = known.orOther(wanted);
    MeasuredConfidence one = known.by(by);
    shown = one;
    choices.forEach(
        (way, button) -> {
          button.setSelected(way == by);
          boolean canBe = way == CalibratedBy.WARPS && model.canCalibrate();
          button.setDisable(!known.calibrations().containsKey(way) && !canBe);
        });
    String map = model.explore().map().name();
    calibration.setVisible(true);
    calibration.figureProperty().set(ConfidenceCharts.calibration(map, one));
    fillErrors(known, by);
    fillNotes(known, by, one);
    showAccepting(map, one);
  }

  /** There is no calibration curve: a measure is no probability. */
  private void show(Findings.Measures known) {
    MeasuredSurety one = known.orFirst(wantedMeasure);
    shown = one;
    ToggleGroup group = new ToggleGroup();
    ToggleButton[] buttons = new ToggleButton[known.measures().size()];
    for (int i = 0; i < buttons.length; i++) {
      MeasuredSurety offered = known.measures().get(i);
      ToggleButton button = new ToggleButton(offered.label());
      button.setId("confidence-measure-" + offered.id());
      button.getStyleClass().add("small");
      button.setSelected(offered.equals(one));
      button.setOnAction(
          event -> {
            wantedMeasure = offered.id();
            refresh();
          });
      buttons[i] = button;
    }
    measureChoice.getChildren().setAll(Segments.of(group, buttons));
    calibration.setVisible(false);
    calibration.figureProperty().set(null);
    fillAreas(known, one);
    showAccepting(model.explore().map().name(), one);
  }

  private void showAccepting(String map, Accepting one) {
    curve.figureProperty().set(ConfidenceCharts.acceptance(map, one));
    acceptance.show(one);
    point();
    fillWithout(one);
  }

  private void fillAreas(Findings.Measures known, MeasuredSurety one) {
    errorsTitle.setText("Area under ROC, right answers");
    errors.getChildren().clear();
    for (MeasuredSurety measure : known.measures()) {
      String area =
          measure.rightArea().isPresent()
              ? String.format(Locale.ROOT, "%.3f", measure.rightArea().getAsDouble())
              : "\u2013";
      errorRow(measure.label(), area, "confidence-area-" + measure.id(), measure.equals(one));
    }
    notes
        .getChildren()
        .setAll(
            note(Words.sentence(one.label() + ": " + one.convention()) + "."),
            note(
                "The area is how often a right answer is surer than a wrong one: 1 tells all apart,"
                    + " 0.5 none. Nothing was re-ranked, so no probability is calibrated."));
    if (!known.missing().isEmpty()) {
      notes
          .getChildren()
          .add(
              note(
                  String.join(", ", known.missing())
                      + ": cannot be measured here, for want of positions, distances or candidates"
                      + " elsewhere."));
    }
  }

  private void errorRow(String label, String value, String id, boolean isShown) {
    Label name = new Label(label);
    name.setMinWidth(Region.USE_PREF_SIZE);
    Label number = new Label(value);
    number.setId(id);
    number.getStyleClass().add("tabular");
    if (!isShown) {
      name.getStyleClass().add("muted");
      number.getStyleClass().add("muted");
    }
    GridPane.setHalignment(number, HPos.RIGHT);
    errors.addRow(errors.getRowCount(), name, number);
  }

  private void fillErrors(Findings.Known known, CalibratedBy by) {
    errorsTitle.setText("Expected calibration error");
    errors.getChildren().clear();
    for (CalibratedBy way : CalibratedBy.values()) {
      MeasuredConfidence one = known.calibrations().get(way);
      errorRow(
          way.label(),
          one == null ? "\u2013" : String.format(Locale.ROOT, "%.3f", one.calibrationError()),
          "confidence-error-" + way.id(),
          way == by);
    }
  }

  private void fillNotes(Findings.Known known, CalibratedBy by, MeasuredConfidence one) {
    notes.getChildren().setAll(note("Calibrated on " + one.confidence().source() + "."));
    if (by == CalibratedBy.WARPS) {
      notes.getChildren().add(note(WarpCalibration.trust()));
    }
    notes
        .getChildren()
        .add(
            note(
                "Mean distance of probability and share of right answers; 0 is best. On the dashed"
                    + " line answers are right as often as was said, below it less often."));
    known.missing().values().forEach(why -> notes.getChildren().add(note(why)));
    if (known.withoutScore() > 0) {
      notes
          .getChildren()
          .add(
              note(
                  Words.count(known.withoutScore(), "query has", "queries have")
                      + " no score and no probability, and "
                      + (known.withoutScore() == 1 ? "is" : "are")
                      + " counted nowhere on this page."));
    }
  }

  private void fillWithout(Accepting one) {
    int number = one.withoutMatch().size();
    withoutLink.setVisible(number > 0);
    withoutLink.setText(Words.count(number, "query without a match", "queries without a match"));
    without.setText(
        one.withoutMatchArea().isPresent()
            ? String.format(
                Locale.ROOT,
                "Area under ROC %.3f: so often the answer to a query with a match is surer than"
                    + " one to a query without. 1 tells all apart, 0.5 none.",
                one.withoutMatchArea().getAsDouble())
            : number == 0
                ? "There are none: every query has a match, so it cannot be said how well such"
                    + " queries would be told apart."
                : "All queries with a score are such queries, so it cannot be said how well they"
                    + " are told apart.");
  }

  /** Marks the place of the slider on the curve. */
  private void point() {
    Accepting known = shown;
    if (known != null) {
      int index = known.indexOf(acceptance.thresholdProperty().get());
      curve.chosenProperty().set(index < 0 ? null : new ChartPane.Place(0, index));
    }
  }

  private void chooseThreshold(ChartPane.@Nullable Place place) {
    Accepting known = shown;
    if (known != null
        && place != null
        && place.point() != known.indexOf(acceptance.thresholdProperty().get())) {
      double threshold = known.acceptances().get(place.point()).threshold();
      acceptance.thresholdProperty().set(known.readable(threshold));
    }
  }

  private void chooseBin(ChartPane.@Nullable Place place) {
    if (shown instanceof MeasuredConfidence known && place != null) {
      int bin = ConfidenceCharts.drawnBins(known).get(place.point());
      SequencedMap<String, List<Integer>> groups = new LinkedHashMap<>();
      groups.put("\u2717 Wrong", known.ofBin(bin, false));
      groups.put("\u2713 Right", known.ofBin(bin, true));
      model.list(
          String.format(
              Locale.ROOT,
              "Probability between %.1f and %.1f",
              bin / (double) Confidence.BINS,
              (bin + 1) / (double) Confidence.BINS),
          groups);
    }
  }

  private void list(double threshold, boolean accepted) {
    Accepting known = shown;
    if (known != null) {
      calibration.chosenProperty().set(null);
      String c = known.text(threshold);
      SequencedMap<String, List<Integer>> groups = new LinkedHashMap<>();
      if (accepted) {
        groups.put("\u2717 Accepted, wrong", known.split(threshold, true, false));
        groups.put("\u2713 Accepted, right", known.split(threshold, true, true));
      } else {
        groups.put("\u2713 Rejected, right", known.split(threshold, false, true));
        groups.put("\u2717 Rejected, wrong", known.split(threshold, false, false));
      }
      model.list((accepted ? known.acceptedWords(c) : known.rejectedWords(c)), groups);
    }
  }

  private void listWithout() {
    Accepting known = shown;
    if (known != null) {
      calibration.chosenProperty().set(null);
      SequencedMap<String, List<Integer>> groups = new LinkedHashMap<>();
      groups.put("\u2013 Not in the map", known.withoutMatch());
      model.list("Queries without a match", groups);
    }
  }

  @Override
  public Node node() {
    return root;
  }

  /** The calibration curve, or the curve of what is accepted where there is none. */
  @Override
  public Optional<Drawable> figure() {
    return shown == null
        ? Optional.empty()
        : Optional.ofNullable(
            (calibration.isVisible() ? calibration : curve).figureProperty().get());
  }
}
