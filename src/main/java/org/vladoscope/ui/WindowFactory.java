package org.vladoscope.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.image.Image;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.ui.explore.overlay.Overlay;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.known.Overlays;
import org.vladoscope.ui.explore.queries.OutsideImages;
import org.vladoscope.ui.lab.ComputeLab;
import org.vladoscope.ui.lab.LabModel;
import org.vladoscope.ui.lab.LabView;
import org.vladoscope.ui.lab.LessonProgress;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.theme.AppIcon;
import org.vladoscope.ui.theme.Themes;
import org.vladoscope.ui.view.Notifier;
import org.vladoscope.ui.view.Thumbnails;

/** Puts the window's parts together: the one place where they are made. */
final class WindowFactory implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 5;

  private final ExecutorService workers = Executors.newCachedThreadPool(daemons("work"));
  private final ExecutorService decoders = Executors.newFixedThreadPool(2, daemons("thumbnail"));
  private final ExecutorService writer = Executors.newSingleThreadExecutor(daemons("settings"));
  private final Executor fx = Platform::runLater;
  private final ComputeLab labEngine = new ComputeLab();
  private final UiOptions options;
  private final List<Overlay> overlays;
  private final Function<Stage, FileChoosers> choosers;

  WindowFactory(UiOptions options) {
    this(options, Overlays.ALL, StageChoosers::new);
  }

  WindowFactory(UiOptions options, List<Overlay> overlays, Function<Stage, FileChoosers> choosers) {
    this.options = options;
    this.overlays = overlays;
    this.choosers = choosers;
  }

  private static java.util.concurrent.ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Makes a window that is not shown yet. On the JavaFX thread. */
  VladoscopeWindow create(UserPreferences remembered) {
    Stage stage = new Stage();
    Themes themes = new Themes(remembered.look());
    WindowNotifier notifier = new WindowNotifier(stage);
    BackgroundTasks tasks = new BackgroundTasks(workers, fx);
    workers.execute(
        () -> {
          List<Image> icons = AppIcon.all();
          fx.execute(() -> stage.getIcons().setAll(icons));
        });
    WindowModel model = new WindowModel(options.opener(), tasks, notifier, remembered);
    model
        .preferencesProperty()
        .addListener((o, before, now) -> writer.execute(() -> options.preferences().write(now)));
    return new VladoscopeWindow(
        stage,
        model,
        themes,
        new Thumbnails(decoders, fx),
        choosers.apply(stage),
        new OutsideImages(tasks, notifier, WindowFactory::pastedFolder),
        notifier,
        new OverlayModel(overlays),
        options.sampleMap(),
        new BackgroundTasks(workers, fx),
        () -> lab(stage, model, tasks, notifier));
  }

  private LabView lab(Stage owner, WindowModel model, BackgroundTasks tasks, Notifier notifier) {
    ObjectProperty<LessonProgress> progress =
        new SimpleObjectProperty<>(model.preferencesProperty().get().lesson());
    progress.addListener(
        (o, before, now) ->
            model.preferencesProperty().set(model.preferencesProperty().get().withLesson(now)));
    LabModel lab =
        new LabModel(
            tasks,
            new BackgroundTasks(workers, fx),
            labEngine,
            model.exploreProperty(),
            notifier,
            progress);
    return new LabView(lab, () -> chooseLesson(owner));
  }

  private static Optional<Path> chooseLesson(Stage owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open lesson");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter("Lessons", "*.lesson", "*.txt"),
            new FileChooser.ExtensionFilter("All files", "*"));
    return Optional.ofNullable(chooser.showOpenDialog(owner)).map(java.io.File::toPath);
  }

  /** Asks for the device in the background, which also warms the tensor library up. */
  void nameDevice(VladoscopeWindow window) {
    workers.execute(
        () -> {
          String device = options.device().get();
          fx.execute(() -> window.setDevice(device));
        });
  }

  /** A folder for this run; what is pasted is not meant to be kept. */
  private static Path pastedFolder() {
    try {
      Path folder = Files.createTempDirectory("vladoscope-pasted");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new InputException(
          "There is no folder for a pasted image: " + FileProblem.of(e) + ".", e);
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
    decoders.shutdownNow();
    writer.shutdown();
    for (ExecutorService executor : List.of(workers, decoders, writer)) {
      awaitEnd(executor);
    }
    labEngine.close();
  }

  /** What computes may be about to end; its process must not end before. */
  private static void awaitEnd(ExecutorService executor) {
    try {
      var unused = executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
