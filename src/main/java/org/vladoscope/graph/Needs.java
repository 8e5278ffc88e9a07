package org.vladoscope.graph;

/** Told by a step what it needs. */
public interface Needs {

  /** A value of another step is needed. */
  <U, V> void need(Step<U, V> step, U unit);
}
