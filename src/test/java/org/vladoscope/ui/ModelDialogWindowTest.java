package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.image.ImageSize;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.session.WorkspaceOpener;
import org.vladoscope.ui.theme.ThemeChoice;
import org.vladoscope.vlad.VocabularyConfig;

/** Choosing a model in the window, with real files on a small painted map. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class ModelDialogWindowTest {

  private Compute compute;
  private DescriptorStore store;
  private Harness harness;
  private PipelineConfig config;
  private Path folder;

  @BeforeAll
  void openTheMap(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Path map = FixtureMap.write(folder.resolve("painted places"), 6, 2);
    compute = Compute.open(DeviceChoice.CPU);
    store = DescriptorStore.open(folder.resolve("store"), 1L << 30);
    config =
        Preset.DEFAULT
            .config()
            .withImageSize(new ImageSize(320, 256))
            .withWords(new VocabularyConfig(8, 1000, 10, 1))
            .withRerank(4);
    harness =
        new Harness(new WorkspaceOpener(compute, store, config), folder, UserPreferences.DEFAULT);
    harness.open(map);
    harness.chooseQuery(0);
  }

  @AfterAll
  void close() {
    harness.close();
    store.close();
    compute.close();
  }

  private PipelineConfig inUse() {
    return FxThread.call(() -> harness.explore().configProperty().get());
  }

  private void openDialog() {
    Button open = harness.find("#config-model", Button.class);
    harness.fx(open::fire);
    harness.await("the dialog is open", () -> dialog() != null);
    harness.awaitRest();
  }

  /** The window of the dialog, or null; on the JavaFX thread. */
  private @org.jspecify.annotations.Nullable Window dialog() {
    return Window.getWindows().stream()
        .filter(shown -> shown.getScene() != null)
        .filter(shown -> shown.getScene().lookup("#model-backbone") != null)
        .findFirst()
        .orElse(null);
  }

  private <T extends Node> T inDialog(String selector, Class<T> type) {
    return FxThread.call(
        () ->
            type.cast(
                Objects.requireNonNull(
                    Objects.requireNonNull(dialog()).getScene().lookup(selector), selector)));
  }

  private Button dialogButton(String text) {
    return FxThread.call(
        () ->
            Objects.requireNonNull(dialog()).getScene().getRoot().lookupAll(".button").stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(button -> text.equals(button.getText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no button " + text)));
  }

  @SuppressWarnings("unchecked")
  private void choose(String backbone, Path file) {
    ComboBox<String> kinds = inDialog("#model-backbone", ComboBox.class);
    ComboBox<Path> files = inDialog("#model-file", ComboBox.class);
    harness.fx(
        () -> {
          kinds.setValue(backbone);
          files.setValue(file);
        });
    harness.awaitRest();
  }

  private boolean isUseDisabled() {
    Button use = dialogButton("Use");
    return FxThread.call(use::isDisabled);
  }

  private void picture(String name) throws IOException {
    for (ThemeChoice theme : List.of(ThemeChoice.DARK, ThemeChoice.LIGHT)) {
      harness.fx(() -> harness.window.themes().choiceProperty().set(theme));
      harness.pictureWithPopups(name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  private Path golden(String name) throws IOException, URISyntaxException {
    Path original =
        Path.of(
            Objects.requireNonNull(
                    ModelDialogWindowTest.class.getResource("/golden/checkpoint/" + name))
                .toURI());
    Path copy = folder.resolve(name);
    return Files.exists(copy) ? copy : Files.copy(original, copy);
  }

  @Test
  void theChoiceOfAModelStandsAtTheTopOfTheConfigurationInTheMenuAndInThePalette() {
    double model = top("#config-model");
    assertThat(model).isGreaterThan(top("#config-reset")).isLessThan(top("#config-sizes"));
    Command command = harness.window.commands().find("settings.model").orElseThrow();
    assertThat(command.menu()).isEqualTo("Edit");
    assertThat(command.fullTitle()).isEqualTo("Model\u2026");
    harness.fx(command::run);
    harness.await("the dialog is open", () -> dialog() != null);
    harness.fx(() -> Objects.requireNonNull(dialog()).hide());
  }

  private double top(String selector) {
    Node node = harness.find(selector, Node.class);
    return FxThread.call(() -> node.localToScene(node.getLayoutBounds()).getMinY());
  }

  @Test
  void aWrongFileIsExplainedARightOneIsProposedAndAPresetSaysWhatItLeavesOut()
      throws IOException, URISyntaxException {
    openDialog();
    assertThat(isUseDisabled()).isFalse();
    Path wrong = Files.writeString(folder.resolve("page.pth"), "<html>not found</html>");
    choose("vgg16", wrong);
    assertThat(isUseDisabled()).isTrue();
    assertThat(inDialog("#model-problem", Label.class).getText()).contains("page.pth");
    picture("model-dialog-wrong");

    Path right = golden("tiny_WPCA7.pth.tar");
    choose("vgg16", right);
    assertThat(isUseDisabled()).isFalse();
    assertThat(inDialog("#model-problem", Label.class).isVisible()).isFalse();
    picture("model-dialog-right");
    Button use = dialogButton("Use");
    harness.fx(use::fire);
    harness.await(
        "it is proposed", () -> harness.explore().whatIf().proposalProperty().get() != null);
    assertThat(FxThread.call(() -> dialog())).isNull();
    assertThat(inUse()).isEqualTo(config);
    harness.fx(() -> harness.explore().whatIf().run());
    harness.awaitRest();
    assertThat(inUse().backbone().weights()).isEqualTo(right);
    assertThat(inUse().words().orElseThrow().file()).isEqualTo(right);
    assertThat(inUse().reduction().dimensions()).isEqualTo(7);
    assertThat(harness.comparison().clusters().orElseThrow().clusters()).isEqualTo(5);

    ScrollPane inspector = harness.find(".inspector .scroll-pane", ScrollPane.class);
    harness.fx(() -> inspector.setVvalue(.3));
    harness.fx(
        () ->
            harness.window.scene().getRoot().lookupAll(".config-panel .combo-box").stream()
                .map(ComboBox.class::cast)
                .filter(box -> "Preset".equals(box.getAccessibleText()))
                .forEach(box -> box.getSelectionModel().select(0)));
    harness.await(
        "it is proposed", () -> harness.explore().whatIf().proposalProperty().get() != null);
    assertThat(harness.find("#config-preset-note", Label.class).getText())
        .contains(
            "left out: tiny_WPCA7.pth.tar, the weights of vgg16; the vocabulary of tiny_WPCA7");
    harness.picture("preset-leaves-out");
    harness.fx(
        () -> {
          harness.explore().whatIf().reject();
          harness.explore().configProperty().set(config);
        });
    harness.awaitRest();
  }

  @Test
  void cancellingChangesNothing() throws IOException, URISyntaxException {
    PipelineConfig before = inUse();
    openDialog();
    choose("vgg16", golden("tiny_train.pth.tar"));
    Button cancel = dialogButton("Cancel");
    harness.fx(cancel::fire);
    harness.awaitRest();
    assertThat(FxThread.call(() -> dialog())).isNull();
    assertThat(inUse()).isEqualTo(before);
    assertThat(FxThread.call(() -> harness.explore().whatIf().proposalProperty().get())).isNull();
  }
}
