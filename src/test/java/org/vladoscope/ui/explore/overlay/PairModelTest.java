package org.vladoscope.ui.explore.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.figure.MatchKind;
import org.vladoscope.figure.MatchLine;
import org.vladoscope.figure.Point;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.RapidScore;
import org.vladoscope.ui.explore.overlay.known.Overlays;
import org.vladoscope.ui.explore.token.SinkhornStage;
import org.vladoscope.ui.map.ClusterView;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.FakeSession;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.view.Notifier;
import org.vladoscope.ui.view.Viewport;
import org.vladoscope.vlad.GlobalAnatomy;
import org.vladoscope.vlad.GlobalSimilarity;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.VocabularyConfig;

/** What is seen of a pair, without a window: every number shown is one of the engine's. */
class PairModelTest {

  private final List<String> errors = new ArrayList<>();
  private final OverlayModel overlays = new OverlayModel(Overlays.ALL);
  private FakeSession session;
  private OpenMap model;
  private PairModel pair;

  @BeforeEach
  void compareTwoImages(@TempDir Path folder) throws IOException {
    session = new FakeSession(folder);
    Notifier notifier =
        new Notifier() {
          @Override
          public void error(String title, String message, @Nullable Throwable cause) {
            errors.add(message);
          }

          @Override
          public void info(String title, String message) {}
        };
    model = new OpenMap(session, new BackgroundTasks(Runnable::run, Runnable::run), notifier);
    pair = new PairModel(model, overlays);
    model.moveQuery(1);
  }

  private Comparison shown() {
    return Objects.requireNonNull(pair.comparison());
  }

  private ClusterView clusters() {
    return Objects.requireNonNull(pair.clustersProperty().get());
  }

  private OverlayInput input() {
    return pair.shown().orElseThrow();
  }

  private Shading ofQuery() {
    return Objects.requireNonNull(pair.shadingProperty().get().query());
  }

  @Test
  void everyClusterOverlayShowsTheEnginesNumbers() {
    GlobalAnatomy query = shown().clusters().orElseThrow().query();
    overlays.show("clusters");
    assertThat(ofQuery().values()[99]).isZero();
    assertThat(ofQuery().values()[100]).isOne();
    overlays.clusterProperty().set(1);
    assertThat(ofQuery().values()).containsExactly(query.assignment().map(1));
    overlays.show("entropy");
    assertThat(ofQuery().values()).containsExactly(query.entropyMap());
    overlays.show("residual");
    assertThat(ofQuery().values()).containsExactly(query.residualMap(1, false));
    overlays.normalisedProperty().set(true);
    assertThat(ofQuery().values()).containsExactly(query.residualMap(1, true));
    overlays.show("contribution");
    assertThat(ofQuery().values())
        .containsExactly(GlobalSimilarity.cellShares(clusters().similarity().queryCells(), 1));
    overlays.clusterProperty().set(OverlaySettings.ALL_CLUSTERS);
    double sum = 0;
    for (float value : ofQuery().values()) {
      sum += value;
    }
    assertThat(sum).isCloseTo(clusters().similarity().similarity(), within(1e-5));
  }

  @Test
  void sharesOfTheGlobalSimilaritySayThatTheyAreBeforeATrainedProjection() {
    overlays.show("contribution");
    assertThat(pair.shadingProperty().get().title())
        .isEqualTo(
            "Share of the global similarity, all clusters; 2 % of the cells lie beyond the scale");

    Path file = Path.of("places.pth.tar");
    PipelineConfig config = model.configProperty().get();
    model
        .configProperty()
        .set(
            config.withWords(
                config.words().orElseThrow().withFile(file, 5), ReductionConfig.trained(file, 7)));

    assertThat(pair.shadingProperty().get().title())
        .isEqualTo(
            "Share of the global similarity, all clusters, before the trained projection; 2 % of"
                + " the cells lie beyond the scale");
  }

