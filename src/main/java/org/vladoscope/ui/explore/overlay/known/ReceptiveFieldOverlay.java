package org.vladoscope.ui.explore.overlay.known;

import java.util.List;
import org.kordamp.ikonli.feather.Feather;
import org.vladoscope.ui.explore.overlay.LineOverlay;
import org.vladoscope.ui.explore.overlay.OverlayButton;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.PairPainter;
import org.vladoscope.ui.explore.overlay.Probe;
import org.vladoscope.ui.map.Comparison;

/** What the network sees of the cell or patch under the mouse. */
record ReceptiveFieldOverlay() implements LineOverlay {

  @Override
  public String id() {
    return "field";
  }

  @Override
  public String label() {
    return "Receptive Field";
  }

  @Override
  public List<String> keys() {
    return List.of("R");
  }

  @Override
  public OverlayButton button() {
    return new OverlayButton(Feather.CROSSHAIR, "", "Receptive field of what is under the mouse");
  }

  @Override
  public Unit unit() {
    return Unit.ANY;
  }

  @Override
  public void point(PairPainter painter, OverlayInput input, Probe probe, Unit pointed) {
    Comparison pair = input.comparison();
    Comparison.Side side = probe.ofQuery() ? pair.query() : pair.candidate();
    if (pointed == Unit.CELL && probe.cell().isPresent()) {
      painter.receptiveField(
          probe.ofQuery(), input.cells(side).receptiveField(probe.cell().getAsInt()));
    } else if (probe.patch().isPresent()) {
      painter.receptiveField(
          probe.ofQuery(),
          input.patches(side).receptiveField(probe.patch().get().of(probe.ofQuery())));
    }
  }
}
