package org.vladoscope.ui.map;

import java.util.HashSet;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.judge.Triage;
import org.vladoscope.judge.TriageClass;

/**
 * Which queries are shown: by how they fared, by where and under which condition they were taken.
 */
public final class QueryFilter {

  private static final int TOP_N = 10;

  private final ImageList queries;
  private final TriageModel triage;
  private final ObjectProperty<TriageClass> wanted = new SimpleObjectProperty<>(TriageClass.ALL);
  private final IntegerProperty topN = new SimpleIntegerProperty(TOP_N);
  private final BooleanProperty judgedOnly = new SimpleBooleanProperty(false);
  private final ObjectProperty<@Nullable Set<PlaceImage>> area = new SimpleObjectProperty<>();

  private final ObjectProperty<@Nullable String> under = new SimpleObjectProperty<>();
  private final Conditions conditions;
  private final ObjectProperty<@Nullable PlaceImage> query;

  /** True while a choice of queries has not been followed by the query on the screen. */
  private boolean chosen;

  /** The queries of the chosen condition, or null for any. */
  private @Nullable Set<PlaceImage> taken;

  /**
   * Shows all queries.
   *
   * @param known the conditions of the queries, by their places in the list
   * @param query the query on the screen; if a choice of queries leaves it out, the first of them
   *     takes its place
   */
  QueryFilter(
      ImageList queries,
      Conditions known,
      TriageModel triage,
      ObjectProperty<@Nullable PlaceImage> query) {
    this.queries = queries;
    this.conditions = known;
    this.query = query;
    this.triage = triage;
    under.addListener((o, before, now) -> onUnder(now));
    wanted.addListener((o, before, now) -> onWanted(now));
    topN.addListener((o, before, now) -> onChoice());
    area.addListener((o, before, now) -> onChoice());
    judgedOnly.addListener(o -> refresh());
    triage.triageProperty().addListener(o -> refresh());
    triage.verdicts().verdictsProperty().addListener(o -> refresh());
  }

  /** The class of queries shown; another than all has them all ranked first. */
  public ObjectProperty<TriageClass> wantedProperty() {
    return wanted;
  }

  /** The N of "no right answer among the first N". */
  public IntegerProperty topNProperty() {
    return topN;
  }

  /** Whether only queries with a verdict are shown. */
  public BooleanProperty judgedOnlyProperty() {
    return judgedOnly;
  }

  /** The queries chosen on the map, or null for no such choice. */
  public ObjectProperty<@Nullable Set<PlaceImage>> areaProperty() {
    return area;
  }

  /** The name of the condition of which queries are shown, or null for any. */
  public ObjectProperty<@Nullable String> underProperty() {
    return under;
  }

  /** Shows all queries again. */
  public void clear() {
    under.set(null);
    wanted.set(TriageClass.ALL);
    area.set(null);
    judgedOnly.set(false);
    queries.nameProperty().set("");
  }

  private void onWanted(TriageClass now) {
    if (now != TriageClass.ALL && triage.triageProperty().get() == null) {
      triage.evaluate();
    }
    onChoice();
  }

  private void onUnder(@Nullable String name) {
    taken = null;
    if (name != null) {
      taken = new HashSet<>();
      for (int index : conditions.byName(name).queries()) {
        taken.add(queries.all().get(index));
      }
    }
    onChoice();
  }

  private void onChoice() {
    chosen = true;
    refresh();
  }

  private void refresh() {
    TriageClass shown = wanted.get();
    Triage known = triage.triageProperty().get();
    Set<PlaceImage> within = area.get();
    var verdicts = triage.verdicts().verdictsProperty().get();
    boolean onlyJudged = judgedOnly.get();
    Set<PlaceImage> own = taken;
    int n = topN.get();
    queries
        .conditionProperty()
        .set(
            image ->
                (within == null || within.contains(image))
                    && (own == null || own.contains(image))
                    && (!onlyJudged || !verdicts.of(image.name()).isEmpty())
                    && (shown == TriageClass.ALL
                        || (known != null && known.contains(shown, image, n))));
    if (chosen && (shown == TriageClass.ALL || known != null)) {
      chosen = false;
      follow();
    }
  }

  private void follow() {
    PlaceImage asked = query.get();
    boolean left = asked != null && queries.contains(asked) && !queries.shown().contains(asked);
    if (left && !queries.shown().isEmpty()) {
      query.set(queries.shown().getFirst());
    }
  }
}
