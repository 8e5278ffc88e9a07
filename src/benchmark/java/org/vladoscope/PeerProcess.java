package org.vladoscope;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.vladoscope.benchmark.peers.Method;
import org.vladoscope.benchmark.peers.OriginalScripts;
import org.vladoscope.benchmark.peers.PeersBenchmark;
import org.vladoscope.benchmark.peers.SideCost;

/** One side of {@link PeersBenchmark}, in a process of its own. */
public final class PeerProcess {

  private PeerProcess() {}

  /** Takes a file for the figures, then the original's arguments or those of the program. */
  public static void main(String[] arguments) throws IOException {
    SideCost.recordAtEnd(Path.of(arguments[0]));
    if (!arguments[1].equals(PeersBenchmark.ORIGINAL)) {
      Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    OriginalScripts.run(
        Path.of(arguments[2]),
        Path.of(arguments[3]),
        Method.parse(arguments[4]),
        Integer.parseInt(arguments[5]),
        Path.of(arguments[6]));
    System.exit(0);
  }
}
