package org.vladoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.ConsoleProgress;
import org.vladoscope.cli.output.Shutdown;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.TensorRuntime;

class ShutdownTest {

  @TempDir Path folder;

  private final Shutdown shutdown = new Shutdown();
  private final ConsoleProgress progress =
      new ConsoleProgress(
          new Console(
              new PrintWriter(new StringWriter()),
              new PrintWriter(new StringWriter()),
              false,
              shutdown));

  @Test
  void whoComputesIsToldToStopAndTheProcessWaitsUntilThatIsDone() throws Exception {
    assertThat(progress.isCancelled()).isFalse();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    shutdown.onWish(() -> asked.complete(null));

    CompletableFuture<Void> hook = CompletableFuture.runAsync(shutdown::wish);
    asked.get(10, TimeUnit.SECONDS);
    assertThat(progress.isCancelled()).isTrue();
    assertThat(hook).isNotDone();

    shutdown.ended();
    hook.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aProcessThatEndsByItselfStopsNothing() {
    shutdown.onWish(
        () -> {
          throw new AssertionError("nothing is left to stop");
        });
    shutdown.ended();

    shutdown.wish();

    assertThat(shutdown.isWished()).isFalse();
  }

  @Test
  void nativeWorkThatDoesNotStopIsLeftBehindAndTheProcessEndsInsteadOfCrashing() throws Exception {
    Path log = folder.resolve("child.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx600m",
                "-Dai.djl.offline=true",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(200);
    try {
      while (!Files.readString(log).contains("computing")
          && process.isAlive()
          && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(Shutdown.KILLED);
    assertThat(log).content().contains("Cancelled.").doesNotContain("SIGSEGV");
    assertThat(folder.resolve("crash.log")).doesNotExist();
  }

  /** Multiplies matrices in the tensor library and hears no wish to end. */
  static final class Child {
    public static void main(String[] arguments) {
      Shutdown shutdown = Shutdown.ofProcess(Duration.ofMillis(200));
      try (Compute compute = Compute.open(DeviceChoice.CPU, 2)) {
        FloatMatrix matrix = FloatMatrix.zeros(1500, 1500);
        TensorRuntime tensors = TensorRuntime.of(compute);
        compute.parallel(
            2,
            Progress.NONE,
            task -> {
              try (NDManager manager = tensors.newManager();
                  Arena arena = Arena.ofShared()) {
                NDArray left =
                    tensors.tensor(manager, arena, matrix.data(), 0, new Shape(1500, 1500));
                while (true) {
                  System.out.println("computing");
                  left.matMul(left).close();
                }
              }
            });
      }
      shutdown.ended();
    }
  }
}
