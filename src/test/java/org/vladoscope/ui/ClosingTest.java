package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.ui.session.FolderQuestion;
import org.vladoscope.ui.session.MapOpener;
import org.vladoscope.ui.session.MapSession;
import org.vladoscope.ui.session.WorkspaceOpener;

/** The window is closed while a map is indexed. */
@Tag("window")
class ClosingTest {

  @TempDir private Path folder;
  private final Logger log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    logged.start();
    log.addAppender(logged);
  }

  @AfterEach
  void listenNoMore() {
    log.detachAppender(logged);
  }

  @Test
  void closingComesBackOnlyWhenTheWorkHasSeenItsCancelAndCallsThatNoFailure() throws Exception {
    Path map = FixtureMap.write(folder.resolve("map"), 40, 2);
    try (Compute compute = Compute.open(DeviceChoice.CPU);
        DescriptorStore store = DescriptorStore.open(folder.resolve("store"), 1L << 30)) {
      Watched opener = new Watched(new WorkspaceOpener(compute, store, EngineWindow.fewWords(5)));
      Harness harness = new Harness(opener, folder, UserPreferences.DEFAULT);
      harness.fx(() -> harness.model().open(map));
      assertThat(opener.indexing.await(60, TimeUnit.SECONDS)).as("it is indexed").isTrue();

      harness.close();

      assertThat(opener.end.get()).isInstanceOf(CancellationException.class);
      assertThat(logged.list)
          .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
          .extracting(ILoggingEvent::getFormattedMessage)
          .isEmpty();
    }
  }

  /** Opens maps, knows when features are computed and how it ended. */
  private static final class Watched implements MapOpener {

    private final MapOpener real;
    final CountDownLatch indexing = new CountDownLatch(1);
    final AtomicReference<Throwable> end = new AtomicReference<>();

    Watched(MapOpener real) {
      this.real = real;
    }

    @Override
    public Optional<FolderQuestion> question(Path path, Progress progress) {
      return real.question(path, progress);
    }

    @Override
    public MapSession open(Path path, Progress progress) {
      return watched(progress, watching -> real.open(path, watching));
    }

    @Override
    public MapSession open(FolderQuestion looked, Progress progress) {
      return watched(progress, watching -> real.open(looked, watching));
    }

    private MapSession watched(
        Progress progress, java.util.function.Function<Progress, MapSession> open) {
      try {
        return open.apply(
            new Progress() {
              @Override
              public void report(String message, double fraction) {
                progress.report(message, fraction);
                if (message.startsWith("Computing features")) {
                  indexing.countDown();
                  // What follows is to be stopped: it does not run away while the test is slow.
                  while (!progress.isCancelled()) {
                    Thread.onSpinWait();
                  }
                }
              }

              @Override
              public boolean isCancelled() {
                return progress.isCancelled();
              }
            });
      } catch (RuntimeException e) {
        end.set(e);
        throw e;
      }
    }
  }

  @Test
  void theSameMapOpensAfterwardsFromWhatWasCached() throws IOException {
    Path map = FixtureMap.write(folder.resolve("map"), 4, 1);
    try (Compute compute = Compute.open(DeviceChoice.CPU);
        DescriptorStore store = DescriptorStore.open(folder.resolve("store"), 1L << 30)) {
      MapOpener opener = new WorkspaceOpener(compute, store, EngineWindow.fewWords(3));
      Harness closedEarly = new Harness(opener, folder, UserPreferences.DEFAULT);
      closedEarly.fx(() -> closedEarly.model().open(map));
      closedEarly.close();
      try (Harness harness = new Harness(opener, folder, UserPreferences.DEFAULT)) {
        harness.open(map);
        assertThat(harness.explore().map().database()).hasSize(4);
      }
    }
    assertThat(List.copyOf(logged.list))
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .isEmpty();
  }

  @Test
  void aClosedWindowIsForgotten(@TempDir Path temporary) throws InterruptedException {
    WeakReference<VladoscopeWindow> closed = openAndClose(temporary);
    for (int i = 0; i < 50 && closed.get() != null; i++) {
      System.gc();
      Thread.sleep(50);
    }
    assertThat(closed.get()).as("nothing that outlives the window holds it").isNull();
  }

  private static WeakReference<VladoscopeWindow> openAndClose(Path folder) {
    try (Harness harness =
        new Harness(
            (map, progress) -> {
              throw new InputException("not asked for");
            },
            folder,
            UserPreferences.DEFAULT)) {
      return new WeakReference<>(harness.window);
    }
  }
}
