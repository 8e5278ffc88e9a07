package org.vladoscope.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.CameraFusion;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.index.Distance;
import org.vladoscope.index.ExactIndex;
import org.vladoscope.step.DatabaseImages;

class PlaceSearchTest {

  private static final int LENGTH = 4;
  private static final int PLACES = 40;
  private static final List<String> CAMERAS = List.of("back", "front", "left");

  private final Compute compute = Compute.open(DeviceChoice.CPU, 1);
  private final Random random = new Random(5);
  private final List<float[]> rows = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final List<View> views = new ArrayList<>();

  @AfterEach
  void close() {
    compute.close();
  }

  private void add(int place, @Nullable String camera, float... descriptor) {
    rows.add(descriptor);
    places.add(place);
    views.add(new View(camera, image(place + "/" + camera)));
  }

  private static PlaceImage image(String name) {
    return new PlaceImage(name, Path.of(name), null);
  }

  private float[] anyDescriptor() {
    float[] values = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  /** Some places lack a camera, none lacks all. */
  private void addPlaces() {
    for (int place = 0; place < PLACES; place++) {
      for (int c = 0; c < CAMERAS.size(); c++) {
        if (place % 5 != c) {
          add(place, CAMERAS.get(c), anyDescriptor());
        }
      }
    }
  }

  private static PlaceSearch.Asked asked(@Nullable String camera, float... descriptor) {
    return new PlaceSearch.Asked(new View(camera, image("query/" + camera)), descriptor);
  }

  private List<PlaceSearch.Found> search(
      List<PlaceSearch.Asked> asked, int wanted, CameraFusion fusion) {
    FloatMatrix all = FloatMatrix.ofRows(rows.toArray(new float[0][]));
    try (ExactIndex index = new ExactIndex(LENGTH, Distance.EUCLIDEAN, compute)) {
      index.add(all, Progress.NONE);
      DatabaseImages database =
          new DatabaseImages(
              views, places.stream().mapToInt(Integer::intValue).toArray(), Map.of());
      return new PlaceSearch(database, index, CAMERAS.size()).search(asked, wanted, fusion);
    }
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void thePlaceOfTheNearestPairOfPicturesIsBest() {
    addPlaces();
    List<PlaceSearch.Asked> asked =
        List.of(asked("front", anyDescriptor()), asked("left", anyDescriptor()));

    List<PlaceSearch.Found> found = search(asked, 12, CameraFusion.BEST);

    double[] expected = new double[PLACES];
    Arrays.fill(expected, Double.POSITIVE_INFINITY);
    for (int row = 0; row < rows.size(); row++) {
      for (PlaceSearch.Asked one : asked) {
        double distance = distance(rows.get(row), one.descriptor());
        expected[places.get(row)] = Math.min(expected[places.get(row)], distance);
      }
    }
    assertNearest(found, expected, 12);
  }

  @Test
  void fusedPlacesAreRankedByTheRootMeanSquareOverTheCamerasBothHave() {
    addPlaces();
    for (int wanted : new int[] {1, 3, 12, PLACES}) {
      List<PlaceSearch.Asked> asked =
          List.of(asked("back", anyDescriptor()), asked("front", anyDescriptor()));

      List<PlaceSearch.Found> found = search(asked, wanted, CameraFusion.FUSED);

      double[] expected = new double[PLACES];
      int[] count = new int[PLACES];
      for (int row = 0; row < rows.size(); row++) {
        for (PlaceSearch.Asked one : asked) {
          if (Objects.equals(one.view().camera(), views.get(row).camera())) {
            expected[places.get(row)] += Math.pow(distance(rows.get(row), one.descriptor()), 2);
            count[places.get(row)]++;
          }
        }
      }
      for (int place = 0; place < PLACES; place++) {
        expected[place] = Math.sqrt(expected[place] / count[place]);
      }
      assertNearest(found, expected, wanted);
    }
  }

  private static void assertNearest(List<PlaceSearch.Found> found, double[] expected, int wanted) {
    List<Integer> order = new ArrayList<>();
    for (int place = 0; place < expected.length; place++) {
      order.add(place);
    }
    order.sort(Comparator.comparingDouble(p -> expected[p]));
    assertThat(found.stream().map(PlaceSearch.Found::place).toList())
        .isEqualTo(order.subList(0, wanted));
    for (PlaceSearch.Found one : found) {
      assertThat(one.distance())
          .isCloseTo(expected[one.place()], org.assertj.core.api.Assertions.within(1e-5));
    }
  }

  @Test
  void thePicturesOfTheNearestPairAreNamed() {
    add(0, "front", 0, 0, 0, 9);
    add(0, "back", 0, 0, 1, 0);
    add(1, "front", 5, 5, 5, 5);
    List<PlaceSearch.Asked> asked =
        List.of(asked("front", 9, 9, 9, 9), asked("back", 0, 0, 1.5f, 0));

    for (CameraFusion fusion : CameraFusion.values()) {
      PlaceSearch.Found first = search(asked, 1, fusion).getFirst();
      assertThat(first.place()).isEqualTo(fusion == CameraFusion.BEST ? 0 : 1);
    }
    PlaceSearch.Found best = search(asked, 1, CameraFusion.BEST).getFirst();
    assertThat(best.image().name()).isEqualTo("0/back");
    assertThat(best.queryView().name()).isEqualTo("query/back");
  }

  @Test
  void aQueryFromACameraTheMapDoesNotHaveIsRankedByTheBestPicture() {
    addPlaces();
    List<PlaceSearch.Asked> phone = List.of(asked(null, anyDescriptor()));

    assertThat(search(phone, 7, CameraFusion.FUSED))
        .hasSize(7)
        .isEqualTo(search(phone, 7, CameraFusion.BEST));
  }
}