  @Test
  void otherWeightsLeaveWhatIsDrawnAsItIs() {
    PipelineConfig config = model.configProperty().get();
    MatchConfig rapid = config.matching().withScorer(new RapidScore());
    model.configProperty().set(config.withMatching(rapid));
    overlays.show("clusters");
    PairShading colours = pair.shadingProperty().get();
    List<MatchLine> lines = pair.linesProperty().get();
    PipelineConfig other = config.withMatching(rapid.withWeights(List.of(0.0, 0.0, 1.0)));
    model.configProperty().set(other);
    assertThat(shown().config()).isEqualTo(other);
    assertThat(pair.shadingProperty().get()).isSameAs(colours);
    assertThat(pair.linesProperty().get()).isSameAs(lines);
  }

  @Test
  void twoClustersAreComparedByTheDifferenceOfTheirShares() {
    overlays.selectCluster(0);
    overlays.compareCluster(1);
    assertThat(pair.shadingProperty().get().title())
        .isEqualTo("Share of cluster 0 minus share of cluster 1");
    var assignment = shown().clusters().orElseThrow().query().assignment();
    assertThat(ofQuery().values()[5]).isEqualTo(assignment.share(5, 0) - assignment.share(5, 1));
    overlays.compareCluster(1);
    assertThat(overlays.otherClusterProperty().get()).isEqualTo(OverlaySettings.ALL_CLUSTERS);
    overlays.selectCluster(0);
    assertThat(overlays.clusterProperty().get()).isEqualTo(OverlaySettings.ALL_CLUSTERS);
  }

  @Test
  void aSharperAssignmentChangesWhatIsSeenButNotTheComparison() {
    overlays.show("entropy");
    float trained = ofQuery().values()[0];
    overlays.sharpnessProperty().set(2);
    assertThat(clusters().sharpness()).isEqualTo(2);
    assertThat(ofQuery().values())
        .containsExactly(shown().clusters().orElseThrow().query().withSharpness(2).entropyMap());
    assertThat(ofQuery().values()[0]).isLessThan(trained);
    assertThat(shown().clusters().orElseThrow().query().sharpness()).isEqualTo(1);
    overlays.sharpnessProperty().set(1);
    assertThat(ofQuery().values()[0]).isEqualTo(trained);
    assertThat(clusters()).isSameAs(shown().clusters().orElseThrow());
  }

  @Test
  void everyPatchOverlayShowsTheEnginesNumbers() {
    overlays.show("similarity");
    assertThat(ofQuery().values())
        .containsExactly(shown().match().scales().getFirst().similarity().querySimilarity());
    overlays.show("score_share");
    double[] shares = shown().match().shares(shown().config().matching()).getFirst();
    assertThat(ofQuery().values()[1]).isEqualTo((float) shares[1]);
    assertThat(ofQuery().values()[3]).isZero();
  }

  @Test
  void oneQueryPatchIsComparedWithAllCandidatePatches() {
    overlays.toggle(overlays.all().value("query_patch"));
    // Without a choice it is the patch that is most similar to its counterpart.
    assertThat(overlays.queryPatchProperty().get()).isEqualTo(1);
    assertThat(session.asked).endsWith("patch 1 at scale 0");
    PairShading shading = pair.shadingProperty().get();
    assertThat(shading.query()).isNull();
    assertThat(Objects.requireNonNull(shading.candidate()).values()[1]).isEqualTo(0.75f);
    pair.pin(true, shown().grid(shown().query(), 0).center(2));
    assertThat(overlays.queryPatchProperty().get()).isEqualTo(2);
    assertThat(session.asked).endsWith("patch 2 at scale 0");
    // Another size has other patches.
    overlays.scaleProperty().set(1);
    assertThat(session.asked).endsWith("patch 1 at scale 1");
    assertThat(errors).isEmpty();
  }

  @Test
  void oneSidedLinesAreDrawnOnDemandBelowTheMutualOnes() {
    overlays.outliersProperty().set(true);
    assertThat(pair.linesProperty().get())
        .extracting(MatchLine::kind)
        .containsExactly(MatchKind.OUTLIER, MatchKind.INLIER, MatchKind.INLIER);
    overlays.shownProperty("matches").set(false);
    assertThat(pair.linesProperty().get()).isEmpty();
  }

