package org.vladoscope.ui.lab;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody is in a lesson.
 *
 * @param file the lesson, or null for the built-in one
 * @param step the step last looked at, from 0
 * @param answered steps whose question was answered rightly
 */
public record LessonProgress(@Nullable Path file, int step, Set<Integer> answered) {

  /** The beginning of the built-in lesson. */
  public static final LessonProgress START = new LessonProgress(null, 0, Set.of());

  /** Copies the set. */
  public LessonProgress {
    step = Math.max(0, step);
    answered = Set.copyOf(answered);
  }

  /** The same at another step. */
  public LessonProgress at(int newStep) {
    return new LessonProgress(file, newStep, answered);
  }

  /** The same with one more right answer. */
  public LessonProgress withAnswered(int newStep) {
    Set<Integer> more = new TreeSet<>(answered);
    more.add(newStep);
    return new LessonProgress(file, step, more);
  }
}
