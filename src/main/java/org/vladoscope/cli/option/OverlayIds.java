package org.vladoscope.cli.option;

import java.util.ArrayList;
import java.util.Iterator;

/** The names of overlays, for the help of a command. */
public final class OverlayIds implements Iterable<String> {

  private final OverlayFigures overlays;

  /** The names of these. */
  public OverlayIds(OverlayFigures overlays) {
    this.overlays = overlays;
  }

  @Override
  public Iterator<String> iterator() {
    return new ArrayList<>(overlays.ids()).iterator();
  }
}
