package org.vladoscope.run;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.config.CameraFusion;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.metric.confidence.Calibration.Sample;
import org.vladoscope.metric.confidence.Elsewhere;
import org.vladoscope.metric.confidence.FoundPlace;
import org.vladoscope.pipeline.Pipeline;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.train.ImageWarp;
import org.vladoscope.train.ViewFolder;

/**
 * Calibrates probabilities for any settings without a ground truth: a sample of the map's own
 * images is warped and asked for. Each is asked for once as it is, and right is what lies close to
 * it; and once with all taken out of the map that may show its place, where every answer is wrong.
 * What lies between, neither close nor far enough to be taken for another place, is left out. How
 * strong the warps are, and how far this can be trusted, is told in the decision record on scores.
 */
public final class WarpCalibration {

  /** Kind of the cache's entries. */
  static final String KIND = "calibrations";

  /** Raised when the same map and settings give another curve than before. */
  private static final int VERSION = 1;

  /** At most so many images are warped. */
  static final int MOST = 60;

  /** A map with fewer images tells too little. */
  static final int FEWEST = 20;

  /** How strong the warps are, as a multiple of those that the vocabulary is trained on. */
  private static final double STRENGTH = 4;

  /**
   * Without positions, this share of the database before and after an image is taken out with it:
   * on the way it may look alike for long.
   */
  private static final double NEIGHBOURHOOD = .2;

  private static final long SEED = 1;

  private final DescriptorStore store;

  /** Keeps curves in a store. */
  public WarpCalibration(DescriptorStore store) {
    this.store = store;
  }

  /**
   * How far such probabilities can be trusted, in a sentence; measured where there is a ground
   * truth.
   */
  public static String trust() {
    return "On six sets of places such probabilities were off by .12 on average, and by up to .21.";
  }

  /** Why a map cannot be calibrated with these settings, in a sentence; empty if it can. */
  public static Optional<String> refusal(PlaceMap map, PipelineConfig config) {
    if (!config.reranks()) {
      return Optional.of(
          "Nothing is re-ranked, so no answer has a score to calibrate; re-rank candidates, for"
              + " example with --rerank 20.");
    }
    if (!config.matching().fusion().isComparable()) {
      return Optional.of(
          "With the fusion "
              + config.matching().fusion().label()
              + " scores of different queries cannot be compared, so they cannot be calibrated;"
              + " choose --fusion cohort.");
    }
    if (!config.retrieval().isComputed()) {
      return Optional.of(
          "Candidates come from the "
              + config.retrieval().label()
              + ", which knows nothing of warped images; they calibrate only what is searched"
              + " here.");
    }
    if (map.views().mostViews() > 1 && config.cameras() == CameraFusion.FUSED) {
      return Optional.of(
          "The images of several cameras are used together, and a warped image is one image;"
              + " choose --cameras best.");
    }
    if (map.database().size() < FEWEST) {
      return Optional.of(
          "Calibrating by warped images takes a database of "
              + FEWEST
              + " images or more, not "
              + map.database().size()
              + ".");
    }
    return Optional.empty();
  }

  /**
   * The curve for a pipeline; found again if it was fitted before.
   *
   * @throws InputException if the map cannot be calibrated with these settings
   * @throws java.util.concurrent.CancellationException if cancelled; nothing is kept then
   */
  public Calibration of(PlaceMap map, Pipeline pipeline, Progress progress) {
    refusal(map, pipeline.config())
        .ifPresent(
            why -> {
              throw new InputException(why);
            });
    PreparedMap prepared = pipeline.prepare(progress.part(0, .3));
    List<Integer> sample = sample(map, prepared);
    ContentHash key = key(map, prepared.answerKey(), sample);
    Optional<Calibration> known = store.read(KIND, key).flatMap(WarpCalibration::decoded);
    if (known.isPresent()) {
      return known.get();
    }
    List<Sample> samples = ask(map, pipeline, sample, progress.part(.3, 1));
    Calibration fitted =
        Calibration.ofSamples(samples, source(samples.size()))
            .orElseThrow(
                () ->
                    new InputException(
                        "Of the answers to warped images too few have a score to calibrate"
                            + " probabilities: "
                            + Calibration.FEWEST
                            + " right and "
                            + Calibration.FEWEST
                            + " wrong ones are needed."));
    progress.check();
    store.write(KIND, key, encoded(fitted, samples.size()));
    return fitted;
  }

  /** The images that are warped: the same ones whenever the map is the same. */
  private static List<Integer> sample(PlaceMap map, PreparedMap prepared) {
    List<Integer> readable = new ArrayList<>();
    for (int d = 0; d < map.database().size(); d++) {
      if (!prepared.failures().containsKey("database/" + map.database().get(d).name())) {
        readable.add(d);
      }
    }
    Collections.shuffle(readable, new Random(SEED));
    return readable.subList(0, Math.min(MOST, readable.size()));
  }

