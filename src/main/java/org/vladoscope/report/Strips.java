package org.vladoscope.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.FigureFile;
import org.vladoscope.figure.FigureForm;
import org.vladoscope.image.BilinearResize;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.report.StripFigure.Mark;
import org.vladoscope.report.StripFigure.Shown;
import org.vladoscope.store.WholeFile;

/**
 * Strips of a query and its first candidates with green and orange frames, one or many, and a page
 * that shows them all. Not bound to a thread; used by one at a time.
 */
public final class Strips {

  /** Twice as high as in the figure: sharp on fine screens, and small files. */
  private static final int PICTURE_HEIGHT = 360;

  /** Images that are kept: the same database images answer many queries. */
  private static final int KEPT = 256;

  private final PlaceMap map;
  private final GroundTruth truth;
  private final Options options;
  private final Map<PlaceImage, Integer> queryNumbers = new HashMap<>();
  private final Map<Path, RgbImage> pictures =
      new LinkedHashMap<>(KEPT, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, RgbImage> eldest) {
          return size() > KEPT;
        }
      };

  /** Which queries get a strip. */
  public enum Which {
    /** All. */
    ALL,
    /** Those whose first candidate shows another place, though the map shows theirs. */
    WRONG;

    /**
     * The choice of a name.
     *
     * @throws InputException if there is none
     */
    public static Which parse(String name) {
      return switch (name) {
        case "all" -> ALL;
        case "wrong" -> WRONG;
        default ->
            throw new InputException(
                "Strips are drawn for all queries or for wrong ones, not for '" + name + "'.");
      };
    }
  }

  /**
   * What strips look like.
   *
   * @param candidates how many stand beside the query, 1 or more
   * @param which queries that get one
   * @param ending form of their files: "png", "svg" or "pdf", which is written beside the PNG that
   *     the page shows
   */
  public record Options(int candidates, Which which, String ending) {

    /** Five candidates of every query, as images. */
    public static final Options USUAL = new Options(5, Which.ALL, "png");

    /** Checks the values. */
    public Options {
      if (candidates < 1) {
        throw new InputException("A strip shows 1 or more candidates, not " + candidates + ".");
      }
      FigureForm.parse(ending, "Strips");
    }
  }

  /**
   * What was written.
   *
   * @param page the page that shows all strips
   * @param count how many strips
   * @param warnings images that could not be read, sentences
   */
  public record Written(Path page, int count, List<String> warnings) {

    /** Copies the list. */
    public Written {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Strips of a map's queries.
   *
   * @param truth what frames are coloured by; may be unknown
   */
  public Strips(PlaceMap map, GroundTruth truth, Options options) {
    this.map = map;
    this.truth = truth;
    this.options = options;
    for (int q = 0; q < map.queries().size(); q++) {
      queryNumbers.put(map.queries().get(q), q);
    }
  }

  /**
   * The strip of one query.
   *
   * @throws InputException if an image cannot be read
   */
  public Figure figure(QueryResult result) {
    return StripFigure.of(
        result.query(),
        result.candidates().stream()
            .limit(options.candidates())
            .map(c -> shown(result, c))
            .toList(),
        this::picture);
  }

  private Shown shown(QueryResult result, Candidate candidate) {
    Integer query = queryNumbers.get(result.query());
    Mark mark;
    if (query == null || !truth.isKnown()) {
      mark = Mark.UNKNOWN;
    } else if (truth.isPositive(query, candidate.databaseIndex())) {
      mark = Mark.RIGHT;
    } else {
      mark = truth.isSoft(query, candidate.databaseIndex()) ? Mark.NEITHER : Mark.WRONG;
    }
    return new Shown(candidate, mark);
  }

  private RgbImage picture(PlaceImage image) {
    RgbImage known = pictures.get(image.file());
    if (known == null) {
      known = scaledDown(ImageDecoder.decode(image.file()));
      pictures.put(image.file(), known);
    }
    return known;
  }

  private static RgbImage scaledDown(RgbImage image) {
    if (image.height() <= PICTURE_HEIGHT) {
      return image;
    }
    int width = Math.max(1, image.width() * PICTURE_HEIGHT / image.height());
    return BilinearResize.resize(image, new ImageSize(width, PICTURE_HEIGHT));
  }

  /**
   * Writes strips and a page {@code index.html} that shows them.
   *
   * @param folder made if need be
   * @throws InputException if a file cannot be written, or wrong queries are wanted where nobody
   *     knows what is right
   */
  public Written write(Path folder, List<QueryResult> results, Progress progress) {
    if (options.which() == Which.WRONG && !truth.isKnown()) {
      throw new InputException(
          map.name()
              + " has no ground truth, so which queries are missed is unknown; draw strips of"
              + " all.");
    }
    List<QueryResult> wanted =
        results.stream().filter(r -> options.which() == Which.ALL || isWrong(r)).toList();
    List<String> warnings = new ArrayList<>();
    StringBuilder rows = new StringBuilder();
    int count = 0;
    for (QueryResult result : wanted) {
      progress.check();
      progress.report(
          "Drawing strips, query " + (count + 1) + " of " + wanted.size(),
          (double) count / wanted.size());
      String file = fileName(result.query());
      String seen = file;
      try {
        Figure figure = figure(result);
        FigureFile.write(folder.resolve(file), figure);
        if (options.ending().equals(FigureForm.PDF.ending())) {
          // Pages of HTML show no PDF as an image.
          seen = file.substring(0, file.length() - FigureForm.PDF.ending().length()) + "png";
          FigureFile.write(folder.resolve(seen), figure);
        }
      } catch (InputException e) {
        warnings.add("No strip of " + result.query().name() + ": " + e.getMessage());
        continue;
      }
      count++;
      rows.append("<figure><img loading='lazy' src='")
          .append(HtmlReport.escaped(seen))
          .append("' alt='")
          .append(HtmlReport.escaped("First candidates of " + result.query().name()))
          .append("'><figcaption>")
          .append(HtmlReport.escaped(result.query().name()))
          .append("</figcaption></figure>\n");
    }
    Path page = folder.resolve("index.html");
    WholeFile.write(page, page(rows, count).getBytes(StandardCharsets.UTF_8));
    return new Written(page, count, warnings);
  }

  private boolean isWrong(QueryResult result) {
    Integer query = queryNumbers.get(result.query());
    if (query == null || truth.positives(query).length == 0) {
      return false;
    }
    return result.candidates().stream()
        .map(candidate -> shown(result, candidate).mark())
        .filter(mark -> mark != Mark.NEITHER)
        .findFirst()
        .filter(mark -> mark == Mark.RIGHT)
        .isEmpty();
  }

  /** Numbered by the map's order; names of files have no characters that systems dislike. */
  private String fileName(PlaceImage query) {
    String name = query.name().replaceAll("[^A-Za-z0-9._-]", "_");
    String end = name.substring(Math.max(0, name.length() - 80));
    return String.format(
        Locale.ROOT, "%05d_%s.%s", queryNumbers.getOrDefault(query, -1) + 1, end, options.ending());
  }

  private String page(StringBuilder rows, int count) {
    String title =
        (options.which() == Which.WRONG ? "Wrong answers of " : "Answers of ") + map.name();
    return "<!DOCTYPE html>\n<html lang='en'>\n<head>\n<meta charset='utf-8'>\n<title>"
        + HtmlReport.escaped(title)
        + "</title>\n<style>\n"
        + "body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; background: #fff; }\n"
        + "figure { margin: 0 0 1.2rem; break-inside: avoid; } img { max-width: 100%; }\n"
        + "figcaption { color: #59636e; font-size: .85rem; overflow-wrap: anywhere; }\n"
        + "</style>\n</head>\n<body>\n<h1>"
        + HtmlReport.escaped(title)
        + "</h1>\n<p>"
        + count
        + (count == 1 ? " query" : " queries")
        + ". Solid green frames with \u2713 show the query's place, dashed orange ones with \u2717"
        + " another; ~ counts neither way. z is the list score (higher is better), d the distance"
        + " of global descriptors (lower is better).</p>\n"
        + rows
        + "</body>\n</html>\n";
  }
}
