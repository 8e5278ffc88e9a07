package org.vladoscope.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.OpenedMap;
import org.vladoscope.cli.SharedCommand;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.NativeFolders;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.pipeline.Pipeline;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.pipeline.crew.ImageOutcome;

/**
 * The engine of a process that works for others: a map is opened when its first task comes, and
 * stays open for the next. Safe to use from several threads.
 */
final class WorkerEngine {

  /**
   * Tasks come without anything that lives as long as their process, and networks and vocabularies
   * are too large to be read for each of them.
   */
  private static final Map<List<String>, WorkerEngine> OPEN = new HashMap<>();

  private final Known known = new Known();
  private final OpenedMap opened;

  private WorkerEngine(List<String> arguments) {
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    NativeFolders.ofUser().choose();
    opened = SharedCommand.parse(arguments.toArray(String[]::new)).open(known);
  }

  /** The engine of this process for a command line. */
  static synchronized WorkerEngine of(List<String> arguments) {
    WorkerEngine engine = OPEN.get(arguments);
    if (engine == null) {
      engine = new WorkerEngine(arguments);
      OPEN.put(List.copyOf(arguments), engine);
    }
    return engine;
  }

  Outcome computeFeatures(int image) {
    return Outcome.of(pipeline().computeFeatures(image, Progress.NONE));
  }

  /**
   * Computes a global descriptor.
   *
   * @param outcomes what became of the images
   */
  void computeGlobal(List<Outcome> outcomes, int image) {
    known.learn(outcomes);
    pipeline().computeGlobal(image, Progress.NONE);
  }

  /**
   * Answers a query of the map.
   *
   * @param outcomes what became of the images
   */
  void answer(List<Outcome> outcomes, int query) {
    known.learn(outcomes);
    var failures = pipeline().prepare(Progress.NONE).failures();
    var image = opened.map().queries().get(query);
    boolean isUsable =
        opened.map().views().pictures(List.of(image)).stream()
            .noneMatch(
                view ->
                    failures.containsKey("queries/" + view.name())
                        || failures.containsKey("database/" + view.name()));
    if (isUsable) {
      pipeline().query(image, Progress.NONE);
    }
  }

  private Pipeline pipeline() {
    return opened.pipeline();
  }

  /** Knows what became of the images, because others computed their features. */
  private static final class Known implements Crew {

    private final AtomicReference<@Nullable List<ImageOutcome>> outcomes = new AtomicReference<>();

    void learn(List<Outcome> arrived) {
      if (outcomes.get() == null) {
        outcomes.compareAndSet(null, arrived.stream().map(Outcome::arrived).toList());
      }
    }

    @Override
    public Optional<List<ImageOutcome>> features(
        PipelineConfig config, int images, Progress progress) {
      return Optional.ofNullable(outcomes.get());
    }

    @Override
    public void globals(PipelineConfig config, int images, Progress progress) {
      // Others did.
    }

    @Override
    public boolean answers(PipelineConfig config, int queries, Progress progress) {
      return false;
    }
  }
}
