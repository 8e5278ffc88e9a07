package org.vladoscope;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vladoscope.common.FloatMatrix;

/**
 * An array of the golden data: NumPy's {@code .npy}, little-endian, C order.
 *
 * @param shape lengths of the axes
 * @param values all elements, whatever their type in the file
 */
public record Golden(int[] shape, double[] values) {

  private static final Pattern HEADER =
      Pattern.compile("'descr': '([<|])(\\w\\d)'.*'fortran_order': False.*'shape': \\(([^)]*)\\)");

  /** Reads {@code golden/NAME.npy}. */
  public static Golden read(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name + ".npy")) {
      if (in == null) {
        throw new IllegalArgumentException("there is no golden array " + name);
      }
      ByteBuffer file = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      int headerLength = file.getShort(8);
      String header = new String(file.array(), 10, headerLength, StandardCharsets.US_ASCII);
      Matcher matcher = HEADER.matcher(header);
      if (!matcher.find()) {
        throw new IllegalArgumentException(name + " has an unexpected header: " + header);
      }
      int[] shape =
          Arrays.stream(matcher.group(3).split(","))
              .map(String::strip)
              .filter(s -> !s.isEmpty())
              .mapToInt(Integer::parseInt)
              .toArray();
      double[] values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
      file.position(10 + headerLength);
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (matcher.group(2)) {
              case "f4" -> file.getFloat();
              case "f8" -> file.getDouble();
              case "i8" -> file.getLong();
              case "u1", "b1" -> file.get() & 0xff;
              default -> throw new IllegalArgumentException(header);
            };
      }
      return new Golden(shape, values);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The values as floats. */
  public float[] floats() {
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  /** The values as integers. */
  public int[] ints() {
    return Arrays.stream(values).mapToInt(v -> (int) v).toArray();
  }

  /** The values as bytes. */
  public byte[] bytes() {
    byte[] result = new byte[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (byte) (int) values[i];
    }
    return result;
  }

  /** A two-dimensional array. */
  public FloatMatrix matrix() {
    return FloatMatrix.of(shape[0], shape[1], floats());
  }

  /** Element {@code n} of the first axis as a matrix of the two following ones (the rest flat). */
  public FloatMatrix slice(int n) {
    int rows = shape[1];
    int cols = values.length / shape[0] / rows;
    float[] all = floats();
    return FloatMatrix.of(
        rows, cols, Arrays.copyOfRange(all, n * rows * cols, (n + 1) * rows * cols));
  }

  /**
   * The largest absolute difference between two arrays; infinite if their lengths differ or either
   * holds a NaN.
   */
  public static float maxDifference(float[] actual, float[] expected) {
    if (actual.length != expected.length) {
      return Float.POSITIVE_INFINITY;
    }
    float max = 0;
    for (int i = 0; i < actual.length; i++) {
      float difference = Math.abs(actual[i] - expected[i]);
      if (Float.isNaN(difference)) {
        return Float.POSITIVE_INFINITY;
      }
      max = Math.max(max, difference);
    }
    return max;
  }
}
