package org.vladoscope.ui.explore.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.vladoscope.figure.MatchKind;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.vlad.SoftAssignment;

/**
 * What lies under the mouse, in words: two lines for the image under it, two for the other one.
 *
 * @param query lines about the query
 * @param candidate lines about the candidate
 */
public record Readout(List<String> query, List<String> candidate) {

  private static final String DOT = "  \u00b7  ";

  /** The words for a probe of a pair under the chosen overlay. */
  public static Readout of(
      OverlayInput shown, @Nullable ValueOverlay values, PairShading shading, Probe probe) {
    Comparison comparison = shown.comparison();
    Comparison.Side here = probe.ofQuery() ? comparison.query() : comparison.candidate();
    Comparison.Side there = probe.ofQuery() ? comparison.candidate() : comparison.query();
    List<String> at =
        List.of(
            place(comparison, here, probe), value(shown, values, shading.of(here), here, probe));
    List<String> nearest = nearest(comparison, there, probe);
    return probe.ofQuery() ? new Readout(at, nearest) : new Readout(nearest, at);
  }

  private static String place(Comparison comparison, Comparison.Side side, Probe probe) {
    StringBuilder text = new StringBuilder();
    text.append(String.format("x %d, y %d", (int) probe.x(), (int) probe.y()));
    PictureGrid cells = comparison.cells(side);
    probe
        .cell()
        .ifPresent(
            cell ->
                text.append(
                    String.format(
                        "%scell row %d, column %d",
                        DOT, cells.grid().row(cell), cells.grid().column(cell))));
    probe
        .patch()
        .ifPresent(patch -> text.append(DOT).append("patch ").append(patch.of(probe.ofQuery())));
    return text.toString();
  }

  /** What the overlay says here, and the strongest cluster. */
  private static String value(
      OverlayInput shown,
      @Nullable ValueOverlay values,
      @Nullable Shading shading,
      Comparison.Side side,
      Probe probe) {
    List<String> parts = new ArrayList<>();
    if (values != null && shading != null) {
      OptionalInt index = shading.grid().patchAt(probe.x(), probe.y());
      if (index.isPresent()) {
        values.read(shown, side, shading, index.getAsInt()).ifPresent(parts::add);
      }
    }
    shown
        .view()
        .ifPresent(
            view ->
                probe
                    .cell()
                    .ifPresent(
                        cell ->
                            parts.add(cluster(view.anatomy(side.isQuery()).assignment(), cell))));
    return String.join(DOT, parts);
  }

  private static String cluster(SoftAssignment assignment, int cell) {
    int strongest = assignment.strongest(cell);
    return "cluster " + strongest + ", share " + Numbers.score(assignment.share(cell, strongest));
  }

  private static List<String> nearest(Comparison comparison, Comparison.Side side, Probe probe) {
    return probe
        .patch()
        .map(
            patch -> {
              int index = patch.of(side.isQuery());
              Point center = comparison.grid(side, probe.scale()).center(index);
              String place =
                  String.format(
                      "nearest: x %d, y %d%spatch %d%ssimilarity %s",
                      (int) center.x(),
                      (int) center.y(),
                      DOT,
                      index,
                      DOT,
                      Numbers.score(patch.similarity()));
              float share =
                  comparison.scoreShares(comparison.query(), probe.scale())[patch.queryPatch()];
              String what =
                  patch.kind() == MatchKind.ONE_SIDED
                      ? patch.kind().words()
                      : patch.kind().words() + DOT + Numbers.percent(share) + " of the pair score";
              return List.of(place, what);
            })
        .orElse(List.of("", ""));
  }
}