  /** Names a curve by everything it follows from. */
  static ContentHash key(PlaceMap map, ContentHash answers, List<Integer> sample) {
    CacheKey key =
        CacheKey.of("warp calibration", VERSION)
            .with("answers", answers)
            .with("strength", STRENGTH)
            .with("seed", SEED);
    for (int image : sample) {
      Place place = Place.of(map, image);
      key.with("image", image)
          .with("close", new TreeSet<>(place.close()).toString())
          .with("perhaps", new TreeSet<>(place.perhaps()).toString());
    }
    return key.hash();
  }

  private static List<Sample> ask(
      PlaceMap map, Pipeline pipeline, List<Integer> sample, Progress progress) {
    List<Sample> samples = new ArrayList<>();
    try (ViewFolder views = ViewFolder.open(pipeline.config().imageSize())) {
      for (int i = 0; i < sample.size(); i++) {
        progress.check();
        progress.report(
            "Calibrating, warped image " + (i + 1) + " of " + sample.size(),
            (double) i / sample.size());
        int image = sample.get(i);
        ImageWarp warp = ImageWarp.random(new Random(31 * SEED + image), STRENGTH);
        Optional<PlaceImage> view = views.add(map.database().get(image), warp, image);
        if (view.isPresent()) {
          Place place = Place.of(map, image);
          Progress silent = progress.silent();
          QueryResult with = pipeline.queryWithout(view.get(), Set.of(), silent);
          QueryResult without = pipeline.queryWithout(view.get(), place.perhaps(), silent);
          first(with, place, pipeline.config()).ifPresent(samples::add);
          first(without, place, pipeline.config()).ifPresent(samples::add);
        }
      }
    }
    return samples;
  }

  /** The first answer, if it has a score and is right or wrong beyond doubt. */
  static Optional<Sample> first(QueryResult result, Place place, PipelineConfig config) {
    if (result.candidates().isEmpty()
        || !(result.candidates().getFirst() instanceof Reranked first)) {
      return Optional.empty();
    }
    double excess = result.excess(first, config.matching());
    boolean right = place.close().contains(first.databaseIndex());
    boolean isDoubtful = !right && place.perhaps().contains(first.databaseIndex());
    return Double.isNaN(excess) || isDoubtful
        ? Optional.empty()
        : Optional.of(new Sample(excess, right));
  }

  /**
   * Which database images show the place of one.
   *
   * @param close those that do, itself among them
   * @param perhaps those that may, the close ones among them
   */
  record Place(Set<Integer> close, Set<Integer> perhaps) {

    /** Copies the sets. */
    Place {
      close = Set.copyOf(close);
      perhaps = Set.copyOf(perhaps);
    }

    static Place of(PlaceMap map, int image) {
      Elsewhere usual = Elsewhere.of(map);
      return new Place(near(map, image, usual), near(map, image, surely(usual, map)));
    }

    /** What is taken for another place beyond doubt. */
    private static Elsewhere surely(Elsewhere usual, PlaceMap map) {
      return switch (usual) {
        case Elsewhere.Beyond positions -> positions;
        case Elsewhere.Frames frames ->
            new Elsewhere.Frames(
                Math.max(frames.count(), (int) (NEIGHBOURHOOD * map.database().size())));
      };
    }

    private static Set<Integer> near(PlaceMap map, int image, Elsewhere elsewhere) {
      FoundPlace own = found(map, image);
      return IntStream.range(0, map.database().size())
          .filter(other -> other == image || !elsewhere.isFar(own, found(map, other)))
          .boxed()
          .collect(Collectors.toSet());
    }

    private static FoundPlace found(PlaceMap map, int image) {
      return new FoundPlace(image, Double.NaN, map.database().get(image).pose());
    }
  }

  private static String source(int samples) {
    return samples + " answers to warped copies of this map's own images";
  }

  private static ByteBuffer encoded(Calibration fitted, int samples) {
    return ByteBuffer.allocate(2 * Double.BYTES + Integer.BYTES)
        .putDouble(fitted.intercept())
        .putDouble(fitted.slope())
        .putInt(samples)
        .flip();
  }

  /** Empty if an entry is not what was written, so that it is fitted again. */
  private static Optional<Calibration> decoded(ByteBuffer entry) {
    return entry.remaining() == 2 * Double.BYTES + Integer.BYTES
        ? Optional.of(new Calibration(entry.getDouble(), entry.getDouble(), source(entry.getInt())))
        : Optional.empty();
  }
}
