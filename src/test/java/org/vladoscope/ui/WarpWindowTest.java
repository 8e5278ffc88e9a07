package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.ui.explore.ExploreView;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.explore.look.PairLooks;
import org.vladoscope.ui.explore.look.WarpMode;
import org.vladoscope.ui.explore.pair.PairView;
import org.vladoscope.ui.explore.warp.WarpView;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.view.ImagePane;

/** The candidate laid on the query: each painted query is its place seen from a step aside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class WarpWindowTest {

  private Path folder;
  private EngineWindow engine;
  private Harness harness;

  @BeforeAll
  void openTheMap(@TempDir Path temporary) throws IOException {
    folder = temporary;
    engine = new EngineWindow(folder, EngineWindow.fewWords(3));
    harness = engine.harness;
    harness.open(FixtureMap.write(folder.resolve("painted places"), 4, 1));
    harness.chooseQuery(0);
  }

  @BeforeEach
  void layTheCandidateOnTheQuery() {
    harness.fx(
        () -> {
          looks().lookProperty().set(PairLook.SIDE_BY_SIDE);
          looks().modeProperty().set(WarpMode.SWIPE);
          looks().swipeProperty().set(0.5);
          harness.window.overlays().scaleProperty().set(0);
        });
    harness.press(KeyCode.X);
    harness.awaitRest();
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private PairLooks looks() {
    return harness.window.looks();
  }

  private Image image(int pane) {
    return FxThread.call(
        () -> {
          WarpView view = (WarpView) harness.window.scene().getRoot().lookup(".warp-view");
          ImagePane shown =
              view.lookupAll(".image-pane").stream().map(ImagePane.class::cast).toList().get(pane);
          return ((ImageView) shown.lookup(".image-view")).getImage();
        });
  }

  @Test
  void theCandidateLiesOnTheQuery() {
    assertThat(harness.texts())
        .anySatisfy(
            text -> assertThat(text).endsWith(" of patch size 2\u00d72 agree on this homography."));
    // The place was seen 24 pixels aside: laid on it, it looks the same but for the border.
    Image query = image(0);
    Image laid = image(1);
    int alike = 0;
    int all = 0;
    for (int x = 40; x < 280; x += 5) {
      for (int y = 40; y < 200; y += 5) {
        Color one = query.getPixelReader().getColor(x, y);
        Color other = laid.getPixelReader().getColor(x, y);
        alike += Math.abs(one.getRed() - other.getRed()) < .1 ? 1 : 0;
        all++;
      }
    }
    assertThat(alike).isGreaterThan(all * 8 / 10);
    harness.picture("warp-swipe");
  }

  @Test
  void theSliderMovesTheLine() {
    Slider slider = harness.find(".warp-view .slider", Slider.class);
    harness.fx(() -> slider.setValue(0.2));
    assertThat(looks().swipeProperty().get()).isEqualTo(0.2);
    harness.picture("warp-swiped");
  }

  @Test
  void aKeyBlinks() {
    harness.press(KeyCode.B);
    assertThat(looks().modeProperty().get()).isEqualTo(WarpMode.BLINK);
    assertThat(harness.find(".warp-view .badge", Label.class).getText()).isEqualTo("Candidate");
    harness.press(KeyCode.B);
    assertThat(harness.find(".warp-view .badge", Label.class).getText()).isEqualTo("Query");
    harness.picture("warp-blink");
  }

  @Test
  void whatDiffersIsBright() {
    harness.fx(() -> looks().modeProperty().set(WarpMode.DIFFERENCE));
    harness.picture("warp-difference");
    Image difference = image(2);
    int dark = 0;
    int all = 0;
    for (int x = 40; x < 280; x += 5) {
      for (int y = 40; y < 200; y += 5) {
        dark += difference.getPixelReader().getColor(x, y).getBrightness() < .1 ? 1 : 0;
        all++;
      }
    }
    assertThat(dark).isGreaterThan(all * 8 / 10);
  }

  @Test
  void whatIsSeenIsExported() throws IOException {
    Path exports = Files.createDirectories(folder.resolve("exports"));
    FolderTargets targets = new FolderTargets(exports);
    ExploreView view = harness.find(".explore", ExploreView.class);
    harness.fx(
        () -> {
          view.setExportTargets(targets);
          view.export(ExportKind.SVG);
        });
    harness.awaitRest();
    assertThat(targets.file.getFileName()).hasToString("query_0-place_0-swipe.svg");
    assertThat(Files.readString(targets.file))
        .contains("place_0.png laid on query_0.png: query left of the line", "agree on this");
  }

  @Test
  void escapeLeadsBackToThePair() {
    assertThat(harness.find(".warp-view", WarpView.class).isVisible()).isTrue();
    harness.press(KeyCode.ESCAPE);
    assertThat(harness.find(".pair-view", PairView.class).isVisible()).isTrue();
    assertThat(looks().lookProperty().get()).isEqualTo(PairLook.SIDE_BY_SIDE);
  }
}
