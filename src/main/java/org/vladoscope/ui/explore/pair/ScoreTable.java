package org.vladoscope.ui.explore.pair;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/**
 * Lines of scores, one column for each patch size. Lines that differ from those on the screen only
 * in their values keep their labels, which get other texts: to style new ones takes longer than to
 * rank anew.
 */
final class ScoreTable extends GridPane {

  private final List<Label> values = new ArrayList<>();
  private final List<ScoreLine> frame = new ArrayList<>();
  private List<String> heads = List.of();

  ScoreTable() {
    getStyleClass().add("score-table");
  }

  /**
   * Shows some lines.
   *
   * @param heads of the columns, one for each patch size
   */
  void show(List<String> heads, List<ScoreLine> lines) {
    if (!heads.equals(this.heads)) {
      getChildren().clear();
      frame.clear();
      values.clear();
      buildHeads(heads);
      this.heads = List.copyOf(heads);
    }
    List<ScoreLine> wanted = lines.stream().map(ScoreLine::withoutValues).toList();
    int same = 0;
    while (same < Math.min(wanted.size(), frame.size())
        && wanted.get(same).equals(frame.get(same))) {
      same++;
    }
    removeFrom(same);
    for (int line = same; line < wanted.size(); line++) {
      build(lines.get(line), line + 1);
      frame.add(wanted.get(line));
    }
    List<String> texts = lines.stream().flatMap(line -> line.values().stream()).toList();
    for (int i = 0; i < texts.size(); i++) {
      values.get(i).setText(texts.get(i));
    }
  }

  private void removeFrom(int line) {
    getChildren().removeIf(node -> getRowIndex(node) > line);
    frame.subList(line, frame.size()).clear();
    int left = frame.stream().mapToInt(this::labels).sum();
    values.subList(left, values.size()).clear();
  }

  /** How many labels show the values of a line. */
  private int labels(ScoreLine line) {
    return switch (line) {
      case ScoreLine.OfSizes _ -> heads.size();
      case ScoreLine.OfAll _ -> 1;
      case ScoreLine.Heading _, ScoreLine.Note _ -> 0;
    };
  }

  private void buildHeads(List<String> heads) {
    getColumnConstraints().clear();
    ColumnConstraints names = new ColumnConstraints();
    names.setHgrow(Priority.ALWAYS);
    names.setMinWidth(Region.USE_PREF_SIZE);
    getColumnConstraints().add(names);
    for (int i = 0; i < heads.size(); i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setHalignment(HPos.RIGHT);
      getColumnConstraints().add(column);
      Label head = cell();
      head.setText(heads.get(i));
      head.getStyleClass().add("score-head");
      add(head, i + 1, 0);
    }
  }

  private void build(ScoreLine line, int row) {
    switch (line) {
      case ScoreLine.Heading(String text, String help) -> whole(row, heading(text, help));
      case ScoreLine.OfSizes sizes -> {
        add(named(sizes.name(), sizes.help()), 0, row);
        for (int i = 1; i <= sizes.values().size(); i++) {
          Label cell = value();
          if (sizes.isUsed()) {
            cell.getStyleClass().add("score-head");
          }
          add(cell, i, row);
        }
      }
      case ScoreLine.OfAll all -> whole(row, wide(all));
      case ScoreLine.Note(String text) -> whole(row, note(text));
    }
  }

  private void whole(int row, Node node) {
    add(node, 0, row, getColumnConstraints().size(), 1);
  }

  private static Label named(String name, String help) {
    Label label = new Label(name);
    label.getStyleClass().add("form-label");
    label.setTooltip(new Tooltip(help));
    return label;
  }

  private static Node heading(String text, String help) {
    Label label = new Label(text);
    label.getStyleClass().add("form-heading");
    label.setTooltip(new Tooltip(help));
    Label better = new Label("higher is better");
    better.getStyleClass().add("form-note");
    HBox box = new HBox(8, label, better);
    box.setAlignment(Pos.BASELINE_LEFT);
    return box;
  }

  private Node wide(ScoreLine.OfAll line) {
    Label label = new Label(line.name());
    label.getStyleClass().add(line.isTotal() ? "score-total-name" : "form-label");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label number = value();
    if (line.isTotal()) {
      number.getStyleClass().add("score-total");
    }
    HBox box = new HBox(8, label, gap, number);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static Node note(String text) {
    Label note = new Label(text);
    note.getStyleClass().add("form-note");
    note.setWrapText(true);
    return note;
  }

  private Label value() {
    Label cell = cell();
    values.add(cell);
    return cell;
  }

  private static Label cell() {
    Label cell = new Label();
    cell.getStyleClass().add("tabular");
    cell.setMinWidth(Region.USE_PREF_SIZE);
    return cell;
  }
}
