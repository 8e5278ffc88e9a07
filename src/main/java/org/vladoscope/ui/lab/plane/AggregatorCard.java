package org.vladoscope.ui.lab.plane;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.vladoscope.teach.steps.Plane;
import org.vladoscope.teach.steps.Pooled;
import org.vladoscope.teach.steps.Pooling;

/** One aggregator: its formula, the vectors of both sets, and how alike they are. */
final class AggregatorCard extends VBox {

  private static final double BARS = 52;

  private final Pooling pooling;
  private final VectorBars first;
  private final VectorBars second;
  private final Label similarity = new Label();
  private final Label note = new Label();

  AggregatorCard(Pooling pooling) {
    super(6);
    this.pooling = pooling;
    getStyleClass().add("aggregator-card");
    String id = pooling.name().toLowerCase(Locale.ROOT);
    first = new VectorBars(pooling.label() + " of set A", BARS);
    second = new VectorBars(pooling.label() + " of set B", BARS);
    first.setId("pooled-" + id + "-first");
    similarity.setId("pooled-" + id + "-similarity");
    similarity.getStyleClass().add("tabular");
    similarity.setMinWidth(USE_PREF_SIZE);
    note.setId("pooled-" + id + "-note");
    note.getStyleClass().addAll("lab-numbers", "tabular");
    note.setWrapText(true);
    note.setMinHeight(34);
    note.setAlignment(Pos.TOP_LEFT);
    Label name = new Label(pooling.label());
    name.setMinWidth(USE_PREF_SIZE);
    name.getStyleClass().add("form-heading");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(8, name, gap, similarity);
    head.setAlignment(Pos.BASELINE_LEFT);
    getChildren().add(head);
    for (String line : pooling.formula()) {
      Label formula = new Label(line);
      formula.getStyleClass().add("aggregator-formula");
      formula.setWrapText(true);
      formula.setMinHeight(USE_PREF_SIZE);
      getChildren().add(formula);
    }
    getChildren().addAll(row("\u25cf A", first), row("\u25a1 B", second), note);
    setMinWidth(0);
  }

  private static HBox row(String set, VectorBars bars) {
    Label name = new Label(set);
    name.setMinWidth(30);
    HBox.setHgrow(bars, Priority.ALWAYS);
    HBox row = new HBox(6, name, bars);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /**
   * Shows what came out.
   *
   * @param cell the cell whose shares are named; none if its index is below zero
   */
  void show(Pooled now, Plane.Handle cell) {
    int block = pooling.hasClusters() ? 2 : 1;
    first.show(now.first(), block, pooling.hasClusters());
    second.show(now.second(), block, pooling.hasClusters());
    similarity.setText(
        now.problem().isEmpty() ? "similarity " + VectorBars.number(now.similarity()) : "");
    note.setText(now.problem().isEmpty() ? shares(now, cell) : now.problem());
  }

  private String shares(Pooled now, Plane.Handle cell) {
    if (!pooling.hasClusters()) {
      return "No clusters: every point is in both numbers.";
    }
    double[] shares = cell.index() < 0 ? new double[0] : now.shares(cell);
    if (shares.length == 0) {
      return pooling.hasDustbin()
          ? String.format(
              Locale.ROOT,
              "Each cluster takes the mass of one point, the dustbin %.1f of %d.",
              now.dustbin(),
              now.firstShares().length)
          : "Click a point to read its shares.";
    }
    StringBuilder text = new StringBuilder("Shares a");
    int clusters = shares.length - (pooling.hasDustbin() ? 1 : 0);
    for (int k = 0; k < clusters; k++) {
      text.append(String.format(Locale.ROOT, "   %d: %.2f", k + 1, shares[k]));
    }
    if (pooling.hasDustbin()) {
      text.append(String.format(Locale.ROOT, "   dustbin: %.2f", shares[clusters]));
    }
    return text.toString();
  }
}
