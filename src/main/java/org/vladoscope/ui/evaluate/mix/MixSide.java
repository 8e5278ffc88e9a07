package org.vladoscope.ui.evaluate.mix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.metric.Estimate;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.metric.QueryOutcome;
import org.vladoscope.metric.RecallCurve;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.mix.HarmfulClusters;
import org.vladoscope.mix.Standing;
import org.vladoscope.ui.chart.ChartFigure;
import org.vladoscope.ui.chart.ChartPane;
import org.vladoscope.ui.evaluate.page.QueriesBehind;
import org.vladoscope.ui.view.Segments;

/** Beside the desk: recall unmixed and mixed, a curve, and what the search came to. */
final class MixSide extends VBox {

  private final MixModel model;
  private final GridPane table = new GridPane();
  private final List<Label> mixed = new ArrayList<>();
  private final List<Label> unmixed = new ArrayList<>();
  private final List<Hyperlink> won = new ArrayList<>();
  private final List<Hyperlink> lost = new ArrayList<>();
  private final Label state = new Label();
  private final Label convention = new Label();
  private final ChartPane chart;
  private final ToggleButton recall = new ToggleButton("Recall");
  private final ToggleButton search = new ToggleButton("Harmful clusters");
  private final VBox found = new VBox(6);
  private final Label sentence = new Label();
  private final Label warning = new Label();
  private final Button take = new Button("Mute them on the desk", new FontIcon(Feather.VOLUME_X));
  private final ObjectProperty<@Nullable QueriesBehind> behind = new SimpleObjectProperty<>();
  private int rank = 1;

  MixSide(MixModel model, ObservableBooleanValue dark) {
    super(8);
    this.model = model;
    this.chart = new ChartPane(dark);
    chart.setId("mix-chart");
    chart.setMinHeight(150);
    chart.setPrefHeight(210);
    VBox.setVgrow(chart, Priority.ALWAYS);
    fillTable();
    state.setId("mix-state");
    state.setWrapText(true);
    state.setMinHeight(Region.USE_PREF_SIZE);
    state.getStyleClass().add("evaluate-warning");
    convention.setId("mix-convention");
    convention.getStyleClass().addAll("muted", "small-print");
    convention.setWrapText(true);
    convention.setMinHeight(Region.USE_PREF_SIZE);
    ToggleGroup group = new ToggleGroup();
    recall.setId("mix-chart-recall");
    search.setId("mix-chart-search");
    recall.getStyleClass().add("small");
    search.getStyleClass().add("small");
    recall.setSelected(true);
    HBox choice = Segments.of(group, recall, search);
    recall.setOnAction(event -> draw());
    search.setOnAction(event -> draw());
    sentence.setId("mix-found");
    sentence.setWrapText(true);
    sentence.setMinHeight(Region.USE_PREF_SIZE);
    warning.setId("mix-warning");
    warning.setWrapText(true);
    warning.setMinHeight(Region.USE_PREF_SIZE);
    warning.getStyleClass().add("evaluate-warning");
    take.setId("mix-take");
    take.getStyleClass().add("small");
    take.setOnAction(event -> model.takeHarmful());
    found.getChildren().setAll(sentence, warning, take);
    ScrollPane told = new ScrollPane(found);
    told.setFitToWidth(true);
    told.getStyleClass().add("edge-to-edge");
    told.setMinHeight(96);
    told.setPrefHeight(190);
    told.visibleProperty().bind(search.selectedProperty());
    told.managedProperty().bind(told.visibleProperty());
    getChildren().addAll(table, state, choice, chart, told, convention);
    setMinWidth(340);
    setPrefWidth(372);
    setMaxWidth(420);
    model.standingProperty().addListener(o -> refresh());
    model.fadersProperty().addListener(o -> refresh());
    model.mixProblemProperty().addListener(o -> refresh());
    model.truth().conventionProperty().addListener(o -> refresh());
    model.stepsProperty().addListener(o -> showSearch());
    model.harmfulProperty().addListener(o -> showSearch());
    model.searchProblemProperty().addListener(o -> showSearch());
    refresh();
    showSearch();
  }

