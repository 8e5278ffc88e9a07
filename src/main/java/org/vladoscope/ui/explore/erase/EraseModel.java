package org.vladoscope.ui.explore.erase;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.erase.ErasableMap;
import org.vladoscope.erase.ErasedCells;
import org.vladoscope.erase.ErasedRanks;
import org.vladoscope.erase.LosingCells;
import org.vladoscope.erase.MapRanking;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ui.control.StepsBack;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.explore.look.PairLooks;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.task.Conflated;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Words;

/**
 * What is erased in the pair that is seen, back and forth, and what becomes of the ranks.
 * Descriptors and ranks are computed in the background while the hand moves on.
 */
final class EraseModel {

  private final OpenMap model;
  private final PairLooks looks;
  private final LatestOnly loading;
  private final LatestOnly searching;
  private final Conflated ranking;
  private final ErasableMaps maps = new ErasableMaps();
  private final ReadOnlyObjectWrapper<EraseState> state =
      new ReadOnlyObjectWrapper<>(new EraseState.Waiting());
  private final ReadOnlyObjectWrapper<Erasing> erasing = new ReadOnlyObjectWrapper<>(Erasing.NONE);
  private final ReadOnlyObjectWrapper<@Nullable ErasedRanks> ranks = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
  private final StepsBack<Erasing> steps = new StepsBack<>();
  private List<Object> asked = List.of();

  EraseModel(OpenMap model, PairLooks looks) {
    this.model = model;
    this.looks = looks;
    this.loading = new LatestOnly(model.tasks());
    this.searching = new LatestOnly(model.tasks());
    this.ranking = new Conflated(model.tasks());
    for (Observable input : List.of(looks.lookProperty(), model.comparisonProperty())) {
      input.addListener(o -> refresh());
    }
    refresh();
  }

  /** Whether something can be erased. */
  ReadOnlyObjectProperty<EraseState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** What is erased. */
  ReadOnlyObjectProperty<Erasing> erasingProperty() {
    return erasing.getReadOnlyProperty();
  }

  /** How ranks moved, or null while that is not known. */
  ReadOnlyObjectProperty<@Nullable ErasedRanks> ranksProperty() {
    return ranks.getReadOnlyProperty();
  }

