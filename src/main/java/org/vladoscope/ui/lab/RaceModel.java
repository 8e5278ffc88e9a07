package org.vladoscope.ui.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.teach.race.VladRace;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;

/** A race of the ways to compute VLAD, and a row of races as one size grows. */
public final class RaceModel {

  /** What grows in a row of races. */
  public enum Axis {
    /** The number of images, T. */
    IMAGES("T"),
    /** The number of centres, K. */
    CLUSTERS("K");

    private final String label;

    Axis(String label) {
      this.label = label;
    }

    /** Its letter. */
    public String label() {
      return label;
    }

    int of(VladRace.Setup setup) {
      return this == IMAGES ? setup.images() : setup.clusters();
    }

    VladRace.Setup with(VladRace.Setup setup, int value) {
      return this == IMAGES ? setup.withImages(value) : setup.withClusters(value);
    }
  }

  private static final int SWEEP_STEPS = 4;
  private static final int SWEEP_ROUNDS = 3;

  private final LabEngine engine;
  private final LatestOnly lane;
  private final ObjectProperty<Axis> axis = new SimpleObjectProperty<>(Axis.IMAGES);
  private final ReadOnlyObjectWrapper<VladRace.@Nullable Result> result =
      new ReadOnlyObjectWrapper<>();
  private final ObservableList<VladRace.Result> sweep = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");

  /** Nothing has been raced. */
  public RaceModel(BackgroundTasks tasks, LabEngine engine) {
    this.engine = engine;
    this.lane = new LatestOnly(tasks);
  }

  /** The last race. */
  public ReadOnlyObjectProperty<VladRace.@Nullable Result> resultProperty() {
    return result.getReadOnlyProperty();
  }

  /** Races of growing sizes, for the chart; changes all at once. */
  public ObservableList<VladRace.Result> sweep() {
    return sweep;
  }

  /** What grows. */
  public ObjectProperty<Axis> axisProperty() {
    return axis;
  }

  /** Why the last race was not run; empty if it was. */
  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  /** True while a race runs. */
  public ReadOnlyBooleanProperty busyProperty() {
    return lane.busyProperty();
  }

  /**
   * Reads sizes as they were typed.
   *
   * @return nothing, and an error set, if they cannot be raced
   */
  public Optional<VladRace.Setup> read(
      String images, String features, String dims, String clusters) {
    try {
      VladRace.Setup usual = VladRace.Setup.USUAL;
      VladRace.Setup setup =
          new VladRace.Setup(
              number("T", images),
              number("N", features),
              number("F", dims),
              number("K", clusters),
              usual.rounds(),
              usual.seed());
      error.set("");
      return Optional.of(setup);
    } catch (InputException e) {
      error.set(Words.of(e));
      return Optional.empty();
    }
  }

  private static int number(String name, String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new InputException(
          name + " = \u201c" + text.strip() + "\u201d is not a whole number.", e);
    }
  }

  /** Runs one race. */
  public void race(VladRace.Setup setup) {
    lane.submit("Racing", progress -> engine.race(setup, progress), outcome(result::set));
  }

  /** Runs races in which the chosen size doubles up to the one asked for. */
  public void sweep(VladRace.Setup largest) {
    Axis grows = axis.get();
    lane.submit("Racing", progress -> sweep(largest, grows, progress), outcome(sweep::setAll));
  }

  private List<VladRace.Result> sweep(VladRace.Setup largest, Axis grows, Progress progress) {
    List<VladRace.Result> results = new ArrayList<>();
    for (int step = 0; step < SWEEP_STEPS; step++) {
      int value = grows.of(largest) >> (SWEEP_STEPS - 1 - step);
      if (value >= 1) {
        VladRace.Setup setup = grows.with(largest, value).withRounds(SWEEP_ROUNDS);
        results.add(
            engine.race(
                setup, progress.part((double) step / SWEEP_STEPS, (step + 1.0) / SWEEP_STEPS)));
      }
    }
    return results;
  }

  private <T> Outcome<T> outcome(java.util.function.Consumer<T> done) {
    return Outcome.of(
        found -> {
          error.set("");
          done.accept(found);
        },
        failure -> error.set(Words.of(failure)));
  }

  /** Stops the race under way. */
  public void cancel() {
    lane.cancel();
  }
}
