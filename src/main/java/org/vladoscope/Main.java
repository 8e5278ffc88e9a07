package org.vladoscope;

import org.vladoscope.cli.CommandLineMain;

/** Where the program starts. */
public final class Main {

  private Main() {}

  /** Runs the command line, or the window if there is no command. */
  public static void main(String[] arguments) {
    System.exit(
        CommandLineMain.run(
            (map, startupTime) -> {
              throw new IllegalStateException("no window yet");
            },
            arguments));
  }
}
