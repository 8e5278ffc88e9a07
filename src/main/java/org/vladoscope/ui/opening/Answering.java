package org.vladoscope.ui.opening;

import java.util.List;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.ui.session.FolderQuestion;

/**
 * A folder with the ways it can be read.
 *
 * @param question the folder
 * @param readings the ways, at least one, the likeliest first
 * @param notes what formats found that no choice on the page answers; sentences
 */
public record Answering(FolderQuestion question, List<Reading> readings, List<String> notes) {

  /** Copies the lists. */
  public Answering {
    readings = List.copyOf(readings);
    notes = List.copyOf(notes);
  }

  /** Finds the ways; not on the JavaFX thread. */
  public static Answering of(FolderQuestion question) {
    return new Answering(
        question,
        Reading.of(question.inspection()),
        question.inspection().findings().stream()
            .map(finding -> finding.recognition())
            .filter(Recognition.Undecided.class::isInstance)
            .map(Recognition.Undecided.class::cast)
            .filter(undecided -> undecided.choices().isEmpty())
            .map(Recognition.Undecided::question)
            .toList());
  }
}
