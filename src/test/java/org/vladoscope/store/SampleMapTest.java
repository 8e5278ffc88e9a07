package org.vladoscope.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.ImageSize;

/** The map that comes with the program. */
class SampleMapTest {

  private final PlaceMap town =
      PlaceMapFormats.known().read(SampleMap.find().orElseThrow(), Progress.NONE);

  @Test
  void hasPlacesByDayAndQueriesInFourConditionsWithoutAWarning() {
    assertThat(town.warnings()).isEmpty();
    assertThat(town.database()).hasSizeGreaterThanOrEqualTo(80);
    assertThat(town.queries()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(town.queries().stream().map(q -> q.name().replaceAll("/.*", "")).distinct())
        .containsExactlyInAnyOrder("dusk", "fog", "night", "snow");
  }

  @Test
  void everyPositiveWasTakenWithinSevenMetresOfItsQuery() {
    for (int q = 0; q < town.queries().size(); q++) {
      PlaceImage query = town.queries().get(q);
      for (int d : town.groundTruth().positives(q)) {
        PlaceImage place = town.database().get(d);
        Pose from = Objects.requireNonNull(query.pose(), query.name());
        Pose to = Objects.requireNonNull(place.pose(), place.name());
        assertThat(from.distanceTo(to))
            .as(query.name() + " and " + place.name())
            .isLessThanOrEqualTo(7.01);
      }
    }
  }

  @Test
  void someQueriesHaveNoMatchAndMostHave() {
    long without =
        IntStream.range(0, town.queries().size())
            .filter(q -> town.groundTruth().positives(q).length == 0)
            .count();
    assertThat(without).isBetween(1L, 5L);
  }

  @Test
  void picturesAreOfOneSize() {
    for (PlaceImage image : town.queries().subList(0, 5)) {
      assertThat(ImageDecoder.decode(image.file()).size()).isEqualTo(new ImageSize(640, 480));
    }
  }

  @Test
  void theQueryOfTheReadmeIsThere() {
    assertThat(town.queries().stream().map(PlaceImage::name)).contains("night/place_019.jpg");
  }
}
