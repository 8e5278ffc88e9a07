package org.vladoscope.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.vlad.Vocabulary;

/**
 * Places with features at random. A query has those of its place, with much noise in the first two
 * channels, as if the season had changed them: there is something to learn.
 */
final class PaintedFeatures implements TrainingImages {

  static final int CHANNELS = 6;
  static final int WORDS = 3;
  private static final int CELLS = 12;

  private final PlaceMap map;
  private final double noise;

  private PaintedFeatures(PlaceMap map, double noise) {
    this.map = map;
    this.noise = noise;
  }

  /** The same with hardly any difference between a query and its place. */
  PaintedFeatures clear() {
    return new PaintedFeatures(map, .01);
  }

  /** A way of some places; query i shows place i, and matches those beside it too. */
  static PaintedFeatures way(int places) {
    List<int[]> matches =
        IntStream.range(0, places)
            .mapToObj(i -> IntStream.rangeClosed(Math.max(0, i - 1), Math.min(places - 1, i + 1)))
            .map(IntStream::toArray)
            .toList();
    return of(places, GroundTruth.of(matches), false);
  }

  static PaintedFeatures of(int places, GroundTruth truth, boolean withPoses) {
    return of(places, places, truth, withPoses);
  }

  static PaintedFeatures of(int database, int queries, GroundTruth truth, boolean withPoses) {
    return new PaintedFeatures(
        new PlaceMap(
            "painted",
            Path.of("painted"),
            images(database, "place", withPoses),
            images(queries, "query", withPoses),
            false,
            CameraViews.NONE,
            truth,
            List.of()),
        1);
  }

  private static List<PlaceImage> images(int count, String name, boolean withPoses) {
    List<PlaceImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String file = "%s%03d.png".formatted(name, i);
      // Ten metres apart, from west to east.
      images.add(new PlaceImage(file, Path.of(file), withPoses ? new Pose(10 * i, 0, null) : null));
    }
    return images;
  }

  /** Clusters at random, on features of unit length. */
  static Vocabulary words() {
    return new Vocabulary(
        random(new Random(1), WORDS, .3), random(new Random(2), WORDS, 3), new float[WORDS], true);
  }

  static FloatMatrix random(Random random, int rows, double scale) {
    FloatMatrix matrix = FloatMatrix.zeros(rows, CHANNELS);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) (scale * random.nextGaussian());
    }
    return matrix;
  }

  @Override
  public PlaceMap map() {
    return map;
  }

  @Override
  public FeatureMap image(int number, Progress progress) {
    return features(number, 0);
  }

  @Override
  public FeatureMap query(int number, Progress progress) {
    return features(number, 1000 + number);
  }

  private FeatureMap features(int place, long seed) {
    FloatMatrix cells = random(new Random(7 + 31L * place), CELLS, 1);
    if (seed > 0) {
      Random random = new Random(seed);
      for (int i = 0; i < cells.data().length; i++) {
        double strength = noise * (i % CHANNELS < 2 ? 2 : .5);
        cells.data()[i] += (float) (strength * random.nextGaussian());
      }
    }
    return new FeatureMap(3, 4, cells, new CellGeometry(1, 1, 0));
  }

  @Override
  public boolean isUsableImage(int number) {
    return true;
  }

  @Override
  public boolean isUsableQuery(int number) {
    return true;
  }
}
