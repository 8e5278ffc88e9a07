package org.vladoscope.ui.map;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.TransportAssignment;
import org.vladoscope.alias.AliasAtlas;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.embedding.Embedding;
import org.vladoscope.embedding.EmbeddingMethod;
import org.vladoscope.embedding.MainComponents;
import org.vladoscope.erase.ErasableMap;
import org.vladoscope.feature.AttentionMaps;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.PairCells;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.feature.models.FittingWeights;
import org.vladoscope.feature.models.ModelsFolder;
import org.vladoscope.graph.CostEstimate;
import org.vladoscope.graph.DescriptorSizes;
import org.vladoscope.graph.StepKind;
import org.vladoscope.graph.StepTimes;
import org.vladoscope.graph.Workload;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.engine.IndexEngine;
import org.vladoscope.index.engine.IndexKinds;
import org.vladoscope.judge.VerdictFile;
import org.vladoscope.linalg.ThreeComponents;
import org.vladoscope.match.AlikeMatches;
import org.vladoscope.match.MatchScore;
import org.vladoscope.match.PairMatch;
import org.vladoscope.match.PatchSimilarity;
import org.vladoscope.match.RansacScore;
import org.vladoscope.match.RansacScorer;
import org.vladoscope.match.RapidScore;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.mix.MixableMap;
import org.vladoscope.pipeline.ModelExport;
import org.vladoscope.pipeline.SimilarityTiles;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.PartialRanking;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.step.ClusterExamples;
import org.vladoscope.teach.steps.ImageCells;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.session.MapSession;
import org.vladoscope.ui.session.Measurements;
import org.vladoscope.ui.session.WordTraining;
import org.vladoscope.vlad.GlobalAnatomy;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.SoftAssignment;
import org.vladoscope.vlad.Vocabulary;
import org.vladoscope.window.CellBox;
import org.vladoscope.window.WindowHits;
import org.vladoscope.window.WindowIndex;
import org.vladoscope.window.WindowPlan;
import org.vladoscope.window.WindowQuestion;

/** A map of three images and two queries whose answers are made up; notes what it is asked. */
public final class FakeSession implements MapSession {

