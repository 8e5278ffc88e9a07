package org.vladoscope.file.numpy;

/**
 * Python's {@code range}: first, first + step, … before the end. It may claim any length, so it is
 * not written out.
 *
 * @param first its first number
 * @param end the number it stops before
 * @param step by how much it grows; not 0
 */
public record PickledRange(long first, long end, long step) {

  /** How many numbers it has. */
  public long size() {
    if (step > 0) {
      return end <= first ? 0 : (end - first - 1) / step + 1;
    }
    return end >= first ? 0 : (first - end - 1) / -step + 1;
  }
}
