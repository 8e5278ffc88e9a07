package org.vladoscope.ui.explore.overlay.known;

import java.util.List;
import org.kordamp.ikonli.feather.Feather;
import org.vladoscope.ui.explore.overlay.LineOverlay;
import org.vladoscope.ui.explore.overlay.OverlayButton;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.PairPainter;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.vlad.PatchGrid;

/** The grid of patches, to scale, with the middle one as an example. */
record GridOverlay() implements LineOverlay {

  @Override
  public String id() {
    return "grid";
  }

  @Override
  public String label() {
    return "Patch Grid";
  }

  @Override
  public List<String> keys() {
    return List.of("4", "Numpad 4");
  }

  @Override
  public OverlayButton button() {
    return new OverlayButton(Feather.HASH, "", "Grid of patches, to scale");
  }

  @Override
  public Unit unit() {
    return Unit.ANY;
  }

  @Override
  public void draw(PairPainter painter, OverlayInput input) {
    Comparison pair = input.comparison();
    if (!pair.hasPatches()) {
      return;
    }
    painter.grid(true, middle(input.patches(pair.query()).grid()));
    painter.grid(false, middle(input.patches(pair.candidate()).grid()));
  }

  private static int middle(PatchGrid grid) {
    return grid.rows() / 2 * grid.columns() + grid.columns() / 2;
  }
}
