package org.vladoscope.feature.own;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A network of which nothing is known but how to run it. Safe to use from several threads. */
interface OwnRunner extends AutoCloseable {

  /** All outputs of a network. */
  int ALL = -1;

  /**
   * An output of a network.
   *
   * @param name how the network calls it; often empty
   * @param shape lengths of its axes
   * @param values row-major
   */
  record Output(String name, int[] shape, float[] values) {

    /** Number of axes. */
    int rank() {
      return shape.length;
    }

    /** Its shape, for people. */
    String shapeText() {
      return Arrays.stream(shape)
          .mapToObj(String::valueOf)
          .collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /**
   * Runs the network.
   *
   * @param input {@code [1, 3, height, width]}, row-major
   * @param output number of the output that is wanted, or {@link #ALL}
   * @throws org.vladoscope.common.InputException in our words, if it cannot run on that
   */
  List<Output> run(float[] input, int height, int width, int output);

  @Override
  void close();
}
