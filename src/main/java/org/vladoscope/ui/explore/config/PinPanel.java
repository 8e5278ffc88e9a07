package org.vladoscope.ui.explore.config;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ui.explore.ranking.RankChangeCell;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.map.PinnedRanking;
import org.vladoscope.ui.map.RankChange;
import org.vladoscope.ui.map.SettingChange;

/**
 * Pinned settings A beside the settings B in use: which ranks moved, and by how much the scores.
 */
public final class PinPanel extends VBox {

  private static final double ROW_HEIGHT = 28;
  private static final int ROWS = 8;

  private final OpenMap model;
  private final PinnedRanking pinned;
  private final VBox settings = new VBox(2);
  private final Label summary = new Label();
  private final CheckBox onlyMoved = new CheckBox("Only what moved");
  private final ListView<RankChange> list = new ListView<>();

  public PinPanel(OpenMap model) {
    this.model = model;
    this.pinned = model.pinned();
    getStyleClass().add("pin-panel");
    summary.setWrapText(true);
    list.setCellFactory(view -> new RankChangeCell(model));
    list.setFixedCellSize(ROW_HEIGHT);
    list.setPrefHeight(ROWS * ROW_HEIGHT + 2);
    list.setMinHeight(ROWS * ROW_HEIGHT + 2);
    list.setFocusTraversable(false);
    list.setPlaceholder(new Label(""));
    list.setAccessibleText("Ranks with A and with B");
    onlyMoved.setOnAction(event -> refresh());
    getChildren().addAll(header(), settings, summary, columns(), list, onlyMoved);
    visibleProperty().bind(pinned.configProperty().isNotNull());
    managedProperty().bind(visibleProperty());
    pinned.configProperty().addListener((o, before, now) -> refreshSettings());
    model.configProperty().addListener((o, before, now) -> refreshSettings());
    pinned.changesProperty().addListener((o, before, now) -> refresh());
    pinned.rankingProperty().addListener((o, before, now) -> refresh());
    model.partialProperty().addListener((o, before, now) -> refreshSummary());
    refreshSettings();
    refresh();
  }

  private HBox header() {
    Label title = new Label("A pinned, B in use");
    title.getStyleClass().add("section-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox header =
        new HBox(
            4,
            title,
            gap,
            button(Feather.REPEAT, "Swap A and B", pinned::swap),
            button(Feather.X, "Unpin A", pinned::unpin));
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private static Button button(Feather icon, String text, Runnable action) {
    Button button = new Button("", new FontIcon(icon));
    button.getStyleClass().addAll("flat", "button-icon", "small");
    button.setTooltip(new Tooltip(text));
    button.setAccessibleText(text);
    button.setOnAction(event -> action.run());
    return button;
  }

  private HBox columns() {
    HBox head = RankChangeCell.row(new Label("Image"), "A", "B", "moved", "B \u2212 A");
    head.getStyleClass().add("rank-head");
    Tooltip.install(
        head,
        new Tooltip(
            "Ranks after re-ranking with A and with B, how far B moves an image (\u2191 up, \u2193"
                + " down), and its list score with B minus that with A; higher is better."));
    head.visibleProperty().bind(Bindings.isNotEmpty(list.getItems()));
    return head;
  }

  private void refreshSettings() {
    PipelineConfig a = pinned.configProperty().get();
    settings.getChildren().clear();
    if (a == null) {
      return;
    }
    List<SettingChange> changes = SettingChange.between(a, model.configProperty().get());
    if (changes.isEmpty()) {
      Label same = new Label("Change some settings to see what they do to the ranking.");
      same.getStyleClass().add("form-note");
      same.setWrapText(true);
      settings.getChildren().add(same);
    }
    for (SettingChange change : changes) {
      Label line = new Label(change.name() + "   A " + change.before() + "   B " + change.after());
      line.getStyleClass().add("form-note");
      line.setWrapText(true);
      settings.getChildren().add(line);
    }
  }

  private void refresh() {
    List<RankChange> all = pinned.changesProperty().get();
    List<RankChange> shown =
        onlyMoved.isSelected() ? all.stream().filter(RankChange::hasMoved).toList() : all;
    list.getItems().setAll(shown);
    refreshSummary();
  }

  private void refreshSummary() {
    List<RankChange> all = pinned.changesProperty().get();
    boolean partial = model.partialProperty().get() != null;
    list.setOpacity(partial ? 0.5 : 1);
    if (partial) {
      summary.setText("B is not fully re-ranked");
    } else if (all.isEmpty()) {
      summary.setText(pinned.rankingProperty().get() ? "Ranking with A\u2026" : "Choose a query.");
    } else {
      summary.setText(summary(all));
    }
  }

  /** How many moved, and where the first right answer stands in both. */
  public static String summary(List<RankChange> all) {
    long moved = all.stream().filter(RankChange::hasMoved).count();
    String text = moved == 0 ? "No rank moved" : moved + " of " + all.size() + " ranks moved";
    OptionalInt a = firstRight(all, RankChange::a);
    OptionalInt b = firstRight(all, RankChange::b);
    if (a.isPresent() || b.isPresent()) {
      text += "; first right answer: A " + rank(a) + ", B " + rank(b);
    }
    return text;
  }

  private static OptionalInt firstRight(
      List<RankChange> all, Function<RankChange, @Nullable Candidate> side) {
    return all.stream()
        .filter(change -> change.truth() == PlaceTruth.SAME_PLACE)
        .map(side)
        .filter(java.util.Objects::nonNull)
        .min(Comparator.comparingInt(Candidate::rankAfter))
        .map(candidate -> OptionalInt.of(candidate.rankAfter()))
        .orElse(OptionalInt.empty());
  }

  private static String rank(OptionalInt rank) {
    return rank.isPresent() ? "rank " + rank.getAsInt() : "none";
  }
}
