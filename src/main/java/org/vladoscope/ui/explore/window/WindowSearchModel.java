package org.vladoscope.ui.explore.window;

import java.util.List;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.ui.control.StepsBack;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.explore.look.PairLooks;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.task.Conflated;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;
import org.vladoscope.window.CellBox;
import org.vladoscope.window.WindowHit;
import org.vladoscope.window.WindowHits;
import org.vladoscope.window.WindowIndex;
import org.vladoscope.window.WindowPlan;
import org.vladoscope.window.WindowQuestion;
import org.vladoscope.window.WindowedMap;

/**
 * The window that was drawn, back and forth, what a search for it costs, and where else it is seen.
 * Once an index is kept, hits follow the window.
 */
final class WindowSearchModel {

  private final OpenMap model;
  private final PairLooks looks;
  private final WindowTools tools;
  private final LatestOnly planning;
  private final LatestOnly searching;
  private final Conflated following;
  private final KeptWindows kept = new KeptWindows();
  private final ReadOnlyObjectWrapper<WindowState> state =
      new ReadOnlyObjectWrapper<>(new WindowState.Waiting());
  private final ReadOnlyObjectWrapper<@Nullable Asked> asked = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable WindowPlan> plan = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable WindowHits> hits = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable WindowHit> chosen = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper indexed = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper startable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper comparable = new ReadOnlyBooleanWrapper();
  private final StepsBack<Optional<Asked>> steps = new StepsBack<>();
  private @Nullable PipelineConfig config;
  private List<Integer> planned = List.of();

  WindowSearchModel(OpenMap model, PairLooks looks, WindowTools tools) {
    this.model = model;
    this.looks = looks;
    this.tools = tools;
    this.planning = new LatestOnly(model.tasks());
    this.searching = new LatestOnly(model.tasks());
    this.following = new Conflated(model.tasks());
    for (Observable input : List.of(looks.lookProperty(), model.comparisonProperty())) {
      input.addListener(o -> refresh());
    }
    tools.strideProperty().addListener(o -> changed());
    tools.hitsProperty().addListener(o -> askAgain());
    tools.perImageProperty().addListener(o -> askAgain());
    for (Observable input : List.of(plan, indexed, searching.busyProperty())) {
      input.addListener(
          o -> {
            startable.set(canStart());
            comparable.set(plan.get() != null && !searching.busyProperty().get());
          });
    }
    refresh();
  }

  /** Whether a window can be drawn. */
  ReadOnlyObjectProperty<WindowState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** The window, or null. */
  ReadOnlyObjectProperty<@Nullable Asked> askedProperty() {
    return asked.getReadOnlyProperty();
  }

  /** What a search for it costs, or null while that is not known. */
  ReadOnlyObjectProperty<@Nullable WindowPlan> planProperty() {
    return plan.getReadOnlyProperty();
  }

  /** Where else it is seen, or null. */
  ReadOnlyObjectProperty<@Nullable WindowHits> hitsProperty() {
    return hits.getReadOnlyProperty();
  }

  /** The hit that is beside the window, or null. */
  ReadOnlyObjectProperty<@Nullable WindowHit> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  /** Why there is no plan or hit; empty if nothing went wrong. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty undoableProperty() {
    return steps.undoableProperty();
  }

  ReadOnlyBooleanProperty redoableProperty() {
    return steps.redoableProperty();
  }

  /** True while all windows of this size are kept, so that a search takes a moment. */
  ReadOnlyBooleanProperty indexedProperty() {
    return indexed.getReadOnlyProperty();
  }

  /** True while there is a window. */
  ObservableValue<Boolean> drawnProperty() {
    return asked.map(known -> true).orElse(false);
  }

  /** True while there are hits. */
  ObservableValue<Boolean> foundProperty() {
    return hits.map(known -> true).orElse(false);
  }

  /** True while a search can be started. */
  ReadOnlyBooleanProperty startableProperty() {
    return startable.getReadOnlyProperty();
  }

  /** True while every window can be compared as it is. */
  ReadOnlyBooleanProperty comparableProperty() {
    return comparable.getReadOnlyProperty();
  }

  private boolean canStart() {
    return plan.get() != null && !indexed.get() && !searching.busyProperty().get();
  }

  /** True while windows are described. */
  ReadOnlyBooleanProperty searchingProperty() {
    return searching.busyProperty();
  }

  Optional<WindowState.Ready> ready() {
    return state.get() instanceof WindowState.Ready now ? Optional.of(now) : Optional.empty();
  }

  private void refresh() {
    Comparison pair = model.comparisonProperty().get();
    if (model.isClosed()) {
      kept.close();
    }
    if (model.isClosed() || looks.lookProperty().get() != PairLook.WINDOW) {
      planning.cancel();
      searching.cancel();
      if (plan.get() == null) {
        planned = List.of();
      }
      return;
    }
    if (pair == null) {
      if (asked.get() == null) {
        state.set(
            new WindowState.Told(
                "No image to draw on", "Choose a query and a candidate to draw a box on."));
      }
      return;
    }
    Optional<String> refusal = WindowedMap.refusal(pair.config());
    if (refusal.isPresent()) {
      forget();
      state.set(new WindowState.Told("No window can be searched here", refusal.get()));
      return;
    }
    boolean other = !pair.config().equals(config);
    config = pair.config();
    state.set(new WindowState.Ready(pair));
    if (other) {
      hits.set(null);
      chosen.set(null);
      planned = List.of();
      Asked now = asked.get();
      boolean fits =
          now != null
              && now.box().row() + now.box().height() <= pair.cells().mapHeight()
              && now.box().column() + now.box().width() <= pair.cells().mapWidth();
      if (!fits) {
        forget();
      }
    }
    if (planned.isEmpty()) {
      changed();
    }
  }

