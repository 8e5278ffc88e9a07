package org.vladoscope.ui.explore.overlay;

import java.util.List;
import java.util.Set;
import org.vladoscope.ui.explore.overlay.OverlayModel.Family;
import org.vladoscope.ui.view.ValueRange;

/** How similar one chosen patch of the query is to every patch of the candidate. */
record QueryPatchOverlay() implements Overlay {

  @Override
  public String id() {
    return "query_patch";
  }

  @Override
  public String label() {
    return "One query patch";
  }

  @Override
  public Family family() {
    return Family.PATCHES;
  }

  @Override
  public List<String> keys() {
    return List.of("8", "Numpad 8");
  }

  @Override
  public Set<Option> options() {
    return Set.of(Option.QUERY_PATCH);
  }

  @Override
  public PairShading shading(OverlayInput input) {
    PatchRow row = input.queryPatch();
    if (row == null || row.scale() != input.scale()) {
      return PairShading.NONE;
    }
    return new PairShading(
        "Similarity to query patch " + row.queryPatch(),
        null,
        Shading.of(
            input.patches(input.comparison().candidate()),
            row.similarities(),
            ValueRange.of(row.similarities()),
            input.colors()));
  }
}
