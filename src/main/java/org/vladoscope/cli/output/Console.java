package org.vladoscope.cli.output;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

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
        writer(System.out),
        writer(System.err),
        Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent(),
        shutdown);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  /** Prints a line of results. */
  public void line(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
