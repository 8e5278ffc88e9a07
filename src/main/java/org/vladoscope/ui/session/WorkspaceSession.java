package org.vladoscope.ui.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.aggregate.TransportAssignment;
import org.vladoscope.alias.AliasAtlas;
import org.vladoscope.alias.AliasSearch;
import org.vladoscope.alias.FarApart;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.common.WorkControl;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.embedding.Embedder;
import org.vladoscope.embedding.Embedding;
import org.vladoscope.embedding.EmbeddingMethod;
import org.vladoscope.embedding.ImageRows;
import org.vladoscope.embedding.MainComponents;
import org.vladoscope.erase.ErasableMap;
import org.vladoscope.feature.AttentionMaps;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.PairCells;
import org.vladoscope.feature.models.FittingWeights;
import org.vladoscope.feature.models.ModelsFolder;
import org.vladoscope.graph.CancellableLock;
import org.vladoscope.graph.CostEstimate;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.engine.IndexKinds;
import org.vladoscope.judge.VerdictFile;
import org.vladoscope.linalg.ThreeComponents;
import org.vladoscope.match.PairMatch;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.mix.MixableMap;
import org.vladoscope.mix.MixableMaps;
import org.vladoscope.pipeline.DescriptorInputs;
import org.vladoscope.pipeline.ModelExport;
import org.vladoscope.pipeline.Pipeline;
import org.vladoscope.pipeline.ProjectionSource;
import org.vladoscope.pipeline.SimilarityTiles;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.PartialRanking;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.run.RunRecorder;
import org.vladoscope.run.RunStore;
import org.vladoscope.run.SweepFile;
import org.vladoscope.run.SweepGrid;
import org.vladoscope.run.SweepPlan;
import org.vladoscope.run.SweepRunner;
import org.vladoscope.run.WarpCalibration;
import org.vladoscope.step.ClusterExamples;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.teach.steps.ImageCells;
import org.vladoscope.train.MapTraining;
import org.vladoscope.train.Trainer;
import org.vladoscope.train.TrainingCurve;
import org.vladoscope.train.TrainingFiles;
import org.vladoscope.train.TrainingResult;
import org.vladoscope.train.UnfinishedTraining;
import org.vladoscope.vlad.GlobalAnatomy;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.SoftAssignment;
import org.vladoscope.window.CellBox;
import org.vladoscope.window.WindowHits;
import org.vladoscope.window.WindowIndex;
import org.vladoscope.window.WindowPlan;
import org.vladoscope.window.WindowQuestion;
import org.vladoscope.window.WindowSearch;
import org.vladoscope.window.WindowedMap;

/** A session on the engine. The networks are freed once no question uses them any more. */
final class WorkspaceSession implements MapSession {

  private static final Logger LOG = LoggerFactory.getLogger(WorkspaceSession.class);

  private final Workspace workspace;
  private final Compute compute;
  private final VerdictFile verdictFile;
  private final RunStore runs;
  private final PipelineConfig initialConfig;
  private final List<String> warnings;
  private final DescriptorStore store;
  private final CancellableLock training = new CancellableLock();
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  WorkspaceSession(
      Workspace workspace,
      Compute compute,
      DescriptorStore store,
      VerdictFile verdictFile,
      RunStore runs,
      PipelineConfig initialConfig,
      List<String> warnings) {
    this.workspace = workspace;
    this.compute = compute;
    this.store = store;
    this.verdictFile = verdictFile;
    this.runs = runs;
    this.warnings = List.copyOf(warnings);
    this.initialConfig = initialConfig;
  }

