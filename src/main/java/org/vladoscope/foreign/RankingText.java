package org.vladoscope.foreign;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.common.ReadableFile;

/**
 * A file of rankings, its names not yet put to images. Lines are all of one kind:
 *
 * <ul>
 *   <li>{@code QUERY, IMAGE} or {@code QUERY, IMAGE, SCORE}: kapture, and predictions of
 *       Patch-NetVLAD
 *   <li>{@code QUERY IMAGE} or {@code QUERY IMAGE SCORE}: hloc
 *   <li>{@code QUERY IMAGE IMAGE …}: MSLS, one line for each query
 * </ul>
 *
 * Lines that begin with {@code #} and empty ones are left out.
 *
 * @param kind what it was read as, for people
 * @param hasScores whether pairs have a score
 * @param byQuery the pairs of each query in the order of the lines
 */
record RankingText(String kind, boolean hasScores, Map<String, List<Pair>> byQuery) {

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final long MOST_BYTES = 1L << 31;
  private static final int MOST_LINE = 1 << 20;
  private static final int CHECK_EVERY = 4096;

  /** So many lines tell what a file is. */
  private static final int FIRST = 64;

  /**
   * A database image of a query.
   *
   * @param image its name
   * @param score higher is better; NaN if there is none
   */
  record Pair(String image, double score) {}

  /** A line without what is around its fields. */
  private record Line(int number, boolean commas, String[] fields) {}

  /**
   * Reads a file.
   *
   * @param isImage tells whether a name is that of a database image
   * @throws InputException if it is no such file
   */
  static RankingText read(Path file, Predicate<String> isImage, Progress progress) {
    List<Line> lines = lines(file, progress);
    if (lines.isEmpty()) {
      throw new InputException(file + " has no line with a ranking.");
    }
    int fewest = lines.stream().mapToInt(line -> line.fields.length).min().orElse(0);
    int most = lines.stream().mapToInt(line -> line.fields.length).max().orElse(0);
    if (fewest < 2) {
      Line first = lines.stream().filter(line -> line.fields.length < 2).findFirst().orElseThrow();
      throw new InputException(
          "Line "
              + first.number
              + " of "
              + file
              + " pairs nothing: a query and a database image are needed.");
    }
    boolean commas = lines.getFirst().commas;
    String kind = commas ? "pairs of kapture" : "pairs of hloc";
    if (fewest == 2 && most == 2) {
      return new RankingText(kind, false, pairs(file, lines, false));
    }
    boolean numbers =
        fewest == 3
            && most == 3
            && lines.stream().allMatch(line -> !Double.isNaN(number(line.fields[2])));
    if (numbers && !commas && lines.stream().allMatch(line -> isImage.test(line.fields[2]))) {
      throw new InputException(
          "The third names in "
              + file
              + " may be scores or database images; write pairs, one a line.");
    }
    if (numbers) {
      return new RankingText(kind + " with scores", true, pairs(file, lines, true));
    }
    if (commas) {
      Line other =
          lines.stream()
              .filter(line -> line.fields.length != 3 || Double.isNaN(number(line.fields[2])))
              .findFirst()
              .orElseThrow();
      throw new InputException(
          "Line "
              + other.number
              + " of "
              + file
              + " is not QUERY, IMAGE, SCORE as others are, with a score that is a number.");
    }
    return new RankingText(
        "lists of candidates, a line for each query, as for MSLS", false, lists(file, lines));
  }

  private static double number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isInfinite(value) ? Double.NaN : value;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static Map<String, List<Pair>> pairs(Path file, List<Line> lines, boolean scored) {
    Map<String, List<Pair>> byQuery = new LinkedHashMap<>();
    for (Line line : lines) {
      if (line.fields[1].isEmpty()) {
        throw new InputException("Line " + line.number + " of " + file + " names no image.");
      }
      byQuery
          .computeIfAbsent(line.fields[0], query -> new ArrayList<>())
          .add(new Pair(line.fields[1], scored ? number(line.fields[2]) : Double.NaN));
    }
    return byQuery;
  }

  private static Map<String, List<Pair>> lists(Path file, List<Line> lines) {
    Map<String, List<Pair>> byQuery = new LinkedHashMap<>();
    for (Line line : lines) {
      List<Pair> pairs =
          new ArrayList<>(
              Arrays.stream(line.fields).skip(1).map(name -> new Pair(name, Double.NaN)).toList());
      if (byQuery.put(line.fields[0], pairs) != null) {
        throw new InputException(
            "Line "
                + line.number
                + " of "
                + file
                + " is a second list of candidates for "
                + line.fields[0]
                + ".");
      }
    }
    return byQuery;
  }

  private static boolean isContent(String line) {
    return !line.isBlank() && !line.stripLeading().startsWith("#");
  }

  private static InputException unreadable(Path file, IOException e) {
    return new InputException(
        "The rankings of " + file + " cannot be read: " + FileProblem.of(e) + ".", e);
  }

  private static List<Line> lines(Path file, Progress progress) {
    List<Line> lines = new ArrayList<>();
    try (BufferedReader in =
        Files.newBufferedReader(ReadableFile.check(file), StandardCharsets.UTF_8)) {
      if (Files.size(file) > MOST_BYTES) {
        throw new InputException(file + " is too large to be a file of rankings.");
      }
      int number = 0;
      boolean commas = false;
      for (String line = line(in); line != null; line = line(in)) {
        number++;
        if (number % CHECK_EVERY == 0) {
          progress.check();
        }
        if (!isContent(line)) {
          continue;
        }
        boolean own = line.contains(",");
        if (lines.isEmpty()) {
          commas = own;
        } else if (own != commas) {
          throw new InputException(
              "Line "
                  + number
                  + " of "
                  + file
                  + (own ? " has commas" : " has no comma")
                  + ", unlike those before it.");
        }
        lines.add(new Line(number, commas, (commas ? COMMA : SPACE).split(line.strip(), -1)));
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return lines;
  }

  /** The fields of the first lines; none if it is no text. */
  static List<String[]> beginning(Path file) {
    List<String[]> lines = new ArrayList<>();
    try (BufferedReader in =
        Files.newBufferedReader(ReadableFile.check(file), StandardCharsets.UTF_8)) {
      for (String line = line(in); line != null && lines.size() < FIRST; line = line(in)) {
        if (isContent(line)) {
          lines.add((line.contains(",") ? COMMA : SPACE).split(line.strip(), -1));
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return lines;
  }

  /** A line, at most so long that a file of something else does not fill the memory. */
  private static @Nullable String line(BufferedReader in) throws IOException {
    StringBuilder text = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (text.length() == MOST_LINE) {
        throw new IOException("a line of it is too long");
      }
      text.append((char) c);
    }
    return text.toString();
  }
}
