package org.vladoscope.common;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** Pipes in the file system, at which a reader waits for ever. */
public final class Pipes {

  private Pipes() {}

  /** Makes one, or skips the test where there are none. */
  public static Path make(Path pipe) throws IOException {
    int code = -1;
    try {
      code = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    } catch (IOException e) {
      assumeTrue(false, "this system has no pipes with names");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assumeTrue(code == 0, "no pipe could be made");
    return pipe;
  }
}
