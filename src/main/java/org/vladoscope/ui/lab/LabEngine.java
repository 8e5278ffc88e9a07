package org.vladoscope.ui.lab;

import org.vladoscope.common.Progress;
import org.vladoscope.teach.BlankImages;
import org.vladoscope.teach.race.VladRace;

/** What the lab asks of the engine; never on the JavaFX thread. */
public interface LabEngine {

  /** Races the ways of computing VLAD. */
  VladRace.Result race(VladRace.Setup setup, Progress progress);

  /** Compares two blank images. */
  BlankImages blankImages(Progress progress);
}
