package org.vladoscope.ui.opening;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.format.Roles;
import org.vladoscope.dataset.format.known.ChosenMap;
import org.vladoscope.dataset.format.saved.MapFile;
import org.vladoscope.dataset.format.saved.MapFiles;
import org.vladoscope.dataset.format.saved.TruthRule;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;

/**
 * What was chosen for a folder before it is opened, and what would come of it; that is found out in
 * the background after each choice.
 */
public final class OpeningModel {

  private final Answering answering;
  private final OpeningActions actions;
  private final LatestOnly previewing;
  private final LatestOnly saving;
  private final ReadOnlyObjectWrapper<Reading> reading;
  private final ReadOnlyObjectWrapper<Optional<Roles>> roles;
  private final ReadOnlyObjectWrapper<TruthRule> rule =
      new ReadOnlyObjectWrapper<>(new TruthRule.AsMapSays());
  private final ReadOnlyObjectWrapper<@Nullable Preview> preview = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private Optional<Preview.Images> images = Optional.empty();

  /** Until the user chooses a rule, the one that fits is suggested. */
  private boolean suggests = true;

  /** A folder of which nothing has been chosen yet. */
  public OpeningModel(Answering answering, BackgroundTasks tasks, OpeningActions actions) {
    this.answering = answering;
    this.actions = actions;
    this.previewing = new LatestOnly(tasks);
    this.saving = new LatestOnly(tasks);
    Reading first = answering.readings().getFirst();
    this.reading = new ReadOnlyObjectWrapper<>(first);
    this.roles = new ReadOnlyObjectWrapper<>(first.choices().stream().findFirst());
    refresh();
  }

  /** The folder. */
  public Path folder() {
    return answering.question().inspection().folder().root();
  }

  /** The ways it can be read. */
  List<Reading> readings() {
    return answering.readings();
  }

  /** What formats found that no choice here answers; sentences. */
  List<String> notes() {
    return answering.notes();
  }

  /** The way that is chosen. */
  ReadOnlyObjectProperty<Reading> readingProperty() {
    return reading.getReadOnlyProperty();
  }

  /** The folders that are chosen; none where there is nothing to choose. */
  ReadOnlyObjectProperty<Optional<Roles>> rolesProperty() {
    return roles.getReadOnlyProperty();
  }

  /** What counts as right. */
  ReadOnlyObjectProperty<TruthRule> ruleProperty() {
    return rule.getReadOnlyProperty();
  }

  /** What would be opened; null while that is not known. */
  ReadOnlyObjectProperty<@Nullable Preview> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  /** Why what was chosen cannot be opened, a sentence; empty if it can. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** True while it is found out what would be opened. */
  ReadOnlyBooleanProperty busyProperty() {
    return previewing.busyProperty();
  }

  /** Chooses a way to read the folder. */
  void choose(Reading way) {
    if (!way.equals(reading.get())) {
      reading.set(way);
      roles.set(way.choices().stream().findFirst());
      refresh();
    }
  }

  /** Chooses folders. */
  void choose(Roles folders) {
    if (!roles.get().equals(Optional.of(folders))) {
      roles.set(Optional.of(folders));
      refresh();
    }
  }

  /** Chooses what counts as right. */
  void choose(TruthRule truth) {
    suggests = false;
    if (!truth.equals(rule.get()) || !problem.get().isEmpty()) {
      rule.set(truth);
      refresh();
    }
  }

  /** Chooses a file that says what is right; it has to lie in the folder. */
  public void chooseTruthFile(Path file) {
    Path root = folder().toAbsolutePath().normalize();
    Path absolute = file.toAbsolutePath().normalize();
    if (absolute.startsWith(root)) {
      choose(new TruthRule.OfFile(root.relativize(absolute).toString()));
    } else {
      refuse(
          file.getFileName()
              + " lies outside "
              + root
              + "; copy it into that folder, or open it later under Evaluate, Ground truth.");
    }
  }

  /** True if images that a list names may lie in another folder. */
  boolean hasList() {
    return answering.question().inspection().hasList();
  }

  /** Where images are looked for besides the folder. */
  Optional<Path> imageRoot() {
    return answering.question().formats().imageRoot();
  }

  /** True if what is chosen can be kept in the folder, which an image root cannot. */
  boolean canSave() {
    return imageRoot().isEmpty();
  }

  /** Looks for the images of a list in another folder too, and asks anew. */
  public void chooseImageRoot(Path imageRoot) {
    previewing.submit(
        "Looking for images in " + imageRoot.getFileName(),
        progress -> answering.withImagesIn(imageRoot, progress),
        Outcome.of(actions::ask, failure -> refuse(Words.of(failure))));
  }

  /** What was typed makes no sense. */
  void refuse(String sentence) {
    previewing.cancel();
    preview.set(null);
    problem.set(sentence);
  }

  private MapFile said() {
    return new MapFile(MapFiles.name(folder()), reading.get().format(), roles.get(), rule.get());
  }

  private void refresh() {
    MapFile said = said();
    boolean suggest = suggests;
    Optional<Preview.Images> known = images;
    previewing.submit(
        "Looking at " + MapFiles.name(folder()),
        progress -> Preview.of(answering.question(), said, suggest, known, progress),
        Outcome.of(this::show, failure -> refuse(Words.of(failure))));
  }

  private void show(Preview.Result result) {
    images = Optional.of(result.images());
    problem.set("");
    rule.set(result.preview().chosen().said().truth());
    preview.set(result.preview());
  }

  private Optional<ChosenMap> chosen() {
    return previewing.busyProperty().get()
        ? Optional.empty()
        : Optional.ofNullable(preview.get()).map(Preview::chosen);
  }

  /** Opens the folder as chosen, once it is known what that is. */
  void open() {
    chosen().ifPresent(actions::open);
  }

  /** Remembers with the folder what was chosen, and opens it. */
  void save() {
    chosen()
        .ifPresent(
            chosen ->
                saving.submit(
                    "Saving the map",
                    progress ->
                        answering.question().formats().files().save(folder(), chosen.said()),
                    Outcome.of(file -> actions.openSaved(folder()), actions::failed)));
  }

  /** Leaves everything as it was. */
  public void cancel() {
    previewing.cancel();
    actions.cancel();
  }
}
