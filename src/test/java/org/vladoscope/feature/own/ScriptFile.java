package org.vladoscope.feature.own;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vladoscope.compute.ScriptArchive;

/** Writes TorchScript networks with a single weight, {@code self.w}, a one of shape [1]. */
public final class ScriptFile {

  private ScriptFile() {}

  /**
   * A network in single precision.
   *
   * @param body of {@code forward(self, x)}, a statement a line
   */
  public static Path write(Path file, String result, String... body) throws IOException {
    return write(file, ScriptArchive.Type.FLOAT, result, body);
  }

  /**
   * A network.
   *
   * @param result type that {@code forward} gives
   */
  public static Path write(Path file, ScriptArchive.Type type, String result, String... body)
      throws IOException {
    byte[] one =
        switch (type) {
          case FLOAT -> new byte[] {0, 0, (byte) 0x80, 0x3f};
          case HALF -> new byte[] {0, 0x3c};
          case BFLOAT16 -> new byte[] {(byte) 0x80, 0x3f};
        };
    try (OutputStream out = Files.newOutputStream(file)) {
      ScriptArchive.write(
          out,
          List.of(new ScriptArchive.Weight("w", type, new long[] {1}, one)),
          "x: Tensor) -> " + result,
          List.of(body));
    }
    return file;
  }
}
