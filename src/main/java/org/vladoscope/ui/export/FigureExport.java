package org.vladoscope.ui.export;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.Image;
import org.vladoscope.figure.FigureForm;
import org.vladoscope.figure.Pixels;
import org.vladoscope.store.WholeFile;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Notifier;
import org.vladoscope.ui.view.Words;

/** Takes figures out of the window. Drawing and writing happen in the background. */
public final class FigureExport {

  private final BackgroundTasks tasks;
  private final Notifier notifier;

  /** An exporter. */
  public FigureExport(BackgroundTasks tasks, Notifier notifier) {
    this.tasks = tasks;
    this.notifier = notifier;
  }

  /** Draws something in a form that is drawn. */
  public static void write(Drawable seen, ExportKind kind, OutputStream out) throws IOException {
    FigureForm form =
        switch (kind) {
          case COPY, PNG, PNG_DOUBLE, PNG_QUADRUPLE -> FigureForm.PNG;
          case SVG -> FigureForm.SVG;
          case PDF -> FigureForm.PDF;
          case CSV, JSON -> throw new IllegalArgumentException("a figure as " + kind);
        };
    form.write(seen.figure(), kind.scale(), out);
  }

  /** Draws something as pixels. */
  public static BufferedImage picture(Drawable seen, int scale) {
    return Pixels.of(seen.figure(), scale);
  }

  /**
   * Asks for a file and draws something into it, or puts it on the clipboard.
   *
   * @param name of the file that is suggested, without an ending
   */
  public void export(Drawable seen, ExportKind kind, String name, ExportTargets targets) {
    if (kind == ExportKind.COPY) {
      tasks.start(
          "Drawing the image",
          progress -> (Image) SwingFXUtils.toFXImage(picture(seen, kind.scale()), null),
          Outcome.of(
              picture -> {
                targets.copy(picture);
                notifier.info("Image copied", "It is on the clipboard.");
              },
              failure ->
                  notifier.error("The image could not be copied", Words.of(failure), failure)));
    } else {
      String label = kind.label().replace("\u2026", "");
      save(
          "Export " + label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1),
          safe(name) + "." + kind.ending(),
          out -> write(seen, kind, out),
          targets);
    }
  }

  /** Asks for a file and writes it whole or not at all. */
  public void save(
      String title, String suggested, WholeFile.Streamed content, ExportTargets targets) {
    targets
        .file(title, suggested)
        .map(file -> withEnding(file, suggested))
        .ifPresent(
            file ->
                tasks.start(
                    "Writing " + file.getFileName(),
                    progress -> {
                      WholeFile.stream(file, content);
                      return file;
                    },
                    Outcome.of(
                        written -> notifier.info("Exported", written.toString()),
                        failure ->
                            notifier.error("The export failed", Words.of(failure), failure))));
  }

  /** A name that every file system takes. */
  public static String safe(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}._@-]", "_");
  }

  private static Path withEnding(Path file, String suggested) {
    String name = String.valueOf(file.getFileName());
    return name.contains(".")
        ? file
        : file.resolveSibling(name + suggested.substring(suggested.lastIndexOf('.')));
  }
}
