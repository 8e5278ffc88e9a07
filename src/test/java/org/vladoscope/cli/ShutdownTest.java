package org.vladoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.ConsoleProgress;
import org.vladoscope.cli.output.Shutdown;

class ShutdownTest {

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
}
