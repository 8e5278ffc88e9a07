package org.vladoscope.cli.option;

import java.util.ArrayList;
import java.util.Iterator;
import org.vladoscope.dataset.format.known.PlaceMapFormats;

/** The names of map formats, for the help of a command. */
public final class FormatIds implements Iterable<String> {

  private final PlaceMapFormats formats;

  /** The names of these. */
  public FormatIds(PlaceMapFormats formats) {
    this.formats = formats;
  }

  @Override
  public Iterator<String> iterator() {
    return new ArrayList<>(formats.ids()).iterator();
  }
}
