package org.vladoscope.metric.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.Nearness;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.metric.confidence.Discrimination.Judged;

/** How sure an answer by global descriptors is, where nothing was re-ranked. */
class ConfidenceMeasuresTest {

  private static final Elsewhere TEN_METRES = new Elsewhere.Beyond(10, Nearness.METRES);
  private static final Elsewhere TWO_FRAMES = new Elsewhere.Frames(2);

  private static FoundPlace at(double distance, double east, double north) {
    return new FoundPlace(0, distance, new Pose(east, north, null));
  }

  private static FoundPlace frame(int database, double distance) {
    return new FoundPlace(database, distance, null);
  }

  private static double ratio(List<FoundPlace> nearest, Elsewhere elsewhere) {
    return new DistanceRatio().measure(nearest, elsewhere);
  }

  @Test
  void theDistanceRatioPassesOverCandidatesOfTheSamePlace() {
    List<FoundPlace> nearest = List.of(at(.2, 0, 0), at(.25, 6, 8), at(.4, 11, 0), at(.5, 99, 0));
    assertThat(ratio(nearest, TEN_METRES)).isCloseTo(.2 / .4, within(1e-12));
  }

  @Test
  void withoutPositionsFramesTellWhatIsElsewhere() {
    List<FoundPlace> nearest = List.of(frame(7, .2), frame(9, .25), frame(5, .3), frame(4, .8));
    assertThat(ratio(nearest, TWO_FRAMES)).isCloseTo(.2 / .8, within(1e-12));
  }

  @Test
  void whereNoCandidateIsElsewhereThereIsNoRatio() {
    assertThat(ratio(List.of(frame(7, .2), frame(8, .3)), TWO_FRAMES)).isNaN();
    assertThat(ratio(List.of(), TWO_FRAMES)).isNaN();
  }

  @Test
  void twoCopiesOfTheQueryInDifferentPlacesAreNoSureAnswer() {
    assertThat(ratio(List.of(frame(0, 0), frame(9, 0)), TWO_FRAMES)).isEqualTo(1);
  }

  @Test
  void theSpreadIsTheRootMeanSquaredDistanceFromTheMiddle() {
    List<FoundPlace> cross =
        List.of(at(.1, 0, 0), at(.2, 3, 0), at(.3, -3, 0), at(.4, 0, 3), at(.5, 0, -3));
    assertThat(new SpatialSpread().measure(cross, TEN_METRES))
        .isCloseTo(Math.sqrt(4 * 9 / 5.0), within(1e-12));
  }

  @Test
  void onlyTheFirstFiveCandidatesSpread() {
    List<FoundPlace> together = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      together.add(at(.1, 100, 50));
    }
    together.add(at(.9, 4000, 0));
    assertThat(new SpatialSpread().measure(together, TEN_METRES)).isZero();
  }

  @Test
  void whatCannotBeMeasuredIsLeftOut() {
    List<FoundPlace> frames = List.of(frame(0, .2), frame(1, .3), frame(9, .4));
    assertThat(ConfidenceMeasures.of(frames, TWO_FRAMES))
        .containsOnlyKeys("first_similarity", "distance_ratio");
    List<FoundPlace> given = List.of(frame(0, Double.NaN), frame(9, Double.NaN));
    assertThat(ConfidenceMeasures.of(given, TWO_FRAMES)).isEmpty();
  }

  @Test
  void everyMeasureSaysWhatItIsAndWhatIsSurer() {
    Set<String> ids = new HashSet<>();
    for (ConfidenceMeasure measure : ConfidenceMeasures.ALL) {
      assertThat(measure.id()).matches("[a-z0-9_]+");
      assertThat(ids.add(measure.id())).isTrue();
      assertThat(measure.convention(TEN_METRES.words()))
          .contains(measure.isLowerSurer() ? "lower is surer" : "higher is surer");
    }
    assertThat(new DistanceRatio().convention(TEN_METRES.words()))
        .contains("more than 10 m from it");
    assertThat(new DistanceRatio().convention(TWO_FRAMES.words()))
        .contains("more than 2 images from it");
  }

  private static PlaceMap map(boolean hasPoses) {
    List<PlaceImage> database = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Pose pose = hasPoses ? new Pose(i, 0, null) : null;
      database.add(new PlaceImage("d" + i + ".png", Path.of("d" + i + ".png"), pose));
    }
    return new PlaceMap(
        "map",
        Path.of(""),
        database,
        List.of(),
        false,
        CameraViews.NONE,
        GroundTruth.unknown(),
        List.of());
  }

  @Test
  void aMapWithPositionsAndNoGroundTruthTakesTwentyFiveMetres() {
    assertThat(Elsewhere.of(map(true))).isEqualTo(new Elsewhere.Beyond(25, "m"));
    assertThat(Elsewhere.of(map(false))).isEqualTo(new Elsewhere.Frames(5));
  }

  private static Discrimination of(ConfidenceMeasure measure, double... rightThenWrong) {
    List<Judged> queries = new ArrayList<>();
    for (int i = 0; i < rightThenWrong.length; i++) {
      queries.add(new Judged(i, rightThenWrong[i], i < 2, i < 3));
    }
    return new Discrimination(measure, queries);
  }

  @Test
  void theAreaIsOneWhereEveryRightAnswerIsSurerWhicheverWayTheMeasureRuns() {
    assertThat(of(new DistanceRatio(), .1, .2, .8, .9).rightArea()).hasValue(1);
    assertThat(of(new FirstSimilarity(), .9, .8, .2, .1).rightArea()).hasValue(1);
    assertThat(of(new DistanceRatio(), .1, .9, .5, .9).rightArea()).hasValue((2 + .5) / 4);
  }

  @Test
  void queriesWithoutAMatchHaveAnAreaOfTheirOwn() {
    assertThat(of(new DistanceRatio(), .1, .2, .95, .9).withoutMatchArea()).hasValue(2 / 3.0);
    assertThat(of(new DistanceRatio(), .1, .2).rightArea()).isEmpty();
  }

  @Test
  void acceptingRunsFromTheSurestToAll() {
    Discrimination ratios = of(new DistanceRatio(), .25, .5, .875, .5);
    assertThat(ratios.acceptances())
        .containsExactly(
            new Confidence.Acceptance(.25, 1, 1, .25),
            new Confidence.Acceptance(.5, 3, 2 / 3.0, .75),
            new Confidence.Acceptance(.875, 4, .5, 1));
    assertThat(ratios.accepting(.6)).isEqualTo(new Confidence.Acceptance(.6, 3, 2 / 3.0, .75));
    assertThat(of(new FirstSimilarity(), .9, .8, .2, .1).acceptances().getFirst())
        .isEqualTo(new Confidence.Acceptance(.9, 1, 1, .25));
  }

  @Test
  void aReadableThresholdAcceptsTheSameAnswers() {
    Discrimination ratios = of(new DistanceRatio(), .12345, .5, .87654, .9);
    assertThat(ratios.readable(.12345)).isEqualTo(.13);
    assertThat(ratios.readable(.87654)).isEqualTo(.88);
    assertThat(of(new FirstSimilarity(), .98765, .987, .2, .1).readable(.98765)).isEqualTo(.9876);
  }
}
