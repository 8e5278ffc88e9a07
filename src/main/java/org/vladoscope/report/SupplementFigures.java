package org.vladoscope.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.FigureFile;
import org.vladoscope.figure.FigureForm;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.RgbImage;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.run.Run;

/** The pairs of a supplement and its recall curve as files that LaTeX takes. */
public final class SupplementFigures {

  private final PipelineConfig config;
  private final Supplement.Engine engine;
  private final Optional<Run> run;

  /**
   * Figures of pairs.
   *
   * @param config with it pairs are compared
   * @param run all queries with the same configuration; empty if recall is not known
   * @throws org.vladoscope.common.InputException if the configuration has no patches to be shown
   */
  public SupplementFigures(PipelineConfig config, Supplement.Engine engine, Optional<Run> run) {
    this.config = config;
    this.engine = engine;
    this.run = run;
    Supplement.check(config);
  }

  /**
   * Draws all figures and then writes them: {@code 01-query-candidate.pdf}, and {@code recall.pdf}
   * if recall is known.
   *
   * @param folder is made if there is none
   * @return the files
   * @throws org.vladoscope.common.InputException if an image cannot be read or a file cannot be
   *     written
   * @throws java.util.concurrent.CancellationException if cancelled while nothing is written yet
   */
  public List<Path> write(Path folder, SupplementChoice choice, Progress progress) {
    Map<Path, Figure> figures = new LinkedHashMap<>();
    int number = choice.pairs().size();
    for (int i = 0; i < number; i++) {
      progress.check();
      Progress part = progress.part((double) i / number, (i + 1.0) / number);
      part.report("Drawing pair " + (i + 1) + " of " + number, 0);
      SupplementPair pair = choice.pairs().get(i);
      figures.put(
          folder.resolve(
              String.format(
                  Locale.ROOT,
                  "%02d-%s-%s.%s",
                  i + 1,
                  plain(pair.query().name()),
                  plain(pair.candidate().name()),
                  FigureForm.PDF.ending())),
          MatchFigure.of(
              seen(pair.query().file()),
              seen(pair.candidate().file()),
              engine.match(pair.query(), pair.candidate(), part),
              config));
    }
    progress.check();
    run.flatMap(known -> known.metrics(Bootstrap.USUAL))
        .ifPresent(
            metrics ->
                figures.put(
                    folder.resolve("recall." + FigureForm.PDF.ending()),
                    HtmlReport.recallChart(metrics).figure()));
    figures.forEach(FigureFile::write);
    return List.copyOf(figures.keySet());
  }

  /** What the network saw. */
  private RgbImage seen(Path file) {
    return ImageDecoder.decode(file, config.imageSize(), config.decoding());
  }

  /** A name without its folder and ending, and without signs that LaTeX reads otherwise. */
  private static String plain(String name) {
    String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    int dot = file.lastIndexOf('.');
    String stem = (dot > 0 ? file.substring(0, dot) : file).replaceAll("[^A-Za-z0-9]+", "-");
    return stem.substring(Math.max(0, stem.length() - 60));
  }
}
