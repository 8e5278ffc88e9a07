package org.vladoscope.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.common.WorkControl;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.ConfigJson;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.pipeline.ModelExport;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.vlad.Vocabulary;

/**
 * A training on a map from its images to files: by its ground truth, or without one by made-up
 * views. Not for several threads.
 */
public final class MapTraining implements AutoCloseable {

  private final PipelineConfig config;
  private final TrainingConfig training;
  private final Compute compute;
  private final Optional<SelfSupervision> views;
  private final Workspace workspace;

  private MapTraining(
      PipelineConfig config,
      TrainingConfig training,
      Compute compute,
      Optional<SelfSupervision> views,
      Workspace workspace) {
    this.config = config;
    this.training = training;
    this.compute = compute;
    this.views = views;
    this.workspace = workspace;
  }

  /**
   * Opens a map, whose ground truth is learned from; makes up views if it has none.
   *
   * @param config what the vocabulary is trained for
   * @param compute stays the caller's to close
   * @param store stays the caller's to close
   * @param control pauses it
   * @throws org.vladoscope.common.InputException if the vocabulary of this map cannot be trained
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static MapTraining open(
      PlaceMap map,
      PipelineConfig config,
      TrainingConfig training,
      Compute compute,
      DescriptorStore store,
      WorkControl control,
      Progress progress) {
    TrainingImages.check(map, config);
    if (map.groundTruth().isKnown()) {
      return new MapTraining(
          config, training, compute, Optional.empty(), Workspace.open(map, compute, store));
    }
    SelfSupervision views =
        pausable(control, progress)
            .done(piece -> SelfSupervision.of(map, config.imageSize(), training.seed(), piece));
    return new MapTraining(
        config, training, compute, Optional.of(views), Workspace.open(views.map(), compute, store));
  }

  /** What is made up to learn from, in words; empty if the ground truth is. */
  public Optional<String> madeUp() {
    return views.map(SelfSupervision::words);
  }

  /**
   * Describes all images and cuts the map.
   *
   * @param control pauses it
   * @throws org.vladoscope.common.InputException if there are too few queries with a match
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public Ready prepare(WorkControl control, Progress progress) {
    if (config.words().isEmpty()) {
      throw new InputException(
          config.aggregator().label() + " has no vocabulary that could be trained on the map.");
    }
    PreparedMap prepared =
        pausable(control, progress).done(workspace.pipeline(config.withRerank(0))::prepare);
    TrainingImages images = TrainingImages.of(workspace.map(), prepared);
    PlaceSplit split = PlaceSplit.of(images, training);
    Vocabulary start = prepared.learnedVocabulary(progress);
    return new Ready(
        split, prepared.failures(), new Trainer(images, split, config, start, training, compute));
  }

  /** What is found lies in the cache, so that little is done twice. */
  private static PausableWork pausable(WorkControl control, Progress progress) {
    return new PausableWork(control, nanos -> {}, progress);
  }

  /** A training that can begin. */
  public final class Ready {

    private final PlaceSplit split;
    private final Map<String, String> failures;
    private final Trainer trainer;

    private Ready(PlaceSplit split, Map<String, String> failures, Trainer trainer) {
      this.split = split;
      this.failures = failures;
      this.trainer = trainer;
    }

    /** What is trained on, and what is held out. */
    public PlaceSplit split() {
      return split;
    }

    /** Images that could not be read and why. */
    public Map<String, String> failures() {
      return failures;
    }

    /**
     * Trains; the curve is written after each epoch, and the state is kept with it.
     *
     * @param resume whether to go on from the state; else there must be none
     * @param listener told the curve after each epoch
     * @param control pauses it
     * @throws org.vladoscope.common.InputException if the state cannot be used, or a file cannot be
     *     written
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public TrainingResult run(
        TrainingFiles files,
        boolean resume,
        Consumer<TrainingCurve> listener,
        WorkControl control,
        Progress progress) {
      List<EpochResult> epochs = new ArrayList<>();
      return trainer.run(
          files.state(),
          resume,
          epoch -> {
            epochs.add(epoch);
            TrainingCurve known = new TrainingCurve(epochs);
            files.write(known, json(known));
            listener.accept(known);
          },
          control,
          progress);
    }

    /** What was trained, with what it belongs to, for its file. */
    public ModelExport export(TrainingResult result) {
      return workspace.pipeline(config).export(result.vocabulary());
    }

    /** How a training went, for JSON. */
    public Map<String, Object> json(TrainingCurve curve) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("format", "vladoscope-training-curve");
      json.put("version", 1);
      json.put("map", workspace.map().name());
      json.put(
          "supervision", views.isPresent() ? "self-supervised, warped images" : "ground truth");
      json.put("split", split.words());
      json.put("trainedQueries", split.trained().length);
      json.put("heldOutQueries", split.heldOut().length);
      json.put("trained", training.parts().stream().map(Object::toString).sorted().toList());
      json.put("firstGuess", training.firstGuess());
      json.put("learningRate", training.learningRate());
      json.put("decay", training.decay());
      json.put("margin", training.margin());
      json.put("negatives", training.negatives());
      json.put("batch", training.batch());
      json.put("seed", training.seed());
      json.put("bestEpoch", curve.best().epoch());
      json.put("epochs", curve.json());
      json.put("configuration", ConfigJson.of(config));
      return json;
    }
  }

  /** Closes the map and deletes what was made up. */
  @Override
  public void close() {
    try {
      workspace.close();
    } finally {
      views.ifPresent(SelfSupervision::close);
    }
  }
}
