package org.vladoscope.compute;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes TorchScript by hand: a zip archive of the code of one module and of its pickled weights,
 * as {@code torch.jit.save} lays it out. Only what other programs would read of a module with
 * nothing in it but tensors is written.
 */
public final class ScriptArchive {

  /** Types that weights are stored in. */
  public enum Type {
    /** 32 bits. */
    FLOAT("FloatStorage", 4),
    /** 16 bits, 11 of them significant. */
    HALF("HalfStorage", 2),
    /** 16 bits, 8 of them significant. */
    BFLOAT16("BFloat16Storage", 2);

    private final String storage;
    private final int bytes;

    Type(String storage, int bytes) {
      this.storage = storage;
      this.bytes = bytes;
    }
  }

  /**
   * A tensor of a module.
   *
   * @param name of the attribute
   * @param shape lengths of its axes, at least one
   * @param values row-major, little-endian
   */
  public record Weight(String name, Type type, long[] shape, byte[] values) {

    /** Checks that the shape holds the values. */
    public Weight {
      if (shape.length == 0
          || (long) type.bytes * Arrays.stream(shape).reduce(1, Math::multiplyExact)
              != values.length) {
        throw new IllegalArgumentException(
            name + ": a shape of " + Arrays.toString(shape) + " does not hold its values");
      }
    }

    /** A tensor of 32-bit floats. */
    public static Weight of(String name, float[] values, long... shape) {
      ByteBuffer bytes =
          ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      return new Weight(name, Type.FLOAT, shape, bytes.array());
    }
  }

  /** The format of files of PyTorch 1.7 and later. */
  private static final String VERSION = "3\n";

  private ScriptArchive() {}

  /**
   * Writes a module.
   *
   * @param out stays the caller's to close
   * @param signature of forward after {@code self}, such as {@code x: Tensor) -> Tensor}
   * @param body of forward, a statement a line, without indentation
   */
  public static void write(
      OutputStream out, List<Weight> weights, String signature, List<String> body)
      throws IOException {
    StringBuilder code = new StringBuilder("class M(Module):\n  __parameters__ = [");
    weights.forEach(weight -> code.append('"').append(weight.name).append("\", "));
    code.append("]\n  __buffers__ = []\n");
    weights.forEach(weight -> code.append("  ").append(weight.name).append(" : Tensor\n"));
    code.append("  training : bool\n  def forward(self: __torch__.M,\n    ")
        .append(signature)
        .append(":\n");
    body.forEach(line -> code.append("    ").append(line).append('\n'));
    ZipOutputStream zip = new ZipOutputStream(out);
    add(zip, "data.pkl", pickle(weights));
    add(zip, "code/__torch__.py", code.toString().getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < weights.size(); i++) {
      add(zip, "data/" + i, weights.get(i).values);
    }
    add(zip, "constants.pkl", latin("\u0080\u0002)."));
    add(zip, "version", latin(VERSION));
    zip.finish();
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry("m/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** The module with its attributes, in the second protocol of Python's pickle. */
  private static byte[] pickle(List<Weight> weights) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(latin("\u0080\u0002c__torch__\nM\n)\u0081}("));
    for (int i = 0; i < weights.size(); i++) {
      Weight weight = weights.get(i);
      text(out, weight.name);
      out.writeBytes(latin("ctorch._utils\n_rebuild_tensor_v2\n(("));
      text(out, "storage");
      out.writeBytes(latin("ctorch\n" + weight.type.storage + "\n"));
      text(out, String.valueOf(i));
      text(out, "cpu");
      number(out, weight.values.length / weight.type.bytes);
      out.writeBytes(latin("tQK\u0000("));
      for (long length : weight.shape) {
        number(out, length);
      }
      out.writeBytes(latin("t("));
      for (int axis = 1; axis <= weight.shape.length; axis++) {
        number(out, Arrays.stream(weight.shape).skip(axis).reduce(1, (a, b) -> a * b));
      }
      out.writeBytes(latin("t\u0089ccollections\nOrderedDict\n)RtR"));
    }
    text(out, "training");
    out.writeBytes(latin("\u0089ub."));
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write('X');
    littleEndian(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void number(ByteArrayOutputStream out, long value) {
    out.write('J');
    littleEndian(out, Math.toIntExact(value));
  }

  private static void littleEndian(ByteArrayOutputStream out, int value) {
    out.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
