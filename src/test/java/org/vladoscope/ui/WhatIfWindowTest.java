package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.Golden;
import org.vladoscope.Requirement;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.Processor;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.index.engine.IndexEngine;
import org.vladoscope.match.PairScorers;
import org.vladoscope.match.RansacScore;
import org.vladoscope.ui.map.WhatIf;
import org.vladoscope.ui.session.WorkspaceOpener;
import org.vladoscope.ui.theme.InfoMark;
import org.vladoscope.vlad.VladVersion;

/** Trying settings in the window, with the real engine on a small painted map. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class WhatIfWindowTest {

  private EngineWindow engine;
  private Harness harness;
  private PipelineConfig config;

  @BeforeAll
  void openTheMap(@TempDir Path folder) throws IOException {
    Path map = FixtureMap.write(folder.resolve("painted places"), 12, 3);
    config = EngineWindow.fewWords(12);
    engine = new EngineWindow(folder, config);
    harness = engine.harness;
    harness.open(map);
  }

  @BeforeEach
  void startFromTheFirstQuery() {
    harness.fx(
        () -> {
          harness.explore().whatIf().reject();
          harness.explore().pinned().unpin();
          harness.explore().queryProperty().set(null);
          harness.explore().configProperty().set(config);
        });
    harness.chooseQuery(0);
    scrollTo(0);
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private PipelineConfig inUse() {
    return FxThread.call(() -> harness.explore().configProperty().get());
  }

  /** A busy machine expects to take longer, so that it may ask first. */
  private void awaitUse(String what, Predicate<PipelineConfig> used) {
    WhatIf whatIf = harness.explore().whatIf();
    harness.await(
        what,
        () -> {
          whatIf.run();
          return used.test(inUse());
        });
    harness.awaitRest();
  }

  private void scrollTo(double to) {
    ScrollPane inspector = harness.find(".inspector .scroll-pane", ScrollPane.class);
    harness.fx(() -> inspector.setVvalue(to));
  }

  private void type(String selector, String text) {
    TextField field = harness.find(selector, TextField.class);
    harness.fx(() -> field.setText(text));
  }

  private void click(String selector) {
    Button button = harness.find(selector, Button.class);
    harness.fx(button::fire);
  }

  private void pressInside(String selector, KeyCode code, boolean shift) {
    TextField field = harness.find(selector, TextField.class);
    harness.fx(
        () ->
            javafx.event.Event.fireEvent(
                field,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, true, false, false)));
  }

  @Test
  void whereNoSettingsWereTriedNothingIsSaidOfARanking() {
    assertThat(harness.texts())
        .contains("All of the map is computed")
        .noneMatch(text -> text.contains("cached scores"));
  }

  @Test
  void weightsTypedAreRankedAtOnceAndUndoneByTheKeyboard() {
    type("#config-weights", "0, 0, 1");
    harness.await(
        "the weights are used", () -> inUse().matching().weights().equals(List.of(0.0, 0.0, 1.0)));
    harness.awaitRest();
    assertThat(harness.texts())
        .contains("Nothing is computed: the ranking follows from cached scores");
    harness.picture("what-if-weights");

    pressInside("#config-weights", KeyCode.Z, false);
    assertThat(inUse()).isEqualTo(config);
    assertThat(harness.find("#config-weights", TextField.class).getText()).isEqualTo("1, 1, 1");
    pressInside("#config-weights", KeyCode.Z, true);
    assertThat(inUse().matching().weights()).containsExactly(0.0, 0.0, 1.0);
    assertThat(FxThread.call(() -> harness.find("#config-redo", Button.class).isDisabled()))
        .isTrue();
  }

  @Test
  void anotherAssignmentTrainsWordsAnewAndKeepsTheNetworksFeatures() {
    ComboBox<?> box = harness.find("#config-assignment", ComboBox.class);
    harness.fx(() -> box.getSelectionModel().select(VladVersion.V2.ordinal()));
    awaitUse("v2 is used", used -> used.words().orElseThrow().version() == VladVersion.V2);
    assertThat(harness.comparison().config().words().orElseThrow().version())
        .isEqualTo(VladVersion.V2);
    scrollTo(0.8);
    harness.picture("what-if-vocabulary");
    scrollTo(0);

    pressInside("#config-weights", KeyCode.Z, false);
    assertThat(inUse()).isEqualTo(config);
    assertThat(FxThread.call(() -> box.getValue())).isEqualTo(VladVersion.V1);
  }

  @Test
  void whatRunsTheNetworkSaysWhatItCostsAndWaitsToBeRun() {
    int before = harness.comparison().config().imageSize().width();
    type("#config-image_size", "576x448");
    harness.await(
        "the cost is known", () -> harness.texts().contains("These settings have not run yet"));

    assertThat(inUse()).as("nothing has run").isEqualTo(config);
    assertThat(harness.comparison().config().imageSize().width()).isEqualTo(before);
    assertThat(harness.texts())
        .anySatisfy(
            text ->
                assertThat(text)
                    .startsWith("Network: 15 images\nVocabulary: 1 vocabulary\n")
                    .contains("Patch descriptors: 13 images", "Patch matches: 12 pairs"))
        // 36×28 cells: sizes 2, 5, 8 at stride 2 give 18·14, 16·12 and 15·11 patches.
        .anySatisfy(text -> assertThat(text).startsWith("738 \u2192 609 patches, "));
    harness.picture("what-if-waiting");

    click("#config-run");
    harness.await("it runs", () -> inUse().imageSize().width() == 576);
    harness.awaitRest();
    assertThat(harness.comparison().config().imageSize().width()).isEqualTo(576);
  }

  @Test
  void discardingGivesTheFieldsBackTheirValues() {
    type("#config-image_size", "320x256");
    harness.await(
        "the cost is known", () -> harness.texts().contains("These settings have not run yet"));

    click("#config-discard");

    assertThat(inUse()).isEqualTo(config);
    assertThat(harness.find("#config-image_size", TextField.class).getText()).isEqualTo("640x480");
    assertThat(harness.texts()).doesNotContain("These settings have not run yet");
  }

  @Test
  void settingsThatDoNotFitTheImagesAreExplainedAndTheLastResultStays() {
    type("#config-image_size", "600x400");
    harness.await(
        "it is explained",
        () ->
            harness.texts().stream()
                .anyMatch(t -> t.startsWith("The image size 600x400 cannot be used")));

    assertThat(inUse()).isEqualTo(config);
    assertThat(harness.texts()).contains("The last result stays as it is.");
    harness.picture("what-if-wrong");
    click("#config-reset");
    assertThat(harness.texts()).doesNotContain("The last result stays as it is.");
  }

  @Test
  void reducedPrecisionOfMatchingRunsAtOnceAndIsNamedBesideTheDevice() {
    Requirement.met(engine.compute.refusal(Precision.BF16));
    float[] exact = similarities();
    choose("#config-match-precision", Precision.BF16);
    awaitUse("it is used", used -> used.matching().precision() == Precision.BF16);
    assertThat(harness.texts()).contains("CPU, 2 threads  \u00b7  bf16 for matching");
    float[] rounded = similarities();
    assertThat(rounded).isNotEqualTo(exact);
    assertThat(Golden.maxDifference(exact, rounded)).isLessThan(1e-2f);
    scrollTo(.35);
    harness.picture("precision-matching");

    choose("#config-precision", Precision.BF16);
    awaitUse("both are used", used -> used.precision() == Precision.BF16);
    assertThat(harness.texts())
        .contains("CPU, 2 threads  \u00b7  bf16 for network, projection and matching");
    assertThat(harness.find("#config-precision-effect", InfoMark.class).explanation())
        .startsWith("bf16 runs this network nearly three times as quick");
    scrollTo(1);
    harness.picture("precision-network");
    smallPicture("precision-small");

    pressInside("#config-weights", KeyCode.Z, false);
    pressInside("#config-weights", KeyCode.Z, false);
    harness.awaitRest();
    assertThat(inUse()).isEqualTo(config);
    assertThat(harness.texts()).contains("CPU, 2 threads");
    assertThat(similarities()).isEqualTo(exact);
  }

  private float[] similarities() {
    return harness.comparison().match().scales().getFirst().similarity().querySimilarity();
  }

  /** In a small window the configuration is out of the way until it is asked for. */
  private void smallPicture(String name) {
    double width = FxThread.call(() -> harness.window.stage().getWidth());
    double height = FxThread.call(() -> harness.window.stage().getHeight());
    resize(900, 600);
    Snapshots.settle();
    showConfiguration();
    scrollTo(1);
    harness.picture(name);
    resize(width, height);
    Snapshots.settle();
    showConfiguration();
  }

  private void showConfiguration() {
    harness.fx(
        () ->
            harness.window.scene().getRoot().lookupAll(".overlay-toggle").stream()
                .map(ToggleButton.class::cast)
                .filter(b -> "Scores and configuration".equals(b.getAccessibleText()))
                .forEach(b -> b.setSelected(true)));
  }

  private void resize(double width, double height) {
    harness.fx(
        () -> {
          harness.window.stage().setWidth(width);
          harness.window.stage().setHeight(height);
        });
  }

  private void choose(String selector, Precision precision) {
    ComboBox<?> box = harness.find(selector, ComboBox.class);
    harness.fx(() -> box.getSelectionModel().select(box.getItems().indexOf(precision)));
  }

  @Test
  void kindsOfIndexThatOnlyFaissBuildsCannotBeChosenWithoutIt(@TempDir Path folder)
      throws IOException {
    System.setProperty(IndexEngine.PROPERTY, "jvector");
    try (Harness other =
        new Harness(
            new WorkspaceOpener(engine.compute, engine.store, config),
            folder,
            UserPreferences.DEFAULT)) {
      other.open(harness.explore().map().root());
      other.awaitRest();
      MenuButton kinds = other.find("#config-index-kinds", MenuButton.class);
      assertThat(kinds.getItems().stream().filter(item -> !item.isDisable()))
          .extracting(MenuItem::getText)
          .containsExactly(
              "Flat \u2013 finds all of the nearest",
              "HNSW32 \u2013 finds nearly all of the nearest");
      assertThat(kinds.getItems().stream().filter(MenuItem::isDisable))
          .isNotEmpty()
          .allMatch(item -> item.getText().endsWith("built by FAISS alone, which is not here"));

      TextField typed = other.find("#config-index", TextField.class);
      ScrollPane inspector = other.find(".inspector .scroll-pane", ScrollPane.class);
      other.fx(() -> inspector.setVvalue(.35));
      other.fx(() -> typed.setText("IVF4,Flat"));
      assertThat(other.texts())
          .anyMatch(text -> text.startsWith("The index IVF4,Flat is built by FAISS alone"));
      other.picture("index-refused");

      other.fx(() -> kinds.getItems().get(1).fire());
      other.await(
          "the graph is used", () -> other.explore().configProperty().get().index().isPlainGraph());
      assertThat(other.texts()).noneMatch(text -> text.contains("by FAISS alone"));
      other.fx(kinds::show);
      other.pictureWithPopups("index-kinds");
    } finally {
      System.clearProperty(IndexEngine.PROPERTY);
    }
  }

  @Test
  void whatTheProcessorCannotDoIsNotOfferedAndThereIsAWayBackFromIt(@TempDir Path folder) {
    Processor old = new Processor(Set.of("avx512_vnni"));
    try (Compute slow = Compute.open(DeviceChoice.CPU, 2, old);
        Harness other =
            new Harness(
                new WorkspaceOpener(slow, engine.store, config), folder, UserPreferences.DEFAULT)) {
      other.open(harness.explore().map().root());
      other.awaitRest();
      ComboBox<?> box = other.find("#config-precision", ComboBox.class);
      assertThat(box.isDisabled()).isTrue();
      assertThat(other.texts()).noneMatch(text -> text.startsWith("This processor has no"));
      assertThat(other.find("#config-precision-effect", InfoMark.class).explanation())
          .contains("This processor has no bfloat16 instructions");
      ComboBox<?> matching = other.find("#config-match-precision", ComboBox.class);
      assertThat(List.<Object>copyOf(matching.getItems()))
          .containsExactly(Precision.FP32, Precision.INT8);
      assertThat(other.find("#config-match-precision-effect", InfoMark.class).explanation())
          .startsWith("Rounds descriptors to 8 bits")
          .contains("This processor has no bfloat16 instructions");
      ScrollPane inspector = other.find(".inspector .scroll-pane", ScrollPane.class);
      other.fx(() -> inspector.setVvalue(1));
      other.picture("precision-refused");

      // Such settings may come from a run that was kept on another machine.
      other.fx(() -> other.explore().whatIf().propose(config.withPrecision(Precision.BF16)));
      other.await(
          "it is refused", () -> !other.explore().whatIf().problemProperty().get().isEmpty());
      assertThat(FxThread.call(() -> other.explore().configProperty().get())).isEqualTo(config);
      other.fx(() -> other.explore().configProperty().set(config.withPrecision(Precision.BF16)));
      other.awaitRest();
      assertThat(box.isDisabled()).isFalse();
      other.fx(() -> box.getSelectionModel().select(box.getItems().indexOf(Precision.FP32)));
      other.await(
          "full precision is back",
          () -> other.explore().configProperty().get().precision() == Precision.FP32);
      assertThat(box.isDisabled()).isTrue();
    }
  }

  @Test
  void pinnedSettingsAreComparedWithThoseInUseAndCanBeSwapped() {
    click("#config-pin");
    assertThat(harness.texts())
        .contains("A pinned, B in use", "No rank moved; first right answer: A rank 1, B rank 1");
    type("#config-weights", "0, 0, 1");
    harness.await(
        "the weights are used", () -> inUse().matching().weights().equals(List.of(0.0, 0.0, 1.0)));
    ComboBox<?> box = harness.find("#config-score", ComboBox.class);
    harness.fx(() -> box.getSelectionModel().select(PairScorers.ALL.ids().indexOf("ransac")));
    harness.await("RANSAC is used", () -> inUse().matching().scorer() instanceof RansacScore);
    harness.awaitRest();
    harness.picture("what-if-pinned");

    assertThat(harness.texts())
        .contains("Score   A Weighted rapid   B RANSAC", "Weights   A 1, 1, 1   B 0, 0, 1");
    var changes = FxThread.call(() -> harness.explore().pinned().changesProperty().get());
    var a = FxThread.call(() -> harness.explore().pinned().resultProperty().get());
    var b = FxThread.call(() -> harness.explore().resultProperty().get());
    assertThat(changes).hasSize(12);
    assertThat(changes)
        .allSatisfy(
            c -> {
              assertThat(a.candidates()).contains(c.a());
              assertThat(b.candidates()).contains(c.b());
            });

    PipelineConfig other = inUse();
    harness.fx(() -> harness.explore().pinned().swap());
    harness.awaitRest();
    assertThat(inUse()).isEqualTo(config);
    assertThat(FxThread.call(() -> harness.explore().pinned().configProperty().get()))
        .isEqualTo(other);
    assertThat(FxThread.call(() -> harness.explore().pinned().resultProperty().get())).isEqualTo(b);

    harness.chooseQuery(2);
    assertThat(FxThread.call(() -> harness.explore().pinned().resultProperty().get().query()))
        .isEqualTo(FxThread.call(() -> harness.explore().queryProperty().get()));
  }

  @Test
  void everyNetworkOfTheRegistryCanBeChosen() {
    scrollTo(1);
    harness.picture("what-if-bottom");
    List<?> offered =
        FxThread.call(
            () ->
                harness.window.scene().getRoot().lookupAll(".config-panel .combo-box").stream()
                    .map(ComboBox.class::cast)
                    .filter(box -> "Network".equals(box.getAccessibleText()))
                    .findFirst()
                    .orElseThrow()
                    .getItems());
    assertThat(offered).isEqualTo(org.vladoscope.feature.backbone.Backbones.ids());
  }
}
