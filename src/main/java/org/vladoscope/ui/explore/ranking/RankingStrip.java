package org.vladoscope.ui.explore.ranking;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.PartialRanking;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ui.control.FoldButton;
import org.vladoscope.ui.explore.look.PairLooks;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.map.RankingOrder;
import org.vladoscope.ui.task.Late;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.ui.view.Thumbnails;

/** The candidates for the query from left to right, best first. */
public final class RankingStrip extends HBox {

  private static final double HEIGHT = 156;
  private static final double SMALL_HEIGHT = 86;

  private final OpenMap model;
  private final PairLooks looks;
  private final RankMoves moves;
  private final Button replay = new Button("", new FontIcon(Feather.SHUFFLE));

  /** Kept here because what it listens to outlives it and only holds it weakly. */
  private final InvalidationListener arrange;

  private final Label summary = new Label();
  private final Hyperlink firstRight = new Hyperlink();
  private final HBox segments = new HBox();
  private final Label notReranked = new Label("Not re-ranked");
  private final ListView<Candidate> list = new ListView<>();
  private final ProgressIndicator waiting = new ProgressIndicator();
  private final ProgressBar reranked = new ProgressBar();
  private final Late searchIsLate;
  private final EmptyState nothing = new EmptyState(Feather.IMAGE, "", "");

  /**
   * The candidates of an opened map.
   *
   * @param withNumbers whether names and numbers stand below them
   */
  public RankingStrip(
      OpenMap model, Thumbnails thumbnails, PairLooks looks, BooleanProperty withNumbers) {
    super(8);
    this.model = model;
    this.looks = looks;
    searchIsLate = new Late(model.searchingProperty());
    this.moves = new RankMoves(thumbnails, withNumbers);
    looks.setOnReplay(this::replay);
    getStyleClass().add("ranking-strip");
    list.setOrientation(Orientation.HORIZONTAL);
    list.setFocusTraversable(false);
    arrange =
        o -> {
          boolean numbers = withNumbers.get();
          list.setCellFactory(view -> new CandidateCard(model, thumbnails, numbers));
          list.setMinHeight(numbers ? HEIGHT : SMALL_HEIGHT);
          list.setPrefHeight(numbers ? HEIGHT : SMALL_HEIGHT);
        };
    withNumbers.addListener(new WeakInvalidationListener(arrange));
    arrange.invalidated(withNumbers);
    waiting.setMaxSize(28, 28);
    StackPane body = new StackPane(list, moves, waiting, nothing);
    body.setMinWidth(0);
    HBox.setHgrow(body, Priority.ALWAYS);
    getChildren().addAll(header(withNumbers), body);
    model.resultProperty().addListener((o, before, now) -> refresh());
    model.orderProperty().addListener((o, before, now) -> refresh());
    model.queryProperty().addListener((o, before, now) -> refresh());
    model.partialProperty().addListener((o, before, now) -> refreshSummary());
    model
        .searchingProperty()
        .addListener(
            (o, before, now) -> {
              refreshState();
              refreshSummary();
            });
    searchIsLate.property().addListener((o, before, now) -> refreshState());
    model.candidateProperty().addListener((o, before, now) -> reveal());
    refresh();
  }

  private VBox header(BooleanProperty withNumbers) {
    FoldButton title = new FoldButton("Candidates", withNumbers);
    title.setTooltip(new Tooltip("Names and numbers below the candidates"));
    HBox head = new HBox(title, replay);
    head.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(title, Priority.ALWAYS);
    summary.getStyleClass().add("strip-summary");
    summary.setWrapText(true);
    summary.setMinHeight(0);
    summary.managedProperty().bind(summary.visibleProperty());
    firstRight.getStyleClass().addAll("number-link", "strip-summary");
    firstRight.setWrapText(true);
    firstRight.setMinHeight(0);
    firstRight.setTooltip(new Tooltip("Show the first right answer beside the query"));
    firstRight.managedProperty().bind(firstRight.visibleProperty());
    firstRight.setOnAction(
        event -> {
          firstRight.setVisited(false);
          firstRight(model.ranking()).ifPresent(c -> model.candidateProperty().set(c.image()));
        });
    ToggleGroup group = new ToggleGroup();
    ToggleButton before = orderButton(RankingOrder.BEFORE, group);
    ToggleButton after = orderButton(RankingOrder.AFTER, group);
    segments.getChildren().setAll(Segments.of(group, before, after));
    segments.managedProperty().bind(segments.visibleProperty());
    replay.getStyleClass().addAll("small", "flat", "button-icon", "replay-button");
    replay.setTooltip(new Tooltip("Show how re-ranking moved the candidates (A)"));
    replay.setAccessibleText("Show how re-ranking moved the candidates");
    replay.setMinWidth(Region.USE_PREF_SIZE);
    replay.setOnAction(event -> replay());
    replay.visibleProperty().bind(segments.visibleProperty());
    replay.managedProperty().bind(replay.visibleProperty());
    notReranked.getStyleClass().add("muted");
    notReranked.setTooltip(new Tooltip("The settings in use compare no patches"));
    notReranked.visibleProperty().bind(segments.visibleProperty().not());
    notReranked.managedProperty().bind(notReranked.visibleProperty());
    reranked.getStyleClass().add("small");
    reranked.setMaxWidth(Double.MAX_VALUE);
    reranked.setMaxHeight(6);
    reranked.setAccessibleText("Candidates re-ranked");
    VBox text = new VBox(2, summary, firstRight, reranked);
    text.setMinHeight(0);
    VBox.setVgrow(text, Priority.ALWAYS);
    VBox header = new VBox(head, text, segments, notReranked);
    header.getStyleClass().add("strip-header");
    return header;
  }

