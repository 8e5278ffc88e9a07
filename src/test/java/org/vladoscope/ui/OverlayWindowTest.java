package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.feather.Feather;
import org.vladoscope.figure.MatchKind;
import org.vladoscope.figure.MatchLine;
import org.vladoscope.ui.explore.ExploreView;
import org.vladoscope.ui.explore.overlay.LineOverlay;
import org.vladoscope.ui.explore.overlay.Overlay;
import org.vladoscope.ui.explore.overlay.OverlayButton;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.explore.overlay.known.Overlays;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.view.ValueRange;

/** A window with an overlay of values and one of lines more than the program has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class OverlayWindowTest {

  /** Colours each cell by its number. */
  private record NumberOverlay() implements ValueOverlay {

    @Override
    public String id() {
      return "number";
    }

    @Override
    public String label() {
      return "Number of the cell";
    }

    @Override
    public List<String> keys() {
      return List.of("N");
    }

    @Override
    public OverlayFamily family() {
      return OverlayFamily.CLUSTERS;
    }

    @Override
    public PairShading shading(OverlayInput input) {
      int cells = input.cells(input.comparison().query()).grid().count();
      float[] values = new float[cells];
      for (int i = 0; i < cells; i++) {
        values[i] = i;
      }
      return input.ofCells(
          "Cells in their order", values, values, new ValueRange(0, cells - 1), input.colors());
    }
  }

  /** Joins the first patches of both images. */
  private record FirstPatchOverlay() implements LineOverlay {

    @Override
    public String id() {
      return "first";
    }

    @Override
    public String label() {
      return "First Patches";
    }

    @Override
    public List<String> keys() {
      return List.of("P");
    }

    @Override
    public OverlayButton button() {
      return new OverlayButton(Feather.ANCHOR, "First", "The first patch of either image");
    }

    @Override
    public Unit unit() {
      return Unit.PATCH;
    }

    @Override
    public List<MatchLine> lines(OverlayInput input) {
      return List.of(new MatchLine(0, 0, 1, MatchKind.ONE_SIDED));
    }
  }

  private Path folder;
  private EngineWindow engine;
  private Harness harness;

  @BeforeAll
  void openTheMap(@TempDir Path temporary) throws IOException {
    folder = temporary;
    List<Overlay> overlays = new ArrayList<>(Overlays.ALL);
    overlays.addAll(List.of(new NumberOverlay(), new FirstPatchOverlay()));
    engine = new EngineWindow(folder, EngineWindow.fewWords(4), overlays);
    harness = engine.harness;
    harness.open(FixtureMap.write(folder.resolve("map"), 4, 1));
    harness.chooseQuery(0);
  }

  @AfterAll
  void close() {
    engine.close();
  }

  @Test
  void theMenuAndTheKeyHelpNameThem() {
    List<String> items =
        FxThread.call(
            () ->
                ((MenuBar) harness.window.scene().getRoot().lookup(".main-menu"))
                    .getMenus().stream()
                        .flatMap(OverlayWindowTest::items)
                        .map(MenuItem::getText)
                        .toList());
    assertThat(items).contains("Number of the cell", "First Patches");

    harness.press(KeyCode.F1);
    assertThat(harness.popupTexts())
        .contains("Colours: Number of the cell", "N", "First Patches", "P");
    harness.closePopups();
  }

  private static Stream<MenuItem> items(MenuItem item) {
    return item instanceof Menu menu
        ? menu.getItems().stream().flatMap(OverlayWindowTest::items)
        : Stream.of(item);
  }

  @Test
  void thePaletteFindsAndRunsThem() {
    OverlayModel overlays = harness.window.overlays();
    type("number of cell");
    assertThat(overlays.valuesProperty().get()).isEqualTo(new NumberOverlay());
    type("number of cell");
    assertThat(overlays.valuesProperty().get()).isNull();
    type("first patches");
    assertThat(overlays.shownProperty("first").get()).isTrue();
    type("first patches");
    assertThat(overlays.shownProperty("first").get()).isFalse();
  }

  private void type(String words) {
    harness.press(KeyCode.K, true);
    TextField field = harness.find(".palette .text-field", TextField.class);
    harness.fx(() -> field.setText(words));
    harness.pressOn(field, KeyCode.ENTER);
  }

  @Test
  void theirKeysShowThemAndTheExportedFigureHasTheirColoursLinesAndLegend() throws IOException {
    harness.press(KeyCode.DIGIT1);
    harness.press(KeyCode.N);
    harness.press(KeyCode.P);
    assertThat(harness.texts()).contains("First", "Number of the cell");

    String svg = figure();

    assertThat(svg).contains("Cells in their order").contains("One-sided, 1 drawn");
    assertThat(svg).doesNotContain("Inliers");
    harness.press(KeyCode.N);
    harness.press(KeyCode.P);
    assertThat(figure()).doesNotContain("Cells in their order").doesNotContain("One-sided");
  }

  private String figure() throws IOException {
    FolderTargets targets = new FolderTargets(folder);
    harness.fx(
        () -> {
          ExploreView view = (ExploreView) harness.window.scene().getRoot().lookup(".explore");
          view.setExportTargets(targets);
          view.export(ExportKind.SVG);
        });
    harness.awaitRest();
    return Files.readString(targets.file);
  }
}
