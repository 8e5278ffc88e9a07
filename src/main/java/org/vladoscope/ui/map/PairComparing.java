package org.vladoscope.ui.map;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.match.PairMatch;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.vlad.GlobalAnatomy;

/**
 * Compares two images for the screen, and takes from what is there already whatever still holds.
 *
 * @param analysis the computations under the settings that are wanted
 * @param shown the comparison on the screen
 * @param seen the photographs on the screen that have not been compared yet
 */
record PairComparing(Analysis analysis, @Nullable Comparison shown, @Nullable Photographs seen) {

  /**
   * Compares; never on the JavaFX thread.
   *
   * @param sofar takes the photographs, which are there first
   */
  Comparison compare(
      PlaceImage query, PlaceImage candidate, Consumer<Photographs> sofar, Progress progress) {
    Comparison known = shown;
    if (known != null
        && known.query().image().equals(query)
        && known.candidate().image().equals(candidate)
        && known.holdsFor(analysis.config())) {
      return known.under(analysis.config());
    }
    Picture left = picture(query);
    Picture right = picture(candidate);
    sofar.accept(new Photographs(query, left, candidate, right));
    analysis.prepare(progress.part(0, 0.8));
    progress.check();
    Aggregator aggregator = analysis.config().aggregator();
    PairMatch match =
        aggregator.hasPatches()
            ? analysis.match(query, candidate, progress)
            : PairMatch.WITHOUT_PATCHES;
    progress.check();
    Optional<ClusterView> clusters =
        aggregator.hasClusters()
            ? Optional.of(ClusterView.of(anatomy(query, progress), anatomy(candidate, progress)))
            : Optional.empty();
    return new Comparison(
        new Comparison.Side(true, query, left),
        new Comparison.Side(false, candidate, right),
        analysis.config(),
        analysis.grid(progress),
        match,
        clusters);
  }

  /** From the comparison on the screen if it was made with the same clusters. */
  private GlobalAnatomy anatomy(PlaceImage image, Progress progress) {
    if (shown != null && shown.clusters().isPresent() && shown.hasClustersOf(analysis.config())) {
      for (Comparison.Side side : List.of(shown.query(), shown.candidate())) {
        if (side.image().equals(image)) {
          return shown.clusters().get().anatomy(side.isQuery());
        }
      }
    }
    return analysis.anatomy(image, progress);
  }

  /** From what is on the screen if it is there, else from its file. */
  private Picture picture(PlaceImage image) {
    if (seen != null && seen.query().equals(image)) {
      return seen.left();
    }
    if (shown != null && shown.query().image().equals(image)) {
      return shown.query().picture();
    }
    if (shown != null && shown.candidate().image().equals(image)) {
      return shown.candidate().picture();
    }
    return Picture.of(ImageDecoder.decode(image.file()));
  }
}
