package org.vladoscope.figure;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.vladoscope.common.InputException;

/** What figures are written as: the one door for all that draws into files. */
public enum FigureForm {
  /** Pixels. */
  PNG,
  /** Vectors, for browsers and drawing programs. */
  SVG,
  /** Vectors with their font, for LaTeX and print. */
  PDF;

  /** The ending of its files, without a dot. */
  public String ending() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The form that a file's name asks for; PNG without an ending that is known. */
  public static FigureForm of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(form -> name.endsWith("." + form.ending()))
        .findFirst()
        .orElse(PNG);
  }

  /**
   * The form of an ending.
   *
   * @param what is written, such as "Strips", for the message
   * @throws InputException if there is no such form
   */
  public static FigureForm parse(String ending, String what) {
    return Arrays.stream(values())
        .filter(form -> form.ending().equals(ending))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    what
                        + " are written as "
                        + Arrays.stream(values())
                            .map(FigureForm::ending)
                            .collect(Collectors.joining(", "))
                            .replaceFirst(", (\\w+)$", " or $1")
                        + ", not "
                        + ending
                        + "."));
  }

  /**
   * Writes a figure.
   *
   * @param scale pixels for each unit, for pixels
   * @param out stays the caller's to close
   */
  public void write(Figure figure, double scale, OutputStream out) throws IOException {
    switch (this) {
      case PNG -> {
        if (!ImageIO.write(Pixels.of(figure, scale), "png", out)) {
          throw new IOException("no PNG writer");
        }
      }
      case SVG -> Svg.write(figure, out);
      case PDF -> Pdf.write(figure, out);
    }
  }
}
