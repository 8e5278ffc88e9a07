package org.vladoscope.ui.explore.queries;

import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.judge.Verdict;
import org.vladoscope.ui.control.FoldButton;
import org.vladoscope.ui.map.OpenMap;

/** What a person says about the query on the screen. */
public final class VerdictBar extends VBox {

  private final OpenMap model;
  private final ToggleButton truthWrong = button("Wrong ground truth", Feather.FLAG);
  private final ToggleButton samePlace = button("Same place", Feather.CHECK);
  private final TextField note = new TextField();
  private @Nullable PlaceImage noted;

  /**
   * The bar of an opened map.
   *
   * @param unfolded whether more than the title is shown
   */
  public VerdictBar(OpenMap model, BooleanProperty unfolded) {
    this.model = model;
    getStyleClass().add("verdict-bar");
    truthWrong.setId("verdict-truth");
    truthWrong.setTooltip(
        new Tooltip("The ground truth of this query looks wrong: leave it out of recall (G)"));
    truthWrong.setOnAction(event -> toggleTruthWrong(model));
    samePlace.setId("verdict-same");
    samePlace.setTooltip(
        new Tooltip("Query and candidate show the same place: count it as a right answer (S)"));
    samePlace.setOnAction(event -> toggleSamePlace(model));
    note.setPromptText("Note on this query");
    note.setId("verdict-note");
    note.setOnAction(event -> saveNote());
    note.focusedProperty()
        .addListener(
            (o, before, now) -> {
              if (!now) {
                saveNote();
              }
            });
    Button undo = new Button("", new FontIcon(Feather.CORNER_UP_LEFT));
    undo.getStyleClass().addAll("small", "flat", "button-icon");
    undo.setTooltip(new Tooltip("Undo the last verdict (U)"));
    undo.setAccessibleText("Undo the last verdict");
    undo.setOnAction(event -> model.verdicts().undo());
    undo.disableProperty().bind(model.verdicts().canUndoProperty().not());
    // One below the other: the sidebar is too narrow for both names beside each other.
    VBox buttons = new VBox(4, truthWrong, samePlace);
    FoldButton title = new FoldButton("Verdict", unfolded);
    for (Node part : List.of(undo, buttons, note)) {
      part.visibleProperty().bind(unfolded);
      part.managedProperty().bind(unfolded);
    }
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox header = new HBox(8, title, gap, undo);
    header.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(header, buttons, note);
    InvalidationListener onChange = o -> refresh();
    model.queryProperty().addListener(onChange);
    model.candidateProperty().addListener(onChange);
    model.verdicts().verdictsProperty().addListener(onChange);
    model.verdicts().readyProperty().addListener(onChange);
    refresh();
  }

  private static ToggleButton button(String text, Feather icon) {
    ToggleButton button = new ToggleButton(text, new FontIcon(icon));
    button.getStyleClass().addAll("small", "overlay-toggle");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setMinWidth(0);
    return button;
  }

  /** The query on the screen, if it belongs to the map. */
  private static Optional<PlaceImage> query(OpenMap model) {
    return Optional.ofNullable(model.queryProperty().get()).filter(model.queries()::contains);
  }

  /** The candidate on the screen, if it belongs to the map. */
  private static Optional<PlaceImage> candidate(OpenMap model) {
    return Optional.ofNullable(model.candidateProperty().get())
        .filter(model.map().database()::contains);
  }

  /** Says of the query's ground truth that it looks wrong, or takes it back. */
  public static void toggleTruthWrong(OpenMap model) {
    query(model)
        .ifPresent(query -> model.verdicts().change(query, v -> v.withTruthWrong(!v.truthWrong())));
  }

  /** Says of query and candidate that they show the same place, or takes it back. */
  public static void toggleSamePlace(OpenMap model) {
    query(model)
        .ifPresent(
            query ->
                candidate(model)
                    .map(PlaceImage::name)
                    .ifPresent(
                        name ->
                            model
                                .verdicts()
                                .change(
                                    query,
                                    v -> v.withSamePlace(name, !v.samePlace().contains(name)))));
  }

  private void saveNote() {
    PlaceImage query = noted;
    if (query != null) {
      String text = note.getText().strip();
      model.verdicts().change(query, v -> v.withNote(text));
    }
  }

  private void refresh() {
    Optional<PlaceImage> query = query(model);
    PlaceImage now = query.orElse(null);
    if (now != noted) {
      // What was typed belongs to the query it was typed for.
      saveNote();
      noted = now;
    }
    setDisable(query.isEmpty() || !model.verdicts().readyProperty().get());
    Verdict said =
        query
            .map(q -> model.verdicts().verdictsProperty().get().of(q.name()))
            .orElseGet(() -> Verdict.none("none"));
    truthWrong.setSelected(said.truthWrong());
    Optional<PlaceImage> candidate = candidate(model);
    samePlace.setDisable(candidate.isEmpty());
    samePlace.setSelected(candidate.map(c -> said.samePlace().contains(c.name())).orElse(false));
    if (!note.getText().strip().equals(said.note())) {
      note.setText(said.note());
    }
  }
}
