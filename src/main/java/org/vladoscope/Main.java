package org.vladoscope;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.CommandLineMain;
import org.vladoscope.cli.ExtraCommand;
import org.vladoscope.cli.output.Shutdown;
import org.vladoscope.cli.window.WindowStart;
import org.vladoscope.common.InputException;
import org.vladoscope.common.LogOnTerminal;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.NativeFolders;
import org.vladoscope.compute.NativeMessages;
import org.vladoscope.compute.ProcessEnd;
import org.vladoscope.index.engine.IndexEngine;
import org.vladoscope.store.ApplicationFolders;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.store.SampleMap;
import org.vladoscope.ui.PreferencesFile;
import org.vladoscope.ui.UiOptions;
import org.vladoscope.ui.VladoscopeApp;
import org.vladoscope.ui.session.WorkspaceOpener;

/** Where the program starts, and the one place where its parts are put together. */
public final class Main {

  /** What is done where no window can be shown. */
  @FunctionalInterface
  interface WithoutWindow {
    /**
     * Does it.
     *
     * @param map the map to open, null if none was named
     * @param obstacle why there is no window, as a sentence
     * @return exit code
     */
    int run(@Nullable Path map, String obstacle, Shutdown shutdown);
  }

  private final List<ExtraCommand> extraCommands;
  private final WithoutWindow withoutWindow;

  Main(List<ExtraCommand> extraCommands, WithoutWindow withoutWindow) {
    this.extraCommands = List.copyOf(extraCommands);
    this.withoutWindow = withoutWindow;
  }

  /** Runs a command; without one, opens the window. */
  public static void main(String[] arguments) {
    new Main(
            List.of(),
            (map, obstacle, shutdown) -> {
              throw new InputException(obstacle + " Commands need none; --help lists them.");
            })
        .run(arguments);
  }

  void run(String... arguments) {
    // JavaCPP would refuse to go on once the process is four times as large as the Java heap may
    // be. Networks and indexes lie outside the heap, so that says nothing here.
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    if (System.getProperty(LogOnTerminal.LEVEL_PROPERTY) == null) {
      // Beside the start, which it would make longer; libraries are loaded later.
      Charset charset = System.err.charset();
      Thread.ofPlatform()
          .daemon()
          .name("native-messages")
          .start(() -> NativeMessages.hide(charset));
    }
    Shutdown shutdown = Shutdown.ofProcess();
    int code;
    try {
      code =
          CommandLineMain.run(
              new Window(start -> openWindow(start, shutdown)),
              extraCommands,
              shutdown,
              () -> NativeFolders.ofUser().choose(),
              arguments);
    } finally {
      shutdown.ended();
    }
    System.exit(code);
  }

  private int openWindow(WindowStart start, Shutdown shutdown) {
    Display display = Display.here();
    if (display.error().isPresent()) {
      throw new InputException(display.error().get());
    }
    if (display.obstacle().isPresent()) {
      if (!start.startupTime()) {
        return withoutWindow.run(start.map(), display.obstacle().get(), shutdown);
      }
      drawWithoutScreen();
    }
    shutdown.onWish(VladoscopeApp::closeWindows);
    IndexEngine engine = IndexEngine.fromSystemProperty();
    Compute compute = start.compute().get();
    int code;
    try (compute;
        DescriptorStore store = start.store().get()) {
      code =
          VladoscopeApp.launch(
              new UiOptions(
                  start.map(),
                  SampleMap.find().orElse(null),
                  new WorkspaceOpener(compute, store, start.config()).withResultsOf(start.map()),
                  device(compute, engine),
                  new PreferencesFile(PreferencesFile.userFile()),
                  start.startupTime(),
                  start.startupTime() ? printer(System.out) : (what, since) -> {}));
    }
    if (compute.isBusy()) {
      ProcessEnd.now(code);
    }
    return code;
  }

  /** What computes, for the status line. */
  static Supplier<String> device(Compute compute, IndexEngine engine) {
    return () -> compute.description() + "  \u00b7  " + engine.description(compute);
  }

  private static BiConsumer<String, Duration> printer(PrintStream out) {
    return (what, since) ->
        out.printf(Locale.ROOT, "%s after %.2f s%n", what, since.toMillis() / 1000.0);
  }

  /** Has JavaFX draw in memory. Must come before JavaFX starts. */
  static void drawWithoutScreen() {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("java.awt.headless", "true");
  }

  /** The cache in the user's folder. */
  static DescriptorStore openStore() {
    Path folder = ApplicationFolders.ofUser().cache();
    return DescriptorStore.open(folder, DescriptorStore.DEFAULT_LIMIT);
  }
}