  private void forget() {
    planning.cancel();
    searching.cancel();
    planned = List.of();
    steps.clear();
    asked.set(null);
    plan.set(null);
    hits.set(null);
    chosen.set(null);
    problem.set("");
    indexed.set(false);
  }

  /** The window begins to change: all of it is one step back. */
  void begin() {
    steps.begin(now());
  }

  /** The window changes under the hand. */
  void show(Asked next) {
    if (!next.equals(asked.get())) {
      searching.cancel();
      asked.set(next);
    }
  }

  /** The hand lets go. */
  void end() {
    if (steps.end(now())) {
      changed();
    }
  }

  private Optional<Asked> now() {
    return Optional.ofNullable(asked.get());
  }

  /** A change by one key. */
  void apply(Asked next) {
    begin();
    show(next);
    end();
  }

  void undo() {
    steps.undo(now()).ifPresent(this::step);
  }

  void redo() {
    steps.redo(now()).ifPresent(this::step);
  }

  private void step(Optional<Asked> next) {
    searching.cancel();
    asked.set(next.orElse(null));
    changed();
  }

  /** Takes the window away; a step that can be undone. */
  void clear() {
    if (asked.get() != null) {
      begin();
      searching.cancel();
      asked.set(null);
      end();
    }
  }

  /** Searches at once where windows of this size are kept, else says what a search costs. */
  private void changed() {
    Asked now = asked.get();
    PipelineConfig under = config;
    problem.set("");
    if (now == null || under == null || ready().isEmpty()) {
      planning.cancel();
      planned = List.of();
      plan.set(null);
      hits.set(null);
      chosen.set(null);
      indexed.set(false);
      return;
    }
    int stride = tools.strideProperty().get();
    Optional<WindowIndex> index = kept.fitting(under, now.box(), stride);
    indexed.set(index.isPresent());
    List<Integer> wanted = List.of(now.box().height(), now.box().width(), stride);
    if (!wanted.equals(planned)) {
      planned = wanted;
      plan.set(null);
      reckon(under, now.box(), stride);
    }
    if (index.isPresent()) {
      follow(under, index.get());
    } else {
      hits.set(null);
      chosen.set(null);
    }
  }

  private void reckon(PipelineConfig under, CellBox box, int stride) {
    Analysis analysis = model.analysis(under);
    planning.submit(
        "Measuring what a search for the window costs",
        progress -> analysis.windowPlan(box, stride, progress),
        Outcome.of(plan::set, failure -> problem.set(Words.of(failure))));
  }

  private WindowQuestion question(Asked now) {
    return new WindowQuestion(
        now.image(),
        now.box(),
        tools.strideProperty().get(),
        tools.hitsProperty().get(),
        tools.perImageProperty().get());
  }

  /** Hits follow the window, one search after the other. */
  private void follow(PipelineConfig under, WindowIndex index) {
    Asked now = asked.get();
    if (now == null) {
      return;
    }
    WindowQuestion question = question(now);
    Analysis analysis = model.analysis(under);
    following.submit(
        "Searching for the window",
        progress -> analysis.windows(question, index, progress),
        found -> {
          Asked shown = asked.get();
          if (shown != null && shown.box().isAsLargeAs(found.box())) {
            show(found);
          }
        },
        failure -> {
          if (!model.isClosed() && indexed.get()) {
            problem.set(Words.of(failure));
          }
        });
  }

  private void show(WindowHits found) {
    hits.set(found);
    WindowHit before = chosen.get();
    chosen.set(
        before == null
            ? null
            : found.hits().stream()
                .filter(hit -> hit.image().equals(before.image()))
                .findFirst()
                .orElse(null));
  }

  /** Another number of hits is wanted: at once where windows are kept. */
  private void askAgain() {
    if (indexed.get()) {
      changed();
    } else if (hits.get() != null) {
      hits.set(null);
      chosen.set(null);
    }
  }

  /**
   * Describes all windows and searches them; or stops.
   *
   * @param keeping whether they are kept at 8 bits for the next search, where that is possible
   */
  void search(boolean keeping) {
    Asked now = asked.get();
    WindowPlan reckoned = plan.get();
    PipelineConfig under = config;
    if (searching.busyProperty().get()) {
      searching.cancel();
      return;
    }
    if (now == null || reckoned == null || under == null || (keeping && indexed.get())) {
      return;
    }
    problem.set("");
    WindowQuestion question = question(now);
    Analysis analysis = model.analysis(under);
    boolean keeps = keeping && reckoned.canKeep();
    searching.submit(
        keeps ? "Keeping all windows of " + now.box().size() : "Comparing all windows",
        progress -> {
          if (!keeps) {
            return analysis.windows(question, null, progress);
          }
          kept.free();
          WindowIndex index = analysis.windowIndex(reckoned, progress.part(0, .97));
          kept.keep(under, index);
          return analysis.windows(question, index, progress.part(.97, 1));
        },
        Outcome.of(
            found -> {
              indexed.set(kept.fitting(under, question.box(), question.stride()).isPresent());
              show(found);
            },
            failure -> problem.set(Words.of(failure))));
  }

  /** Puts the image of a hit beside the window. */
  void open(WindowHit hit) {
    chosen.set(hit);
    model.showDatabaseImage(hit.image());
  }

  /** Chooses the hit so many places further, and puts it beside the window. */
  void step(int by) {
    WindowHits known = hits.get();
    if (known != null && !known.hits().isEmpty()) {
      WindowHit now = chosen.get();
      int at = now == null ? -1 : known.hits().indexOf(now);
      open(known.hits().get(at < 0 ? 0 : Math.clamp((long) at + by, 0, known.hits().size() - 1)));
    }
  }
}
