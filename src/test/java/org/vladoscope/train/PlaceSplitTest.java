package org.vladoscope.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.Nearness;

/** Two parts of a map that share no place. */
class PlaceSplitTest {

  private static final TrainingConfig LAST = TrainingConfig.DEFAULT;
  private static final TrainingConfig FIRST =
      new TrainingConfig(LAST.parts(), false, 1, 1, .01, 0, .1, 1, 1, .5, true, 1);

  @Test
  void aWayIsCutOnceAndWhatMatchesBothSidesIsInNeither() {
    PlaceSplit split = PlaceSplit.of(PaintedFeatures.way(40), LAST);

    // Queries 19 and 20 match images on both sides of the cut, which are 18 to 21.
    assertThat(split.trained()).containsExactly(IntStream.range(0, 17).toArray());
    assertThat(split.heldOut()).containsExactly(IntStream.range(23, 40).toArray());
    assertThat(split.leftOut()).isEqualTo(6);
    assertThat(trainedImages(split)).containsExactly(IntStream.range(0, 18).toArray());
    assertThat(split.words())
        .isEqualTo(
            "Split along the order of the images, with 4 of them as a gap between: trained on 17"
                + " queries and 18 of 40 database images, 17 queries held out, 6 between them left"
                + " out. Held-out queries are ranked against the whole database.");
  }

  @Test
  void theOtherSideCanBeHeldOut() {
    PlaceSplit split = PlaceSplit.of(PaintedFeatures.way(40), FIRST);

    assertThat(split.trained()).containsExactly(IntStream.range(23, 40).toArray());
    assertThat(split.heldOut()).containsExactly(IntStream.range(0, 17).toArray());
  }

  @Test
  void noImageToTrainOnMatchesAQueryThatIsHeldOut() {
    for (PaintedFeatures images : List.of(PaintedFeatures.way(60), positions(60), rooms(24))) {
      for (TrainingConfig config : List.of(LAST, FIRST)) {
        PlaceSplit split = PlaceSplit.of(images, config);

        GroundTruth truth = images.map().groundTruth();
        assertThat(IntStream.of(split.heldOut()).flatMap(q -> IntStream.of(truth.positives(q))))
            .as(split.words())
            .noneMatch(d -> split.images()[d]);
        assertThat(IntStream.of(split.trained()).flatMap(q -> IntStream.of(truth.positives(q))))
            .as(split.words())
            .allMatch(d -> split.images()[d]);
      }
    }
  }

  @Test
  void positionsAreCutWithAGapOfTheRadiusToEitherSide() {
    PlaceSplit split = PlaceSplit.of(positions(60), LAST);

    // The cut is at 295 m between images 29 and 30, the radius 25 m.
    assertThat(split.trained()).containsExactly(IntStream.range(0, 27).toArray());
    assertThat(split.heldOut()).containsExactly(IntStream.range(33, 60).toArray());
    assertThat(trainedImages(split)).containsExactly(IntStream.range(0, 30).toArray());
    assertThat(split.rule())
        .isEqualTo("by positions, west and east, with a gap of 25.00 m to either side");
  }

  @Test
  void placesThatHaveNothingToDoWithEachOtherStayWhole() {
    PlaceSplit split = PlaceSplit.of(rooms(24), LAST);

    assertThat(split.trained()).hasSize(12);
    assertThat(split.heldOut()).hasSize(12);
    assertThat(split.leftOut()).isZero();
    assertThat(split.rule()).isEqualTo("by whole places, 12 of them");
  }

  @Test
  void imagesThatAreNeitherRightNorWrongWidenTheGap() {
    GroundTruth soft =
        GroundTruth.of(IntStream.range(0, 60).mapToObj(i -> new int[] {i}).toList())
            .withSoft(
                IntStream.range(0, 60)
                    .mapToObj(i -> IntStream.rangeClosed(Math.max(0, i - 5), Math.min(59, i + 5)))
                    .map(IntStream::toArray)
                    .toList());

    PlaceSplit split = PlaceSplit.of(PaintedFeatures.of(60, soft, false), LAST);

    int lastTrained = split.trained()[split.trained().length - 1];
    assertThat(split.heldOut()[0] - lastTrained).isGreaterThan(10);
  }

  @Test
  void tooFewMatchesAreRefusedWithTheirNumber() {
    assertThatThrownBy(() -> PlaceSplit.of(PaintedFeatures.way(12), LAST))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Too few queries with a match: 3 to train on and 3 to hold out, 6 more lie in the gap"
                + " between; 8 are needed on either side. Use a map with more queries or a larger"
                + " radius, or hold out another share.");
    assertThatThrownBy(
            () ->
                PlaceSplit.of(
                    PaintedFeatures.of(2, GroundTruth.of(List.of(new int[0], new int[0])), false),
                    LAST))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Too few queries with a match: 0 to train on and 0 to hold out");
  }

  private static PaintedFeatures positions(int places) {
    List<int[]> near =
        IntStream.range(0, places)
            .mapToObj(i -> IntStream.rangeClosed(Math.max(0, i - 2), Math.min(places - 1, i + 2)))
            .map(IntStream::toArray)
            .toList();
    return PaintedFeatures.of(places, GroundTruth.within(Nearness.metres(25), near), true);
  }

  /** Two images and two queries of each room. */
  private static PaintedFeatures rooms(int images) {
    List<int[]> matches = new ArrayList<>();
    for (int q = 0; q < images; q++) {
      matches.add(new int[] {q / 2 * 2, q / 2 * 2 + 1});
    }
    return PaintedFeatures.of(images, GroundTruth.of(matches), false);
  }

  private static int[] trainedImages(PlaceSplit split) {
    boolean[] images = split.images();
    return IntStream.range(0, images.length).filter(d -> images[d]).toArray();
  }

  @Test
  void theSameMapIsCutTheSameWay() {
    assertThat(PlaceSplit.of(rooms(24), LAST)).isEqualTo(PlaceSplit.of(rooms(24), LAST));
  }
}
