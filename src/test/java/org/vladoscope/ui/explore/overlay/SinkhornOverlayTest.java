package org.vladoscope.ui.explore.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.vladoscope.Golden;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.aggregate.AggregatorModel;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.aggregate.TransportAssignment;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.Preset;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;
import org.vladoscope.match.PairMatch;
import org.vladoscope.ui.explore.overlay.known.Overlays;
import org.vladoscope.ui.explore.token.SinkhornStage;
import org.vladoscope.ui.explore.token.TokenView;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.ValueRange;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

/** What is shown of SALAD's optimal transport, against the numbers of the original. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SinkhornOverlayTest {

  private static final int CELLS = 9 * 11;
  private static final int CLUSTERS = 6;
  private static final float TOLERANCE = 1e-6f;
  private static final CellGeometry GEOMETRY = new CellGeometry(14, 14, 0);

  private final OverlayModel overlays = new OverlayModel(Overlays.ALL);
  private Compute compute;
  private TokenView tokens;
  private Comparison pair;
  private float dustScore;

  @BeforeAll
  void shareTheCellsOfTwoImages() throws URISyntaxException {
    compute = Compute.open(DeviceChoice.CPU, 1);
    Path file =
        Path.of(
            Objects.requireNonNull(
                    SinkhornOverlayTest.class.getResource("/golden/modern/dino_salad_tiny.ckpt"))
                .toURI());
    dustScore = ModelWeights.read(file).get("salad.dust_bin").floats()[0];
    Aggregator salad = Aggregators.ALL.parse("salad").withHead(file);
    AggregatorModel model =
        salad.learn(FloatMatrix.zeros(0, 48), Aggregator.Images.NONE, compute, Progress.NONE);
    tokens =
        new TokenView(
            null,
            null,
            null,
            null,
            TokenView.Transport.of(transport(model, 0), transport(model, 1)),
            "");
    pair =
        new Comparison(
            side(true),
            side(false),
            Preset.DEFAULT.config().withAggregator(salad).withImageSize(new ImageSize(154, 126)),
            new PatchGrid(9, 11, new PatchScale(1, 1), GEOMETRY),
            PairMatch.WITHOUT_PATCHES,
            Optional.empty());
  }

  @AfterAll
  void close() {
    compute.close();
  }

  private static TransportAssignment transport(AggregatorModel model, int image) {
    float[] token = Golden.read("modern/salad_t").slice(image).data();
    return model
        .transport(
            new FeatureMap(
                9, 11, Golden.read("modern/salad_x").slice(image).transposed(), GEOMETRY, token))
        .orElseThrow();
  }

  private static Comparison.Side side(boolean query) {
    return new Comparison.Side(
        query,
        PlaceImage.of(Path.of(query ? "q.png" : "d.png")),
        Picture.of(new RgbImage(154, 126, new byte[3 * 154 * 126])));
  }

  /** The original's share of a cluster, or of the dustbin after all clusters. */
  private static float[] after(int image, int cluster) {
    return Golden.read("modern/salad_assign").slice(image).row(cluster);
  }

  /** The softmax of the original's scores and the dustbin's. */
  private float[] before(int image, int cluster) {
    FloatMatrix scores = Golden.read("modern/salad_score_logits").slice(image);
    float[] shares = new float[CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
      double sum = Math.exp(dustScore);
      for (int k = 0; k < CLUSTERS; k++) {
        sum += Math.exp(scores.get(k, cell));
      }
      double own = cluster < CLUSTERS ? scores.get(cluster, cell) : dustScore;
      shares[cell] = (float) (Math.exp(own) / sum);
    }
    return shares;
  }

  private static float[] less(float[] one, float[] other) {
    float[] less = one.clone();
    for (int i = 0; i < less.length; i++) {
      less[i] -= other[i];
    }
    return less;
  }

  private OverlayInput input(int cluster, SinkhornStage stage) {
    overlays.clusterProperty().set(cluster);
    overlays.stageProperty().set(stage);
    return new OverlayInput(pair, Optional.empty(), overlays.settings(), null, tokens);
  }

  private PairShading shading(String overlay, int cluster, SinkhornStage stage) {
    return overlays.all().value(overlay).shading(input(cluster, stage));
  }

  private float[] values(PairShading shading, boolean ofQuery) {
    return Objects.requireNonNull(shading.of(ofQuery ? pair.query() : pair.candidate())).values();
  }

  private static void isClose(Shading shading, float[] expected) {
    assertThat(Golden.maxDifference(shading.values(), expected)).isLessThan(TOLERANCE);
  }

  private void bothAreClose(PairShading shading, float[] query, float[] candidate) {
    isClose(Objects.requireNonNull(shading.query()), query);
    isClose(Objects.requireNonNull(shading.candidate()), candidate);
  }

  @Test
  void theShareOfAClusterIsTheSoftmaxOfTheScoresBeforeSinkhornAndTheOriginalsAfterIt() {
    for (int k = 0; k < CLUSTERS; k++) {
      bothAreClose(shading("transport", k, SinkhornStage.BEFORE), before(0, k), before(1, k));
      bothAreClose(shading("transport", k, SinkhornStage.AFTER), after(0, k), after(1, k));
      bothAreClose(
          shading("transport", k, SinkhornStage.CHANGE),
          less(after(0, k), before(0, k)),
          less(after(1, k), before(1, k)));
    }
  }

  @Test
  void theDustbinIsSeenAtTheSameStages() {
    int all = OverlaySettings.ALL_CLUSTERS;
    bothAreClose(
        shading("dustbin", all, SinkhornStage.BEFORE), before(0, CLUSTERS), before(1, CLUSTERS));
    bothAreClose(
        shading("dustbin", all, SinkhornStage.AFTER), after(0, CLUSTERS), after(1, CLUSTERS));
    bothAreClose(
        shading("dustbin", all, SinkhornStage.CHANGE),
        less(after(0, CLUSTERS), before(0, CLUSTERS)),
        less(after(1, CLUSTERS), before(1, CLUSTERS)));
  }

  @Test
  void theTitleAddsUpWhatAClusterGetsWhichIsAboutOneCellAfterSinkhorn() {
    for (int k = 0; k < CLUSTERS; k++) {
      double sum = 0;
      for (float share : after(0, k)) {
        sum += share;
      }
      assertThat(sum).isBetween(.9, 1.1);
      assertThat(shading("transport", k, SinkhornStage.AFTER).title())
          .startsWith("Share of cluster " + k + " after Sinkhorn; in all " + "%.2f".formatted(sum));
    }
  }

  @Test
  void eachStageHasALegendOfItsOwnRange() {
    PairShading before = shading("transport", 2, SinkhornStage.BEFORE);
    ValueRange range = ((Legend.Bar) before.legend().orElseThrow()).range();
    assertThat(range.min()).isZero();
    assertThat(range)
        .isEqualTo(ValueRange.fromZero(.98, values(before, true), values(before, false)));
    ValueRange change =
        ((Legend.Bar) shading("transport", 2, SinkhornStage.CHANGE).legend().orElseThrow()).range();
    assertThat(change.min()).isEqualTo(-change.max());
  }

  @Test
  void withoutAChosenClusterOwnersAreSeenOrHowMuchOfACellMoves() {
    int all = OverlaySettings.ALL_CLUSTERS;
    assertThat(shading("transport", all, SinkhornStage.BEFORE).legend().orElseThrow())
        .isInstanceOf(Legend.Swatches.class);
    float[] moved = new float[CELLS];
    for (int k = 0; k <= CLUSTERS; k++) {
      float[] change = less(after(0, k), before(0, k));
      for (int cell = 0; cell < CELLS; cell++) {
        moved[cell] += Math.abs(change[cell]) / 2;
      }
    }
    isClose(Objects.requireNonNull(shading("transport", all, SinkhornStage.CHANGE).query()), moved);
  }

  @Test
  void theReadOutSaysScoreAndBothShares() {
    OverlayInput input = input(3, SinkhornStage.AFTER);
    ValueOverlay overlay = overlays.all().value("transport");
    Shading shading = Objects.requireNonNull(overlay.shading(input).query());
    String words = overlay.read(input, pair.query(), shading, 40).orElseThrow();
    assertThat(words).matches("cluster 3: score \\S+, Sinkhorn \\S+ \u2192 \\S+");
    assertThat(words)
        .contains(
            "score "
                + org.vladoscope.ui.view.Numbers.precise(
                    Golden.read("modern/salad_score_logits").slice(0).get(3, 40)));
    ValueOverlay dustbin = overlays.all().value("dustbin");
    assertThat(dustbin.read(input, pair.query(), shading, 40).orElseThrow())
        .matches("dustbin: Sinkhorn \\S+ \u2192 \\S+");
  }
}
