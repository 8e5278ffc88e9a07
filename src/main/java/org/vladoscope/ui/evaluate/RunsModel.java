package org.vladoscope.ui.evaluate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.Metric;
import org.vladoscope.metric.Metrics;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.metric.confidence.Confidence;
import org.vladoscope.report.HtmlReport;
import org.vladoscope.report.RunTables;
import org.vladoscope.run.ConditionMetrics;
import org.vladoscope.run.Confidences;
import org.vladoscope.run.EvaluationMetrics;
import org.vladoscope.run.Run;
import org.vladoscope.run.RunComparison;
import org.vladoscope.run.RunJson;
import org.vladoscope.run.RunStore;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The runs that are kept with the map, and some of them side by side. */
public final class RunsModel {

  /**
   * A run with what is listed of it.
   *
   * @param run the run
   * @param headlines after re-ranking, by how queries without a positive are treated: one for each
   *     of {@link Metrics#headlines}; NaN without ground truth
   * @param calibrationError of the probabilities by the calibration on other maps; NaN if they have
   *     none
   */
  public record Row(
      Run run, Map<WithoutPositive, List<Double>> headlines, double calibrationError) {

    /** Copies the map. */
    public Row {
      headlines = Map.copyOf(headlines);
    }

    private static Row of(Run run) {
      Optional<EvaluationMetrics> metrics = run.metrics(Bootstrap.NONE);
      Map<WithoutPositive, List<Double>> headlines = new EnumMap<>(WithoutPositive.class);
      for (WithoutPositive way : WithoutPositive.values()) {
        headlines.put(
            way,
            Metrics.headlines().stream()
                .map(metric -> RunsModel.value(metrics, metric, way))
                .toList());
      }
      return new Row(
          run,
          headlines,
          Confidences.byOtherMaps(run).map(Confidence::calibrationError).orElse(Double.NaN));
    }

    /** The headline at a place in their list. */
    double headline(int index, WithoutPositive way) {
      return Objects.requireNonNull(headlines.get(way)).get(index);
    }
  }

  /**
   * Runs side by side.
   *
   * @param comparison queries and settings
   * @param metrics one for each run; empty for a run without ground truth
   * @param conditions for each run the metrics of its conditions, by name
   * @param paired each run but the first, held against the first at rank 1
   */
  public record Compared(
      RunComparison comparison,
      List<Optional<EvaluationMetrics>> metrics,
      List<Map<String, ConditionMetrics>> conditions,
      List<PairedComparison> paired) {

    /** Copies the lists. */
    public Compared {
      metrics = List.copyOf(metrics);
      conditions = List.copyOf(conditions);
      paired = List.copyOf(paired);
    }
  }

  private record Listed(List<Row> rows, String warnings) {}

  /** In which form a run leaves the window. */
  public enum Form {
    /** Everything. */
    JSON("json"),
    /** The ranks of each query. */
    CSV("csv"),
    /** A report with figures. */
    HTML("html");

    private final String ending;

    Form(String ending) {
      this.ending = ending;
    }

    /** Ending of its files. */
    public String ending() {
      return ending;
    }
  }

  /** A run in one of the forms. */
  public static String text(Run run, Form form) {
    return switch (form) {
      case JSON ->
          JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(RunJson.of(run));
      case CSV -> RunTables.csv(run);
      case HTML -> HtmlReport.of(run);
    };
  }

  private final OpenMap explore;
  private final LatestOnly reading;
  private final LatestOnly comparing;
  private final ObservableList<Row> runs = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable Compared> compared = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ObjectProperty<WithoutPositive> convention;

  RunsModel(OpenMap explore, ObjectProperty<WithoutPositive> convention) {
    this.explore = explore;
    this.convention = convention;
    this.reading = new LatestOnly(explore.tasks());
    this.comparing = new LatestOnly(explore.tasks());
    explore.triage().knownProperty().addListener(o -> load());
  }

  /** The open map. */
  public OpenMap explore() {
    return explore;
  }

  /** The runs, the latest first. */
  public ObservableList<Row> runs() {
    return runs;
  }

  /** Runs side by side, or null. */
  public ReadOnlyObjectProperty<@Nullable Compared> comparedProperty() {
    return compared.getReadOnlyProperty();
  }

  /** What is wrong with files of runs; empty if nothing is. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Reads the runs again. */
  public void load() {
    reading.submit(
        "Reading runs",
        progress -> {
          RunStore.Found found = explore.measurements().runs().read();
          List<Row> rows = new ArrayList<>();
          for (Run run : found.runs()) {
            progress.check();
            rows.add(Row.of(run));
          }
          return new Listed(rows, String.join("\n", found.warnings()));
        },
        Outcome.of(this::loaded, failure -> problem.set(Words.of(failure))));
  }

  private void loaded(Listed found) {
    runs.setAll(found.rows());
    problem.set(found.warnings());
  }

  /** Puts runs side by side; fewer than two show nothing. */
  public void compare(List<Run> chosen) {
    if (chosen.size() < 2) {
      comparing.cancel();
      compared.set(null);
      return;
    }
    List<Run> copy = List.copyOf(chosen);
    comparing.submit(
        "Comparing runs",
        progress -> {
          RunComparison comparison = RunComparison.of(copy);
          return new Compared(
              comparison,
              copy.stream().map(run -> run.metrics(Bootstrap.USUAL)).toList(),
              copy.stream().map(RunsModel::byName).toList(),
              IntStream.range(1, copy.size()).mapToObj(i -> comparison.paired(0, i, 1)).toList());
        },
        Outcome.of(compared::set, failure -> problem.set(Words.of(failure))));
  }

  private static Map<String, ConditionMetrics> byName(Run run) {
    Map<String, ConditionMetrics> byName = new LinkedHashMap<>();
    run.byCondition(Bootstrap.NONE).forEach(c -> byName.put(c.condition(), c));
    return byName;
  }

  /** Forgets runs for good. */
  public void delete(List<Run> chosen) {
    List<String> ids = chosen.stream().map(Run::id).toList();
    compared.set(null);
    reading.submit(
        "Deleting runs",
        progress -> {
          ids.forEach(explore.measurements().runs()::delete);
          return ids;
        },
        Outcome.of(
            deleted -> load(),
            failure ->
                explore
                    .notifier()
                    .error("The run could not be deleted", Words.of(failure), failure)));
  }

  /** A metric after re-ranking; NaN where it is not known. */
  static double value(Optional<EvaluationMetrics> metrics, Metric metric, WithoutPositive way) {
    return metrics
        .flatMap(m -> metric.measure(m.reranked(), way))
        .map(value -> value.estimate().value())
        .orElse(Double.NaN);
  }

  /** What becomes of queries without a positive. */
  public ObjectProperty<WithoutPositive> conventionProperty() {
    return convention;
  }

  /** Stops everything. */
  void close() {
    reading.cancel();
    comparing.cancel();
  }
}
