package org.vladoscope.ui.evaluate.sweep;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.vladoscope.config.ConfigText;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.metric.Metric;
import org.vladoscope.metric.Metrics;
import org.vladoscope.metric.ParetoFront;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.run.SweepResult;

/**
 * A result of a sweep with its numbers.
 *
 * @param result the result
 * @param varied the settings in which results differ, with its values, for people
 * @param measured what was measured, by how queries without a positive are treated
 * @param milliseconds what one query takes; NaN if it failed
 * @param megabytes patch descriptors of one image; NaN if it failed
 * @param onFront true if no other beats it in recall@1, time and memory
 */
public record SweepRow(
    SweepResult result,
    Map<String, String> varied,
    Map<WithoutPositive, Measured> measured,
    double milliseconds,
    double megabytes,
    boolean onFront) {

  /** Copies the maps. */
  public SweepRow {
    varied = Collections.unmodifiableMap(new LinkedHashMap<>(varied));
    measured = Map.copyOf(measured);
  }

  /**
   * What was measured of a configuration; NaN is what is not known.
   *
   * @param global recall@1 by global descriptors
   * @param recall recall@1 after re-ranking
   * @param headlines after re-ranking, one for each of {@link Metrics#headlines}
   */
  public record Measured(double global, double recall, List<Double> headlines) {

    /** Copies the list. */
    public Measured {
      headlines = List.copyOf(headlines);
    }

    private static Measured of(SweepResult result, WithoutPositive way) {
      Metric recall = Metrics.RECALL.getFirst();
      return new Measured(
          result.value(recall, false, way),
          result.value(recall, true, way),
          Metrics.headlines().stream().map(metric -> result.value(metric, true, way)).toList());
    }
  }

  /** What was measured with queries without a positive treated one way or the other. */
  Measured measured(WithoutPositive way) {
    return Objects.requireNonNull(measured.get(way));
  }

  /** Recall@1 after re-ranking, queries without a positive left out; NaN if unknown. */
  public double recall() {
    return measured(WithoutPositive.LEFT_OUT).recall();
  }

  /** What varies, in one line; all that is set if nothing does. */
  String settings() {
    return varied.isEmpty()
        ? ConfigText.summary(config())
        : varied.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(" \u00b7 "));
  }

  /** The configuration. */
  PipelineConfig config() {
    return result.config();
  }

  private SweepRow with(Map<String, String> newVaried, boolean front) {
    return new SweepRow(result, newVaried, measured, milliseconds, megabytes, front);
  }

  /** Makes rows; numbers of results that were seen before are not computed again. */
  static final class Maker {
    private final Map<SweepResult, SweepRow> known = new ConcurrentHashMap<>();

    /** The rows of results, in their order. Not for the JavaFX thread. */
    List<SweepRow> rows(List<SweepResult> results) {
      List<SweepRow> rows =
          results.stream().map(result -> known.computeIfAbsent(result, Maker::measured)).toList();
      List<SweepRow> good = rows.stream().filter(row -> !Double.isNaN(row.recall())).toList();
      Set<SweepRow> front =
          Set.copyOf(
              ParetoFront.of(
                  good,
                  SweepRow::recall,
                  List.of(row -> row.result().comparableMilliseconds(), SweepRow::megabytes)));
      List<PipelineConfig> configs = rows.stream().map(SweepRow::config).toList();
      Map<String, List<String>> differences = ConfigText.differences(configs);
      return java.util.stream.IntStream.range(0, rows.size())
          .mapToObj(i -> rows.get(i).with(at(differences, i), front.contains(rows.get(i))))
          .toList();
    }

    private static Map<String, String> at(Map<String, List<String>> differences, int index) {
      Map<String, String> varied = new LinkedHashMap<>();
      differences.forEach(
          (path, values) -> varied.put(ConfigText.shortName(path), values.get(index)));
      return varied;
    }

    private static SweepRow measured(SweepResult result) {
      Map<WithoutPositive, Measured> measured = new EnumMap<>(WithoutPositive.class);
      for (WithoutPositive way : WithoutPositive.values()) {
        measured.put(way, Measured.of(result, way));
      }
      return new SweepRow(
          result,
          Map.of(),
          measured,
          result.millisecondsPerQuery(),
          result.megabytesPerImage(),
          false);
    }
  }
}
