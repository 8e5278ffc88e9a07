package org.vladoscope.ui;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.ChosenMap;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.opening.Answering;
import org.vladoscope.ui.opening.OpeningActions;
import org.vladoscope.ui.opening.OpeningModel;
import org.vladoscope.ui.session.FolderQuestion;
import org.vladoscope.ui.session.MapOpener;
import org.vladoscope.ui.session.MapSession;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.Job;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.task.RunningTask;
import org.vladoscope.ui.view.Notifier;
import org.vladoscope.ui.view.Words;
import org.vladoscope.ui.welcome.RecentMap;

/**
 * Which map is open or being opened, and what is remembered. A map that cannot be opened changes
 * nothing: the one that was open stays.
 */
public final class WindowModel {

  /**
   * A map being opened.
   *
   * @param folder where it lies
   * @param task how far it is
   */
  public record Opening(Path folder, RunningTask task) {}

  private final MapOpener opener;
  private final BackgroundTasks tasks;
  private final Notifier notifier;
  private final LatestOnly lane;
  private final ReadOnlyObjectWrapper<@Nullable OpenMap> explore = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Opening> opening = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable OpeningModel> asked = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<UserPreferences> preferences;
  private final ObservableList<RecentMap> recent = FXCollections.observableArrayList();

  /** No map is open. */
  public WindowModel(
      MapOpener opener, BackgroundTasks tasks, Notifier notifier, UserPreferences remembered) {
    this.opener = opener;
    this.tasks = tasks;
    this.notifier = notifier;
    this.lane = new LatestOnly(tasks);
    this.preferences = new SimpleObjectProperty<>(remembered);
    recent.setAll(remembered.recent());
    preferences.addListener(
        (o, before, now) -> {
          if (!now.recent().equals(recent)) {
            recent.setAll(now.recent());
          }
        });
  }

  /** What is chosen in the open map, or null. */
  public ReadOnlyObjectProperty<@Nullable OpenMap> exploreProperty() {
    return explore.getReadOnlyProperty();
  }

  /** The map being opened, or null. */
  public ReadOnlyObjectProperty<@Nullable Opening> openingProperty() {
    return opening.getReadOnlyProperty();
  }

  /** What is asked of the user before a folder is opened, or null. */
  public ReadOnlyObjectProperty<@Nullable OpeningModel> askedProperty() {
    return asked.getReadOnlyProperty();
  }

  /** What is remembered. */
  public ObjectProperty<UserPreferences> preferencesProperty() {
    return preferences;
  }

  /** Maps opened before, newest first. */
  public ObservableList<RecentMap> recent() {
    return recent;
  }

  /** The tasks under way. */
  public BackgroundTasks tasks() {
    return tasks;
  }

  /** Opens the map in a folder in place of the one that is open. */
  public void open(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    asked.set(null);
    run(
        absolute,
        progress -> opener.question(absolute, progress).map(Looked::at),
        looked ->
            looked.ifPresentOrElse(
                found -> go(absolute, found),
                () -> openAtOnce(absolute, progress -> opener.open(absolute, progress))));
  }

  private void ask(Answering answering) {
    opening.set(null);
    asked.set(new OpeningModel(answering, tasks, new Answers()));
  }

  /** A folder that was looked at, and how it can be read if that has to be asked. */
  private record Looked(FolderQuestion folder, Optional<Answering> answering) {

    static Looked at(FolderQuestion folder) {
      return new Looked(
          folder, folder.asks() ? Optional.of(Answering.of(folder)) : Optional.empty());
    }
  }

  private void go(Path path, Looked looked) {
    looked
        .answering()
        .ifPresentOrElse(
            this::ask, () -> openAtOnce(path, progress -> opener.open(looked.folder(), progress)));
  }

  private void openAtOnce(Path folder, Job<MapSession> job) {
    run(folder, job, session -> opened(folder, session));
  }

  private <T> void run(Path folder, Job<T> job, Consumer<T> done) {
    RunningTask task =
        lane.submit(
            "Opening " + folder.getFileName(),
            job,
            new Outcome<T>(
                done,
                failure -> {
                  opening.set(null);
                  notifier.error("The map could not be opened", Words.of(failure), failure);
                },
                () -> opening.set(null)));
    if (lane.busyProperty().get()) {
      opening.set(new Opening(folder, task));
    }
  }

  /** What comes of the page that asks how a folder is read. */
  private final class Answers implements OpeningActions {

    @Override
    public void open(ChosenMap chosen) {
      Path folder = chosen.found().database().listing().root();
      run(folder, progress -> opener.open(chosen, progress), session -> opened(folder, session));
    }

    @Override
    public void ask(Answering answering) {
      WindowModel.this.ask(answering);
    }

    @Override
    public void openSaved(Path folder) {
      WindowModel.this.open(folder);
    }

    @Override
    public void failed(Throwable failure) {
      notifier.error("The map could not be saved", Words.of(failure), failure);
    }

    @Override
    public void cancel() {
      asked.set(null);
    }
  }

  private void opened(Path folder, MapSession session) {
    asked.set(null);
    closeMap();
    PlaceMap map = session.map();
    preferences.set(preferences.get().withRecent(new RecentMap(map.name(), folder)));
    opening.set(null);
    explore.set(new OpenMap(session, tasks, notifier));
  }

  /** Gives up opening a map. */
  public void cancelOpening() {
    lane.cancel();
    opening.set(null);
  }

  /** Closes the open map. */
  public void closeMap() {
    OpenMap open = explore.get();
    if (open != null) {
      explore.set(null);
      open.close();
    }
  }

  /** Takes a map off the list of recent ones. */
  public void forget(Path folder) {
    preferences.set(preferences.get().without(folder));
  }

  /** Stops everything. */
  public void shutDown() {
    cancelOpening();
    closeMap();
    tasks.cancelAll();
  }
}
