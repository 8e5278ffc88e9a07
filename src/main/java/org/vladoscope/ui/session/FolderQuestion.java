package org.vladoscope.ui.session;

import org.vladoscope.dataset.format.known.Inspection;
import org.vladoscope.dataset.format.known.PlaceMapFormats;

/**
 * A folder that somebody should look at before it is opened.
 *
 * @param inspection what the formats make of it
 * @param formats the formats that were asked, and can be named in the answer
 */
public record FolderQuestion(Inspection inspection, PlaceMapFormats formats) {}
