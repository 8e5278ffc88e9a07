package org.vladoscope.ui.lab;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vladoscope.teach.race.Bytes;
import org.vladoscope.teach.race.HardVlad;
import org.vladoscope.teach.race.VladRace;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Segments;

/** The ways to compute VLAD side by side: how each works, and what was measured of it. */
final class RaceView extends ScrollPane {

  private static final double FIELD_WIDTH = 72;

  private final RaceModel model;
  private final TextField images = field("race-images", "256");
  private final TextField features = field("race-features", "128");
  private final TextField dims = field("race-dims", "64");
  private final TextField clusters = field("race-clusters", "16");
  private final Label error = new Label();
  private final GridPane table = new GridPane(16, 8);
  private final Label verdict = new Label();
  private final HBox charts = new HBox(16);
  private final StackPane chartPlace = new StackPane();

  RaceView(RaceModel model) {
    this.model = model;
    getStyleClass().add("lab-scroll");
    setFitToWidth(true);
    error.getStyleClass().add("lab-error");
    error.setWrapText(true);
    error.textProperty().bind(model.errorProperty());
    error.visibleProperty().bind(model.errorProperty().isNotEmpty());
    error.managedProperty().bind(error.visibleProperty());
    table.getStyleClass().add("race-table");
    verdict.getStyleClass().add("form-note");
    verdict.setWrapText(true);
    chartPlace.setMinHeight(220);
    VBox content = new VBox(12, sizes(), error, table, verdict, growth(), chartPlace);
    content.getStyleClass().add("lab-page");
    setContent(content);
    model.resultProperty().addListener((o, before, now) -> showResult(now));
    model
        .sweep()
        .addListener(
            (javafx.collections.ListChangeListener<VladRace.Result>) change -> showSweep());
    showResult(model.resultProperty().get());
    showSweep();
  }

  private static TextField field(String id, String value) {
    TextField field = new TextField(value);
    field.setId(id);
    field.setPrefWidth(FIELD_WIDTH);
    return field;
  }