  /** The queries that the mix wins and loses. */
  ObservableValue<@Nullable QueriesBehind> behindProperty() {
    return behind;
  }

  /** The curve that is seen. */
  Optional<ChartFigure> figure() {
    return Optional.ofNullable(chart.figureProperty().get());
  }

  private void fillTable() {
    table.setHgap(12);
    table.setVgap(2);
    String[] heads = {"", "Unmixed", "Mixed", "Won", "Lost"};
    for (int c = 0; c < heads.length; c++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setHalignment(c == 0 ? HPos.LEFT : HPos.RIGHT);
      column.setHgrow(c == 0 ? Priority.NEVER : Priority.ALWAYS);
      table.getColumnConstraints().add(column);
      Label head = new Label(heads[c]);
      head.getStyleClass().add("muted");
      table.add(head, c, 0);
    }
    for (int i = 0; i < Standing.AT_N.size(); i++) {
      int n = Standing.AT_N.get(i);
      Label name = new Label("Recall@" + n);
      name.setMinWidth(Region.USE_PREF_SIZE);
      Label before = number("mix-unmixed-" + n);
      Label now = number("mix-mixed-" + n);
      now.getStyleClass().add("strong");
      Hyperlink more =
          link(n, "mix-won-" + n, "Queries that the mix answers right and nothing else");
      Hyperlink less = link(n, "mix-lost-" + n, "Queries that are right only without the mix");
      unmixed.add(before);
      mixed.add(now);
      won.add(more);
      lost.add(less);
      table.addRow(i + 1, name, before, now, more, less);
    }
  }

  private static Label number(String id) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add("tabular");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private Hyperlink link(int n, String id, String help) {
    Hyperlink link = new Hyperlink();
    link.setId(id);
    link.getStyleClass().addAll("number-link", "tabular");
    link.setMinWidth(Region.USE_PREF_SIZE);
    link.setTooltip(new Tooltip(help));
    link.setOnAction(
        event -> {
          link.setVisited(false);
          rank = n;
          listQueries();
        });
    return link;
  }

