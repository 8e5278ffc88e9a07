package org.vladoscope.ui.evaluate.sweep;

/** Takes the results of a sweep out of the window. */
@FunctionalInterface
public interface SweepExport {

  /** Asks where to, and writes them. */
  void export(SweepModel model);
}
