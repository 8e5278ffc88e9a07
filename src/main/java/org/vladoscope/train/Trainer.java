package org.vladoscope.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.common.WorkControl;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.vlad.NetVlad;
import org.vladoscope.vlad.Vocabulary;

/**
 * Trains the vocabulary of a map on one part of it and watches the other.
 *
 * <p>After each epoch all images are described anew, with the very code that answers queries: the
 * held-out queries are judged by these descriptors, and the triplets of the next epoch chosen. On
 * the CPU the same map and settings give the same numbers, on any number of threads, whether
 * training was interrupted or not.
 */
public final class Trainer {

  /** Share of an epoch's work that goes into describing all images anew, about. */
  private static final double DESCRIBING = .4;

  private final TrainingImages images;
  private final PlaceMap map;
  private final PlaceSplit split;
  private final PipelineConfig pipeline;
  private final Vocabulary start;
  private final TrainingConfig config;
  private final Compute compute;
  private final TripletMiner miner;
  private final HeldOutQueries heldOut;

  /** Queries that are described: those to train on, then those held out. */
  private final int[] queries;

  /**
   * Prepares a training.
   *
   * @param pipeline what the map was made ready with
   * @param start the clusters that training begins with
   */
  public Trainer(
      TrainingImages images,
      PlaceSplit split,
      PipelineConfig pipeline,
      Vocabulary start,
      TrainingConfig config,
      Compute compute) {
    this.images = images;
    this.pipeline = pipeline;
    this.map = images.map();
    this.split = split;
    this.start = start;
    this.config = config;
    this.compute = compute;
    boolean[] allowed = split.images();
    for (int d = 0; d < allowed.length; d++) {
      allowed[d] &= images.isUsableImage(d);
    }
    this.miner =
        new TripletMiner(map.groundTruth(), allowed, map.queriesAreDatabase(), config.negatives());
    this.heldOut = new HeldOutQueries(images, split.heldOut());
    this.queries =
        IntStream.concat(IntStream.of(split.trained()), IntStream.of(split.heldOut())).toArray();
  }

  /**
   * Trains until the held-out queries are answered no better, or all epochs are done. The state is
   * written after each epoch and stays; {@link #forget} it when the clusters have been written.
   *
   * @param state where the state is kept
   * @param resume whether to go on from there; else there must be none
   * @param listener told of each epoch, those of before included
   * @param control pauses it
   * @throws InputException if the state cannot be used, or the descriptors do not fit into memory
   * @throws java.util.concurrent.CancellationException if cancelled; the state of the last epoch
   *     stays
   */
  public TrainingResult run(
      Path state,
      boolean resume,
      Consumer<EpochResult> listener,
      WorkControl control,
      Progress progress) {
    checkMemory();
    checkState(state, resume);
    VladWeights begin = VladWeights.of(start);
    ContentHash belongsTo = belongsTo();
    @Nullable TrainingState kept = resume ? TrainingState.read(state, belongsTo, begin) : null;
    TrainingClock clock =
        new TrainingClock(config.epochs(), kept == null ? 0 : kept.curve().last().epoch());
    PausableWork work = new PausableWork(control, clock::skip, progress);
    progress.report("Describing all images", clock.fraction(0));
    VladWeights first = kept == null ? begin : kept.now();
    Similarities similarities = work.done(piece -> similarities(first, piece));
    Similarities before = similarities;
    TrainingState now =
        kept != null
            ? kept
            : TrainingState.begin(
                begin, work.done(piece -> heldOut.judge(0, Float.NaN, before.heldOut, piece)));
    now.curve().epochs().forEach(listener);
    while (!isOver(now.curve())) {
      int epochs = now.curve().last().epoch();
      TrainingState trained;
      if (config.firstGuess() && epochs == 0) {
        TrainingState beginning = now;
        trained = work.done(piece -> guessed(begin, beginning, clock, piece));
      } else {
        if (config.firstGuess() && epochs == 1 && now.curve().best().epoch() == 0) {
          // The guess does not hold for places that it was not made from.
          now = now.from(begin);
          similarities = work.done(piece -> similarities(begin, piece));
        }
        trained = triplets(begin, now, similarities.trained, clock, work);
      }
      Similarities described =
          work.done(
              piece -> {
                piece.report(
                    clock.words("describing all images", 1 - DESCRIBING),
                    clock.fraction(1 - DESCRIBING));
                return similarities(trained.now(), piece);
              });
      similarities = described;
      now = work.done(piece -> judged(trained, described.heldOut, piece));
      now.write(state, belongsTo, pipeline, config);
      clock.epochDone();
      listener.accept(now.curve().last());
    }
    TrainingResult result = new TrainingResult(now.best().vocabulary(start), now.curve());
    progress.report("Trained", 1);
    return result;
  }

