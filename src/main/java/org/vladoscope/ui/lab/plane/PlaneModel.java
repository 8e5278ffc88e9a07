package org.vladoscope.ui.lab.plane;

import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.teach.steps.Lloyd;
import org.vladoscope.teach.steps.Plane;
import org.vladoscope.teach.steps.Plane.Handle;
import org.vladoscope.teach.steps.Plane.Kind;
import org.vladoscope.teach.steps.Plane.Point;
import org.vladoscope.teach.steps.PlaneAnalysis;
import org.vladoscope.teach.steps.PlanePreset;
import org.vladoscope.teach.steps.Switches;
import org.vladoscope.teach.steps.VladStep;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.Conflated;
import org.vladoscope.ui.view.Words;

/** What lies in the plane, which steps are on, and what comes out. */
public final class PlaneModel {

  /** Soft assignment is at least this sharp … */
  public static final double MIN_ALPHA = 0.5;

  /** … and at most this: nothing is left to see of its softness then. */
  public static final double MAX_ALPHA = 2000;

  private final Conflated lane;
  private final ObjectProperty<Plane> plane = new SimpleObjectProperty<>();
  private final ObjectProperty<Switches> switches = new SimpleObjectProperty<>(Switches.PLAIN);
  private final ObjectProperty<PlanePreset> preset =
      new SimpleObjectProperty<>(PlanePreset.SEPARATED);
  private final ObjectProperty<Kind> tool = new SimpleObjectProperty<>(Kind.FIRST);
  private final ObjectProperty<@Nullable Handle> chosen = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<@Nullable PlaneAnalysis> analysis =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private long draw = 1;
  private int lloydSteps;

  /**
   * Begins with the first preset.
   *
   * @param tasks for work that is too short to be listed
   */
  public PlaneModel(BackgroundTasks tasks) {
    this.lane = new Conflated(tasks);
    plane.set(PlanePreset.SEPARATED.draw(draw));
    plane.addListener((o, before, now) -> compute());
    switches.addListener((o, before, now) -> compute());
    compute();
  }

  /** What lies in the plane. */
  public ObjectProperty<Plane> planeProperty() {
    return plane;
  }

  /** Which steps are on. */
  public ObjectProperty<Switches> switchesProperty() {
    return switches;
  }

  /** What the plane began with. */
  public ReadOnlyObjectProperty<PlanePreset> presetProperty() {
    return preset;
  }

  /** What a click on an empty place adds. */
  public ObjectProperty<Kind> toolProperty() {
    return tool;
  }

  /** The thing looked at, or null. */
  public ObjectProperty<@Nullable Handle> chosenProperty() {
    return chosen;
  }

  /** What comes out; a moment behind the plane. */
  public ReadOnlyObjectProperty<@Nullable PlaneAnalysis> analysisProperty() {
    return analysis.getReadOnlyProperty();
  }

  /** What the last action did, or why it could not be done. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** True once the result belongs to what is in the plane. */
  public boolean isSettled() {
    PlaneAnalysis known = analysis.get();
    return known != null
        && known.plane().equals(plane.get())
        && known.switches().equals(switches.get());
  }

  /** Begins anew with a preset. */
  public void load(PlanePreset wanted) {
    preset.set(wanted);
    draw = 1;
    begin();
  }

  /** Draws the preset's points anew. */
  public void drawAgain() {
    draw++;
    begin();
  }

  private void begin() {
    chosen.set(null);
    lloydSteps = 0;
    plane.set(preset.get().draw(draw));
    message.set("");
  }

  /** Moves a thing; outside the plane it stops at the edge. */
  public void move(Handle handle, Point to) {
    plane.set(plane.get().moved(handle, to));
  }

  /** Adds what the tool says and looks at it. */
  public void add(Point at) {
    Kind kind = tool.get();
    if (attempt(now -> now.added(kind, at))) {
      chosen.set(new Handle(kind, plane.get().all(kind).size() - 1));
    }
  }

  /** Takes a thing away. */
  public void remove(Handle handle) {
    chosen.set(null);
    attempt(now -> now.removed(handle));
  }

  /** Looks at the next thing, points of the first set, of the second, then centres. */
  public void chooseNext(int by) {
    Plane now = plane.get();
    int[] sizes = {now.first().size(), now.second().size(), now.centres().size()};
    int total = sizes[0] + sizes[1] + sizes[2];
    Handle old = chosen.get();
    int at = by > 0 ? -1 : 0;
    if (old != null) {
      at = old.index();
      for (int k = 0; k < old.kind().ordinal(); k++) {
        at += sizes[k];
      }
    }
    at = Math.floorMod(at + by, total);
    int kind = 0;
    while (at >= sizes[kind]) {
      at -= sizes[kind++];
    }
    chosen.set(new Handle(Kind.values()[kind], at));
  }

  /** Chooses first centres anew. */
  public void seedCentres() {
    lloydSteps = 0;
    if (attempt(now -> now.seeded(++draw))) {
      message.set("k-means++ chose " + plane.get().centres().size() + " points as centroids.");
    }
  }

  /**
   * Takes a step of k-means.
   *
   * @return where the centres go; nothing if they are at rest
   */
  public Optional<Plane> lloydStep() {
    Lloyd.Result step = plane.get().lloydStep();
    boolean rests = step.moved() < 1e-9;
    lloydSteps += rests ? 0 : 1;
    message.set(
        (rests ? "Converged after " : "After ")
            + Words.count(lloydSteps, "step", "steps")
            + String.format(java.util.Locale.ROOT, ": distortion %.4f", step.distortion())
            + (rests
                ? ""
                : String.format(java.util.Locale.ROOT, " before it, moved %.3f", step.moved()))
            + (step.empty() == 0
                ? "."
                : "; "
                    + Words.count(step.empty(), "centroid has", "centroids have")
                    + " no point."));
    return rests
        ? Optional.empty()
        : Optional.of(plane.get().with(Kind.CENTRE, Plane.points(step.centres())));
  }

  /** Switches a step. */
  public void take(VladStep step, boolean on) {
    switches.set(switches.get().with(step, on));
  }

  private boolean attempt(UnaryOperator<Plane> change) {
    try {
      plane.set(change.apply(plane.get()));
      message.set("");
      return true;
    } catch (InputException e) {
      message.set(Words.of(e));
      return false;
    }
  }

  private void compute() {
    Plane wanted = plane.get();
    Switches steps = switches.get();
    lane.submit(
        "Computing VLAD",
        progress -> PlaneAnalysis.of(wanted, steps),
        analysis::set,
        failure -> message.set(Words.of(failure)));
  }
}
