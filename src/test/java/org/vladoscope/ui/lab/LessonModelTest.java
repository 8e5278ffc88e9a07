package org.vladoscope.ui.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.Progress;
import org.vladoscope.teach.BlankImages;
import org.vladoscope.teach.race.VladRace;
import org.vladoscope.teach.steps.PlanePreset;
import org.vladoscope.teach.steps.VladStep;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.view.Notifier;

/** The lesson without a window; work is done at once. */
class LessonModelTest {

  private static final String MINE =
      """
      title: Mine
      step: One
      page: race
      look: Look.
      question: Two?
      number: 2
      step: Two
      page: plane
      preset: outlier
      soft: 7
      steps: intra whitening
      look: Look.
      question: Three?
      number: 3
      """;

  @TempDir private Path folder;

  private final List<String> errors = new ArrayList<>();
  private final BackgroundTasks tasks = new BackgroundTasks(Runnable::run, Runnable::run);

  @Test
  void aRememberedLessonGoesOnWhereItStopped() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.lesson"), MINE);
    LabModel lab = lab(new LessonProgress(file, 1, Set.of(0)));
    assertThat(lab.lesson().lessonProperty().get().title()).isEqualTo("Mine");
    assertThat(lab.lesson().step().title()).isEqualTo("Two");
    assertThat(lab.pageProperty().get()).isEqualTo(LabPage.PLANE);
    assertThat(lab.plane().presetProperty().get()).isEqualTo(PlanePreset.OUTLIER);
    assertThat(lab.plane().switchesProperty().get().alpha()).isEqualTo(7);
    assertThat(lab.plane().switchesProperty().get().takes(VladStep.WHITENING)).isTrue();
    assertThat(lab.plane().switchesProperty().get().takes(VladStep.L2)).isFalse();
    assertThat(lab.lesson().answer("3")).contains(true);
    assertThat(lab.lesson().isFinished()).isTrue();
  }

  @Test
  void aRememberedLessonThatIsMalformedIsToldAndTheBuiltInOneOpens() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.lesson"), MINE.replace("race", "moon"));
    LabModel lab = lab(new LessonProgress(file, 1, Set.of(0)));
    assertThat(errors).singleElement().asString().contains("mine.lesson, line 3, column 7: 'moon'");
    assertThat(lab.lesson().lessonProperty().get().title())
        .isEqualTo(LessonReader.builtIn().title());
    assertThat(lab.lesson().progressProperty().get()).isEqualTo(LessonProgress.START);
  }

  @Test
  void aStepThatTheLessonNoLongerHasBecomesItsLast() {
    LabModel lab = lab(new LessonProgress(null, 99, Set.of()));
    assertThat(lab.lesson().index()).isEqualTo(15);
    lab.lesson().move(1);
    assertThat(lab.lesson().index()).isEqualTo(15);
    lab.lesson().move(-20);
    assertThat(lab.lesson().index()).isZero();
  }

  private LabModel lab(LessonProgress remembered) {
    ObjectProperty<LessonProgress> progress = new SimpleObjectProperty<>(remembered);
    return new LabModel(
        tasks, tasks, new NoEngine(), new SimpleObjectProperty<>(), new Errors(), progress);
  }

  private static final class NoEngine implements LabEngine {
    @Override
    public VladRace.Result race(VladRace.Setup setup, Progress progress) {
      throw new UnsupportedOperationException("lessons of this test start no race");
    }

    @Override
    public BlankImages blankImages(Progress progress) {
      throw new UnsupportedOperationException("lessons of this test compare no images");
    }
  }

  private final class Errors implements Notifier {
    @Override
    public void error(String title, String message, @Nullable Throwable cause) {
      errors.add(message);
    }

    @Override
    public void info(String title, String message) {}
  }
}