  private static void checkState(Path state, boolean resume) {
    if (Files.exists(state) != resume) {
      throw new InputException(
          resume
              ? "There is no training to go on with: " + state + " does not exist."
              : "A training was interrupted: "
                  + state
                  + " is its state. Go on with --resume, or begin anew with --restart.");
    }
  }

  /**
   * Forgets a training.
   *
   * @throws InputException if the file cannot be deleted
   */
  public static void forget(Path state) {
    try {
      Files.deleteIfExists(state);
    } catch (IOException e) {
      throw new InputException(state + " cannot be deleted: " + FileProblem.of(e) + ".", e);
    }
  }

  private boolean isOver(TrainingCurve curve) {
    int epoch = curve.last().epoch();
    return epoch >= config.epochs() || epoch - curve.best().epoch() >= config.patience();
  }

  /** The first epoch, without gradients. */
  private TrainingState guessed(
      VladWeights begin, TrainingState state, TrainingClock clock, Progress progress) {
    progress.report(clock.words("guessing from what matches differ by", 0), clock.fraction(0));
    VladWeights guess = new FirstGuess(images, split, config, start, compute).of(begin, progress);
    return new TrainingState(
        guess,
        state.best(),
        state.steps(),
        state.first(),
        state.second(),
        state.curve().and(EpochResult.unjudged(1, Float.NaN)));
  }