  private static String signed(String sign, int count) {
    return count == 0 ? "0" : sign + count;
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private void refresh() {
    MixModel.Known known = model.knownProperty().get();
    Standing now = model.standingProperty().get();
    String problem = model.mixProblemProperty().get();
    state.setText(problem);
    state.setVisible(!problem.isEmpty());
    state.setManaged(!problem.isEmpty());
    if (known == null) {
      return;
    }
    WithoutPositive way = model.truth().conventionProperty().get();
    RecallCurve before = known.unmixed().recall(way);
    RecallCurve after = now == null ? null : now.recall(way);
    table.setOpacity(now != null && !model.isUpToDate() ? .6 : 1);
    for (int i = 0; i < Standing.AT_N.size(); i++) {
      int n = Standing.AT_N.get(i);
      unmixed.get(i).setText(figure(before.at(n).recall().value()));
      mixed.get(i).setText(after == null ? "\u2013" : figure(after.at(n).recall().value()));
      PairedComparison compared = model.compared(n);
      won.get(i).setText(compared == null ? "" : signed("+", compared.won().size()));
      lost.get(i).setText(compared == null ? "" : signed("\u2212", compared.lost().size()));
    }
    convention.setText(
        before.convention()
            + ". All database images are compared, before re-ranking; an approximate index may"
            + " find less.");
    listQueries();
    draw();
  }

  private void listQueries() {
    MixModel.Known known = model.knownProperty().get();
    Standing now = model.standingProperty().get();
    PairedComparison compared = model.compared(rank);
    if (known == null
        || now == null
        || compared == null
        || compared.won().size() + compared.lost().size() + compared.bothMissed().size() == 0) {
      behind.set(null);
      return;
    }
    Map<Integer, Integer> before = ranks(known.unmixed());
    Map<Integer, Integer> after = ranks(now);
    behind.set(
        new QueriesBehind(
            "Recall@" + rank + ", unmixed and mixed",
            List.of(
                group("\u2713 Won", compared.won(), before, after),
                group("\u2717 Lost", compared.lost(), before, after),
                group("\u2717 Missed by both", compared.bothMissed(), before, after))));
  }

  private static Map<Integer, Integer> ranks(Standing standing) {
    Map<Integer, Integer> ranks = new HashMap<>();
    standing.outcomes().list().forEach(outcome -> ranks.put(outcome.query(), outcome.rank()));
    return ranks;
  }

  private QueriesBehind.Group group(
      String name,
      List<Integer> queries,
      Map<Integer, Integer> before,
      Map<Integer, Integer> after) {
    return new QueriesBehind.Group(
        name,
        queries.stream()
            .map(
                query ->
                    new QueriesBehind.Row(
                        model.map().queries().get(query),
                        "rank " + rank(before, query) + " \u2192 " + rank(after, query)))
            .toList());
  }

  private static String rank(Map<Integer, Integer> ranks, int query) {
    int rank = ranks.getOrDefault(query, QueryOutcome.NOT_FOUND);
    return rank == QueryOutcome.NOT_FOUND ? "\u2013" : String.valueOf(rank);
  }

  private void draw() {
    MixModel.Known known = model.knownProperty().get();
    Standing now = model.standingProperty().get();
    List<HarmfulClusters.Step> steps = model.stepsProperty().get();
    String map = model.map().name();
    if (search.isSelected()) {
      chart.figureProperty().set(steps.isEmpty() ? null : MixCharts.search(map, steps));
    } else {
      chart
          .figureProperty()
          .set(
              known == null || now == null
                  ? null
                  : MixCharts.recall(
                      map, known.unmixed(), now, model.truth().conventionProperty().get()));
    }
  }

  private void showSearch() {
    HarmfulClusters harmful = model.harmfulProperty().get();
    List<HarmfulClusters.Step> steps = model.stepsProperty().get();
    String problem = model.searchProblemProperty().get();
    if (!steps.isEmpty() || !problem.isEmpty()) {
      search.setSelected(true);
    }
    take.setVisible(harmful != null && !harmful.clusters().isEmpty());
    take.setManaged(take.isVisible());
    if (harmful == null) {
      sentence.setText(
          !problem.isEmpty()
              ? problem
              : steps.isEmpty()
                  ? "\u201cFind harmful clusters\u201d looks for clusters without which queries"
                      + " fare better: by one half of the queries, judged by the other."
                  : "Muted so far: " + (steps.size() - 1));
      warn("");
    } else {
      sentence.setText(told(harmful));
      sentence.setTooltip(new Tooltip(harmful.convention()));
      warn(String.join(" ", harmful.warnings()));
    }
    draw();
  }

  private void warn(String text) {
    warning.setText(text);
    warning.setVisible(!text.isEmpty());
    warning.setManaged(!text.isEmpty());
  }

  private static String told(HarmfulClusters harmful) {
    if (harmful.clusters().isEmpty()) {
      return "";
    }
    HarmfulClusters.Step first = harmful.steps().getFirst();
    HarmfulClusters.Step last = harmful.steps().getLast();
    Estimate gain = harmful.gain();
    return String.format(
            Locale.ROOT,
            "%s %s. Held out, %d queries: recall@1 %.3f \u2192 %.3f, %+.3f (95 %% %+.3f to"
                + " %+.3f). The %d that chose: %.3f \u2192 %.3f.",
            harmful.clusters().size() == 1 ? "Cluster" : "Clusters",
            String.join(", ", harmful.clusters().stream().map(String::valueOf).toList()),
            harmful.halves().heldOut().size(),
            first.heldOutRecall(),
            last.heldOutRecall(),
            gain.value(),
            gain.low(),
            gain.high(),
            harmful.halves().chosenBy().size(),
            first.chosenRecall(),
            last.chosenRecall())
        .replace('-', '\u2212');
  }
}
