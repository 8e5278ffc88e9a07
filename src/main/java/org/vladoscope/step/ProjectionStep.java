package org.vladoscope.step;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.aggregate.AggregatorModel;
import org.vladoscope.aggregate.PatchDescriber;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.graph.DescriptorSizes;
import org.vladoscope.graph.Needs;
import org.vladoscope.graph.Shelf;
import org.vladoscope.graph.Step;
import org.vladoscope.graph.StepKind;
import org.vladoscope.graph.StepRunner;
import org.vladoscope.graph.Stopwatch;
import org.vladoscope.linalg.PrincipalComponents;
import org.vladoscope.linalg.SampleMatrix;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.step.kept.Entries;
import org.vladoscope.vlad.ReductionConfig;

/** The projection that shortens patch descriptors is fitted on patches of the database images. */
public final class ProjectionStep implements Step<Whole, Whitening> {

  /** What it is. */
  public static final StepKind KIND =
      new StepKind("projections", 5, "Projection", "fit", "fits", false, 3e-11);

  private static final Logger LOG = LoggerFactory.getLogger(ProjectionStep.class);

  /** It is fitted on patches of at most so many images. */
  private static final int MAX_SAMPLED_IMAGES = 400;

  private final PipelineConfig config;
  private final DatabaseImages database;
  private final FeatureStep features;
  private final LearningStep learning;
  private final DescriptorSizes sizes;
  private final StepRunner runner;
  private final Compute compute;
  private final Shelf<Whitening> shelf;

  ProjectionStep(
      StepResources resources,
      DescriptorSizes sizes,
      DatabaseImages database,
      FeatureStep features,
      LearningStep learning) {
    this.config = sizes.config();
    this.database = database;
    this.features = features;
    this.learning = learning;
    this.sizes = sizes;
    this.runner = resources.runner();
    this.compute = resources.compute();
    this.shelf =
        resources
            .projections()
            .before(Shelf.onDisk(resources.store(), KIND.id(), Entries::of, Entries::whitening));
  }

  @Override
  public StepKind kind() {
    return KIND;
  }

  /** It is fitted with all digits, whatever it will be used with. */
  @Override
  public ContentHash key(Whole map) {
    ReductionConfig reduction = config.reduction();
    return CacheKey.of(KIND.id(), 1)
        .with("aggregator", learning.key(Whole.MAP))
        .with("database", database.key(features))
        .with("seed", config.aggregator().sampling().seed())
        .with("dimensions", reduction.dimensions())
        .with("whitening", reduction.whitening())
        .with("samples", reduction.samples())
        .hash();
  }

  @Override
  public Shelf<Whitening> shelf() {
    return shelf;
  }

  private int images() {
    return Math.min(database.size(), MAX_SAMPLED_IMAGES);
  }

  private PlaceImage image(int i) {
    return database.image((int) ((long) i * database.size() / images()));
  }

  @Override
  public void need(Whole map, Needs needs) {
    needs.need(learning, Whole.MAP);
    IntStream.range(0, images()).forEach(i -> needs.need(features, image(i)));
  }

  /** The Gram matrix of the samples, and the strongest of its eigenvectors. */
  @Override
  public double operations(Whole map) {
    double samples = config.reduction().samples();
    double length = sizes.descriptorLength();
    double side = Math.min(samples, length);
    return side * side * (Math.max(samples, length) + 12.0 * sizes.shortLength());
  }

  @Override
  public List<Whitening> compute(List<Whole> map, Stopwatch watch, Progress progress) {
    AggregatorModel model = runner.value(learning, Whole.MAP, progress);
    return List.of(
        watch.time(
            () -> {
              try (SampleMatrix samples = samplePatches(model, progress.part(0, .3))) {
                return fit(samples, progress.part(.3, 1));
              } finally {
                compute.giveBackFreedMemory();
              }
            }));
  }

  private Whitening fit(SampleMatrix samples, Progress progress) {
    ReductionConfig reduction = config.reduction();
    int possible = Math.min(samples.cols(), samples.rows() - 1);
    int dimensions = Math.min(reduction.dimensions(), possible);
    if (dimensions < reduction.dimensions()) {
      LOG.warn(
          "Patch descriptors of {} values from {} samples can be reduced to {} dimensions at most,"
              + " not {}; {} are used",
          samples.cols(),
          samples.rows(),
          possible,
          reduction.dimensions(),
          dimensions);
    }
    return PrincipalComponents.fit(samples, dimensions, compute, progress)
        .whitening(reduction.whitening());
  }

  private SampleMatrix samplePatches(AggregatorModel model, Progress progress) {
    int count = config.reduction().samples();
    PatchDescriber patches = model.patches().orElseThrow();
    int images = images();
    SampleMatrix all = new SampleMatrix(count, model.descriptorLength());
    try {
      compute.parallel(
          images,
          progress,
          i -> {
            int from = (int) ((long) count * i / images);
            int to = (int) ((long) count * (i + 1) / images);
            Random random = new Random(config.aggregator().sampling().seed() * 31 + i);
            FeatureMap map = runner.value(features, image(i), progress);
            all.putRows(from, patches.samplePatches(map, to - from, random));
          });
      return all;
    } catch (RuntimeException | Error e) {
      all.close();
      throw e;
    }
  }
}
