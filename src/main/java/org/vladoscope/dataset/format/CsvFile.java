package org.vladoscope.dataset.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.MemoryProblem;
import org.vladoscope.common.ReadableFile;

/**
 * A text file of lines of fields, separated by commas, semicolons, tabs or, where a file has none
 * of these, spaces; in UTF-8 or UTF-16.
 *
 * @param name of the file, without its folder
 * @param separator what stands between fields
 * @param lines all that are not empty
 */
public record CsvFile(String name, char separator, List<Line> lines) {

  private static final long MOST_BYTES = 200_000_000;

  /** So many lines tell what separates fields. */
  private static final int TELLING = 50;

  /** So many bytes tell how characters are written. */
  private static final int TELLING_BYTES = 4096;

  /** A number as programs of some countries write it; a comma in it separates nothing. */
  private static final Pattern DECIMAL_COMMA = Pattern.compile("(?<=\\d),(?=\\d)");

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  /** Copies the list. */
  public CsvFile {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param number counted from 1, for messages
   * @param fields trimmed, empty ones at the end left out; at least one
   */
  public record Line(long number, List<String> fields) {

    /** Copies the list. */
    public Line {
      fields = List.copyOf(fields);
    }

    /** A field by its place from 0; empty if the line ends before it. */
    public String field(int place) {
      return place < fields.size() ? fields.get(place) : "";
    }

    /** The whole line for messages, with commas. */
    String text() {
      return String.join(",", fields);
    }
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it cannot be read or is no such file
   */
  public static CsvFile read(Path file) {
    try {
      return of(String.valueOf(file.getFileName()), file, text(file));
    } catch (OutOfMemoryError e) {
      // Fields take a dozen times the memory of their letters; all of it is free again here.
      throw MemoryProblem.of("to read " + file, e);
    }
  }

  /**
   * The first line of a file, without reading the rest; null if it is not a text or begins with an
   * empty line.
   */
  public static @Nullable Line firstLine(Path file) {
    try (var in = Files.newInputStream(file)) {
      String text = decoded(file, in.readNBytes(TELLING_BYTES), CodingErrorAction.REPLACE);
      String line = text.lines().findFirst().orElse("");
      List<Line> lines = of(String.valueOf(file.getFileName()), file, line).lines;
      return lines.isEmpty() ? null : lines.getFirst();
    } catch (IOException | InputException e) {
      // What cannot be read is no table; reading it says why.
      return null;
    }
  }

  private static CsvFile of(String name, Path file, String text) {
    char separator = separator(text);
    return new CsvFile(
        name, separator, separator == ' ' ? spaced(text) : parsed(file, text, separator));
  }

  /** What separates fields, where it is not the usual comma: a sentence, or empty. */
  public String note() {
    return switch (separator) {
      case ';' -> "The fields of " + name + " are taken to be separated by semicolons.";
      case '\t' -> "The fields of " + name + " are taken to be separated by tabs.";
      case ' ' -> "The fields of " + name + " are taken to be separated by spaces.";
      default -> "";
    };
  }

  /** Adds what is to be said of the separator, if anything is. */
  void noteTo(List<String> warnings) {
    if (!note().isEmpty()) {
      warnings.add(note());
    }
  }

  /**
   * The number in a field, or null if it is none or not finite. A decimal comma is understood where
   * commas do not separate fields.
   */
  public @Nullable Double number(String field) {
    String plain = separator == ',' ? field : DECIMAL_COMMA.matcher(field).replaceFirst(".");
    if (!NUMBER.matcher(plain).matches()) {
      return null;
    }
    double value = Double.parseDouble(plain);
    return Double.isFinite(value) ? value : null;
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new InputException(
            file + " has more than " + MOST_BYTES / 1_000_000 + " MB, too much for such a file.");
      }
      return decoded(file, Files.readAllBytes(ReadableFile.check(file)), CodingErrorAction.REPORT);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }

  private static String decoded(Path file, byte[] bytes, CodingErrorAction malformed) {
    Charset charset = charset(file, bytes);
    String text;
    try {
      text =
          charset
              .newDecoder()
              .onMalformedInput(malformed)
              .onUnmappableCharacter(malformed)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
    } catch (CharacterCodingException e) {
      throw new InputException(file + " is not a text file in " + charset + ".", e);
    }
    if (text.indexOf('\0') >= 0) {
      throw notText(file);
    }
    String byteOrderMark = "\uFEFF";
    return text.startsWith(byteOrderMark) ? text.substring(1) : text;
  }

  /** UTF-8, or UTF-16 by its byte order mark or by the zeros that Latin letters have in it. */
  private static Charset charset(Path file, byte[] bytes) {
    int first = bytes.length > 0 ? bytes[0] & 0xff : 0;
    int second = bytes.length > 1 ? bytes[1] & 0xff : 0;
    if (first == 0xfe && second == 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    if (first == 0xff && second == 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    int even = 0;
    int odd = 0;
    int length = Math.min(bytes.length, TELLING_BYTES);
    for (int i = 0; i < length; i++) {
      even += bytes[i] == 0 && i % 2 == 0 ? 1 : 0;
      odd += bytes[i] == 0 && i % 2 == 1 ? 1 : 0;
    }
    if (even + odd == 0) {
      return StandardCharsets.UTF_8;
    }
    if (even == 0 && odd > length / 4) {
      return StandardCharsets.UTF_16LE;
    }
    if (odd == 0 && even > length / 4) {
      return StandardCharsets.UTF_16BE;
    }
    throw notText(file);
  }

  private static InputException notText(Path file) {
    return new InputException(
        file + " is not a text file: it holds zero bytes. Save it as text in UTF-8.");
  }

  private static char separator(String text) {
    List<String> told =
        text.lines()
            .filter(line -> !line.isBlank())
            .limit(TELLING)
            .map(line -> QUOTED.matcher(line).replaceAll("q"))
            .toList();
    boolean other = told.stream().anyMatch(l -> l.indexOf(';') >= 0 || l.indexOf('\t') >= 0);
    List<String> lines =
        other
            ? told.stream().map(line -> DECIMAL_COMMA.matcher(line).replaceAll(".")).toList()
            : told;
    if (lines.stream().anyMatch(line -> line.indexOf(',') >= 0)) {
      // A comma outside numbers: a semicolon counts only if it cuts all lines alike.
      return other && !sameCuts(lines, ',') && sameCuts(lines, ';') ? ';' : ',';
    }
    if (other) {
      return lines.stream().anyMatch(line -> line.indexOf('\t') >= 0) ? '\t' : ';';
    }
    boolean spaced =
        !lines.isEmpty()
            && lines.stream().skip(1).allMatch(CsvFile::isNameAndNumbers)
            && (lines.size() > 1 || isNameAndNumbers(lines.getFirst()));
    return spaced ? ' ' : ',';
  }

  private static boolean isNameAndNumbers(String line) {
    String[] fields = SPACES.split(line.strip());
    return line.startsWith("#")
        || (fields.length >= 3
            && Arrays.stream(fields).skip(1).allMatch(f -> NUMBER.matcher(f).matches()));
  }

  private static boolean sameCuts(List<String> lines, char separator) {
    List<Long> cuts =
        lines.stream().map(l -> l.chars().filter(c -> c == separator).count()).distinct().toList();
    return cuts.size() == 1 && cuts.getFirst() > 0;
  }

  private static List<Line> spaced(String text) {
    List<Line> lines = new ArrayList<>();
    long number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        lines.add(new Line(number, List.of(SPACES.split(line.strip()))));
      }
    }
    return lines;
  }

  private static List<Line> parsed(Path file, String text, char separator) {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(separator)
            .setTrim(true)
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();
    List<Line> lines = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(text, format)) {
      for (CSVRecord row : parser) {
        List<String> fields = new ArrayList<>(row.toList());
        while (!fields.isEmpty() && fields.getLast().isEmpty()) {
          fields.removeLast();
        }
        if (!fields.isEmpty()) {
          lines.add(new Line(parser.getCurrentLineNumber(), fields));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new InputException(
          file
              + " is not a comma-separated file: a quotation mark is not closed, or stands in the"
              + " middle of a field.",
          e);
    }
    return lines;
  }
}
