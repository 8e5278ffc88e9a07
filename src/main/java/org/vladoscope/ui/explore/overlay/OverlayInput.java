package org.vladoscope.ui.explore.overlay;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.figure.ColorScale;
import org.vladoscope.figure.MatchLine;
import org.vladoscope.ui.explore.token.TokenView;
import org.vladoscope.ui.map.ClusterView;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.ui.view.ValueRange;

/**
 * What overlays are made from: a pair, and what is chosen for them at one moment.
 *
 * @param comparison the pair, as the engine compared it
 * @param view what the clusters make of it at the chosen sharpness; empty if it has none
 * @param settings what is chosen; its patch size is one of the pair's, if that has patches
 * @param patchRow how similar the chosen query patch is to every candidate patch, or null while
 *     that is not known
 * @param tokens what is known of the cells' features
 */
public record OverlayInput(
    Comparison comparison,
    Optional<ClusterView> view,
    OverlaySettings settings,
    @Nullable PatchRow patchRow,
    TokenView tokens) {

  /**
   * What the clusters make of the pair; for overlays of clusters, which no other pair is given to.
   */
  public ClusterView clusters() {
    return view.orElseThrow();
  }

  /** The patches of an image, of the chosen size. */
  public PictureGrid patches(Comparison.Side side) {
    return comparison.grid(side, settings.scale());
  }

  /** The cells of an image. */
  public PictureGrid cells(Comparison.Side side) {
    return comparison.cells(side);
  }

  /** Colours of numbers that have no colours of their own. */
  public ColorScale colors() {
    return settings.colors();
  }

  /** The colours of lines between the images, which only a pair with patches has. */
  public LineColouring colouring(List<MatchLine> lines) {
    return LineColouring.of(
        lines, comparison.match().scales().get(settings.scale()), settings.lineColours(), colors());
  }

  /** One number for each cell of both images. */
  public PairShading ofCells(
      String title, float[] query, float[] candidate, ValueRange range, ColorScale scale) {
    return ofCells(title, query, candidate, new Legend.Bar(range, scale));
  }

  /** One number for each cell of both images, under a legend. */
  public PairShading ofCells(String title, float[] query, float[] candidate, Legend legend) {
    return new PairShading(
        title,
        new Shading(cells(comparison.query()), query, legend),
        new Shading(cells(comparison.candidate()), candidate, legend));
  }

  /** One number for each patch of both images. */
  public PairShading ofPatches(String title, float[] query, float[] candidate, ValueRange range) {
    Legend legend = new Legend.Bar(range, colors());
    return new PairShading(
        title,
        new Shading(patches(comparison.query()), query, legend),
        new Shading(patches(comparison.candidate()), candidate, legend));
  }
}
