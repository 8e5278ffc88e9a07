package org.vladoscope.cli;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * Where commands print: results on one writer, progress and errors on the other.
 *
 * @param out results
 * @param err progress and errors
 * @param interactive true if {@code err} is a terminal
 */
record Console(PrintWriter out, PrintWriter err, boolean interactive) {

  /** The process's own. */
  static Console standard() {
    java.io.Console terminal = System.console();
    return new Console(
        new PrintWriter(System.out, true),
        new PrintWriter(System.err, true),
        terminal != null && terminal.isTerminal());
  }

  void line(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
