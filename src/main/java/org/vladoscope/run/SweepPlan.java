package org.vladoscope.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.config.ConfigText;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.graph.CostEstimate;
import org.vladoscope.graph.Stage;
import org.vladoscope.graph.Workload;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.vlad.PatchScale;

/**
 * What a sweep will do, and what that costs before it starts. What several configurations share is
 * counted for the first of them only, since later ones find it in the cache.
 *
 * @param cells the configurations that will be evaluated, in this order
 * @param finished how many configurations of the grid already have a result
 * @param invalid combinations that cannot be evaluated
 * @param work all cells together: for how many images or pairs each stage must run
 * @param seconds estimated wall time of all cells
 * @param measured false if usual times had to be taken for some stages
 */
public record SweepPlan(
    List<Cell> cells,
    int finished,
    List<SweepGrid.Invalid> invalid,
    Workload work,
    double seconds,
    boolean measured) {

  /** Copies the lists. */
  public SweepPlan {
    cells = List.copyOf(cells);
    invalid = List.copyOf(invalid);
  }

  /**
   * One configuration of a sweep.
   *
   * @param config the configuration
   * @param work what it needs that no cell before it has computed
   * @param seconds estimated wall time of that
   */
  public record Cell(PipelineConfig config, Workload work, double seconds) {}

  /**
   * Plans a sweep. Computes nothing but looks for files: not for the JavaFX thread.
   *
   * @param finished configurations that have a result
   */
  public static SweepPlan of(
      Workspace workspace, SweepGrid grid, Set<PipelineConfig> finished, Progress progress) {
    SweepGrid.Combinations combinations = grid.combinations();
    List<SweepGrid.Invalid> invalid = new ArrayList<>(combinations.invalid());
    List<Cell> cells = new ArrayList<>();
    Shared shared = new Shared();
    Map<Stage, Integer> all = new EnumMap<>(Stage.class);
    double seconds = 0;
    boolean measured = true;
    int done = 0;
    int looked = 0;
    for (PipelineConfig config : combinations.configs()) {
      progress.check();
      progress.report(
          "Planning, configuration " + ++looked + " of " + combinations.configs().size(),
          (double) looked / combinations.configs().size());
      if (finished.contains(config)) {
        done++;
        continue;
      }
      try {
        workspace.check(config);
        PipelineConfig own = shared.ownPart(config);
        Workload work = shared.take(config, workspace.pipeline(own).evaluationWork(progress));
        CostEstimate cost = workspace.cost(own, work);
        work.units().forEach((stage, units) -> all.merge(stage, units, Integer::sum));
        seconds += cost.seconds();
        measured &= cost.measured();
        cells.add(new Cell(config, work, cost.seconds()));
      } catch (InputException e) {
        invalid.add(
            new SweepGrid.Invalid(ConfigText.summary(config), String.valueOf(e.getMessage())));
      }
    }
    return new SweepPlan(cells, done, invalid, new Workload(all), seconds, measured);
  }

  /** What the cells so far leave behind for the next ones. */
  private static final class Shared {
    private final Set<Object> stages = new HashSet<>();
    private final Map<Object, Integer> depths = new HashMap<>();

    private static Object network(PipelineConfig c) {
      return List.of(c.imageSize(), c.backbone(), c.networkPrecision());
    }

    private static Object words(PipelineConfig c) {
      // A trained projection shortens global descriptors too.
      return List.of(
          network(c),
          c.vocabulary(),
          Optional.ofNullable(c.reduction().file()),
          c.globalPrecision());
    }

    private static Object projection(PipelineConfig c) {
      return List.of(words(c), c.reduction());
    }

    private static Object matches(PipelineConfig c, PatchScale scale) {
      return List.of(projection(c), c.projectionPrecision(), scale, c.matching().precision());
    }

    private static Object scores(PipelineConfig c, PatchScale scale) {
      return List.of(matches(c, scale), c.matching().matcher(), c.matching().ransacTolerance());
    }

    private boolean isKnown(Object key, PipelineConfig config) {
      return depths.getOrDefault(key, 0) >= config.rerank();
    }

    /** The configuration with only those patch sizes whose scores no cell has computed. */
    PipelineConfig ownPart(PipelineConfig config) {
      List<PatchScale> scales =
          config.scales().stream()
              .distinct()
              .filter(s -> !isKnown(scores(config, s), config))
              .toList();
      if (scales.isEmpty()) {
        return config;
      }
      return config.withScales(
          scales, config.matching().withWeights(Collections.nCopies(scales.size(), 1.0)));
    }

    /** Takes out of a cell's work what earlier cells do, and notes what it leaves behind. */
    Workload take(PipelineConfig config, Workload work) {
      Map<Stage, Integer> own = new EnumMap<>(Stage.class);
      own.putAll(work.units());
      if (config.scales().stream().allMatch(s -> isKnown(scores(config, s), config))) {
        own.remove(Stage.RAPID);
        own.remove(Stage.RANSAC);
      }
      if (config.scales().stream().allMatch(s -> isKnown(matches(config, s), config))) {
        own.remove(Stage.PATCHES);
        own.remove(Stage.MATCHES);
      }
      drop(own, network(config), Stage.FEATURES);
      drop(own, words(config), Stage.VOCABULARY, Stage.GLOBALS);
      drop(own, List.of(words(config), config.index()), Stage.INDEX);
      drop(own, projection(config), Stage.PROJECTION);
      for (PatchScale scale : config.scales()) {
        depths.merge(scores(config, scale), config.rerank(), Math::max);
        depths.merge(matches(config, scale), config.rerank(), Math::max);
      }
      return new Workload(own);
    }

    private void drop(Map<Stage, Integer> work, Object key, Stage... computed) {
      if (!stages.add(key)) {
        for (Stage stage : computed) {
          work.remove(stage);
        }
      }
    }
  }
}
