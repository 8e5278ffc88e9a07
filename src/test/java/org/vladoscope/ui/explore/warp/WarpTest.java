package org.vladoscope.ui.explore.warp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.match.PairMatch;
import org.vladoscope.match.PatchMatches;
import org.vladoscope.match.RansacScorer;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.FakeSession;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.view.Picture;

/** A candidate laid on a query by matches that the test makes up. */
class WarpTest {

  private Comparison pair;

  @BeforeEach
  void compare(@TempDir Path folder) throws IOException {
    FakeSession session = new FakeSession(folder);
    Analysis analysis = session.analysis(session.initialConfig());
    var query = session.map().queries().getFirst();
    var candidate = session.map().database().getFirst();
    pair =
        new Comparison(
            new Comparison.Side(true, query, Picture.of(ImageDecoder.decode(query.file()))),
            new Comparison.Side(
                false, candidate, Picture.of(ImageDecoder.decode(candidate.file()))),
            analysis.config(),
            analysis.grid(Progress.NONE),
            analysis.match(query, candidate, Progress.NONE),
            Optional.empty());
  }

  /** The pair with so many matches, each patch with the one a column further to the right. */
  private Comparison with(int matches) {
    ScaleMatch known = pair.match().scales().getFirst();
    int[] from = new int[matches];
    int[] to = new int[matches];
    int columns = known.grid().columns() - 1;
    for (int i = 0; i < matches; i++) {
      // Not all in one row: points of one line determine no homography.
      from[i] = i % 3 * 5 * (columns + 1) + (7 * i + i / 3) % columns;
      to[i] = from[i] + 1;
    }
    PatchMatches made = new PatchMatches(from, to, new float[matches]);
    RansacScorer.Result inliers = new RansacScorer(1.5).score(made, known.grid());
    return new Comparison(
        pair.query(),
        pair.candidate(),
        pair.config(),
        pair.cells(),
        new PairMatch(
            List.of(
                new ScaleMatch(known.grid(), known.similarity(), made, inliers, known.scores()))),
        pair.clusters());
  }

  @Test
  void tooFewInliersForAHomographyAreTold() {
    Warp warp = Warp.of(with(3), 0, Progress.NONE);
    assertThat(warp).isInstanceOf(Warp.None.class);
    assertThat(warp.sentence())
        .contains(" have 0 inliers, and a homography needs 4. Another patch size may have more.");
  }

  @Test
  void imagesWithoutPatchesAreNotLaidAndItIsSaidWhy() {
    PipelineConfig salad = pair.config().withAggregator(Aggregators.ALL.parse("salad"));
    Comparison without =
        new Comparison(
            pair.query(),
            pair.candidate(),
            salad,
            pair.cells(),
            PairMatch.WITHOUT_PATCHES,
            Optional.empty());
    assertThat(Warp.of(without, 0, Progress.NONE).sentence())
        .startsWith("SALAD has no patch descriptors, because ");
  }

  @Test
  void fewInliersAreShownWithAWarning() {
    Warp warp = Warp.of(with(6), 0, Progress.NONE);
    assertThat(warp).isInstanceOf(Warp.Laid.class);
    assertThat(warp.sentence())
        .startsWith("6 of 6 matches of patch size ")
        .endsWith("; any four matches agree on one, so that so few say little.");
  }

  @Test
  void theCandidateIsMovedToWhereItsMatchesLie() {
    Comparison moved = with(20);
    Warp.Laid laid = (Warp.Laid) Warp.of(moved, 0, Progress.NONE);
    // A column is 16 pixels of 640 times the stride, on images of 64 pixels.
    int step = (int) Math.round(1.6 * moved.match().scales().getFirst().grid().scale().stride());
    var laidPixels = laid.candidate().pixels();
    var original = moved.candidate().picture().pixels();
    int alike = 0;
    for (int x = 4; x < 50; x++) {
      int difference = Math.abs(laidPixels.get(x, 24, 0) - original.get(x + step, 24, 0));
      alike += difference < 40 ? 1 : 0;
    }
    assertThat(alike).isGreaterThan(40);
    // What lies beyond the right border of the candidate is not known.
    assertThat(laidPixels.get(63, 24, 0)).isEqualTo(96);
    assertThat(laid.difference().pixels().get(63, 24, 1)).isEqualTo(96);
  }
}
