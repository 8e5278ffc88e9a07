package org.vladoscope.ui.explore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.judge.Triage;
import org.vladoscope.judge.Verdicts;
import org.vladoscope.match.PairMatch;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.report.Supplement;
import org.vladoscope.report.SupplementChoice;
import org.vladoscope.report.SupplementFigures;
import org.vladoscope.run.Run;
import org.vladoscope.ui.export.ExportTargets;
import org.vladoscope.ui.export.FigureExport;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.map.TriageModel;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;
import org.vladoscope.vlad.SoftAssignment;

/** Writes pairs of the open map as one page for a paper's supplement, in the background. */
final class SupplementExport {

  /** Answers that may be known already. */
  private record Answers(PipelineConfig config, Optional<Evaluation> evaluation) {

    static Answers of(OpenMap model) {
      PipelineConfig config = model.configProperty().get();
      return new Answers(
          config,
          Optional.ofNullable(model.triage().knownProperty().get())
              .filter(known -> known.config().equals(config))
              .map(TriageModel.Known::evaluation));
    }
  }

  private final OpenMap model;

  SupplementExport(OpenMap model) {
    this.model = model;
  }

  /** The query beside the candidate on the screen; says so while there is none. */
  void exportPair(ExportTargets targets) {
    QueryResult result = model.resultProperty().get();
    Optional<Candidate> candidate = model.chosenCandidate();
    if (result == null || candidate.isEmpty()) {
      model
          .notifier()
          .info("There is no pair to export yet", "Choose a query and a candidate first.");
      return;
    }
    Answers answers = Answers.of(model);
    export(
        Words.withoutEnding(Words.shortName(result.query().name())) + "-supplement",
        targets,
        progress ->
            new SupplementChoice(
                List.of(
                    SupplementChoice.pair(
                        result,
                        candidate.get(),
                        answers
                            .evaluation()
                            .map(known -> Triage.of(known, model.map(), Verdicts.NONE))
                            .map(known -> known.standings().get(result.query())))),
                "The pair was chosen by whoever made this page."));
  }

  /** The queries that tell most; ranks all queries if that was not done. */
  void exportTelling(ExportTargets targets) {
    export(model.map().name() + "-supplement", targets, telling(model.analysis()));
  }

  /** The same pairs as figures in a folder. */
  void exportTellingFigures(ExportTargets targets) {
    Analysis analysis = model.analysis();
    Choosing choosing = telling(analysis);
    targets
        .folder("Folder for the figures")
        .ifPresent(
            folder ->
                model
                    .tasks()
                    .start(
                        "Writing figures",
                        progress -> {
                          Supplement.check(analysis.config());
                          SupplementChoice choice = choosing.choose(progress.part(0, .6));
                          return new SupplementFigures(
                                  analysis.config(), engine(analysis), run(analysis))
                              .write(folder, choice, progress.part(.6, 1));
                        },
                        Outcome.of(
                            files ->
                                model
                                    .notifier()
                                    .info("Exported", files.size() + " figures: " + folder),
                            this::failed)));
  }

  private Choosing telling(Analysis analysis) {
    Answers answers = Answers.of(model);
    return progress ->
        SupplementChoice.telling(
            answers.evaluation().orElseGet(() -> analysis.evaluate(progress)),
            model.map(),
            SupplementChoice.USUAL);
  }

  /** Chooses pairs, off the JavaFX thread. */
  private interface Choosing {
    SupplementChoice choose(Progress progress);
  }

  private void export(String name, ExportTargets targets, Choosing choosing) {
    Analysis analysis = model.analysis();
    targets
        .file("Export paper supplement", FigureExport.safe(name) + ".html")
        .map(SupplementExport::withEnding)
        .ifPresent(
            file ->
                model
                    .tasks()
                    .start(
                        "Writing " + file.getFileName(),
                        progress -> {
                          Supplement.check(analysis.config());
                          SupplementChoice choice = choosing.choose(progress.part(0, .6));
                          new Supplement(
                                  model.map().name(),
                                  analysis.config(),
                                  engine(analysis),
                                  run(analysis))
                              .write(file, choice, progress.part(.6, 1));
                          return choice;
                        },
                        Outcome.of(
                            choice -> model.notifier().info("Exported", said(choice, file)),
                            this::failed)));
  }

  private void failed(Throwable failure) {
    model.notifier().error("The export failed", Words.of(failure), failure);
  }

  private static String said(SupplementChoice choice, Path file) {
    int pairs = choice.pairs().size();
    return (pairs == 1 ? "One pair: " : pairs + " pairs: ") + file;
  }

  private static Path withEnding(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.contains(".") ? file : file.resolveSibling(name + ".html");
  }

  /** The latest run of the map as it is now, with the settings in use. */
  private Optional<Run> run(Analysis analysis) {
    return model.measurements().runs().read().runs().stream()
        .filter(run -> run.config().equals(analysis.config()))
        .filter(run -> run.databaseSize() == model.map().database().size())
        .findFirst();
  }

  private static Supplement.Engine engine(Analysis analysis) {
    return new Supplement.Engine() {
      @Override
      public PairMatch match(PlaceImage query, PlaceImage candidate, Progress progress) {
        return analysis.match(query, candidate, progress);
      }

      @Override
      public SoftAssignment assignment(PlaceImage image, Progress progress) {
        return analysis.assignment(image, progress);
      }
    };
  }
}
