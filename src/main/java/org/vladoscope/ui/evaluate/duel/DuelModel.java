package org.vladoscope.ui.evaluate.duel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.run.Contender;
import org.vladoscope.run.Duel;
import org.vladoscope.run.Run;
import org.vladoscope.run.RunStore;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;

/** Two of the runs that are kept with the map, held against each other query by query. */
public final class DuelModel {

  /** Ranks up to which an answer can count as right. */
  static final List<Integer> RANKS = List.of(1, 5, 10, 20);

  private final OpenMap explore;
  private final Runnable showExplore;
  private final LatestOnly reading;
  private final LatestOnly comparing;
  private final ObservableList<Contender> contenders = FXCollections.observableArrayList();
  private final ObjectProperty<@Nullable Contender> a = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Contender> b = new SimpleObjectProperty<>();
  private final IntegerProperty rank = new SimpleIntegerProperty(1);
  private final ReadOnlyObjectWrapper<@Nullable Duel> duel = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  /**
   * Begins without runs.
   *
   * @param showExplore goes to the perspective that shows pairs
   */
  public DuelModel(OpenMap explore, Runnable showExplore) {
    this.explore = explore;
    this.showExplore = showExplore;
    this.reading = new LatestOnly(explore.tasks());
    this.comparing = new LatestOnly(explore.tasks());
    a.addListener(o -> compare());
    b.addListener(o -> compare());
    rank.addListener(o -> compare());
    explore.triage().knownProperty().addListener(o -> load());
  }

  /** The methods there are: each run re-ranked and by its global search, the latest first. */
  public ObservableList<Contender> contenders() {
    return contenders;
  }

  /** One side. */
  public ObjectProperty<@Nullable Contender> aProperty() {
    return a;
  }

  /** The other side. */
  public ObjectProperty<@Nullable Contender> bProperty() {
    return b;
  }

  /** An answer is right if a positive is among the first so many. */
  public IntegerProperty rankProperty() {
    return rank;
  }

  /** The comparison, or null. */
  public ReadOnlyObjectProperty<@Nullable Duel> duelProperty() {
    return duel.getReadOnlyProperty();
  }

  /** Why there is none; empty if there is. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** True while it is computed. */
  public ReadOnlyBooleanProperty busyProperty() {
    return comparing.busyProperty();
  }

  /** Reads the runs again. */
  public void load() {
    reading.submit(
        "Reading runs",
        progress -> {
          RunStore.Found found = explore.measurements().runs().read();
          List<Contender> all = new ArrayList<>();
          for (Run run : found.runs()) {
            if (run.hasGroundTruth()) {
              if (run.config().reranks()) {
                all.add(new Contender(run, Contender.Order.RERANKED));
              }
              all.add(new Contender(run, Contender.Order.GLOBAL));
            }
          }
          return all;
        },
        Outcome.of(this::loaded, failure -> problem.set(Words.of(failure))));
  }

  private void loaded(List<Contender> found) {
    Contender chosenA = a.get();
    Contender chosenB = b.get();
    contenders.setAll(found);
    a.set(same(found, chosenA).or(() -> usualA(found)).orElse(null));
    b.set(same(found, chosenB).or(() -> found.stream().findFirst()).orElse(null));
  }

  /** Runs are read anew, so that a chosen one has to be found again. */
  private static Optional<Contender> same(List<Contender> found, @Nullable Contender chosen) {
    return found.stream()
        .filter(
            c ->
                chosen != null
                    && c.run().id().equals(chosen.run().id())
                    && c.order() == chosen.order())
        .findFirst();
  }

  /** The run before the latest; of a single one its global search. */
  private static Optional<Contender> usualA(List<Contender> found) {
    return found.stream()
        .filter(one -> !one.run().id().equals(found.getFirst().run().id()))
        .findFirst()
        .or(() -> found.stream().skip(1).findFirst());
  }

  /** Exchanges the sides. */
  public void swap() {
    Contender before = a.get();
    a.set(b.get());
    b.set(before);
  }

  private void compare() {
    Contender one = a.get();
    Contender other = b.get();
    if (one == null || other == null) {
      comparing.cancel();
      duel.set(null);
      return;
    }
    int n = rank.get();
    comparing.submit(
        "Holding runs against each other",
        progress -> Duel.of(one, other, n),
        Outcome.of(
            found -> {
              problem.set("");
              duel.set(found);
            },
            failure -> {
              duel.set(null);
              problem.set(Words.of(failure));
            }));
  }

  /** The map's queries. */
  List<PlaceImage> queries() {
    return explore.map().queries();
  }

  /** The image of a query, if the map still has it. */
  private Optional<PlaceImage> query(Duel.Bout bout) {
    return queries().stream().filter(q -> q.name().equals(bout.query())).findFirst();
  }

  /** Goes to Explore with a query: A's settings pinned, B's in use, so that both lists are seen. */
  public void open(Duel.Bout bout) {
    Duel shown = duel.get();
    Optional<PlaceImage> query = query(bout);
    if (shown == null || query.isEmpty()) {
      explore
          .notifier()
          .info("This query is gone", bout.query() + " is not among the map's queries any more.");
      return;
    }
    showExplore.run();
    if (shown.a().config().equals(shown.b().config())) {
      explore.pinned().unpin();
    } else {
      explore.pinned().pin(shown.a().config());
    }
    explore.configProperty().set(shown.b().config());
    explore.choosePair(query.get(), null);
  }

  /** Stops everything. */
  public void close() {
    reading.cancel();
    comparing.cancel();
  }
}
