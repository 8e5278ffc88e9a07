package org.vladoscope.ui.explore;

import java.util.Optional;
import org.vladoscope.ui.explore.OverlayModel.Shade;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.vlad.PatchGrid;

/** What lies under the mouse, in words: pixel, cell, patch and the overlay's value. */
final class Readout {

  private Readout() {}

  /** The words for a point of one of the images. */
  static String at(
      Comparison comparison, Comparison.Side side, OverlayModel overlays, double x, double y) {
    StringBuilder text = new StringBuilder();
    text.append(side.isQuery() ? "Query" : "Candidate");
    text.append(String.format("  x %d, y %d", (int) x, (int) y));
    int scale = overlays.scaleProperty().get();
    PictureGrid cells = comparison.grid(side, scale).cells();
    cells
        .patchAt(x, y)
        .ifPresent(
            cell -> {
              PatchGrid grid = cells.grid();
              text.append(
                  String.format(
                      "  \u00b7  cell row %d, column %d", grid.row(cell), grid.column(cell)));
              if (overlays.shadeProperty().get() == Shade.CLUSTERS) {
                text.append(cluster(side, overlays.clusterProperty().get(), cell));
              }
            });
    if (overlays.shadeProperty().get() != Shade.CLUSTERS) {
      patch(comparison, side, scale, x, y).ifPresent(text::append);
    }
    return text.toString();
  }

  private static String cluster(Comparison.Side side, int cluster, int cell) {
    int strongest = side.assignment().strongest(cell);
    int named = cluster == OverlayModel.ALL_CLUSTERS ? strongest : cluster;
    String share = Numbers.score(side.assignment().share(cell, named));
    return cluster == OverlayModel.ALL_CLUSTERS || cluster == strongest
        ? "  \u00b7  cluster " + named + ", share " + share
        : "  \u00b7  cluster " + named + " has " + share + ", strongest is " + strongest;
  }

  private static Optional<String> patch(
      Comparison comparison, Comparison.Side side, int scale, double x, double y) {
    int size = comparison.scales().get(scale).size();
    return PatchPointer.at(comparison, side, scale, x, y)
        .map(
            pointer ->
                String.format(
                    "  \u00b7  patch %d of size %d  \u00b7  similarity %s, %s",
                    side.isQuery() ? pointer.queryPatch() : pointer.candidatePatch(),
                    size,
                    Numbers.score(pointer.similarity()),
                    pointer.kind().label()));
  }
}
