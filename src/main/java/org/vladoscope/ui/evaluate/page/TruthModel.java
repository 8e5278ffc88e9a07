package org.vladoscope.ui.evaluate.page;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.saved.Radii;
import org.vladoscope.dataset.format.saved.TruthFinder;
import org.vladoscope.dataset.format.saved.TruthRule;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.Conflated;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;

/**
 * What counts as right while the map is measured: the map's own ground truth, a radius, frames of a
 * sequence, or a file. The map itself is not changed.
 */
public final class TruthModel {

  private final PlaceMap map;
  private final Conflated computing;
  private final LatestOnly reading;
  private final ReadOnlyObjectWrapper<GroundTruth> truth;
  private final ReadOnlyObjectWrapper<TruthRule> rule =
      new ReadOnlyObjectWrapper<>(new TruthRule.AsMapSays());
  private final ReadOnlyObjectWrapper<List<String>> warnings;
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private Optional<TruthRule.OfFile> file = Optional.empty();

  /** Keeps what was read of the file in use; another file, or the same anew, has another. */
  private TruthFinder finder;

  private final ObjectProperty<WithoutPositive> convention;

  /**
   * Counts as the map says.
   *
   * @param convention what becomes of queries without a positive, shared with other pages
   */
  public TruthModel(
      PlaceMap map, BackgroundTasks tasks, ObjectProperty<WithoutPositive> convention) {
    this.convention = convention;
    this.map = map;
    this.computing = new Conflated(tasks);
    this.reading = new LatestOnly(tasks);
    this.truth = new ReadOnlyObjectWrapper<>(map.groundTruth());
    this.finder = new TruthFinder(map, map.root());
    this.warnings = new ReadOnlyObjectWrapper<>(finder.by(rule.get()).warnings(map));
  }

  /** The map. */
  public PlaceMap map() {
    return map;
  }

  /** What becomes of queries without a positive, on all pages. */
  public ObjectProperty<WithoutPositive> conventionProperty() {
    return convention;
  }

  /** What counts. */
  public ReadOnlyObjectProperty<GroundTruth> truthProperty() {
    return truth.getReadOnlyProperty();
  }

  /** What was asked for last and could be used. */
  public ReadOnlyObjectProperty<TruthRule> ruleProperty() {
    return rule.getReadOnlyProperty();
  }

  /** What is suspicious. */
  public ReadOnlyObjectProperty<List<String>> warningsProperty() {
    return warnings.getReadOnlyProperty();
  }

  /** Why what was asked for cannot be used; empty if it can. What counted before still does. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The file that was read last, with the radius it states. */
  public Optional<TruthRule.OfFile> file() {
    return file;
  }

  /** Uses another rule; a slider may ask faster than it can be computed. */
  public void use(TruthRule asked) {
    TruthFinder own = finder;
    computing.submit(
        "Finding matches",
        progress -> own.by(asked),
        found -> take(asked, found),
        failure -> problem.set(Words.of(failure)));
  }

  /**
   * Reads a file and uses what it says; what counted before stays if it cannot be used.
   *
   * @param then gets the rule with the radius of the file, if it says how far images are apart
   */
  public void open(Path read, Consumer<TruthRule.OfFile> then) {
    TruthFinder fresh = new TruthFinder(map, map.root());
    TruthRule.OfFile asked = new TruthRule.OfFile(read.toAbsolutePath().toString());
    reading.submit(
        "Reading " + read.getFileName(),
        progress -> fresh.by(asked),
        Outcome.of(
            (TruthFinder.Found found) -> {
              OptionalDouble radius = found.truth().radius();
              TruthRule.OfFile stated =
                  new TruthRule.OfFile(asked.file(), new Radii(radius, OptionalDouble.empty()));
              finder = fresh;
              file = Optional.of(stated);
              take(asked, found);
              then.accept(stated);
            },
            failure -> problem.set(Words.of(failure))));
  }

  private void take(TruthRule asked, TruthFinder.Found found) {
    problem.set("");
    rule.set(asked);
    warnings.set(found.warnings(map));
    truth.set(found.truth());
  }

  /** Stops what is computed. */
  public void close() {
    reading.cancel();
  }
}
