package org.vladoscope.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.SharedCommand;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.NativeFolders;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.pipeline.SharedWork;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.pipeline.crew.ImageOutcome;
import org.vladoscope.pipeline.crew.ImagePair;

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
  private final SharedWork work;

  private WorkerEngine(List<String> arguments) {
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    NativeFolders.ofUser().choose();
    // Open as long as the process lives.
    work = SharedCommand.parse(arguments.toArray(String[]::new)).open(known).pipeline().shared();
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

  /** Where a process has its parts of an index. */
  interface Loader extends Serializable {
    DescriptorIndex load(Part part);
  }

  Outcome computeFeatures(int image) {
    return Outcome.of(work.computeFeatures(image, Progress.NONE));
  }

  void packFeatures(List<Integer> images) {
    work.packFeatures(images);
  }

  /**
   * Computes a global descriptor.
   *
   * @param outcomes what became of the images
   */
  void computeGlobal(List<Outcome> outcomes, int image) {
    known.learn(outcomes);
    work.computeGlobal(image, Progress.NONE);
  }

  void packGlobals(List<Outcome> outcomes, List<Integer> images) {
    known.learn(outcomes);
    work.packGlobals(images, Progress.NONE);
  }

  /** Loads a part of the index, which stays loaded. */
  DescriptorIndex hold(List<Outcome> outcomes, Part part) {
    known.learn(outcomes);
    return work.hold(part.arrived(), Progress.NONE);
  }

  /** Compares the patches of two images. */
  Compared compare(List<Outcome> outcomes, Compared.Pair pair) {
    known.learn(outcomes);
    return Compared.of(
        pair, work.compare(new ImagePair(pair.query(), pair.candidate()), Progress.NONE));
  }

  /** Keeps what was found for a query. */
  void keep(List<Outcome> outcomes, int query, Iterable<Compared> compared) {
    known.learn(outcomes);
    List<List<byte[]>> matches = new ArrayList<>();
    compared.forEach(one -> matches.add(one.matches()));
    work.keep(query, matches, Progress.NONE);
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
    public Optional<DescriptorIndex> index(
        PipelineConfig config, int images, int dimensions, Progress progress) {
      return Optional.empty();
    }

    @Override
    public Optional<List<double[]>> scores(
        PipelineConfig config, List<ImagePair> pairs, Progress progress) {
      return Optional.empty();
    }
  }
}
