package org.vladoscope.feature.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes files in the safetensors format; see {@link SafetensorsReader}. */
public final class SafetensorsWriter {

  private static final int CHUNK = 1 << 16;

  /** The numbers begin at a multiple of this, so that they can be mapped into memory. */
  private static final int ALIGNMENT = 8;

  private SafetensorsWriter() {}

  /**
   * A tensor of 32-bit floats.
   *
   * @param shape lengths of its axes
   * @param values row-major
   */
  public record Tensor(List<Integer> shape, float[] values) {

    /** Checks that the shape holds the values. */
    public Tensor {
      shape = List.copyOf(shape);
      long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
      if (size != values.length) {
        throw new IllegalArgumentException(
            "a tensor of shape " + shape + " does not hold " + values.length + " values");
      }
    }
  }

  /**
   * Writes a file.
   *
   * @param out stays the caller's to close
   * @param metadata texts for readers, by name
   * @param tensors by name, in the order they are written in
   */
  public static void write(
      OutputStream out, Map<String, String> metadata, Map<String, Tensor> tensors)
      throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("__metadata__", metadata);
    long at = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      long end = at + (long) Float.BYTES * tensor.values.length;
      Map<String, Object> description = new LinkedHashMap<>();
      description.put("dtype", "F32");
      description.put("shape", tensor.shape);
      description.put("data_offsets", List.of(at, end));
      header.put(entry.getKey(), description);
      at = end;
    }
    byte[] json = JsonMapper.shared().writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] text = Arrays.copyOf(json, padded);
    Arrays.fill(text, json.length, padded, (byte) ' ');
    out.write(
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(padded).array());
    out.write(text);
    for (Tensor tensor : tensors.values()) {
      write(tensor.values, out);
    }
  }

  private static void write(float[] values, OutputStream out) throws IOException {
    byte[] bytes = new byte[CHUNK * Float.BYTES];
    ByteBuffer chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      chunk.asFloatBuffer().put(values, from, count);
      out.write(bytes, 0, count * Float.BYTES);
    }
  }
}
