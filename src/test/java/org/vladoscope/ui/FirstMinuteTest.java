package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.config.Preset;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.store.SampleMap;
import org.vladoscope.ui.explore.ShownPanels;

/** What a new user meets: the welcome page, and the sample map with the default settings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class FirstMinuteTest {

  private EngineWindow engine;
  private Harness harness;

  @BeforeAll
  void openTheSampleMap(@TempDir Path folder) {
    engine = new EngineWindow(folder, Preset.DEFAULT.config());
    harness = engine.harness;
    ImageView awaits = harness.find(".welcome .image-view", ImageView.class);
    harness.await("the image is read", () -> awaits.getImage().getProgress() == 1);
    assertThat(FxThread.call(() -> awaits.getImage().isError())).isFalse();
    for (int[] size : new int[][] {{1280, 800}, {1600, 1000}}) {
      harness.picture("first-welcome-" + size[0], size[0], size[1]);
    }
    harness.lay(1280, 760);
    harness.open(SampleMap.find().orElseThrow());
    harness.await(
        "the first pair is compared", () -> harness.explore().comparisonProperty().get() != null);
    harness.awaitRest();
  }

  @AfterAll
  void close() {
    engine.close();
  }

  @Test
  void theSampleMapBeginsWithAQueryThatReRankingRescued() {
    assertThat(Objects.requireNonNull(harness.explore().queryProperty().get()).name())
        .isEqualTo(SampleMap.FIRST_QUERY);
    Candidate first = harness.explore().ranking().getFirst();
    assertThat(first.truth()).isEqualTo(PlaceTruth.SAME_PLACE);
    assertThat(
            harness.explore().ranking().stream()
                .filter(c -> c.truth() == PlaceTruth.SAME_PLACE)
                .mapToInt(Candidate::rankBefore)
                .min()
                .orElseThrow())
        .isGreaterThan(1);
    assertThat(harness.comparison().candidate().image()).isEqualTo(first.image());
    for (int[] size : new int[][] {{1280, 800}, {1600, 1000}}) {
      harness.picture("first-sample-" + size[0], size[0], size[1]);
    }
    harness.lay(1280, 760);
  }

  @Test
  void oneLineSaysWhatIsSeenAndThreeThingsCanBeTriedUntilTheyAreDismissed() {
    harness.fx(() -> harness.window.panels().firstStepsProperty().set(true));
    assertThat(harness.texts())
        .anySatisfy(text -> assertThat(text).startsWith("Re-ranking rescued this query: "));
    Candidate first = harness.explore().ranking().getFirst();
    harness.fx(() -> harness.find("#try-candidate-next", Hyperlink.class).fire());
    harness.awaitRest();
    assertThat(harness.comparison().candidate().image()).isNotEqualTo(first.image());
    harness.fx(() -> harness.explore().candidateProperty().set(first.image()));
    harness.awaitRest();
    assertThat(
            FxThread.call(
                () -> harness.window.scene().getRoot().lookupAll(".first-steps .hyperlink").size()))
        .isEqualTo(3);

    harness.fx(() -> harness.find(".first-steps .button", Button.class).fire());
    assertThat(FxThread.call(() -> harness.window.scene().getRoot().lookup(".first-steps")))
        .extracting(Node::isVisible)
        .isEqualTo(false);
    assertThat(harness.model().preferencesProperty().get().panels())
        .isEqualTo(new ShownPanels(true, false, false, false));

    harness.fx(() -> harness.explore().moveQuery(1));
    harness.fx(() -> harness.window.commands().find("help.firstSteps").orElseThrow().run());
    harness.awaitRest();
    assertThat(harness.explore().queryProperty().get())
        .extracting(PlaceImage::name)
        .isEqualTo(SampleMap.FIRST_QUERY);
    assertThat(FxThread.call(() -> harness.window.scene().getRoot().lookup(".first-steps")))
        .as("the card is called back from the menu")
        .extracting(Node::isVisible)
        .isEqualTo(true);
    harness.fx(() -> harness.find(".first-steps .button", Button.class).fire());
  }

  @Test
  void theWindowAndTheAboutBoxBearTheIcon() {
    harness.await("icons are read", () -> !harness.window.stage().getIcons().isEmpty());
    assertThat(FxThread.call(() -> harness.window.stage().getIcons().stream().map(Image::getWidth)))
        .contains(16.0, 32.0, 48.0, 256.0);
    harness.fx(() -> harness.window.commands().find("help.about").orElseThrow().run());
    assertThat(harness.popupTexts()).anySatisfy(text -> assertThat(text).contains("microscope"));
    harness.closePopups();
  }
}
