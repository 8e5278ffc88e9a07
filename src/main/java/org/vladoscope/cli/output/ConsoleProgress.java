package org.vladoscope.cli.output;

import java.util.Locale;
import org.vladoscope.common.Progress;

/** Progress on a terminal as a line that is written over, in a pipe as a line now and then. */
public final class ConsoleProgress implements Progress {

  private static final int BAR = 30;
  private static final long TERMINAL_INTERVAL = 100_000_000L;
  private static final long PIPE_INTERVAL = 5_000_000_000L;

  private final Console console;
  private long lastShown;
  private int lastLength;

  /** Progress beside the results of a console. */
  public ConsoleProgress(Console console) {
    this.console = console;
    this.lastShown = console.interactive() ? 0 : System.nanoTime();
  }

  @Override
  public synchronized void report(String message, double fraction) {
    long now = System.nanoTime();
    long interval = console.interactive() ? TERMINAL_INTERVAL : PIPE_INTERVAL;
    if (now - lastShown < interval) {
      return;
    }
    lastShown = now;
    double share = Math.clamp(fraction, 0.0, 1.0);
    if (console.interactive()) {
      int filled = (int) Math.round(share * BAR);
      String text =
          String.format(
              Locale.ROOT,
              "[%s%s] %3.0f %%  %s",
              "#".repeat(filled),
              " ".repeat(BAR - filled),
              100 * share,
              message);
      overwrite(text);
    } else {
      console.err().printf(Locale.ROOT, "%3.0f %%  %s%n", 100 * share, message);
      console.err().flush();
    }
  }

  private void overwrite(String text) {
    console.err().print("\r" + text + " ".repeat(Math.max(0, lastLength - text.length())));
    console.err().flush();
    lastLength = text.length();
  }

  /** Clears the line, so that results start on a clean one. */
  public synchronized void done() {
    if (console.interactive() && lastLength > 0) {
      overwrite("");
      console.err().print("\r");
      console.err().flush();
      lastLength = 0;
    }
  }

  @Override
  public boolean isCancelled() {
    return console.shutdown().isWished() || Thread.currentThread().isInterrupted();
  }
}
