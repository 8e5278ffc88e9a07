package org.vladoscope.ui.lab;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.teach.steps.PlanePreset;
import org.vladoscope.teach.steps.VladStep;

/**
 * A guided lesson.
 *
 * @param title its name
 * @param steps at least one
 */
public record Lesson(String title, List<LessonStep> steps) {

  /** Copies the list. */
  public Lesson {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a lesson needs a step");
    }
  }

  /**
   * One step.
   *
   * @param title what it is about
   * @param page the page it shows
   * @param setup what it sets on that page
   * @param look what to look at
   * @param attempt what to try; may be empty
   * @param question with a checkable answer
   */
  public record LessonStep(
      String title, LabPage page, Setup setup, String look, String attempt, Question question) {}

  /**
   * What a step sets; whatever is not given stays as it is.
   *
   * @param preset points in the plane
   * @param alpha sharpness of soft assignment, 0 for hard
   * @param taken the steps switched on
   * @param patchSize side of a patch in cells
   * @param patchStride distance of patches in cells
   */
  public record Setup(
      @Nullable PlanePreset preset,
      @Nullable Double alpha,
      @Nullable List<VladStep> taken,
      @Nullable Integer patchSize,
      @Nullable Integer patchStride) {

    /** Sets nothing. */
    public static final Setup NOTHING = new Setup(null, null, null, null, null);
  }

  /**
   * A question.
   *
   * @param text what is asked
   * @param choices answers to choose from; empty if a number is asked for
   * @param right the right choice, or the number
   * @param tolerance how far a number may lie from it
   * @param because why it is right; may be empty
   */
  public record Question(
      String text, List<String> choices, String right, double tolerance, String because) {

    /** Copies the list. */
    public Question {
      choices = List.copyOf(choices);
    }

    /**
     * Checks an answer.
     *
     * @return nothing if a number is asked for and this is none
     */
    public Optional<Boolean> check(String answer) {
      if (!choices.isEmpty()) {
        return Optional.of(answer.equals(right));
      }
      return LessonReader.number(answer)
          .map(value -> Math.abs(value - LessonReader.number(right).orElseThrow()) <= tolerance);
    }
  }
}
