package org.vladoscope.ui.explore.pair;

import java.util.List;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.report.Strips;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.export.ExportTargets;
import org.vladoscope.ui.export.FigureExport;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.view.Words;

/** Takes the query beside its first candidates out of the window, as papers print them. */
public final class StripExport {

  /** The forms of a strip. */
  public static final List<ExportKind> KINDS =
      List.of(ExportKind.PNG, ExportKind.SVG, ExportKind.PDF);

  private final OpenMap model;

  /** An exporter. */
  public StripExport(OpenMap model) {
    this.model = model;
  }

  /** What the menu calls a form. */
  public static String label(ExportKind kind) {
    return "Strip Figure (" + kind.name() + ")\u2026";
  }

  /** Asks for a file and draws the strip of the chosen query; says so while there is none. */
  public void export(ExportKind kind, ExportTargets targets) {
    QueryResult result = model.resultProperty().get();
    if (result == null) {
      model.notifier().info("There is no strip to export yet", "Choose a query first.");
      return;
    }
    Strips strips = new Strips(model.map(), model.map().groundTruth(), Strips.Options.USUAL);
    new FigureExport(model.tasks(), model.notifier())
        .export(
            () -> strips.figure(result),
            kind,
            Words.withoutEnding(Words.shortName(result.query().name())) + "-strip",
            targets);
  }
}
