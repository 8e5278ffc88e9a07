package org.vladoscope.ui.session;

import org.vladoscope.dataset.format.known.Inspection;
import org.vladoscope.dataset.format.known.PlaceMapFormats;

/**
 * A folder that was looked at before it is opened.
 *
 * @param inspection what the formats make of it
 * @param formats the formats that were asked, and can be named in the answer
 */
public record FolderQuestion(Inspection inspection, PlaceMapFormats formats) {

  /**
   * True if somebody should look at it before it is opened.
   *
   * @throws org.vladoscope.common.InputException if there are no images in the folder
   */
  public boolean asks() {
    return inspection.asks();
  }
}
