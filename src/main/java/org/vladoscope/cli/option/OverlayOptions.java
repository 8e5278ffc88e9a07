package org.vladoscope.cli.option;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vladoscope.common.Progress;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.FigureFile;
import picocli.CommandLine.Option;

/** The options that draw overlays over pairs into files. */
public final class OverlayOptions {

  private final OverlayFigures figures;

  @Option(
      names = "--overlay",
      paramLabel = "OVERLAY",
      completionCandidates = OverlayIds.class,
      description =
          "Draw this overlay over both images, with its legend, as QUERY-CANDIDATE-OVERLAY.png;"
              + " repeatable: ${COMPLETION-CANDIDATES}. Settings follow a colon:"
              + " transport:cluster=3,stage=before; attention:head=2; residual:normalised=true;"
              + " similarity:size=2, the second patch size.")
  List<String> overlays = List.of();

  @Option(
      names = "--overlay-dir",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where the figures of --overlay go (default: this folder).")
  Path folder = Path.of(".");

  @Option(
      names = "--overlay-format",
      paramLabel = "FORMAT",
      defaultValue = "png",
      description = "png, or svg or pdf for vectors (default: ${DEFAULT-VALUE}).")
  Format format = Format.png;

  /** What figures are written as, as it is typed. */
  enum Format {
    png,
    svg,
    pdf
  }

  /** The options with the overlays to choose from. */
  public OverlayOptions(OverlayFigures figures) {
    this.figures = figures;
  }

  /** True if an overlay is wanted. */
  public boolean isGiven() {
    return !overlays.isEmpty();
  }

  /**
   * Looks at what is wanted before anything is computed.
   *
   * @throws org.vladoscope.common.InputException if there is no such overlay
   */
  public void check() {
    overlays.forEach(figures::check);
  }

  /**
   * Draws what is wanted over a pair.
   *
   * @return the files
   * @throws org.vladoscope.common.InputException if the pair has no such overlay, or a file cannot
   *     be written
   */
  public List<Path> write(OverlayFigures.Pair pair, Progress progress) {
    // All are drawn before one is written: a refused one leaves no others behind.
    Map<Path, Figure> drawn = new LinkedHashMap<>();
    for (String overlay : overlays) {
      drawn.put(file(overlay, pair), figures.draw(overlay, pair, progress));
    }
    drawn.forEach(FigureFile::write);
    return List.copyOf(drawn.keySet());
  }

  private Path file(String overlay, OverlayFigures.Pair pair) {
    return folder.resolve(
        String.format(
            "%s-%s-%s.%s",
            stem(pair.query().name()), stem(pair.candidate().name()), plain(overlay), format));
  }

  /** The name of an image without folders and ending. */
  private static String stem(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return plain(dot > 0 ? last.substring(0, dot) : last);
  }

  /** A part of a name that every file system takes. */
  private static String plain(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}._@-]", "_");
  }
}
