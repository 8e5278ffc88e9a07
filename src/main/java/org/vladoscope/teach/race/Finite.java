package org.vladoscope.teach.race;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;

/** Refuses NaN and infinity, by name and place. */
final class Finite {

  private Finite() {}

  static void check(String name, FloatMatrix matrix) {
    float[] values = matrix.data();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new InputException(
            String.format(
                "%s holds %s in row %d, column %d; VLAD needs finite numbers.",
                name, values[i], i / matrix.cols(), i % matrix.cols()));
      }
    }
  }
}
