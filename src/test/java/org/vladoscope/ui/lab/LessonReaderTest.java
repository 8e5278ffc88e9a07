package org.vladoscope.ui.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.common.InputException;
import org.vladoscope.teach.steps.PlanePreset;
import org.vladoscope.teach.steps.VladStep;
import org.vladoscope.ui.lab.Lesson.LessonStep;
import org.vladoscope.ui.lab.Lesson.Question;

class LessonReaderTest {

  private static final String GOOD =
      """
      # a comment
      title: Two steps

      step: First
      page: plane
      preset: outlier
      soft: 12.5
      steps: root l2
      look: Look here
        and there.
      question: How many?
      number: 936 +- 0.5
      because: So many.

      step: Second
      page: patches
      patch: 8 2
      look: Look.
      try: Try.
      question: Which?
      choice: This
      right: That
      """;

  @Test
  void aLessonIsReadWithEverythingItSays() {
    Lesson lesson = LessonReader.read("good", GOOD);
    assertThat(lesson.title()).isEqualTo("Two steps");
    LessonStep first = lesson.steps().get(0);
    assertThat(first.look()).isEqualTo("Look here and there.");
    assertThat(first.setup().preset()).isEqualTo(PlanePreset.OUTLIER);
    assertThat(first.setup().alpha()).isEqualTo(12.5);
    assertThat(first.setup().taken()).containsExactly(VladStep.SIGNED_ROOT, VladStep.L2);
    LessonStep second = lesson.steps().get(1);
    assertThat(second.page()).isEqualTo(LabPage.PATCHES);
    assertThat(second.setup().patchSize()).isEqualTo(8);
    assertThat(second.setup().patchStride()).isEqualTo(2);
    assertThat(second.question().choices()).containsExactly("This", "That");
  }

  @Test
  void numbersAreCheckedWithTheirToleranceHoweverTheyAreTyped() {
    Question question = LessonReader.read("good", GOOD).steps().get(0).question();
    assertThat(question.check("936.4")).contains(true);
    assertThat(question.check(" 935,6 ")).contains(true);
    assertThat(question.check("937")).contains(false);
    assertThat(question.check("many")).isEmpty();
    assertThat(question.check("NaN")).isEmpty();
    assertThat(LessonReader.number("\u22120.7")).contains(-0.7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          page: plane      | page: moon       | line 5, column 7: 'moon' is no page
          page: plane      | pages: plane     | line 5, column 1: 'pages' is no key of a step
          page: plane      | page plane       | line 5, column 11: a ':' is missing
          page: plane      | page:            | line 5, column 6: 'page' has no value
          preset: outlier  | preset: round    | line 6, column 9: 'round' is no preset
          soft: 12.5       | soft: -1         | line 7, column 7: '-1' is neither 'off' nor
          steps: root l2   | steps: root l3   | line 8, column 13: 'l3' is no step
          number: 936 +- 0.5 | number: 936 or so | line 12, column 9: '936 or so' is no number
          number: 936 +- 0.5 | because: it is | line 13, column 1: the step has a second 'because:'
          right: That      | choice: That     | line 20, column 1: the question needs either
          patch: 8 2       | patch: 8         | line 17, column 8: '8' is no size and stride
          right: That      | right: This      | line 22, column 8: two answers are the same
          title: Two steps | look: early      | line 2, column 1: 'look' stands before the first
          """)
  void aMalformedLessonIsRefusedWithLineAndColumn(String good, String bad, String problem) {
    assertThat(GOOD).contains(good);
    assertThatThrownBy(
            () ->
                LessonReader.read(
                    "mine.lesson", GOOD.replaceFirst(java.util.regex.Pattern.quote(good), bad)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("mine.lesson, ")
        .hasMessageContaining(problem);
  }

  @Test
  void aFileThatIsNoTextOrNoLessonIsRefused(@TempDir Path folder) throws IOException {
    Path picture = Files.write(folder.resolve("a.png"), new byte[] {(byte) 0xff, 0, 1});
    assertThatThrownBy(() -> LessonReader.read(picture)).hasMessageContaining("no text in UTF-8");
    assertThatThrownBy(() -> LessonReader.read(folder.resolve("none")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none");
    assertThatThrownBy(() -> LessonReader.read("empty", ""))
        .hasMessage("empty, line 1, column 1: there is no 'title:'.");
  }

  @Test
  void theBuiltInLessonHasSixteenStepsOverThePagesAndEachCanBeAnswered() {
    Lesson lesson = LessonReader.builtIn();
    assertThat(lesson.steps()).hasSize(16);
    assertThat(lesson.steps())
        .extracting(LessonStep::page)
        .contains(LabPage.PLANE, LabPage.AGGREGATORS, LabPage.PATCHES, LabPage.RACE);
    for (LessonStep step : lesson.steps()) {
      assertThat(step.attempt()).isNotEmpty();
      assertThat(step.question().because()).isNotEmpty();
      assertThat(step.question().check(step.question().right())).contains(true);
    }
  }

  @Test
  void theNumbersOfTheBuiltInLessonAreTheEngines() {
    List<LessonStep> steps = LessonReader.builtIn().steps();
    var patches =
        new org.vladoscope.vlad.PatchGrid(
            PatchModel.HEIGHT,
            PatchModel.WIDTH,
            new org.vladoscope.vlad.PatchScale(8, 2),
            new org.vladoscope.feature.CellGeometry(196, 16, 90));
    assertThat(steps.get(7).question().check(Integer.toString(patches.count()))).contains(true);
    double[][] points = {{.6, .5}, {.5, .3}};
    double[] block =
        org.vladoscope.teach.steps.VladSteps.of(
                points,
                new double[][] {{.5, .5}},
                org.vladoscope.teach.steps.Switches.PLAIN,
                java.util.Optional.empty())
            .stage(VladStep.SUM)
            .after();
    assertThat(steps.get(1).question().check(Double.toString(block[1]))).contains(true);
    double gigabytes = 4.0 * 2048 * 128 * 16 * 64 / 1e9;
    assertThat(steps.get(9).question().check(Double.toString(gigabytes))).contains(true);
    var boxes = new org.vladoscope.vlad.BoxGrid(PatchModel.HEIGHT, PatchModel.WIDTH, 4, 6, 1);
    double kept = boxes.count() * 512.0 * 1000 / 1e9;
    assertThat(steps.get(14).question().check(Double.toString(kept))).contains(true);
  }
}
