package org.vladoscope.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.vladoscope.common.PlainText;

/**
 * Comma-separated tables for other programs, all by the same rules. Spreadsheets run what begins
 * with {@code = + - @} as a formula: such a text gets a straight quotation mark in front, which
 * they take for "this is text". Numbers stay numbers.
 */
public final class CsvText {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get();

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

  private CsvText() {}

  /** Lines of values: numbers, texts, and whatever else has a text. */
  public static String of(List<? extends List<?>> lines) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
      for (List<?> line : lines) {
        printer.printRecord(line.stream().map(CsvText::cell).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static Object cell(Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return value;
    }
    String text = PlainText.line(value.toString());
    boolean formula = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
    return formula && !NUMBER.matcher(text).matches() ? "'" + text : text;
  }
}
