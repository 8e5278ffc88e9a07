package org.vladoscope.ui.explore.overlay.known;

import java.util.List;
import java.util.Set;
import org.vladoscope.ui.explore.overlay.Legend;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.OverlayOption;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.explore.overlay.PairPainter;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.PatchRow;
import org.vladoscope.ui.explore.overlay.Shading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.view.ValueRange;

/** How similar one chosen patch of the query is to every patch of the candidate. */
record QueryPatchOverlay() implements ValueOverlay {

  @Override
  public String id() {
    return "query_patch";
  }

  @Override
  public String label() {
    return "One query patch";
  }

  @Override
  public OverlayFamily family() {
    return OverlayFamily.PATCHES;
  }

  @Override
  public List<String> keys() {
    return List.of("8", "Numpad 8");
  }

  @Override
  public Set<OverlayOption> options() {
    return Set.of(OverlayOption.QUERY_PATCH);
  }

  @Override
  public PairShading shading(OverlayInput input) {
    PatchRow row = input.patchRow();
    if (row == null || row.scale() != input.settings().scale()) {
      return PairShading.NONE;
    }
    Legend legend = new Legend.Bar(ValueRange.of(row.similarities()), input.settings().colors());
    return new PairShading(
        "Similarity to query patch " + row.queryPatch(),
        null,
        new Shading(input.patches(input.comparison().candidate()), row.similarities(), legend));
  }

  @Override
  public void draw(PairPainter painter, OverlayInput input) {
    int chosen = input.settings().queryPatch();
    if (chosen != OverlaySettings.NO_PATCH) {
      painter.chosenPatch(chosen);
    }
  }
}
