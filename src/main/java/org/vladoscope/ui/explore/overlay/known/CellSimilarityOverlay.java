package org.vladoscope.ui.explore.overlay.known;

import java.util.Optional;
import java.util.Set;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.OverlayOption;
import org.vladoscope.ui.explore.overlay.PairPainter;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.Shading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.explore.token.TokenPart;
import org.vladoscope.ui.explore.token.TokenView;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.ValueRange;

/** How similar the features of one cell, under the mouse or pinned, are to those of all cells. */
record CellSimilarityOverlay() implements ValueOverlay {

  @Override
  public String id() {
    return "cell_similarity";
  }

  @Override
  public String label() {
    return "One cell";
  }

  @Override
  public OverlayFamily family() {
    return OverlayFamily.FEATURES;
  }

  @Override
  public Set<OverlayOption> options() {
    return Set.of(OverlayOption.CELL);
  }

  @Override
  public Optional<TokenPart> part() {
    return Optional.of(TokenPart.SIMILARITY);
  }

  @Override
  public PairShading shading(OverlayInput input) {
    TokenView.Row row = input.tokens().row();
    if (row == null) {
      return PairShading.NONE;
    }
    int columns = input.cells(input.comparison().query()).grid().columns();
    int cell = row.cell().index();
    return input.ofCells(
        String.format(
            "Cosine similarity to the cell of the %s in row %d, column %d, which itself lies"
                + " beyond the scale",
            row.cell().ofQuery() ? "query" : "candidate", cell / columns, cell % columns),
        row.query(),
        row.candidate(),
        range(row),
        input.colors());
  }

  /** Of all but the cell itself: its 1 would leave few colours for the others. */
  private static ValueRange range(TokenView.Row row) {
    float[] own = (row.cell().ofQuery() ? row.query() : row.candidate()).clone();
    own[row.cell().index()] = Float.NaN;
    return ValueRange.of(own, row.cell().ofQuery() ? row.candidate() : row.query());
  }

  @Override
  public Optional<String> read(
      OverlayInput input, Comparison.Side side, Shading shading, int index) {
    return Optional.of("cosine " + Numbers.score(shading.values()[index]));
  }

  @Override
  public void draw(PairPainter painter, OverlayInput input) {
    TokenView.Row row = input.tokens().row();
    if (row != null) {
      painter.chosenCell(row.cell().ofQuery(), row.cell().index());
    }
  }
}