  /** An epoch: every query to train on once, in an order that follows from the seed. */
  private TrainingState triplets(
      VladWeights begin,
      TrainingState state,
      FloatMatrix similarities,
      TrainingClock clock,
      PausableWork work) {
    int epoch = state.curve().last().epoch() + 1;
    List<Triplet> triplets = work.done(piece -> miner.mine(split.trained(), similarities, piece));
    if (triplets.isEmpty()) {
      throw new InputException(
          "There is nothing to learn from: no query has both a match and an image of another place"
              + " on the side that is trained on.");
    }
    Collections.shuffle(triplets, new Random(31 * config.seed() + epoch));
    VladWeights weights = state.now().copy();
    Adam adam = new Adam(config, begin, state.steps(), copy(state.first()), copy(state.second()));
    TrainableVlad vlad = new TrainableVlad(TensorRuntime.of(compute), config);
    int steps = (triplets.size() + config.batch() - 1) / config.batch();
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      String words = "step " + (step + 1) + " of " + steps;
      double share = (1 - DESCRIBING) * step / steps;
      List<Triplet> batch =
          triplets.subList(
              step * config.batch(), Math.min(triplets.size(), (step + 1) * config.batch()));
      TrainableVlad.Loss loss =
          work.done(
              piece -> {
                piece.report(clock.words(words, share), clock.fraction(share));
                return vlad.loss(weights, batch, q -> query(q, piece), d -> image(d, piece), piece);
              });
      sum += loss.value() * batch.size();
      adam.step(weights, loss.gradient());
    }
    EpochResult unjudged = EpochResult.unjudged(epoch, (float) (sum / triplets.size()));
    return new TrainingState(
        weights,
        state.best(),
        adam.steps(),
        adam.first(),
        adam.second(),
        state.curve().and(unjudged));
  }

  /** Images lie in the cache, where nobody else asks whether to stop. */
  private FloatMatrix query(int number, Progress progress) {
    progress.check();
    return start.input(images.query(number, progress));
  }

  private FloatMatrix image(int number, Progress progress) {
    progress.check();
    return start.input(images.image(number, progress));
  }

  private TrainingState judged(TrainingState trained, FloatMatrix similarities, Progress progress) {
    List<EpochResult> epochs = trained.curve().epochs();
    EpochResult last = trained.curve().last();
    EpochResult judged = heldOut.judge(last.epoch(), last.loss(), similarities, progress);
    TrainingCurve before = new TrainingCurve(epochs.subList(0, epochs.size() - 1));
    return new TrainingState(
        trained.now(),
        judged.isBetterThan(before.best()) ? trained.now() : trained.best(),
        trained.steps(),
        trained.first(),
        trained.second(),
        before.and(judged));
  }

  private static float[][] copy(float[][] arrays) {
    return Arrays.stream(arrays).map(float[]::clone).toArray(float[][]::new);
  }

  /**
   * Of both kinds of queries with all database images.
   *
   * @param trained {@code [queries, database]}
   * @param heldOut {@code [queries, database]}
   */
  private record Similarities(FloatMatrix trained, FloatMatrix heldOut) {}

  private Similarities similarities(VladWeights weights, Progress progress) {
    Vocabulary words = weights.vocabulary(start);
    FloatMatrix database =
        descriptors(
            map.database().size(),
            d -> images.isUsableImage(d) ? images.image(d, progress) : null,
            words,
            progress);
    FloatMatrix asked =
        descriptors(queries.length, i -> images.query(queries[i], progress), words, progress);
    FloatMatrix all = products(asked, database, progress);
    int trained = split.trained().length;
    return new Similarities(all.rowRange(0, trained), all.rowRange(trained, queries.length));
  }

  private FloatMatrix products(FloatMatrix asked, FloatMatrix database, Progress progress) {
    FloatMatrix all = FloatMatrix.zeros(asked.rows(), database.rows());
    compute.forEachProductBlock(
        asked,
        database,
        (from, rows, products) -> {
          progress.check();
          System.arraycopy(products, 0, all.data(), from * all.cols(), rows * all.cols());
        });
    return all;
  }

  private FloatMatrix descriptors(
      int count, IntFunction<@Nullable FeatureMap> features, Vocabulary words, Progress progress) {
    FloatMatrix all = FloatMatrix.zeros(count, words.descriptorLength());
    compute.parallel(
        count,
        progress,
        i -> {
          FeatureMap found = features.apply(i);
          if (found != null) {
            float[] descriptor = NetVlad.describe(found, words);
            System.arraycopy(descriptor, 0, all.data(), i * all.cols(), all.cols());
          }
        });
    return all;
  }

  private void checkMemory() {
    long images = map.database().size() + (long) queries.length;
    long bytes = images * start.descriptorLength() * Float.BYTES;
    long most = Math.min(Runtime.getRuntime().maxMemory() / 2, 4L * Integer.MAX_VALUE / 2);
    if (bytes > most) {
      throw new InputException(
          "The descriptors of %d images take %d MB, more than half of the memory that Java may use;"
                  .formatted(images, bytes >> 20)
              + " start it with a larger -Xmx, or train fewer clusters with --clusters.");
    }
  }

  /** Names all that the way of a training depends on. */
  private ContentHash belongsTo() {
    CacheKey key = CacheKey.of("training", 1);
    config.addTo(key);
    addTo(key, start);
    key.with("database", names(map.database())).with("queries", names(map.queries()));
    key.with("split", Arrays.toString(split.trained()) + Arrays.toString(split.heldOut()));
    key.with("images", Arrays.toString(split.images()));
    for (int q : queries) {
      key.with(
          "truth",
          Arrays.toString(map.groundTruth().positives(q))
              + Arrays.toString(map.groundTruth().soft(q)));
    }
    return key.hash();
  }

  /** Names the numbers of a vocabulary. */
  static void addTo(CacheKey key, Vocabulary words) {
    for (FloatMatrix matrix : List.of(words.centroids(), words.assignmentWeights())) {
      key.with("vocabulary", hash(matrix.data()));
    }
    key.with("bias", hash(words.assignmentBias())).with("unit length", words.normalizeInput());
    key.with("weights", hash(words.wordWeights()));
    FloatMatrix projection = words.residualProjection();
    if (projection != null) {
      key.with("projection", hash(projection.data()));
    }
  }

  private static String names(List<PlaceImage> images) {
    return images.stream().map(PlaceImage::name).collect(Collectors.joining("\n"));
  }

  private static ContentHash hash(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return ContentHash.of(bytes.array());
  }
}
