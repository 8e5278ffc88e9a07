package org.vladoscope.feature.own;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes TorchScript networks by hand: a zip archive of code and of the pickled state of a module,
 * here a single tensor of ones.
 */
public final class ScriptFile {

  /** Types that weights are stored in. */
  public enum Type {
    FLOAT("FloatStorage", new byte[] {0, 0, (byte) 0x80, 0x3f}),
    HALF("HalfStorage", new byte[] {0, 0x3c}),
    BFLOAT16("BFloat16Storage", new byte[] {(byte) 0x80, 0x3f});

    private final String storage;
    private final byte[] one;

    Type(String storage, byte[] one) {
      this.storage = storage;
      this.one = one;
    }
  }

  private ScriptFile() {}

  /**
   * A network without weights.
   *
   * @param body of {@code forward(self, x)}, a statement a line
   */
  public static Path write(Path file, String result, String... body) throws IOException {
    return write(file, Type.FLOAT, result, body);
  }

  /**
   * A network with one weight, {@code self.w} of shape [1].
   *
   * @param result type that {@code forward} gives
   */
  public static Path write(Path file, Type type, String result, String... body) throws IOException {
    StringBuilder code = new StringBuilder();
    code.append("class M(Module):\n");
    code.append("  __parameters__ = [\"w\", ]\n  __buffers__ = []\n");
    code.append("  w : Tensor\n  training : bool\n");
    code.append("  def forward(self: __torch__.M,\n    x: Tensor) -> ")
        .append(result)
        .append(":\n");
    for (String line : body) {
      code.append("    ").append(line).append('\n');
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      add(zip, "m/data.pkl", pickle(type));
      add(zip, "m/code/__torch__.py", code.toString().getBytes(StandardCharsets.UTF_8));
      add(zip, "m/data/0", type.one);
      add(zip, "m/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      add(zip, "m/version", "3\n".getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] pickle(Type type) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, "\u0080\u0002c__torch__\nM\n)\u0081}(");
    text(out, "w");
    write(out, "ctorch._utils\n_rebuild_tensor_v2\n((");
    text(out, "storage");
    write(out, "ctorch\n" + type.storage + "\n");
    text(out, "0");
    text(out, "cpu");
    write(out, "K\u0001tQK\u0000K\u0001\u0085K\u0001\u0085\u0089ccollections\nOrderedDict\n)RtR");
    text(out, "training");
    write(out, "\u0089ub.");
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    write(out, "X");
    out.write(text.length());
    write(out, "\u0000\u0000\u0000" + text);
  }

  private static void write(ByteArrayOutputStream out, String latin) {
    out.writeBytes(latin.getBytes(StandardCharsets.ISO_8859_1));
  }
}
