package org.vladoscope.ui.explore.queries;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.judge.Triage;
import org.vladoscope.judge.TriageClass;
import org.vladoscope.metric.Recall;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.ui.control.ConventionSwitch;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.map.QueryFilter;
import org.vladoscope.ui.map.TriageModel;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Words;

/** Which queries are listed, and how many of them were answered right. */
public final class TriageBar extends VBox {

  private static final List<Integer> TOP = List.of(1, 5, 10, 20, 50, 100);

  private final OpenMap model;
  private final QueryFilter filter;
  private final TriageModel triage;
  private final ComboBox<TriageClass> classes = new ComboBox<>();
  private final ComboBox<Integer> top = new ComboBox<>();
  private final ComboBox<Optional<Conditions.Condition>> conditions = new ComboBox<>();
  private final Label recall = new Label();
  private final Label note = new Label();
  private final Hyperlink update = new Hyperlink();
  private final CheckBox verdicts = new CheckBox("Count verdicts");
  private final HBox state = new HBox(4, note, update);
  private final HBox results = new HBox(8, recall, verdicts);
  private final HBox active = new HBox(4);
  private final HBox convention;
  private final Label listed = new Label();

  public TriageBar(OpenMap model) {
    this.model = model;
    this.filter = model.queryFilter();
    this.triage = model.triage();
    getStyleClass().add("triage-bar");
    classes.getItems().setAll(TriageClass.values());
    classes.valueProperty().bindBidirectional(filter.wantedProperty());
    classes.setMaxWidth(Double.MAX_VALUE);
    classes.setMinWidth(0);
    classes.setId("triage-class");
    classes.setAccessibleText("Which queries are listed");
    classes.setTooltip(
        new Tooltip(
            "Missed: no right answer among so many first candidates as the box beside says"));
    HBox.setHgrow(classes, Priority.ALWAYS);
    top.getItems().setAll(TOP);
    top.setValue(filter.topNProperty().get());
    top.valueProperty().addListener((o, before, now) -> filter.topNProperty().set(now));
    top.setMinWidth(64);
    top.setAccessibleText("How many candidates count");
    top.visibleProperty().bind(filter.wantedProperty().isEqualTo(TriageClass.MISSED));
    top.managedProperty().bind(top.visibleProperty());
    recall.getStyleClass().add("tabular");
    note.getStyleClass().add("form-note");
    listed.getStyleClass().add("form-note");
    update.managedProperty().bind(update.visibleProperty());
    update.setOnAction(event -> triage.evaluate());
    verdicts.selectedProperty().bindBidirectional(triage.withVerdictsProperty());
    verdicts.setTooltip(
        new Tooltip(
            "“Same place” adds that pair to the ground truth; a query whose ground truth"
                + " looks wrong is left out."));
    Button clear = new Button("", new FontIcon(Feather.X));
    clear.getStyleClass().addAll("small", "flat", "button-icon");
    clear.setTooltip(new Tooltip("Show all queries again"));
    clear.setAccessibleText("Show all queries again");
    clear.setOnAction(event -> filter.clear());
    active.getChildren().setAll(listed, clear);
    for (HBox row : List.of(state, results, active)) {
      row.setAlignment(Pos.CENTER_LEFT);
      row.managedProperty().bind(row.visibleProperty());
    }
    recall.setMinWidth(USE_PREF_SIZE);
    HBox choice = new HBox(8, classes, top);
    offerConditions();
    convention = ConventionSwitch.of(triage.conventionProperty());
    convention.managedProperty().bind(convention.visibleProperty());
    getChildren().addAll(choice, conditions, results, convention, state, active);
    triage.triageProperty().addListener(o -> relabel());
    filter.topNProperty().addListener(o -> relabel());
    relabel();
    InvalidationListener onChange = o -> refresh();
    triage.triageProperty().addListener(onChange);
    triage.conventionProperty().addListener(onChange);
    triage.busyProperty().addListener(onChange);
    triage.staleProperty().addListener(onChange);
    triage.verdicts().verdictsProperty().addListener(onChange);
    filter.wantedProperty().addListener(onChange);
    filter.areaProperty().addListener(onChange);
    filter.underProperty().addListener(onChange);
    filter.topNProperty().addListener(onChange);
    model.queries().shown().addListener(onChange);
    refresh();
  }

  private void offerConditions() {
    conditions.setId("triage-condition");
    conditions.setMaxWidth(Double.MAX_VALUE);
    conditions.setMinWidth(0);
    conditions.setAccessibleText("The queries of which condition are listed");
    conditions.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Optional<Conditions.Condition> choice) {
            return choice == null || choice.isEmpty()
                ? "All conditions"
                : choice.get().name() + "  " + Numbers.count(choice.get().queries().size());
          }

