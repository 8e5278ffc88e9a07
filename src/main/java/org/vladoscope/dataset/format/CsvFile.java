package org.vladoscope.dataset.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;

/** Reads comma-separated files. */
public final class CsvFile {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setTrim(true)
          .setIgnoreSurroundingSpaces(true)
          .setIgnoreEmptyLines(true)
          .get();

  private CsvFile() {}

  /**
   * One line.
   *
   * @param number counted from 1, for messages
   * @param fields trimmed, empty ones at the end left out
   */
  public record Line(long number, List<String> fields) {}

  /**
   * All lines that are not empty.
   *
   * @throws InputException if it cannot be read or is no such file
   */
  public static List<Line> read(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new InputException(file + " is not a text file in UTF-8.", e);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
    String byteOrderMark = "\uFEFF";
    String content = text.startsWith(byteOrderMark) ? text.substring(1) : text;
    List<Line> lines = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(content, FORMAT)) {
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
          file + " is not a comma-separated file: " + FileProblem.of(e) + ".", e);
    }
    return lines;
  }
}