  /** What the search for the cells that must go came to; empty if nobody asked. */
  ReadOnlyStringProperty toldProperty() {
    return told.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty undoableProperty() {
    return steps.undoableProperty();
  }

  ReadOnlyBooleanProperty redoableProperty() {
    return steps.redoableProperty();
  }

  /** True while strokes can be made. */
  ReadOnlyBooleanProperty readyProperty() {
    return ready.getReadOnlyProperty();
  }

  /** True while the cells are searched that must go. */
  ReadOnlyBooleanProperty searchingProperty() {
    return searching.busyProperty();
  }

  Optional<EraseState.Ready> ready() {
    return state.get() instanceof EraseState.Ready now ? Optional.of(now) : Optional.empty();
  }

  private void refresh() {
    Comparison pair = model.comparisonProperty().get();
    if (model.isClosed()) {
      maps.close();
    }
    if (model.isClosed() || looks.lookProperty().get() != PairLook.ERASE) {
      forget();
      return;
    }
    if (pair == null) {
      forget();
      set(new EraseState.Told("No pair to erase in", "Choose a query and a candidate above."));
      return;
    }
    Optional<String> refusal = ErasableMap.refusal(pair.config());
    if (refusal.isPresent()) {
      forget();
      set(new EraseState.Told("Nothing can be erased here", refusal.get()));
      return;
    }
    List<Object> wanted = List.of(pair.query().image(), pair.candidate().image(), pair.config());
    if (!wanted.equals(asked)) {
      load(pair, wanted);
    }
  }

  private void forget() {
    asked = List.of();
    loading.cancel();
    searching.cancel();
    start(Erasing.NONE);
    set(new EraseState.Waiting());
  }

  private void set(EraseState next) {
    state.set(next);
    ready.set(next instanceof EraseState.Ready);
  }

  /** Another candidate leaves what was erased in the query. */
  private void load(Comparison pair, List<Object> wanted) {
    boolean sameQuery =
        !asked.isEmpty()
            && asked.get(0).equals(wanted.get(0))
            && asked.get(2).equals(wanted.get(2));
    Erasing kept =
        sameQuery
            ? new Erasing(erasing.get().query(), ErasedCells.NONE, erasing.get().found())
            : Erasing.NONE;
    searching.cancel();
    asked = wanted;
    set(new EraseState.Waiting());
    Analysis analysis = model.analysis(pair.config());
    PlaceImage query = pair.query().image();
    PlaceImage candidate = pair.candidate().image();
    loading.submit(
        "Preparing the eraser",
        progress -> {
          ErasableMap map = maps.get(analysis, progress.part(0, .8));
          return new EraseState.Ready(
              pair,
              map,
              map.query(query, progress.part(.8, .9)),
              map.image(query, progress.part(.9, .95)),
              map.image(candidate, progress.part(.95, 1)));
        },
        Outcome.of(
            next -> {
              set(next);
              start(kept);
            },
            failure -> set(new EraseState.Told("Nothing can be erased here", Words.of(failure)))));
  }

  private void start(Erasing with) {
    steps.clear();
    told.set("");
    ranks.set(null);
    erasing.set(with);
    rank();
  }

  /** A stroke begins: all of it is one step back. */
  void begin() {
    searching.cancel();
    steps.begin(erasing.get());
  }

  /** A stroke goes on. */
  void change(boolean isQuery, ErasedCells cells, boolean back) {
    show(erasing.get().changed(isQuery, cells, back));
  }

  /** A stroke ends. */
  void end() {
    if (steps.end(erasing.get())) {
      told.set("");
    }
  }

  /** A stroke of one touch. */
  void apply(boolean isQuery, ErasedCells cells, boolean back) {
    begin();
    change(isQuery, cells, back);
    end();
  }

  private void show(Erasing next) {
    boolean tooMuch =
        ready()
            .filter(
                now ->
                    next.query().count() >= now.query().cells()
                        || next.candidate().count() >= now.candidate().cells())
            .isPresent();
    if (tooMuch) {
      told.set("The last cell stays: without any there is nothing to describe.");
    } else if (!next.equals(erasing.get())) {
      erasing.set(next);
      rank();
    }
  }

  void undo() {
    steps.undo(erasing.get()).ifPresent(this::step);
  }

  void redo() {
    steps.redo(erasing.get()).ifPresent(this::step);
  }

  private void step(Erasing next) {
    searching.cancel();
    told.set("");
    show(next);
  }

  /** Brings everything back; a step that can be undone. */
  void clear() {
    begin();
    erasing.set(Erasing.NONE);
    rank();
    end();
  }

  private void rank() {
    Optional<EraseState.Ready> now = ready();
    if (now.isEmpty()) {
      return;
    }
    EraseState.Ready here = now.get();
    Erasing wanted = erasing.get();
    PlaceMap map = model.map();
    OptionalInt number = model.queries().indexOf(map.views().place(here.query().image()));
    ranking.submit(
        "Ranking the map anew",
        progress -> {
          Map<PlaceImage, float[]> changed = new HashMap<>();
          if (!wanted.query().isEmpty()) {
            changed.put(here.query().image(), here.query().without(wanted.query()));
          }
          if (!wanted.candidate().isEmpty()) {
            changed.put(here.candidate().image(), here.candidate().without(wanted.candidate()));
          }
          MapRanking before = here.asked().before();
          MapRanking after = changed.isEmpty() ? before : here.asked().after(changed);
          return new ErasedRanks(map, here.query().image(), number, before, after);
        },
        found -> {
          if (state.get().equals(here)) {
            ranks.set(found);
          }
        },
        failure -> {
          if (!model.isClosed()) {
            model.notifier().error("The map was not ranked anew", Words.of(failure), failure);
          }
        });
  }

  /** Looks for the cells of the query that must go so that the wrong winner loses; or stops. */
  void findWinner() {
    if (searching.busyProperty().get()) {
      searching.cancel();
      told.set("");
      return;
    }
    EraseState.Ready here = ready().orElse(null);
    ErasedRanks known = ranks.get();
    if (here == null || known == null) {
      return;
    }
    OptionalInt right = known.best(known.after(), PlaceTruth.SAME_PLACE);
    OptionalInt wrong = wrong(here, known, right);
    if (right.isEmpty() || wrong.isEmpty()) {
      told.set(
          "The ground truth names no "
              + (right.isEmpty() ? "right" : "wrong")
              + " answer for this query, so there is no wrong winner that could lose.");
      return;
    }
    PlaceImage winner = model.map().database().get(wrong.getAsInt());
    PlaceImage other = model.map().database().get(right.getAsInt());
    Erasing before = erasing.get();
    searching.submit(
        "Finding the cells that must go",
        (progress, sofar) ->
            LosingCells.find(
                here.query(),
                before.query(),
                here.map().descriptor(winner, progress),
                here.map().descriptor(other, progress),
                progress,
                sofar),
        (ErasedCells sofar) ->
            show(new Erasing(before.query().and(sofar), before.candidate(), sofar)),
        new Outcome<>(
            found -> {
              steps.begin(before);
              show(
                  new Erasing(
                      before.query().and(found.cells()), before.candidate(), found.cells()));
              end();
              told.set(sentence(found, winner, other));
            },
            failure -> {
              show(before);
              told.set(Words.of(failure));
            },
            () -> show(before)));
  }

  /** The chosen candidate if it is a wrong one ahead of the right answer, else the first wrong. */
  private OptionalInt wrong(EraseState.Ready here, ErasedRanks known, OptionalInt right) {
    int chosen =
        model.map().database().indexOf(model.map().views().place(here.candidate().image()));
    boolean isAhead =
        chosen >= 0
            && known.truth(chosen) == PlaceTruth.OTHER_PLACE
            && right.isPresent()
            && known.after().rank(chosen) < known.after().rank(right.getAsInt());
    return isAhead ? OptionalInt.of(chosen) : known.best(known.after(), PlaceTruth.OTHER_PLACE);
  }

  private static String sentence(LosingCells found, PlaceImage winner, PlaceImage right) {
    String wrongName = Words.shortName(winner.name());
    String rightName = Words.shortName(right.name());
    if (!found.turned()) {
      return "No further single cell helps " + rightName + " against " + wrongName + ".";
    }
    int count = found.cells().count();
    return count == 0
        ? rightName + " is ahead of " + wrongName + " already."
        : Numbers.count(count)
            + (count == 1 ? " cell must go" : " cells must go")
            + " so that "
            + wrongName
            + " loses to "
            + rightName
            + ": similarity "
            + Numbers.precise(found.winnerBefore())
            + " against "
            + Numbers.precise(found.otherBefore())
            + " before, "
            + Numbers.precise(found.winnerAfter())
            + " against "
            + Numbers.precise(found.otherAfter())
            + " after. Found greedily; a smaller set may exist.";
  }
}
