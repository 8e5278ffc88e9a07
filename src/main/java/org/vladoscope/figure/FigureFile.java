package org.vladoscope.figure;

import java.nio.file.Path;
import org.vladoscope.store.WholeFile;

/** Files of figures. */
public final class FigureFile {

  private FigureFile() {}

  /**
   * Writes a figure as a drawing if the file's name ends in {@code .svg} or {@code .pdf}, else as
   * an image (PNG).
   *
   * @throws org.vladoscope.common.InputException naming the file, if it cannot be written
   */
  public static void write(Path file, Figure figure) {
    WholeFile.stream(file, out -> FigureForm.of(file).write(figure, 1, out));
  }
}
