package org.vladoscope.dataset.format;

import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceMap;

/** A way in which people lay out maps in folders: everything that is known of it. */
public interface PlaceMapFormat {

  /** Its name on the command line: lower-case letters, digits and hyphens. */
  String id();

  /** One line for people: which folders and files it reads. */
  String summary();

  /**
   * Whether a file of this name, opened instead of its folder, may be what says which images belong
   * to a map. Where a folder has several such files, that is how one of them is chosen.
   */
  default boolean opens(String fileName) {
    return false;
  }

  /**
   * Says whether a folder is of this format, by the names of its files; at most small text files
   * may be opened.
   */
  Recognition recognise(FolderListing folder);

  /**
   * The same where somebody has said which folders are meant: one of the choices this format gave,
   * or what it found by itself.
   */
  default Recognition recognise(FolderListing folder, Roles roles) {
    Recognition found = recognise(folder);
    return found instanceof Recognition.Recognised known && roles.areOf(known.evidence())
        ? found
        : roles.recognition(folder);
  }

  /**
   * True for a layout that only somebody who means it to be opened here makes: nothing is asked
   * before it is opened.
   */
  default boolean isOwn() {
    return false;
  }

  /**
   * Reads what was recognised. Most formats differ in which files are what, and need nothing else.
   *
   * @param found what {@link #recognise} found
   * @param radius greatest distance in metres of a positive, where positives follow from poses
   * @throws InputException if it cannot be read, saying why
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  default PlaceMap read(Evidence found, double radius, Progress progress) {
    return MapReading.usual(found, radius, progress);
  }
}
