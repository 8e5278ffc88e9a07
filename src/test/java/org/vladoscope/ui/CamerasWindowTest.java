package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.config.CameraFusion;
import org.vladoscope.ranking.PlaceTruth;

/** A map whose places two cameras took, in the window, with the real engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class CamerasWindowTest {

  private static final int PLACES = 6;

  private EngineWindow engine;
  private Harness harness;

  @BeforeAll
  void openTheMap(@TempDir Path folder) throws IOException {
    Path map = FixtureMap.writeCameras(folder.resolve("two cameras"), PLACES, 2);
    engine = new EngineWindow(folder, EngineWindow.fewWords(PLACES));
    harness = engine.harness;
    harness.open(map);
    harness.fx(
        () -> harness.explore().queryProperty().set(harness.explore().map().queries().getFirst()));
    harness.awaitRest();
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private void look(String camera) {
    ToggleButton button =
        FxThread.call(
            () ->
                harness.window.scene().getRoot().lookupAll("#camera-choice .toggle-button").stream()
                    .map(ToggleButton.class::cast)
                    .filter(b -> b.getText().equals(camera))
                    .findFirst()
                    .orElseThrow());
    harness.fx(button::fire);
    harness.awaitRest();
  }

  private String pair() {
    return harness.comparison().query().image().name()
        + " "
        + harness.comparison().candidate().image().name();
  }

  @Test
  void aPairIsSeenThroughTheCameraThatIsChosen() {
    assertThat(harness.explore().map().queries()).hasSize(2);

    look("back");
    assertThat(pair()).isEqualTo("images_back/place_0.png images_back/place_0.png");
    assertThat(harness.explore().pairTruth()).isEqualTo(PlaceTruth.SAME_PLACE);
    look("front");
    assertThat(pair()).isEqualTo("images_front/place_0.png images_front/place_0.png");
    assertThat(harness.explore().pairTruth()).isEqualTo(PlaceTruth.SAME_PLACE);
    harness.picture("cameras");
    look("Best pair");
    assertThat(pair())
        .isEqualTo(
            harness.explore().ranking().getFirst().queryView().name()
                + " "
                + harness.explore().ranking().getFirst().image().name());
  }

  @Test
  void camerasAreFusedBySettingThatIsOffered() {
    ComboBox<?> box = harness.find("#config-cameras", ComboBox.class);
    harness.fx(() -> box.getSelectionModel().select(CameraFusion.FUSED.ordinal()));
    harness.await(
        "cameras are fused",
        () -> harness.explore().configProperty().get().cameras() == CameraFusion.FUSED);
    harness.awaitRest();
    assertThat(harness.explore().ranking()).hasSize(PLACES);
    ScrollPane inspector = harness.find(".inspector .scroll-pane", ScrollPane.class);
    harness.fx(() -> inspector.setVvalue(.5));
    harness.picture("cameras-setting");
  }
}
