package org.vladoscope.ui.evaluate;

/** Takes the results of a sweep out of the window. */
@FunctionalInterface
interface SweepExport {

  /** Asks where to, and writes them. */
  void export(SweepModel model);
}
