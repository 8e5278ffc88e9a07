package org.vladoscope.benchmark;

/** Something the engine does, in the reference formulation and in ours, on the same input. */
interface Contest extends AutoCloseable {

  /** What is done, for people. */
  String what();

  /** How many times as fast as the reference ours should be. */
  double goal();

  /** Does it as the reference does, and keeps the result. */
  void reference();

  /** Does it as the engine does, and keeps the result. */
  void ours();

  /** How far the two results lie apart: the largest difference of two numbers. */
  double difference();

  /**
   * The largest difference that both sides' ways explain.
   *
   * @param usual that of the same formula in the precision that is measured
   */
  default double tolerance(double usual) {
    return usual;
  }

  /** Frees what was kept. */
  @Override
  void close();
}