  @Test
  void theMouseFindsTheSameCellOfTheNearestPatch() {
    Point at = shown().grid(shown().query(), 0).cells().center(41);
    pair.point(true, at);
    Probe probe = Objects.requireNonNull(pair.probeProperty().get());
    assertThat(probe.cellOf(true)).hasValue(41);
    assertThat(probe.cellOf(false)).hasValue(41);
    pair.point(true, null);
    assertThat(pair.probeProperty().get()).isNull();
  }

  @Test
  void coloursOfAFamilyComeBackAsTheyWere() {
    overlays.show("residual");
    overlays.toggle(OverlayFamily.CLUSTERS);
    assertThat(overlays.valuesProperty().get()).isNull();
    overlays.toggle(OverlayFamily.PATCHES);
    assertThat(overlays.valuesProperty().get()).isEqualTo(overlays.all().value("similarity"));
    overlays.toggle(OverlayFamily.CLUSTERS);
    assertThat(overlays.valuesProperty().get()).isEqualTo(overlays.all().value("residual"));
  }

  @Test
  void aPairWithoutPatchesAndClustersKeepsWhatNeedsNeither() {
    overlays.show("query_patch");
    model
        .configProperty()
        .set(session.initialConfig().withAggregator(Aggregators.ALL.parse("salad")));
    assertThat(shown().hasPatches()).isFalse();
    assertThat(pair.linesProperty().get()).isEmpty();
    assertThat(pair.shadingProperty().get().title()).startsWith("SALAD has no patch descriptors");
    overlays.show("entropy");
    assertThat(pair.shadingProperty().get())
        .isEqualTo(PairShading.nothing("SALAD has no clusters with residuals to show."));

    overlays.show("dustbin");
    assertThat(ofQuery().values()[7]).isEqualTo(.5f);
    assertThat(ofQuery().values()[8]).isEqualTo(.25f);
    overlays.show("transport");
    assertThat(ofQuery().values()[99]).isZero();
    assertThat(ofQuery().values()[100]).isOne();
    overlays.clusterProperty().set(1);
    assertThat(ofQuery().values()[100]).isEqualTo(.75f);
    overlays.stageProperty().set(SinkhornStage.CHANGE);
    assertThat(ofQuery().values()[100]).isZero();
    model.candidateProperty().set(model.map().database().get(1));
    assertThat(overlays.clusterProperty().get()).isOne();
    overlays.show("components");
    assertThat(ofQuery().values()).hasSize(30 * 40);

    pair.point(true, new Point(20, 20));
    Probe probe = Objects.requireNonNull(pair.probeProperty().get());
    assertThat(probe.cell()).isPresent();
    assertThat(probe.patch()).isEmpty();
    pair.pin(true, new Point(20, 20));
    assertThat(overlays.queryPatchProperty().get()).isEqualTo(OverlaySettings.NO_PATCH);

    model.configProperty().set(session.initialConfig());
    overlays.show("similarity");
    assertThat(ofQuery().values()[1]).isEqualTo(.9f);
    overlays.show("dustbin");
    assertThat(pair.shadingProperty().get().title())
        .isEqualTo("NetVLAD has no dustbin: it does not share cells by optimal transport.");
    assertThat(session.asked).filteredOn(asked -> asked.startsWith("transport")).hasSize(4);
  }

  @Test
  void unlinkedImagesMoveAloneAndLinkingBringsThemTogether() {
    Viewport corner = new Viewport(0.2, 0.3, 4);
    overlays.viewportProperty().set(corner);
    assertThat(overlays.candidateViewportProperty().get()).isEqualTo(corner);
    overlays.toggleLinked();
    overlays.candidateViewportProperty().set(Viewport.FIT);
    assertThat(overlays.viewportProperty().get()).isEqualTo(corner);
    overlays.toggleLinked();
    assertThat(overlays.candidateViewportProperty().get()).isEqualTo(corner);
    overlays.candidateViewportProperty().set(Viewport.FIT);
    assertThat(overlays.viewportProperty().get()).isEqualTo(Viewport.FIT);
  }