  private ToggleButton orderButton(RankingOrder order, ToggleGroup group) {
    ToggleButton button = new ToggleButton(order.label());
    button.setTooltip(new Tooltip(order.help()));
    button.getStyleClass().add("small");
    button.setToggleGroup(group);
    button.setSelected(model.orderProperty().get() == order);
    button.setOnAction(event -> model.orderProperty().set(order));
    model.orderProperty().addListener((o, was, now) -> button.setSelected(now == order));
    return button;
  }

  /** From the order of the global search to that after re-ranking, before everybody's eyes. */
  private void replay() {
    QueryResult result = model.resultProperty().get();
    if (result == null || result.reranked().isEmpty() || model.partialProperty().get() != null) {
      return;
    }
    Runnable arrived = () -> model.orderProperty().set(RankingOrder.AFTER);
    if (looks.reducedMotionProperty().get() || Platform.getPreferences().isReducedMotion()) {
      arrived.run();
    } else {
      list.scrollTo(0);
      moves.play(result.candidates(), arrived);
    }
  }

  private void refresh() {
    moves.stop();
    list.getItems().setAll(model.ranking());
    QueryResult result = model.resultProperty().get();
    segments.setVisible(result == null || !result.reranked().isEmpty());
    refreshSummary();
    refreshState();
    reveal();
  }

  private void refreshSummary() {
    PartialRanking partial = model.partialProperty().get();
    QueryResult result = model.resultProperty().get();
    reranked.setVisible(partial != null);
    reranked.setManaged(partial != null);
    boolean known = partial == null && result != null && firstRight(model.ranking()).isPresent();
    summary.setVisible(!known);
    firstRight.setVisible(known);
    if (partial != null) {
      reranked.setProgress((double) partial.compared() / partial.wanted());
      summary.setText(
          partial.compared()
              + " of "
              + partial.wanted()
              + " re-ranked"
              + (model.searchingProperty().get() ? "" : ", then stopped"));
    } else if (known) {
      firstRight.setText(ranks(model.ranking()));
    } else {
      summary.setText(result == null ? "" : withoutRight(result));
    }
  }

  /** The right answer that the order shown has first. */
  private static Optional<Candidate> firstRight(List<Candidate> ranking) {
    return ranking.stream().filter(c -> c.truth() == PlaceTruth.SAME_PLACE).findFirst();
  }

  /** Where the first right answer stands, before and after the patches were compared. */
  private static String ranks(List<Candidate> ranking) {
    List<Candidate> right =
        ranking.stream().filter(c -> c.truth() == PlaceTruth.SAME_PLACE).toList();
    int before = right.stream().mapToInt(Candidate::rankBefore).min().orElseThrow();
    int after = right.stream().mapToInt(Candidate::rankAfter).min().orElseThrow();
    return before == after
        ? "First right answer at rank " + after
        : "First right answer: rank\u00a0" + before + "\u00a0\u2192\u00a0" + after;
  }

  /** Why no candidate is known to be right. */
  private String withoutRight(QueryResult result) {
    boolean known = result.candidates().stream().anyMatch(c -> c.truth() != PlaceTruth.UNKNOWN);
    if (model.isQueryOutside()) {
      return "Outside the map: the right answer is not known";
    }
    if (model.hasNoMatch(result.query())) {
      return "No match for this query exists in this map";
    }
    return known ? "No candidate shows the same place" : "This map has no ground truth";
  }

  private void refreshState() {
    boolean searching = model.searchingProperty().get();
    boolean empty = list.getItems().isEmpty();
    waiting.setVisible(searching && empty);
    nothing.setVisible(!searching && empty);
    if (model.queryProperty().get() == null) {
      nothing.setText("No query chosen", "Click a query on the left, or press J.");
    } else {
      nothing.setText("No candidates", "This query could not be ranked.");
    }
    boolean late = searchIsLate.property().get();
    list.setOpacity(late && model.partialProperty().get() == null ? 0.6 : 1);
  }

  private void reveal() {
    model
        .chosenCandidate()
        .map(list.getItems()::indexOf)
        .filter(i -> i >= 0)
        .ifPresent(this::reveal);
  }

  /** Scrolls only as far as needed, unlike {@link ListView#scrollTo(int)}. */
  private void reveal(int index) {
    if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      flow.scrollTo(index);
    }
  }
}
