package org.vladoscope.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.pipeline.SharedWork;

/**
 * A part of an index, as it travels between machines.
 *
 * @param number from 0
 * @param factory kind of index
 * @param nprobe see {@link IndexConfig}
 * @param efSearch see {@link IndexConfig}
 * @param from the first row
 * @param to behind the last row
 */
record Part(int number, String factory, int nprobe, int efSearch, int from, int to)
    implements Serializable {

  /** A part has at most so many bytes of descriptors; twice of it is needed while it is built. */
  private static final long MOST_BYTES = 1L << 30;

  /**
   * All parts of an index: as many as there are cores, and more where they would be too large; but
   * not so many that they are too small for the kind of index to learn from.
   *
   * @param rows of all parts
   * @param dimensions length of a descriptor
   */
  static List<Part> all(IndexConfig config, int rows, int dimensions, int cores) {
    long bytes = (long) rows * dimensions * Float.BYTES;
    long wanted = Math.max(cores, (bytes + MOST_BYTES - 1) / MOST_BYTES);
    int learned = config.trainingSize();
    long most = learned == 0 ? rows : Math.max(1, rows / learned);
    int count = (int) Math.clamp(Math.min(wanted, most), 1, Math.max(1, rows));
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(
          new Part(
              i,
              config.factory(),
              config.nprobe(),
              config.efSearch(),
              (int) ((long) rows * i / count),
              (int) ((long) rows * (i + 1) / count)));
    }
    return parts;
  }

  SharedWork.Part arrived() {
    return new SharedWork.Part(new IndexConfig(factory, nprobe, efSearch), from, to);
  }
}
