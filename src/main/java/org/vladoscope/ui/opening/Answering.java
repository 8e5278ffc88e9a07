package org.vladoscope.ui.opening;

import java.nio.file.Path;
import java.util.List;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
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

  /**
   * The same folder, with images that a list names looked for in another folder too; not on the
   * JavaFX thread.
   */
  Answering withImagesIn(Path imageRoot, Progress progress) {
    PlaceMapFormats formats = question.formats().withImagesIn(imageRoot);
    FolderListing listing = question.inspection().folder();
    Path opened = listing.opened().map(FolderListing.Entry::file).orElse(listing.root());
    return of(new FolderQuestion(formats.inspect(opened, null, progress), formats));
  }

  /** Finds the ways; not on the JavaFX thread. */
  public static Answering of(FolderQuestion question) {
    return new Answering(
        question,
        Reading.of(question.inspection()),
        question.inspection().findings().stream()
            // What a format with a list asks stands where the images are chosen.
            .filter(finding -> !Reading.isOfMissingImages(question.inspection(), finding))
            .map(finding -> finding.recognition())
            .filter(Recognition.Undecided.class::isInstance)
            .map(Recognition.Undecided.class::cast)
            .filter(undecided -> undecided.choices().isEmpty())
            .map(Recognition.Undecided::question)
            .toList());
  }
}
