package org.vladoscope.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.erase.CellArea;
import org.vladoscope.erase.ErasableImage;
import org.vladoscope.erase.ErasableMap;
import org.vladoscope.erase.ErasedCells;
import picocli.CommandLine.Option;

/** The options that leave parts of a query out of its global descriptor. */
public final class EraseOptions {

  @Option(
      names = "--erase",
      paramLabel = "X0,Y0,X1,Y1",
      description =
          "Leave the cells of this rectangle, in pixels of the image, out of its global descriptor,"
              + " and rank the whole map anew; repeatable.")
  List<String> rectangles = List.of();

  @Option(
      names = "--erase-cluster",
      paramLabel = "K",
      description =
          "Leave out the cells of which this cluster, counted from 0, has the largest share;"
              + " repeatable.")
  List<Integer> clusters = List.of();

  @Option(
      names = "--erase-winner",
      description =
          "Find the cells that must go so that the wrong winner falls behind the best right"
              + " answer.")
  boolean winner;

  @Option(
      names = "--erased-mask",
      paramLabel = "FILE",
      description = "Write what is left out of the one IMAGE as .png: white where it is.")
  @Nullable Path mask;

  @Option(
      names = "--erased-ranks",
      paramLabel = "FILE",
      description = "Write the ranks of all places before and after, for the one IMAGE, as .csv.")
  @Nullable Path ranks;

  /** The corners of a rectangle. */
  private record Corners(double x0, double y0, double x1, double y1) {

    static Corners parse(String text) {
      String[] parts = text.split(",");
      double[] values = new double[4];
      try {
        for (int i = 0; i < 4; i++) {
          values[i] = Double.parseDouble(parts[i].strip());
        }
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw refused(text);
      }
      if (parts.length != 4 || !Double.isFinite(values[0] + values[1] + values[2] + values[3])) {
        throw refused(text);
      }
      return new Corners(values[0], values[1], values[2], values[3]);
    }

    private static InputException refused(String text) {
      return new InputException(
          "'"
              + text
              + "' is no rectangle for --erase; give its left, top, right and bottom edge in"
              + " pixels, such as 0,0,640,200.");
    }
  }

  /** True if something is left out. */
  public boolean isGiven() {
    return winner || !rectangles.isEmpty() || !clusters.isEmpty();
  }

  /** Whether the cells are looked for that make the wrong winner lose. */
  public boolean findsWinner() {
    return winner;
  }

  /** Where the mask goes, if anywhere. */
  public @Nullable Path mask() {
    return mask;
  }

  /** Where the table of ranks goes, if anywhere. */
  public @Nullable Path ranks() {
    return ranks;
  }

  /**
   * Looks at what is wanted before anything is computed.
   *
   * @param images how many images are asked about
   * @throws InputException if it cannot be done
   */
  public void check(int images, PipelineConfig config) {
    if (!isGiven()) {
      if (mask != null || ranks != null) {
        throw new InputException(
            "Nothing is erased: say what with --erase, --erase-cluster or --erase-winner.");
      }
      return;
    }
    rectangles.forEach(Corners::parse);
    if (images > 1 && (mask != null || ranks != null)) {
      throw new InputException(
          "--erased-mask and --erased-ranks are for one image, not " + images + ".");
    }
    ending("--erased-mask", mask, ".png");
    ending("--erased-ranks", ranks, ".csv");
    ErasableMap.refusal(config)
        .ifPresent(
            reason -> {
              throw new InputException(reason);
            });
  }

  private static void ending(String option, @Nullable Path file, String ending) {
    if (file != null && !file.toString().toLowerCase(Locale.ROOT).endsWith(ending)) {
      throw new InputException(option + " writes " + ending + " files, not " + file + ".");
    }
  }

  /** The cells of one image that are left out. */
  public ErasedCells cells(ErasableImage image, CellArea area) {
    List<ErasedCells> parts = new ArrayList<>();
    for (String text : rectangles) {
      Corners c = Corners.parse(text);
      parts.add(area.rectangle(c.x0, c.y0, c.x1, c.y1));
    }
    clusters.forEach(cluster -> parts.add(image.cluster(cluster)));
    ErasedCells all = parts.stream().reduce(ErasedCells.NONE, ErasedCells::and);
    if (all.count() == image.cells()) {
      throw new InputException(
          "Every cell of "
              + image.image().name()
              + " would be erased, and nothing is left to describe; erase less.");
    }
    return all;
  }
}
