package org.vladoscope.ui.explore.model;

import java.nio.file.Path;
import org.vladoscope.pipeline.ModelExport;
import org.vladoscope.ui.export.ExportTargets;
import org.vladoscope.ui.export.FigureExport;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;

/** Writes what was trained on the open map into a file the user chooses. */
public final class ModelExporter {

  private final OpenMap model;

  public ModelExporter(OpenMap model) {
    this.model = model;
  }

  /** Asks for a file and writes it in the background, under the settings in use. */
  public void export(ExportTargets targets) {
    Analysis analysis = model.analysis();
    targets
        .file("Export trained model", FigureExport.safe(model.map().name()) + ".safetensors")
        .ifPresent(file -> write(analysis, ModelExport.withEnding(file)));
  }

  private void write(Analysis analysis, Path file) {
    model
        .tasks()
        .start(
            "Writing " + file.getFileName(),
            progress -> {
              ModelExport trained = analysis.trained(progress.part(0, .9));
              trained.write(file, progress.part(.9, 1));
              return trained;
            },
            Outcome.of(
                trained -> model.notifier().info("Exported", said(trained, file)),
                failure ->
                    model.notifier().error("The export failed", Words.of(failure), failure)));
  }

  private static String said(ModelExport trained, Path file) {
    String projection =
        trained
            .projection()
            .map(p -> "a projection to " + p.dimensions() + " dimensions")
            .orElse("no projection");
    return trained.vocabulary().size()
        + " clusters and "
        + projection
        + ": "
        + file
        + ", settings in "
        + ModelExport.settingsOf(file).getFileName();
  }
}
