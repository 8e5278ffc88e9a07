package org.vladoscope.step;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.aggregate.AggregatorModel;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.graph.Needs;
import org.vladoscope.graph.Shelf;
import org.vladoscope.graph.Step;
import org.vladoscope.graph.StepKind;
import org.vladoscope.graph.StepRunner;
import org.vladoscope.graph.Stopwatch;

/** The aggregator learns on cells of the map's database images, or is read from its file. */
public final class LearningStep implements Step<Whole, AggregatorModel> {

  /** What it is. */
  public static final StepKind KIND =
      new StepKind("vocabularies", 2, "Vocabulary", "vocabulary", "vocabularies", false, 2e-9);

  private final Aggregator aggregator;
  private final DatabaseImages database;
  private final FeatureStep features;
  private final StepRunner runner;
  private final StepResources resources;
  private final Compute compute;
  private final String network;
  private final int channels;
  private final Shelf<AggregatorModel> shelf;
  private volatile @Nullable ContentHash key;

  LearningStep(
      StepResources resources,
      PipelineConfig config,
      DatabaseImages database,
      FeatureStep features) {
    this.aggregator = config.aggregatorWithFile();
    this.database = database;
    this.features = features;
    this.runner = resources.runner();
    this.resources = resources;
    this.compute = resources.compute();
    this.network = config.backbone().id();
    this.channels = resources.networks().info(config).channels();
    this.shelf =
        learns()
            ? resources
                .models()
                .before(
                    Shelf.onDisk(
                        resources.store(), KIND.id(), aggregator::encode, aggregator::decode))
            : resources.models();
  }

  /** True if it learns on the map; else it is ready as it is. */
  public boolean learns() {
    return aggregator.sampling().cells() > 0;
  }

  @Override
  public StepKind kind() {
    return KIND;
  }

  @Override
  public ContentHash key(Whole map) {
    ContentHash known = key;
    if (known == null) {
      CacheKey parts = CacheKey.of(KIND.id(), 2).with("aggregator", aggregator.id());
      aggregator.addTo(parts, resources.hashes()::of);
      if (learns()) {
        parts.with("database", database.key(features));
      }
      known = parts.hash();
      key = known;
    }
    return known;
  }

  @Override
  public Shelf<AggregatorModel> shelf() {
    return shelf;
  }

  @Override
  public void need(Whole map, Needs needs) {
    if (learns()) {
      database.views().forEach(view -> needs.need(features, view.image()));
    }
  }

  @Override
  public int count(Whole map) {
    return learns() ? 1 : 0;
  }

  @Override
  public double operations(Whole map) {
    return learns() ? aggregator.learningOperations(channels) : 0;
  }

  @Override
  public List<AggregatorModel> compute(List<Whole> map, Stopwatch watch, Progress progress) {
    FloatMatrix cells =
        learns() ? sampleCells(progress.part(0, .5)) : FloatMatrix.zeros(0, channels);
    progress.check();
    AggregatorModel model =
        watch.time(() -> aggregator.learn(cells, images(), compute, progress.part(.5, 1)));
    if (model.channels() != channels) {
      throw new InputException(
          String.format(
              "The weights of %s are for cells of %d values, but the backbone %s gives %d per cell;"
                  + " use the network that they were trained with.",
              aggregator.file().map(Object::toString).orElse(aggregator.id()),
              model.channels(),
              network,
              channels));
    }
    return List.of(model);
  }

  /** Images evenly spread over the database. */
  private Aggregator.Images images() {
    int all = database.size();
    int some = Math.min(all, aggregator.sampling().images());
    return new Aggregator.Images() {
      @Override
      public int count() {
        return some;
      }

      @Override
      public FeatureMap image(int index, Progress progress) {
        int row = (int) ((long) index * all / some);
        return runner.value(features, database.image(row), progress);
      }
    };
  }

  /** Cells at random, as many from each image. */
  private FloatMatrix sampleCells(Progress progress) {
    Random random = new Random(aggregator.sampling().seed());
    int wanted = aggregator.sampling().cells();
    FloatMatrix samples = FloatMatrix.zeros(wanted, channels);
    int images = database.size();
    int taken = 0;
    for (int i = 0; i < images; i++) {
      progress.check();
      int upTo = (int) ((long) wanted * (i + 1) / images);
      if (upTo == taken) {
        continue;
      }
      progress.report("Choosing cells, image " + (i + 1) + " of " + images, (double) i / images);
      FloatMatrix cells = runner.value(features, database.image(i), progress).cells();
      int count = Math.min(upTo - taken, cells.rows());
      for (int cell : random.ints(0, cells.rows()).distinct().limit(count).toArray()) {
        System.arraycopy(cells.data(), cell * channels, samples.data(), taken * channels, channels);
        taken++;
      }
    }
    return taken == wanted ? samples : samples.rowRange(0, taken);
  }
}