  @Override
  public PlaceMap map() {
    return workspace.map();
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public VerdictFile verdictFile() {
    return verdictFile;
  }

  @Override
  public PipelineConfig initialConfig() {
    return initialConfig;
  }

  @Override
  public Analysis analysis(PipelineConfig config) {
    return new PipelineAnalysis(workspace.pipeline(config));
  }

  @Override
  public BackboneInfo describe(BackboneChoice choice, ImageSize size) {
    return using(() -> workspace.describe(choice, size));
  }

  @Override
  public BackboneChoice withWeights(BackboneChoice choice) {
    return FittingWeights.complete(choice, ModelsFolder.standard());
  }

  @Override
  public Optional<String> refusal(Precision precision) {
    return workspace.refusal(precision);
  }

  @Override
  public IndexKinds indexKinds() {
    return using(workspace::indexKinds);
  }

  @Override
  public Measurements measurements() {
    return new WorkspaceMeasurements();
  }

  @Override
  public WordTraining training() {
    return new WorkspaceTraining();
  }

  /** Evaluates, and keeps the run with the map; where it cannot be kept the evaluation stays. */
  private Evaluation recorded(PipelineConfig config, Progress progress) {
    RunRecorder.Recorded recorded = new RunRecorder(workspace).record(config, progress);
    try {
      runs.save(recorded.run());
    } catch (InputException e) {
      LOG.warn("The run is not saved: {}", e.getMessage());
    }
    return recorded.evaluation();
  }

  private final class WorkspaceMeasurements implements Measurements {

    @Override
    public RunStore runs() {
      return runs;
    }

    @Override
    public SweepPlan plan(SweepGrid grid, Set<PipelineConfig> finished, Progress progress) {
      return using(() -> SweepPlan.of(workspace, grid, finished, progress));
    }

    @Override
    public void sweep(
        SweepPlan plan,
        SweepFile file,
        GroundTruth truth,
        WorkControl control,
        SweepRunner.Listener listener) {
      using(
          () -> {
            new SweepRunner(workspace, file, truth).run(plan, control, listener);
            return true;
          });
    }
  }

  /** One training after the other: they share a state, and the tensor library one gradient. */
  private final class WorkspaceTraining implements WordTraining {

    /** Share of the bar for describing all images the first time. */
    private static final double PREPARED = .2;

    private TrainingFiles files() {
      return new TrainingFiles(runs.folder().resolve("training").resolve("vocabulary"));
    }

    @Override
    public Optional<UnfinishedTraining> unfinished() {
      return UnfinishedTraining.find(files().state());
    }

    @Override
    public TrainedWords train(
        Request request, WorkControl control, Consumer<News> sofar, Progress progress) {
      return training.hold(
          progress, () -> using(() -> trained(files(), request, control, sofar, progress)));
    }

    private TrainedWords trained(
        TrainingFiles files,
        Request request,
        WorkControl control,
        Consumer<News> sofar,
        Progress progress) {
      if (!request.resume()) {
        Trainer.forget(files.state());
      }
      PlaceMap learned = map().withGroundTruth(request.truth(), List.of());
      try (MapTraining opened =
          MapTraining.open(
              learned,
              request.config(),
              request.training(),
              compute,
              store,
              control,
              progress.part(0, .05))) {
        MapTraining.Ready ready = opened.prepare(control, progress.part(.05, PREPARED));
        Function<TrainingCurve, News> news =
            curve -> new News(opened.madeUp(), ready.split(), curve);
        TrainingResult result =
            ready.run(
                files,
                request.resume(),
                curve -> sofar.accept(news.apply(curve)),
                control,
                progress.part(PREPARED, 1));
        Optional<TrainedWords.Kept> kept =
            result.isBetter()
                ? Optional.of(keep(ready.export(result), result.fingerprint(), files, progress))
                : Optional.empty();
        Trainer.forget(files.state());
        return new TrainedWords(request, news.apply(result.curve()), kept);
      }
    }

    /** Runs name the file they used, so another training must not change what it holds. */
    private TrainedWords.Kept keep(
        ModelExport words, ContentHash print, TrainingFiles files, Progress progress) {
      Path file =
          ModelExport.withEnding(files.words().resolveSibling("vocabulary-" + print.abbreviated()));
      words.write(file, progress);
      return new TrainedWords.Kept(file, words);
    }
  }

  @Override
  public void close() {
    Thread.ofPlatform().daemon().name("close-map").start(this::closeWhenUnused);
  }

  private void closeWhenUnused() {
    use.writeLock().lock();
    try {
      workspace.close();
    } finally {
      use.writeLock().unlock();
    }
  }

  private <T> T using(Supplier<T> question) {
    use.readLock().lock();
    try {
      return question.get();
    } finally {
      use.readLock().unlock();
    }
  }

  private final class PipelineAnalysis implements Analysis {

    private final Pipeline pipeline;

    PipelineAnalysis(Pipeline pipeline) {
      this.pipeline = pipeline;
    }

    @Override
    public PipelineConfig config() {
      return pipeline.config();
    }

    @Override
    public void prepare(Progress progress) {
      using(
          () -> {
            pipeline.prepare(progress);
            return true;
          });
    }

    @Override
    public QueryResult query(PlaceImage query, Progress progress, Consumer<PartialRanking> sofar) {
      return using(() -> pipeline.query(query, progress, sofar));
    }

    @Override
    public Evaluation evaluate(Progress progress) {
      return using(() -> recorded(pipeline.config(), progress));
    }

    @Override
    public Calibration calibration(Progress progress) {
      return using(() -> new WarpCalibration(store).of(workspace.map(), pipeline, progress));
    }

    @Override
    public ModelExport trained(Progress progress) {
      return using(() -> pipeline.trained(ProjectionSource.PATCHES, progress));
    }

    @Override
    public SimilarityTiles similarityTiles(Progress progress) {
      return using(() -> pipeline.prepare(progress).similarityTiles());
    }

    @Override
    public MainComponents mainComponents(Progress progress) {
      return using(
          () ->
              MainComponents.of(
                  new ImageRows(
                      pipeline.prepare(progress.part(0, .5)).descriptors(),
                      workspace.map().queriesAreDatabase()),
                  compute,
                  progress.part(.5, 1)));
    }

    @Override
    public Embedding embedding(
        MainComponents components, EmbeddingMethod method, Progress progress) {
      long seed = pipeline.config().aggregator().sampling().seed();
      return using(() -> new Embedder(compute, seed).of(components, method, progress));
    }

    @Override
    public AliasAtlas aliases(GroundTruth truth, Progress progress) {
      PlaceMap map = workspace.map();
      return using(
          () ->
              new AliasSearch(
                      map,
                      truth,
                      FarApart.of(map, truth),
                      pipeline.prepare(progress.part(0, .5)).descriptors(),
                      compute)
                  .find(progress.part(.5, 1)));
    }

    @Override
    public CostEstimate cost(
        @Nullable PlaceImage query, @Nullable PlaceImage candidate, Progress progress) {
      return using(() -> pipeline.cost(query, candidate, progress));
    }

    @Override
    public List<String> notices(Progress progress) {
      return using(() -> pipeline.notices(progress));
    }

    @Override
    public PatchGrid grid(Progress progress) {
      return using(() -> pipeline.prepare(progress).grid());
    }

    @Override
    public PairMatch match(PlaceImage query, PlaceImage candidate, Progress progress) {
      return using(() -> pipeline.prepare(progress.part(0, .5)).match(query, candidate, progress));
    }

    @Override
    public ImageCells cells(PlaceImage image, Progress progress) {
      return using(
          () -> {
            DescriptorInputs inputs =
                pipeline.prepare(progress.part(0, .5)).inputs(image, progress.part(0, .9));
            return ImageCells.of(
                inputs.features(),
                inputs.vocabulary(),
                inputs.projection(),
                compute,
                progress.part(.9, 1));
          });
    }

    @Override
    public ErasableMap erasable(Progress progress) {
      return using(
          () -> ErasableMap.open(pipeline.prepare(progress.part(0, .5)), progress.part(.5, 1)));
    }

    private WindowedMap windowed(Progress progress) {
      return WindowedMap.of(pipeline.prepare(progress.part(0, .9)), progress.part(.9, 1));
    }

    @Override
    public WindowPlan windowPlan(CellBox size, int stride, Progress progress) {
      return using(
          () -> WindowPlan.of(windowed(progress.part(0, .5)), size, stride, progress.part(.5, 1)));
    }

    @Override
    public WindowIndex windowIndex(WindowPlan plan, Progress progress) {
      return using(
          () -> WindowIndex.build(windowed(progress.part(0, .02)), plan, progress.part(.02, 1)));
    }

    @Override
    public WindowHits windows(
        WindowQuestion question, @Nullable WindowIndex index, Progress progress) {
      return using(
          () -> {
            WindowSearch search = new WindowSearch(windowed(progress.part(0, .02)));
            Progress rest = progress.part(.02, 1);
            return index == null
                ? search.everyWindow(question, rest)
                : search.byIndex(question, index, rest);
          });
    }

    @Override
    public MixableMap mixable(GroundTruth truth, Progress progress) {
      return using(
          () ->
              MixableMaps.open(
                  workspace
                      .pipeline(pipeline.config().withMix(ClusterMix.NONE).withRerank(0))
                      .prepare(progress.part(0, .5)),
                  truth,
                  progress.part(.5, 1)));
    }

    @Override
    public SoftAssignment assignment(PlaceImage image, Progress progress) {
      return using(() -> pipeline.prepare(progress.part(0, .5)).assignment(image, progress));
    }

    @Override
    public GlobalAnatomy anatomy(PlaceImage image, Progress progress) {
      return using(() -> pipeline.prepare(progress.part(0, .5)).anatomy(image, progress));
    }

    @Override
    public float[] similarities(
        PlaceImage query, int scale, int patch, PlaceImage candidate, Progress progress) {
      return using(
          () ->
              pipeline
                  .prepare(progress.part(0, .5))
                  .similarities(query, scale, patch, candidate, progress));
    }

    @Override
    public PairCells cells(PlaceImage query, PlaceImage candidate, Progress progress) {
      return using(
          () ->
              pipeline.prepare(progress.part(0, .2)).cells(query, candidate, progress.part(.2, 1)));
    }

    @Override
    public ThreeComponents components(PlaceImage query, PlaceImage candidate, Progress progress) {
      return using(
          () ->
              pipeline
                  .prepare(progress.part(0, .2))
                  .components(query, candidate, progress.part(.2, 1)));
    }

    @Override
    public Optional<AttentionMaps> attention(PlaceImage image, Progress progress) {
      return using(
          () -> pipeline.prepare(progress.part(0, .2)).attention(image, progress.part(.2, 1)));
    }

    @Override
    public TransportAssignment transport(PlaceImage image, Progress progress) {
      return using(
          () -> pipeline.prepare(progress.part(0, .2)).transport(image, progress.part(.2, 1)));
    }

    @Override
    public ClusterExamples clusterExamples(Progress progress) {
      return using(() -> pipeline.prepare(progress.part(0, .5)).clusterExamples(progress));
    }
  }
}
