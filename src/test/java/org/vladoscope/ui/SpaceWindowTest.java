package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.ui.explore.ShownPanels;
import org.vladoscope.ui.view.ImagePane;

/** How much of the window the images have, and what stands around them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class SpaceWindowTest {

  private static final int QUERIES = 14;

  private EngineWindow engine;
  private Harness harness;

  @BeforeAll
  void openTheMap(@TempDir Path folder) throws IOException {
    engine = new EngineWindow(folder, EngineWindow.fewWords(5));
    harness = engine.harness;
    harness.open(
        FixtureMap.withoutMatch(FixtureMap.write(folder.resolve("places"), 16, QUERIES), 3));
  }

  @BeforeEach
  void showThePanels() {
    harness.fx(
        () -> {
          harness.window.panels().imagesOnlyProperty().set(false);
          harness.window.panels().inspectorProperty().set(true);
          harness.window.panels().verdictProperty().set(false);
          harness.window.overlays().hideValues();
        });
    harness.chooseQuery(0);
    harness.lay(1280, 760);
    // Another test may have widened the sidebar, and a layout on its way would widen it again.
    harness.fx(() -> harness.find(".explore .split-pane", SplitPane.class).setDividerPositions(0));
    harness.lay(1280, 760);
  }

  @AfterAll
  void close() {
    engine.close();
  }

  @Test
  void imagesHaveAboutHalfOfTheWindowWithAllPanelsOpen() {
    harness.lay(1280, 800);
    assertThat(harness.share(1280, 800)).isGreaterThan(.45);
    harness.picture("space-1280", 1280, 800);
    harness.lay(1600, 1000);
    assertThat(harness.share(1600, 1000)).isGreaterThan(.55);
    harness.picture("space-1600", 1600, 1000);
  }

  @Test
  void oneKeyGivesTheImagesTheWindowAndThatKeyOrEscapeLeadsBack() {
    for (KeyCode back : List.of(KeyCode.F, KeyCode.ESCAPE)) {
      harness.strike(KeyCode.F);
      harness.lay(1280, 800);
      assertThat(harness.share(1280, 800)).isGreaterThan(.85);
      assertThat(harness.focused()).isInstanceOf(ImagePane.class);
      harness.picture("space-images-only-1280", 1280, 800);
      harness.lay(1600, 1000);
      assertThat(harness.share(1600, 1000)).isGreaterThan(.85);

      harness.strike(back);
      harness.lay(1280, 800);
      assertThat(harness.share(1280, 800)).isBetween(.45, .47);
      assertThat(harness.window.perspectiveProperty().get()).isEqualTo(Perspective.EXPLORE);
    }
  }

  @Test
  void aWidenedSidebarIsAsWideAgainAfterImagesOnly() {
    harness.lay(1600, 1000);
    harness.fx(
        () -> harness.find(".explore .split-pane", SplitPane.class).setDividerPositions(.25));
    harness.lay(1600, 1000);
    double before = sidebarWidth();
    harness.strike(KeyCode.F);
    harness.lay(1600, 1000);
    harness.strike(KeyCode.F);
    harness.lay(1600, 1000);
    assertThat(sidebarWidth()).isCloseTo(before, within(2.0));
  }

  private double sidebarWidth() {
    return FxThread.call(() -> harness.find(".sidebar", Region.class).getWidth());
  }

  @Test
  void imagesDoNotMoveWhenOptionsOfAnOverlayAppear() {
    Bounds before = at(harness.find(".image-pane", Node.class));
    for (KeyCode overlay : List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3)) {
      harness.strike(overlay);
      harness.lay(1280, 760);
      assertThat(at(harness.find(".image-pane", Node.class))).isEqualTo(before);
    }
    harness.strike(KeyCode.DIGIT1);
  }

  @Test
  void theButtonsOfOverlaysAndViewsStandInOneRowWithTheirWords() {
    harness.lay(1280, 800);
    Bounds bar = at(harness.find(".overlay-bar", Node.class));
    assertThat(bar.getHeight()).isLessThan(40);
    assertThat(cut(".overlay-bar")).isEmpty();
  }

  @Test
  void aTallWindowShowsTwelveQueriesAtLeast() {
    harness.lay(1600, 1000);
    Bounds list = at(harness.find(".image-browser .grid-view", Node.class));
    long whole =
        FxThread.call(
            () ->
                harness.window.scene().getRoot().lookupAll(".image-cell").stream()
                    .filter(Harness::isShown)
                    .filter(cell -> cell.getLayoutBounds().getHeight() > 0)
                    .map(cell -> cell.localToScene(cell.getLayoutBounds()))
                    .filter(cell -> list.contains(cell.getMinX() + 1, cell.getMinY() + 1))
                    .filter(cell -> cell.getMaxY() <= list.getMaxY() + 1)
                    .distinct()
                    .count());
    assertThat(whole).isGreaterThanOrEqualTo(12);
  }

  @Test
  void whatIsFoldedIsRemembered() {
    harness.fx(
        () -> {
          harness.window.panels().placesProperty().set(false);
          harness.window.panels().verdictProperty().set(true);
        });
    assertThat(harness.model().preferencesProperty().get().panels())
        .isEqualTo(new ShownPanels(false, true, false, true));
    assertThat(harness.find("#verdict-note", TextField.class).isVisible()).isTrue();
    harness.picture("space-folded-1280", 1280, 800);
    harness.fx(() -> harness.window.panels().placesProperty().set(true));
  }

  @Test
  void aQueryWithoutAMatchIsNamedAsSuchOnceAndItsCandidatesHaveNoCrosses() {
    harness.chooseQuery(3);
    assertThat(harness.texts()).contains("No match for this query exists in this map");
    assertThat(signs(".candidate-card .badge")).doesNotContain("\u2717");
    harness.picture("space-no-match-1280", 1280, 800);
  }

  @Test
  void queriesThatWereRankedWearASignOfWhatBecameOfThem() {
    assertThat(signs(".image-cell .badge")).containsExactly("\u2205");
    harness.fx(() -> harness.explore().triage().evaluate());
    harness.awaitRest();
    Snapshots.settle();
    assertThat(signs(".image-cell .badge")).contains("\u2713", "\u2205");
    harness.picture("space-outcomes-1600", 1600, 1000);
  }

  private Set<String> signs(String selector) {
    return FxThread.call(
        () ->
            harness.window.scene().getRoot().lookupAll(selector).stream()
                .filter(Harness::isShown)
                .map(Label.class::cast)
                .map(Label::getText)
                .filter(text -> !text.isBlank() && !text.matches("\\d+"))
                .collect(Collectors.toSet()));
  }

  /** Labels below a node whose text is not seen as a whole. */
  private List<String> cut(String selector) {
    return FxThread.call(
        () ->
            harness.window.scene().getRoot().lookupAll(selector + " .text").stream()
                .filter(Harness::isShown)
                .map(javafx.scene.text.Text.class::cast)
                .map(javafx.scene.text.Text::getText)
                .filter(text -> text.contains("\u2026") || text.contains("..."))
                .toList());
  }

  private static Bounds at(Node node) {
    return FxThread.call(() -> node.localToScene(node.getLayoutBounds()));
  }
}
