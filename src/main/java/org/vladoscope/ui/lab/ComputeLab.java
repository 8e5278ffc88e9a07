package org.vladoscope.ui.lab;

import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.teach.BlankImages;
import org.vladoscope.teach.race.VladRace;

/** The lab on the real engine, on one thread of the processor. */
public final class ComputeLab implements LabEngine, AutoCloseable {

  private @Nullable Compute compute;

  /** Starts nothing yet. */
  public ComputeLab() {}

  @Override
  public VladRace.Result race(VladRace.Setup setup, Progress progress) {
    return VladRace.run(setup, progress);
  }

  @Override
  public BlankImages blankImages(Progress progress) {
    return BlankImages.compute(opened(), progress);
  }

  private synchronized Compute opened() {
    Compute known = compute;
    if (known == null) {
      known = Compute.open(DeviceChoice.CPU, 1);
      compute = known;
    }
    return known;
  }

  @Override
  public synchronized void close() {
    Compute known = compute;
    if (known != null) {
      known.close();
    }
  }
}
