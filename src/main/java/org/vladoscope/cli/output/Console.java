package org.vladoscope.cli.output;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.vladoscope.common.PlainText;

/**
 * Where commands print: results on one writer, progress and errors on the other.
 *
 * @param out results
 * @param err progress and errors
 * @param interactive true if {@code err} is a terminal
 * @param shutdown tells whether the process is to end
 */
public record Console(PrintWriter out, PrintWriter err, boolean interactive, Shutdown shutdown) {

  /** The process's own. */
  public static Console standard(Shutdown shutdown) {
    return new Console(
        writer(System.out, System.out.charset()),
        writer(new StandardError(), System.err.charset()),
        Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent(),
        shutdown);
  }

  private static PrintWriter writer(OutputStream stream, Charset charset) {
    // A session without a language claims ASCII, which is a part of UTF-8.
    Charset known = charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    return new PrintWriter(new PlainWriter(new OutputStreamWriter(stream, known)), true);
  }

  /** {@code System.err}, whatever it is by then. */
  private static final class StandardError extends OutputStream {
    @Override
    public void write(int value) {
      System.err.write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      System.err.write(bytes, from, length);
    }

    @Override
    public void flush() {
      System.err.flush();
    }
  }

  /**
   * Lets nothing pass that a terminal would obey, but line ends, tabs, and the return to the
   * beginning of the line that progress needs.
   */
  private static final class PlainWriter extends FilterWriter {

    PlainWriter(Writer out) {
      super(out);
    }

    @Override
    public void write(int c) throws IOException {
      write(String.valueOf((char) c), 0, 1);
    }

    @Override
    public void write(char[] characters, int from, int length) throws IOException {
      write(new String(characters, from, length), 0, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      String[] parts = text.substring(from, from + length).split("\r", -1);
      for (int i = 0; i < parts.length; i++) {
        out.write((i == 0 ? "" : "\r") + PlainText.of(parts[i]));
      }
    }
  }

  /** Prints a line of results. */
  public void line(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
