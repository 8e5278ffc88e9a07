package org.vladoscope.figure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.vladoscope.store.WholeFile;

/** Files of figures. */
public final class FigureFile {

  private FigureFile() {}

  /**
   * Writes a figure as a drawing if the file's name ends in {@code .svg}, else as an image (PNG).
   *
   * @throws org.vladoscope.common.InputException naming the file, if it cannot be written
   */
  public static void write(Path file, Figure figure) {
    boolean drawing = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".svg");
    WholeFile.stream(
        file,
        out -> {
          if (drawing) {
            Svg.write(figure, out);
          } else if (!ImageIO.write(Pixels.of(figure, 1), "png", out)) {
            throw new IOException("no PNG writer");
          }
        });
  }
}