  private Node sizes() {
    Button race = new Button("Race");
    race.setId("race-start");
    race.getStyleClass().add("accent");
    race.setMinWidth(USE_PREF_SIZE);
    race.setTooltip(new Tooltip("Runs each on one thread, in turns; the best round counts"));
    race.setOnAction(event -> read().ifPresent(model::race));
    race.disableProperty().bind(model.busyProperty());
    Button usual = new Button("T=256, N=128, F=64, K=16");
    usual.setMinWidth(USE_PREF_SIZE);
    usual.setOnAction(
        event -> {
          images.setText("256");
          features.setText("128");
          dims.setText("64");
          clusters.setText("16");
        });
    for (TextField field : List.of(images, features, dims, clusters)) {
      field.setOnAction(event -> race.fire());
    }
    FlowPane row =
        new FlowPane(
            12,
            8,
            labelled("Images T", images),
            labelled("Features N", features),
            labelled("Dims F", dims),
            labelled("Clusters K", clusters),
            usual,
            race);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static Node labelled(String text, TextField field) {
    Label label = new Label(text);
    label.getStyleClass().add("form-label");
    label.setLabelFor(field);
    label.setMinWidth(USE_PREF_SIZE);
    HBox box = new HBox(8, label, field);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private java.util.Optional<VladRace.Setup> read() {
    return model.read(images.getText(), features.getText(), dims.getText(), clusters.getText());
  }

  private void showResult(VladRace.@Nullable Result result) {
    table.getChildren().clear();
    table.addRow(
        0,
        head("way"),
        head("how"),
        head("CPU time"),
        head("of looping"),
        head("allocated"),
        head("max diff"));
    List<HardVlad> all =
        result == null
            ? HardVlad.all(0)
            : result.lanes().stream().map(VladRace.Lane::formulation).toList();
    double looping = result == null ? 0 : result.lanes().getFirst().cpuSeconds();
    for (int i = 0; i < all.size(); i++) {
      Label name = new Label(all.get(i).name());
      name.getStyleClass().add("score-head");
      name.setMinWidth(USE_PREF_SIZE);
      Label code = new Label(String.join("\n", all.get(i).pseudocode()));
      code.getStyleClass().add("lab-code");
      code.setMinHeight(USE_PREF_SIZE);
      code.setMinWidth(USE_PREF_SIZE);
      table.add(name, 0, i + 1);
      table.add(code, 1, i + 1);
      if (result != null) {
        numbers(result.lanes().get(i), looping, i + 1);
      }
    }
    verdict.setText(
        result == null
            ? "Every way gives the same vectors. Press Race to see what each of them costs here."
            : verdict(result));
  }

  private void numbers(VladRace.Lane lane, double looping, int row) {
    String refusal = lane.refusal();
    if (refusal != null) {
      Label reason = new Label(refusal);
      reason.getStyleClass().add("lab-error");
      reason.setWrapText(true);
      reason.setMinHeight(USE_PREF_SIZE);
      reason.setPrefWidth(280);
      table.add(reason, 2, row, 4, 1);
      return;
    }
    table.add(number(String.format(Locale.ROOT, "%.2f ms", 1e3 * lane.cpuSeconds())), 2, row);
    table.add(
        number(
            looping > 0
                ? String.format(Locale.ROOT, "%.2f", lane.cpuSeconds() / looping)
                : "\u2013"),
        3,
        row);
    table.add(number(Bytes.text(lane.bytes())), 4, row);
    table.add(
        number(String.format(Locale.ROOT, "%.1e", lane.maxDifference()).replace('-', '\u2212')),
        5,
        row);
  }

  private static String verdict(VladRace.Result result) {
    VladRace.Setup setup = result.setup();
    return String.format(
        Locale.ROOT,
        "T=%d, N=%d, F=%d, K=%d on one thread, assignment, signed square root and L2 included; best"
            + " of %d rounds. Fastest: %s. The program itself uses \u201cours\u201d.",
        setup.images(),
        setup.features(),
        setup.dims(),
        setup.clusters(),
        setup.rounds(),
        result.winner().map(lane -> lane.formulation().name()).orElse("none"));
  }

  private static Label head(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private static Label number(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("tabular");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private Node growth() {
    ToggleGroup group = new ToggleGroup();
    ToggleButton[] buttons = new ToggleButton[RaceModel.Axis.values().length];
    for (RaceModel.Axis axis : RaceModel.Axis.values()) {
      ToggleButton button = new ToggleButton(axis.label() + " grows");
      button.setSelected(axis == model.axisProperty().get());
      button.setOnAction(event -> model.axisProperty().set(axis));
      buttons[axis.ordinal()] = button;
    }
    Button run = new Button("Draw the chart");
    run.setId("race-sweep");
    run.setTooltip(new Tooltip("Races at an eighth, a quarter, a half and all of the size above"));
    run.setOnAction(event -> read().ifPresent(model::sweep));
    run.disableProperty().bind(model.busyProperty());
    HBox row = new HBox(12, Segments.of(group, buttons), run);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void showSweep() {
    if (model.sweep().isEmpty()) {
      chartPlace
          .getChildren()
          .setAll(
              new EmptyState(
                  Feather.TRENDING_UP,
                  "No chart yet",
                  "It shows how time and memory grow with T or K."));
      return;
    }
    LineChart<Number, Number> times = chart("CPU time in ms", lane -> 1e3 * lane.cpuSeconds());
    LineChart<Number, Number> memory = chart("Allocated MB", lane -> lane.bytes() / 1e6);
    HBox.setHgrow(times, Priority.ALWAYS);
    HBox.setHgrow(memory, Priority.ALWAYS);
    charts.getChildren().setAll(times, memory);
    chartPlace.getChildren().setAll(charts);
  }

  /** Both axes are logarithmic: a straight line that rises by one step per step is linear. */
  private LineChart<Number, Number> chart(String title, ToDoubleFunction<VladRace.Lane> value) {
    VladRace.Setup first = model.sweep().getFirst().setup();
    VladRace.Setup last = model.sweep().getLast().setup();
    boolean images = first.images() != last.images();
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (VladRace.Result result : model.sweep()) {
      for (VladRace.Lane lane : result.lanes()) {
        if (lane.refusal() == null && value.applyAsDouble(lane) > 0) {
          least = Math.min(least, Math.log10(value.applyAsDouble(lane)));
          most = Math.max(most, Math.log10(value.applyAsDouble(lane)));
        }
      }
    }
    RaceModel.Axis grows = images ? RaceModel.Axis.IMAGES : RaceModel.Axis.CLUSTERS;
    NumberAxis x = axis(2, grows.label(), log2(grows.of(first)), log2(grows.of(last)));
    NumberAxis y = axis(10, title, Math.floor(least), Math.ceil(most));
    LineChart<Number, Number> chart = new LineChart<>(x, y);
    chart.setAnimated(false);
    chart.setHorizontalZeroLineVisible(false);
    chart.setVerticalZeroLineVisible(false);
    chart.setPrefHeight(260);
    chart.setMinWidth(220);
    chart.setPrefWidth(360);
    for (int i = 0; i < model.sweep().getFirst().lanes().size(); i++) {
      XYChart.Series<Number, Number> series = new XYChart.Series<>();
      series.setName(model.sweep().getFirst().lanes().get(i).formulation().name());
      for (VladRace.Result result : model.sweep()) {
        VladRace.Lane lane = result.lanes().get(i);
        if (lane.refusal() == null && value.applyAsDouble(lane) > 0) {
          int size = images ? result.setup().images() : result.setup().clusters();
          series
              .getData()
              .add(new XYChart.Data<>(log2(size), Math.log10(value.applyAsDouble(lane))));
        }
      }
      chart.getData().add(series);
    }
    return chart;
  }

  private static double log2(int value) {
    return Math.log(value) / Math.log(2);
  }

  private static NumberAxis axis(int base, String label, double from, double to) {
    NumberAxis axis = new NumberAxis(from, Math.max(to, from + 1), 1);
    axis.setLabel(label);
    axis.setMinorTickVisible(false);
    axis.setTickLabelFormatter(
        new StringConverter<>() {
          @Override
          public String toString(Number exponent) {
            double value = Math.pow(base, exponent.doubleValue());
            return value < 1 ? String.format(Locale.ROOT, "%.2g", value) : Math.round(value) + "";
          }

          @Override
          public Number fromString(String text) {
            throw new UnsupportedOperationException(text);
          }
        });
    return axis;
  }
}
