package org.vladoscope.ui.map;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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
  private final Map<String, Set<PlaceImage>> conditions = new HashMap<>();

  /**
   * Shows all queries.
   *
   * @param known the conditions of the queries, by their places in the list
   */
  QueryFilter(ImageList queries, Conditions known, TriageModel triage) {
    this.queries = queries;
    this.triage = triage;
    for (Conditions.Condition condition : known.list()) {
      Set<PlaceImage> images = new HashSet<>();
      condition.queries().forEach(query -> images.add(queries.all().get(query)));
      conditions.put(condition.name(), images);
    }
    under.addListener(o -> refresh());
    wanted.addListener((o, before, now) -> onWanted(now));
    topN.addListener(o -> refresh());
    area.addListener(o -> refresh());
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
    refresh();
  }

  private void refresh() {
    TriageClass shown = wanted.get();
    Triage known = triage.triageProperty().get();
    Set<PlaceImage> within = area.get();
    var verdicts = triage.verdicts().verdictsProperty().get();
    boolean onlyJudged = judgedOnly.get();
    String condition = under.get();
    Set<PlaceImage> taken = condition == null ? null : conditions.getOrDefault(condition, Set.of());
    int n = topN.get();
    queries
        .conditionProperty()
        .set(
            image ->
                (within == null || within.contains(image))
                    && (taken == null || taken.contains(image))
                    && (!onlyJudged || !verdicts.of(image.name()).isEmpty())
                    && (shown == TriageClass.ALL
                        || (known != null && known.contains(shown, image, n))));
  }
}
