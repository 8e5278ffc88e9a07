package org.vladoscope.figure;

/**
 * Turns a number between 0 and 1 into a colour. All maps rise evenly in lightness, so that they
 * read the same in grey and with impaired colour vision. The control points are those of
 * matplotlib's maps of the same names (CC0), evenly spaced.
 */
public enum ColorMap implements ColorScale {
  /** Violet through green to yellow. */
  VIRIDIS(
      "Viridis", 0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58,
      0xb5de2b, 0xfde725),
  /** Blue through grey to yellow; made for impaired colour vision. */
  CIVIDIS(
      "Cividis", 0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369,
      0xe1cc55, 0xfee838),
  /** Black through red to pale yellow. */
  MAGMA(
      "Magma", 0x000004, 0x180f3d, 0x440f76, 0x721f81, 0x9e2f7f, 0xcd4071, 0xf1605d, 0xfd9668,
      0xfeca8d, 0xfcfdbf);

  private static final int STEPS = 256;

  private final String label;
  private final int[] table = new int[STEPS];

  ColorMap(String label, int... points) {
    this.label = label;
    for (int i = 0; i < STEPS; i++) {
      table[i] = 0xff000000 | between(points, (double) i / (STEPS - 1));
    }
  }

  /** The colour at a position from 0 to 1 between evenly spaced ones, 0xRRGGBB. */
  static int between(int[] points, double position) {
    double at = position * (points.length - 1);
    int from = Math.min((int) at, points.length - 2);
    return mix(points[from], points[from + 1], at - from);
  }

  private static int mix(int a, int b, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = a >> shift & 0xff;
      int to = b >> shift & 0xff;
      mixed |= (int) Math.round(from + (to - from) * share) << shift;
    }
    return mixed;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /**
   * The colour of a value, 0xAARRGGBB, fully opaque.
   *
   * @param value 0 to 1; what lies outside takes the nearest end
   */
  @Override
  public int argb(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    return table[(int) Math.round(Math.clamp(value, 0, 1) * (STEPS - 1))];
  }
}
