package org.vladoscope.dataset.format.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.MapOrigin;
import org.vladoscope.dataset.Nearness;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.format.saved.Radii;
import org.vladoscope.dataset.format.saved.TruthFinder;
import org.vladoscope.dataset.format.saved.TruthRule;
import org.vladoscope.file.numpy.NumpyWriter;
import org.vladoscope.judge.TruthWords;

/** What is right by each rule; the map is a street with an image every ten metres. */
class TruthFinderTest {

  @TempDir Path folder;

  private static List<PlaceImage> street(String name, int count, double shift) {
    List<PlaceImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Pose pose = new Pose(10 * i + shift, 0, i == 0 ? 0.0 : 90.0);
      images.add(new PlaceImage(name + i + ".jpg", Path.of(name + i + ".jpg"), pose));
    }
    return images;
  }

  private PlaceMap map(String unit, GroundTruth own) {
    return new PlaceMap(
        "street",
        folder,
        street("d", 4, 0),
        street("q", 2, 1),
        false,
        CameraViews.NONE,
        own,
        List.of(),
        new MapOrigin(
            "x", List.of("database: 4 images", "ground truth: of the folder"), List.of(), unit),
        Conditions.NONE);
  }

  private TruthFinder finder() {
    return new TruthFinder(
        map("m", GroundTruth.within(Nearness.metres(1), List.of(new int[] {0}, new int[] {1}))),
        folder);
  }

  @Test
  void aSoftRadiusAloneKeepsTheRadiusOfTheMap() {
    TruthRule rule =
        new TruthRule.Within(
            new Radii(OptionalDouble.empty(), OptionalDouble.of(10)), OptionalDouble.empty());

    GroundTruth truth = finder().by(rule).truth();

    assertThat(truth.radius()).hasValue(1);
    assertThat(truth.positives(0)).containsExactly(0);
    assertThat(truth.isSoft(0, 1)).isTrue();
  }

  @Test
  void headingsCountWithTheRadius() {
    TruthRule rule = new TruthRule.Within(Radii.of(20), OptionalDouble.of(40));

    TruthFinder.Found found = finder().by(rule);

    assertThat(found.truth().positives(0)).containsExactly(0);
    assertThat(found.truth().positives(1)).containsExactly(1, 2, 3);
    assertThat(TruthWords.of(found.truth())).isEqualTo("positives within 20 m and 40°");
  }

  @Test
  void framesAreJudgedByTheirDistanceAndSayIt() {
    GroundTruth truth = finder().by(new TruthRule.Frames(1, 2, 1)).truth();

    assertThat(truth.positives(0)).containsExactly(0, 1, 2);
    assertThat(truth.isSoft(0, 3)).isTrue();
    assertThat(truth.radius()).isEmpty();
    assertThat(TruthWords.of(truth)).isEqualTo("frames within ± 1, with soft ground truth");
  }

  @Test
  void whatARadiusMeansInUnitsOfAModelMustBeSaid() {
    TruthFinder model = new TruthFinder(map("units of the model", GroundTruth.unknown()), folder);

    assertThat(model.by(new TruthRule.AsMapSays()).notes())
        .singleElement()
        .asString()
        .contains("units of the model, not in metres, so it is not known yet");
    assertThatThrownBy(() -> model.by(new TruthRule.Within(Radii.UNSAID, OptionalDouble.of(40))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("give a radius (--radius) in units of the model");
    PlaceMap judged = model.mapBy(new TruthRule.Within(1));
    assertThat(judged.warnings()).isEmpty();
    assertThat(judged.origin().found())
        .containsExactly(
            "database: 4 images", "ground truth: images taken within 1 units of the model");
    assertThat(judged.groundTruth().positives(0)).containsExactly(0);
  }

  @Test
  void aFileThatKnowsNoDistancesHasNoRadius() throws Exception {
    NumpyWriter.objects(folder.resolve("t.npy"), new int[] {2}, List.of(List.of(1), List.of(2, 3)));

    assertThat(finder().by(new TruthRule.OfFile("t.npy")).truth().positives(1))
        .containsExactly(2, 3);
    assertThatThrownBy(() -> finder().by(new TruthRule.OfFile("t.npy", Radii.of(5))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("t.npy says which images match, not how far apart they are");
  }

  @Test
  void rulesThatCannotBeMeantAreRefused() {
    assertThatThrownBy(() -> Radii.of(-1)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new Radii(OptionalDouble.of(5), OptionalDouble.of(2)))
        .hasMessageContaining("not 5.0 and 2.0");
    assertThatThrownBy(() -> new TruthRule.Within(Radii.UNSAID, OptionalDouble.empty()))
        .hasMessageContaining("neither a radius nor");
    assertThatThrownBy(() -> new TruthRule.Frames(3, 2, 0)).hasMessageContaining("larger one");
  }
}