  @Test
  void theDescriptorOfAnImageThatStaysIsTakenApartOnce() {
    assertThat(session.anatomies).isEqualTo(2);
    model.moveCandidate(1);
    assertThat(session.anatomies).isEqualTo(3);
    var config = model.configProperty().get();
    model.configProperty().set(config.withWords(new VocabularyConfig(2, 100, 5, 9)));
    assertThat(session.anatomies).isEqualTo(5);
  }

  @Test
  void aClosedMapAsksNothingMore() {
    overlays.toggle(overlays.all().value("query_patch"));
    session.asked.clear();
    model.close();
    overlays.queryPatchProperty().set(7);
    overlays.sharpnessProperty().set(3);
    assertThat(session.asked).isEmpty();
    assertThat(pair.shadingProperty().get()).isEqualTo(PairShading.NONE);
  }

  @Test
  void theCellUnderTheMouseIsComparedWithAllOfBothImagesAndStaysWhenPinned() {
    overlays.show("cell_similarity");
    assertThat(title()).contains("query in row 15, column 20");
    assertThat(ofQuery().values()[0]).isZero();
    assertThat(ofQuery().values()[100]).isOne();

    pair.point(false, new Point(0, 0));
    assertThat(title()).contains("candidate in row 0, column 0");
    assertThat(ofQuery().values()[0]).isOne();
    assertThat(ofQuery().values()[100]).isZero();

    pair.hold(false, new Point(0, 0));
    pair.point(true, new Point(63, 47));
    assertThat(title()).contains("candidate in row 0, column 0");
    pair.free();
    assertThat(title()).contains("query in row 29, column 39");
    assertThat(session.asked.stream().filter(asked -> asked.startsWith("cells "))).hasSize(1);
  }

  @Test
  void componentsOfBothImagesBecomeColoursUnderOneLegend() {
    overlays.show("components");
    assertThat(title()).contains("both images");
    assertThat(ofQuery().argb(0)).isEqualTo(0xff008080);
    Shading ofCandidate = Objects.requireNonNull(pair.shadingProperty().get().candidate());
    assertThat(ofCandidate.argb(1199)).isEqualTo(0xffff8080);
    assertThat(
            overlays
                .all()
                .value("components")
                .read(input(), shown().candidate(), ofCandidate, 1199))
        .contains("components 2399, 0, 0");
    assertThat(session.asked).doesNotContain("attention q.png");
  }

  @Test
  void attentionIsShownByHeadOrOnAverage() {
    session.hasAttention = true;
    overlays.show("attention");
    assertThat(title()).contains("layer 11", "mean of 2 heads");
    assertThat(ofQuery().values()[7]).isCloseTo(.25025f, within(1e-6f));
    overlays.headProperty().set(0);
    assertThat(title()).contains("layer 11, head 0");
    assertThat(ofQuery().values()[7]).isEqualTo(.5f);
    assertThat(overlays.all().value("attention").read(input(), shown().query(), ofQuery(), 7))
        .contains("attention 0.500 = 1200.0 × the mean cell");
    overlays.show("rollout");
    assertThat(title()).contains("layers 0 to 11");
    assertThat(ofQuery().values()[7]).isEqualTo(.0005f);
    assertThat(session.asked.stream().filter(asked -> asked.startsWith("attention "))).hasSize(2);
  }

  @Test
  void aNetworkWithoutAttentionSaysSoInsteadOfColours() {
    overlays.show("rollout");
    assertThat(title()).contains("has no attention to show").contains("dinov2");
    assertThat(pair.shadingProperty().get().legend()).isEmpty();
    assertThat(errors).isEmpty();
  }

  private String title() {
    return pair.shadingProperty().get().title();
  }
}
