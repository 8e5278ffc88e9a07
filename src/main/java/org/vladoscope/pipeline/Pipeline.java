package org.vladoscope.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.graph.CostEstimate;
import org.vladoscope.graph.DescriptorSizes;
import org.vladoscope.graph.PhaseClock;
import org.vladoscope.graph.StepPlan;
import org.vladoscope.graph.Workload;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.PartialRanking;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.step.StepResources;
import org.vladoscope.vlad.Vocabulary;

/**
 * The way from a map and a configuration to answers. Cheap to make: what another pipeline of the
 * same workspace has computed before the first setting that differs is found again. Safe to use
 * from several threads.
 *
 * <p>Methods that take a {@link Progress} throw {@link java.util.concurrent.CancellationException}
 * soon after it is cancelled, and leave usable caches. {@link org.vladoscope.common.InputException}
 * tells of unusable images and settings.
 */
public final class Pipeline {

  private final PlaceMap map;
  private final PipelineConfig config;
  private final StepResources resources;
  private final MapPreparation preparation;
  private final Crew crew;
  private final WorkPlan plan;

  Pipeline(
      PlaceMap map,
      PipelineConfig config,
      StepResources resources,
      MapPreparation preparation,
      Crew crew) {
    this.map = map;
    this.config = config;
    this.resources = resources;
    this.preparation = preparation;
    this.crew = crew;
    this.plan = new WorkPlan(map, config, preparation);
  }

  /** The configuration this pipeline runs. */
  public PipelineConfig config() {
    return config;
  }

  /**
   * Computes what every question needs: features, aggregator, global descriptors, projection.
   * Returns at once if that is known.
   */
  public PreparedMap prepare(Progress progress) {
    return preparation.prepare(config, new PhaseClock(), progress);
  }

  /**
   * The same, with the features of all images of the map even where no answer needs all of them.
   */
  public PreparedMap prepareAll(Progress progress) {
    preparation.computeAllFeatures(config, progress.part(0, .9));
    return prepare(progress.part(.9, 1));
  }

  /** Answers a query, which need not belong to the map. */
  public QueryResult query(PlaceImage query, Progress progress) {
    return query(query, progress, partial -> {});
  }

  /**
   * Answers a query, and tells now and then what is known so far.
   *
   * @param sofar called from any thread, in order, a few times a second while candidates are
   *     compared; not at all if that is done at once
   */
  public QueryResult query(PlaceImage query, Progress progress, Consumer<PartialRanking> sofar) {
    PreparedMap prepared = prepare(progress.part(0, .5));
    return new Answers(prepared, resources.compute()).to(query, progress.part(.5, 1), sofar);
  }

  /**
   * Answers a query as if the database lacked some places: they are neither candidates nor among
   * what scores are measured against.
   *
   * @param lacking the numbers of the places
   */
  public QueryResult queryWithout(PlaceImage query, Set<Integer> lacking, Progress progress) {
    PreparedMap prepared = prepare(progress.part(0, .5));
    return new Answers(prepared, resources.compute())
        .toWithout(query, lacking, progress.part(.5, 1));
  }

  /** Answers every query of the map that can be read. */
  public Evaluation evaluate(Progress progress) {
    PhaseClock clock = new PhaseClock();
    PreparedMap prepared = preparation.prepare(config, clock, progress.part(0, .6));
    IndexCheck check = new IndexCheck(preparation, resources.compute(), clock);
    Answers.Helpers helpers = new Answers.Helpers(crew, config, preparation.images()::numbers);
    return new Answers(prepared, resources.compute())
        .toAll(check, clock, helpers, progress.part(.6, 1));
  }

  /** The same work one image and one pair at a time, for someone who does a part of it. */
  public SharedWork shared() {
    return new SharedWork(config, resources, preparation);
  }

  /**
   * Everything that is trained on the map, for export. Computes what {@link #prepare} does.
   *
   * @throws org.vladoscope.common.InputException if the projection cannot be fitted on that
   */
  public ModelExport trained(ProjectionSource source, Progress progress) {
    PreparedMap prepared = prepare(progress.part(0, .9));
    return new ModelExport(
        map.name(),
        config,
        resources.networks().info(config),
        resources.networks().preprocessing(config),
        prepared.learnedVocabulary(progress.part(.9, .95)),
        switch (source) {
          case PATCHES -> prepared.projection(progress.part(.95, 1));
          case GLOBALS ->
              Optional.of(
                  new GlobalProjection(resources.compute()).fit(prepared, progress.part(.95, 1)));
        },
        source);
  }

  /** Clusters that were trained for this map, with what they belong to, for export. */
  public ModelExport export(Vocabulary words) {
    return new ModelExport(
        map.name(),
        config,
        resources.networks().info(config),
        resources.networks().preprocessing(config),
        words,
        Optional.empty(),
        ProjectionSource.PATCHES);
  }

  /**
   * What would have to be computed to answer a query and to show a pair, given what is kept from
   * before. Where the vocabulary itself is missing, all that follows from it is counted. Computes
   * nothing, but looks for files: not for the JavaFX thread.
   *
   * @param query the query, or null for the map alone
   * @param shown the candidate that is compared with it, or null
   */
  public Workload workload(
      @Nullable PlaceImage query, @Nullable PlaceImage shown, Progress progress) {
    StepPlan steps = new StepPlan();
    plan.query(steps, query, shown, progress);
    return steps.take();
  }

  /**
   * What would have to be computed to answer all queries of the map, given what is kept from
   * before. Computes nothing, but looks for files: not for the JavaFX thread.
   *
   * @param steps what was planned for other configurations before, which need not be done again
   */
  public Workload evaluationWork(StepPlan steps, Progress progress) {
    plan.evaluation(steps, progress);
    return steps.take();
  }

  /** What this configuration will cost, see {@link #workload}. */
  public CostEstimate cost(
      @Nullable PlaceImage query, @Nullable PlaceImage shown, Progress progress) {
    return CostEstimate.of(
        new DescriptorSizes(config, resources.networks().info(config)),
        map.database().size(),
        preparation.globalLength(config, progress),
        workload(query, shown, progress),
        resources.log().times(),
        resources.compute().threads());
  }

  /**
   * How results of another program are understood, for people; none if candidates come from here.
   * Opens their files.
   *
   * @throws org.vladoscope.common.InputException if they do not fit the map
   */
  public List<String> notices(Progress progress) {
    return preparation.notices(config, progress);
  }

  /** All work for one query of its own whose candidates' patches are at hand. */
  public Workload oneQuery() {
    return preparation.unprepared(config).oneQuery(map.database().getFirst(), config.pairs());
  }
}