  /** Never computes: the embedded network is described by its constants. */
  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 1);

  private static final CellGeometry GEOMETRY = new CellGeometry(31, 16, 15);

  public final List<String> asked = new ArrayList<>();

  /** What every configuration is said to cost. */
  Map<StepKind, Workload.Amount> work = Map.of();

  /** How many descriptors were taken apart. */
  public int anatomies;

  /** Whether the network has attention. */
  public boolean hasAttention;

  /** Whether FAISS can be loaded. */
  boolean faiss = true;

  boolean closed;
  private final PlaceMap map;

  public FakeSession(Path folder) throws IOException {
    List<PlaceImage> database = images(folder, "a.png", "b.png", "c.png");
    List<PlaceImage> queries = images(folder, "q.png", "r.png");
    GroundTruth truth = GroundTruth.of(List.of(new int[] {2}, new int[0]));
    map =
        new PlaceMap("fake", folder, database, queries, false, CameraViews.NONE, truth, List.of());
  }

  private static List<PlaceImage> images(Path folder, String... names) throws IOException {
    List<PlaceImage> images = new ArrayList<>();
    for (String name : names) {
      Path file = folder.resolve(name);
      ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
      images.add(new PlaceImage(name, Files.exists(file) ? file : folder, null));
    }
    return images;
  }

  @Override
  public PlaceMap map() {
    return map;
  }

  @Override
  public VerdictFile verdictFile() {
    return new VerdictFile(map.root(), map.root().resolve("cache"));
  }

  @Override
  public PipelineConfig initialConfig() {
    return Preset.DEFAULT.config();
  }

  @Override
  public Analysis analysis(PipelineConfig config) {
    return new FakeAnalysis(config);
  }

  @Override
  public BackboneInfo describe(BackboneChoice choice, ImageSize size) {
    return Backbones.describe(choice, size, COMPUTE);
  }

  @Override
  public BackboneChoice withWeights(BackboneChoice choice) {
    return FittingWeights.complete(choice, new ModelsFolder(map.root().resolve("models")));
  }

  @Override
  public Optional<String> refusal(Precision precision) {
    return COMPUTE.refusal(precision);
  }

  @Override
  public IndexKinds indexKinds() {
    return new IndexKinds(IndexEngine.AUTO, faiss);
  }

  @Override
  public Measurements measurements() {
    throw new UnsupportedOperationException("nothing is measured here");
  }

  @Override
  public WordTraining training() {
    throw new UnsupportedOperationException("nothing is trained here");
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Matches of four patches: 0 and 1 are inliers, 2 is an outlier. */
  static ScaleMatch scaleMatch(PatchScale scale) {
    PatchGrid grid = new PatchGrid(30, 40, scale, GEOMETRY);
    float[] similarity = new float[grid.count()];
    similarity[0] = 0.5f;
    similarity[1] = 0.9f;
    similarity[2] = 0.7f;
    int[] nearest = IntStream.range(0, grid.count()).toArray();
    return new ScaleMatch(
        grid,
        new PatchSimilarity(nearest, similarity, nearest, similarity),
        AlikeMatches.of(new int[] {0, 1, 2}, new int[] {0, 1, 2}),
        new RansacScorer.Result(new boolean[] {true, true, false}, 2.0 / grid.count()),
        List.of(
            new MatchScore(new RapidScore(), 1.5, new double[] {.5, .5, .5}),
            new MatchScore(
                new RansacScore(1.5),
                2.0 / grid.count(),
                new double[] {1.0 / grid.count(), 1.0 / grid.count(), 0})));
  }

  private final class FakeAnalysis implements Analysis {

    private final PipelineConfig config;

    FakeAnalysis(PipelineConfig config) {
      this.config = config;
    }

    @Override
    public PipelineConfig config() {
      return config;
    }

    @Override
    public void prepare(Progress progress) {}

    @Override
    public QueryResult query(PlaceImage query, Progress progress, Consumer<PartialRanking> sofar) {
      asked.add("query " + query.name());
      if (config.rerank() == 14) {
        List<Candidate> first =
            List.of(candidate(query, 0, 1, 1, false), candidate(query, 2, 3, 2, true));
        sofar.accept(new PartialRanking(new QueryResult(query, first), 1, 2));
        throw new CancellationException("stopped half-way");
      }
      if (config.rerank() == 13) {
        throw new InputException("13 brings bad luck.");
      }
      return new QueryResult(
          query,
          config.matching().scorer() instanceof RansacScore
              ? List.of(candidate(query, 0, 1, 1, false), candidate(query, 2, 3, 2, true))
              : List.of(candidate(query, 2, 3, 1, true), candidate(query, 0, 1, 2, false)));
    }

    @Override
    public Calibration calibration(Progress progress) {
      throw new UnsupportedOperationException("nothing is calibrated here");
    }

    @Override
    public ModelExport trained(Progress progress) {
      throw new UnsupportedOperationException("nothing is trained here");
    }

    @Override
    public CostEstimate cost(
        @Nullable PlaceImage query, @Nullable PlaceImage candidate, Progress progress) {
      DescriptorSizes sizes =
          new DescriptorSizes(config, Backbones.describe(config.backbone(), COMPUTE));
      return CostEstimate.of(
          sizes,
          map.database().size(),
          sizes.globalLength(),
          new Workload(work),
          StepTimes.NONE,
          2);
    }

    @Override
    public List<String> notices(Progress progress) {
      return List.of();
    }

    @Override
    public ErasableMap erasable(Progress progress) {
      throw new UnsupportedOperationException("no test of this package erases cells");
    }

    @Override
    public WindowPlan windowPlan(CellBox size, int stride, Progress progress) {
      throw new UnsupportedOperationException("no test of this package searches for windows");
    }

    @Override
    public WindowIndex windowIndex(WindowPlan plan, Progress progress) {
      throw new UnsupportedOperationException("no test of this package searches for windows");
    }

    @Override
    public WindowHits windows(
        WindowQuestion question, @Nullable WindowIndex index, Progress progress) {
      throw new UnsupportedOperationException("no test of this package searches for windows");
    }

    @Override
    public MixableMap mixable(GroundTruth truth, Progress progress) {
      throw new UnsupportedOperationException("no test of this package mixes clusters");
    }

    @Override
    public ImageCells cells(PlaceImage image, Progress progress) {
      throw new UnsupportedOperationException("no test of this package asks for cells");
    }

    private Candidate candidate(
        PlaceImage query, int index, int before, int after, boolean positive) {
      return new Reranked(
          map.database().get(index),
          query,
          index,
          before,
          after,
          before,
          PlaceTruth.of(positive),
          List.of(1.0),
          1);
    }

    @Override
    public SimilarityTiles similarityTiles(Progress progress) {
      throw new UnsupportedOperationException("the matrix is not looked at here");
    }

    @Override
    public MainComponents mainComponents(Progress progress) {
      throw new UnsupportedOperationException("nothing is placed in the plane here");
    }

    @Override
    public Embedding embedding(
        MainComponents components, EmbeddingMethod method, Progress progress) {
      throw new UnsupportedOperationException("nothing is placed in the plane here");
    }

    @Override
    public AliasAtlas aliases(GroundTruth truth, Progress progress) {
      throw new UnsupportedOperationException("nothing is compared with everything here");
    }

    @Override
    public Evaluation evaluate(Progress progress) {
      asked.add("evaluate");
      if (config.rerank() == 13) {
        throw new InputException("13 brings bad luck.");
      }
      return new Evaluation(
          map.queries().stream()
              .map(
                  q ->
                      new QueryResult(
                          q, List.of(candidate(q, 2, 3, 1, true), candidate(q, 0, 1, 2, false))))
              .toList(),
          null,
          null,
          "exact",
          null,
          Map.of(),
          Map.of(),
          List.of());
    }

    @Override
    public PatchGrid grid(Progress progress) {
      return new PatchGrid(30, 40, new PatchScale(1, 1), GEOMETRY);
    }

    @Override
    public PairMatch match(PlaceImage query, PlaceImage candidate, Progress progress) {
      asked.add("match " + query.name() + " " + candidate.name());
      return new PairMatch(config.scales().stream().map(FakeSession::scaleMatch).toList());
    }

    @Override
    public SoftAssignment assignment(PlaceImage image, Progress progress) {
      return anatomy(image, progress).assignment();
    }

    /** Two clusters: the first owns the first hundred cells. */
    @Override
    public GlobalAnatomy anatomy(PlaceImage image, Progress progress) {
      anatomies++;
      FloatMatrix cells = FloatMatrix.zeros(30 * 40, 2);
      for (int cell = 0; cell < 30 * 40; cell++) {
        cells.data()[2 * cell + (cell < 100 ? 0 : 1)] = 1;
      }
      Vocabulary words =
          new Vocabulary(
              FloatMatrix.of(2, 2, new float[] {0.9f, 0.1f, 0.2f, 0.8f}),
              FloatMatrix.of(2, 2, new float[] {4, 0, 0, 4}),
              new float[2],
              true);
      return GlobalAnatomy.of(new FeatureMap(30, 40, cells, GEOMETRY), words);
    }

    @Override
    public float[] similarities(
        PlaceImage query, int scale, int patch, PlaceImage candidate, Progress progress) {
      asked.add("patch " + patch + " at scale " + scale);
      float[] row = new float[scaleMatch(config.scales().get(scale)).grid().count()];
      row[patch] = 0.75f;
      return row;
    }

    /** Two kinds of cells: the first hundred of each image, and all others. */
    private static FeatureMap features() {
      FloatMatrix cells = FloatMatrix.zeros(30 * 40, 2);
      for (int cell = 0; cell < 30 * 40; cell++) {
        cells.data()[2 * cell + (cell < 100 ? 0 : 1)] = 1;
      }
      return new FeatureMap(30, 40, cells, GEOMETRY);
    }

    @Override
    public PairCells cells(PlaceImage query, PlaceImage candidate, Progress progress) {
      asked.add("cells " + query.name() + " " + candidate.name());
      return PairCells.of(features(), features());
    }

    @Override
    public ThreeComponents components(PlaceImage query, PlaceImage candidate, Progress progress) {
      asked.add("components " + query.name() + " " + candidate.name());
      FloatMatrix scores = FloatMatrix.zeros(2 * 30 * 40, 3);
      for (int cell = 0; cell < 2 * 30 * 40; cell++) {
        scores.data()[3 * cell] = cell;
      }
      return new ThreeComponents(scores, new double[] {.5, .25, 0});
    }

    /**
     * Two heads: the first looks at cell 7, the second everywhere; if there is attention at all.
     */
    @Override
    public Optional<AttentionMaps> attention(PlaceImage image, Progress progress) {
      asked.add("attention " + image.name());
      if (!hasAttention) {
        return Optional.empty();
      }
      FloatMatrix heads = FloatMatrix.zeros(2, 30 * 40);
      heads.data()[7] = .5f;
      Arrays.fill(heads.data(), 30 * 40, 2 * 30 * 40, .0005f);
      return Optional.of(new AttentionMaps(11, 30, 40, heads, heads.row(1)));
    }

    /** Two clusters and a dustbin, which takes half of cell 7, and a quarter of all others. */
    @Override
    public TransportAssignment transport(PlaceImage image, Progress progress) {
      asked.add("transport " + image.name());
      FloatMatrix shares = FloatMatrix.zeros(30 * 40, 2);
      float[] dustbin = new float[30 * 40];
      for (int cell = 0; cell < 30 * 40; cell++) {
        dustbin[cell] = cell == 7 ? .5f : .25f;
        shares.data()[2 * cell + (cell < 100 ? 0 : 1)] = 1 - dustbin[cell];
      }
      SoftAssignment assignment = new SoftAssignment(30, 40, shares);
      return new TransportAssignment(shares, assignment, assignment, dustbin, dustbin);
    }

    @Override
    public ClusterExamples clusterExamples(Progress progress) {
      var cell = new ClusterExamples.Cell(map.database().getFirst(), 7, 0.25f);
      return new ClusterExamples(
          List.of(
              new ClusterExamples.OfCluster(0.75, List.of(cell)),
              new ClusterExamples.OfCluster(0.25, List.of())),
          3);
    }
  }
}