          @Override
          public Optional<Conditions.Condition> fromString(String text) {
            return Optional.empty();
          }
        });
    conditions.getItems().add(Optional.empty());
    model.map().conditions().list().forEach(c -> conditions.getItems().add(Optional.of(c)));
    conditions.setVisible(conditions.getItems().size() > 1);
    conditions.setManaged(conditions.isVisible());
    Runnable follow =
        () -> {
          String name = filter.underProperty().get();
          conditions.setValue(
              conditions.getItems().stream()
                  .filter(c -> c.isPresent() && c.get().name().equals(name))
                  .findFirst()
                  .orElse(Optional.empty()));
        };
    follow.run();
    filter.underProperty().addListener(o -> follow.run());
    conditions
        .valueProperty()
        .addListener(
            (o, before, now) ->
                filter
                    .underProperty()
                    .set(now == null ? null : now.map(Conditions.Condition::name).orElse(null)));
  }

  /** What a class is called. */
  public static String title(TriageClass wanted) {
    return switch (wanted) {
      case ALL -> "All queries";
      case WRONG_AT_1 -> "Wrong at rank 1";
      case RESCUED -> "Rescued by re-ranking";
      case HARMED -> "Harmed by re-ranking";
      case MISSED -> "Missed";
      case WITHOUT_POSITIVE -> "No match in the map";
    };
  }

  private String label(TriageClass wanted) {
    Triage known = triage.triageProperty().get();
    String name =
        title(wanted)
            + (wanted == TriageClass.MISSED ? " in top " + filter.topNProperty().get() : "");
    if (wanted == TriageClass.ALL || known == null) {
      return name;
    }
    return name + "  " + Numbers.count(known.count(wanted, filter.topNProperty().get()));
  }

  private void refresh() {
    Triage known = triage.triageProperty().get();
    boolean busy = triage.busyProperty().get();
    boolean stale = triage.staleProperty().get();
    results.setVisible(known != null);
    convention.setVisible(known != null && known.reranked() != null);
    boolean hasVerdicts = !triage.verdicts().verdictsProperty().get().isEmpty();
    verdicts.setVisible(hasVerdicts);
    if (known != null) {
      showRecall(known);
    }
    state.setVisible(busy || known == null || stale);
    update.setVisible(!busy);
    note.setText(busy ? "Ranking all queries\u2026" : stale ? "From other settings." : "");
    note.setManaged(!note.getText().isEmpty());
    update.setText(known == null ? "Rank all queries" : "Rank again");
    int shown = model.queries().shown().size();
    int all = model.queries().all().size();
    active.setVisible(filter.areaProperty().get() != null || shown < all);
    listed.setText(
        Numbers.count(shown)
            + " of "
            + Words.count(all, "query", "queries")
            + (filter.areaProperty().get() == null ? "" : ", in the area"));
  }

  private void showRecall(Triage known) {
    Recall after = known.reranked();
    Recall before = known.global();
    if (after == null || before == null) {
      recall.setText("No ground truth");
      recall.setTooltip(new Tooltip("Say “same place” of a pair to begin one."));
      return;
    }
    boolean all = triage.conventionProperty().get() == WithoutPositive.COUNTED_AS_MISS;
    recall.setText("R@1  " + share(all ? after.countingAll() : after.atN(), 1));
    recall.setTooltip(new Tooltip(describe(known, before, after)));
  }

  private String describe(Triage known, Recall before, Recall after) {
    TriageModel.Known answers = triage.knownProperty().get();
    boolean reranked = answers != null && answers.evaluation().isReranked();
    StringBuilder text =
        new StringBuilder(
            "Share of queries with a match that have a right answer among the first N");
    for (int n : Recall.USUAL) {
      text.append("\nN = ")
          .append(n)
          .append(":  ")
          .append(at(after, n))
          .append(reranked ? "  (before re-ranking " + at(before, n) + ")" : "");
    }
    text.append(reranked ? "" : "\nNot re-ranked");
    text.append("\nWith queries without a match as misses, N = 1:  ")
        .append(share(after.countingAll(), 1));
    text.append("\nQueries counted: ").append(after.queries() - after.withoutPositives());
    text.append("\nWithout a match: ").append(after.withoutPositives());
    text.append("\nLeft out by verdicts: ").append(known.leftOut());
    return text.toString();
  }

  private static String at(Recall recall, int n) {
    return share(recall.atN(), n);
  }

  private static String share(Map<Integer, Double> atN, int n) {
    Double share = atN.get(n);
    return share == null ? "" : Numbers.score(share);
  }

  /** Cells ask for their text only when their value changes, so that new counts need new cells. */
  private void relabel() {
    classes.setButtonCell(new ClassCell());
    classes.setCellFactory(view -> new ClassCell());
  }

  private final class ClassCell extends ListCell<TriageClass> {
    @Override
    protected void updateItem(TriageClass item, boolean empty) {
      super.updateItem(item, empty);
      setText(empty || item == null ? "" : label(item));
    }
  }
}
