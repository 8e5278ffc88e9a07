package org.vladoscope.ui.explore.pair;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.Image;
import org.vladoscope.store.WholeFile;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.export.ExportTargets;
import org.vladoscope.ui.export.FigureExport;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;

/** Takes what is seen of a pair out of the window. Drawing and writing happen in the background. */
public final class PairExport {

  private final OpenMap model;
  private final Supplier<Optional<PairFigure>> figure;

  /**
   * An exporter.
   *
   * @param figure what is seen now, or nothing while no pair is
   */
  public PairExport(OpenMap model, Supplier<Optional<PairFigure>> figure) {
    this.model = model;
    this.figure = figure;
  }

  /** Exports what is seen now; does nothing while no pair is. */
  public void export(ExportKind kind, ExportTargets targets) {
    figure
        .get()
        .ifPresent(
            seen -> {
              if (kind == ExportKind.COPY) {
                copy(seen, kind, targets);
              } else {
                targets
                    .file(title(kind), name(seen.comparison(), kind))
                    .ifPresent(file -> write(seen, kind, withEnding(file, kind)));
              }
            });
  }

  private static String title(ExportKind kind) {
    String label = kind.label();
    return "Export "
        + label.substring(0, 1).toLowerCase(java.util.Locale.ROOT)
        + label.substring(1).replace("\u2026", "");
  }

  /** A file name that says which pair it is. */
  private static String name(Comparison comparison, ExportKind kind) {
    String pair =
        Words.withoutEnding(Words.shortName(comparison.query().image().name()))
            + "-"
            + Words.withoutEnding(Words.shortName(comparison.candidate().image().name()));
    return FigureExport.safe(pair) + "." + kind.ending();
  }

  private static Path withEnding(Path file, ExportKind kind) {
    String name = String.valueOf(file.getFileName());
    return name.contains(".") ? file : file.resolveSibling(name + "." + kind.ending());
  }

  private void copy(PairFigure seen, ExportKind kind, ExportTargets targets) {
    model
        .tasks()
        .start(
            "Drawing the image",
            progress ->
                (Image) SwingFXUtils.toFXImage(FigureExport.picture(seen, kind.scale()), null),
            Outcome.of(
                picture -> {
                  targets.copy(picture);
                  model.notifier().info("Image copied", "It is on the clipboard.");
                },
                failure -> failed("The image could not be copied", failure)));
  }

  private void write(PairFigure seen, ExportKind kind, Path file) {
    model
        .tasks()
        .start(
            "Writing " + file.getFileName(),
            progress -> {
              WholeFile.stream(file, out -> write(seen, kind, out));
              return file;
            },
            Outcome.of(
                written -> model.notifier().info("Exported", written.toString()),
                failure -> failed("The export failed", failure)));
  }

  private void write(PairFigure seen, ExportKind kind, OutputStream out) throws IOException {
    switch (kind) {
      case CSV -> new MatchTable(model.map().name(), seen.comparison()).writeCsv(out);
      case JSON -> new MatchTable(model.map().name(), seen.comparison()).writeJson(out);
      default -> FigureExport.write(seen, kind, out);
    }
  }

  private void failed(String title, Throwable failure) {
    model.notifier().error(title, Words.of(failure), failure);
  }
}
