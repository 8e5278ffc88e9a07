package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.image.ImageSize;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.RapidScore;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.store.SampleMap;
import org.vladoscope.ui.session.WorkspaceOpener;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.VocabularyConfig;

@Tag("window")
class WindowTourTest {

  @TempDir private Path folder;

  @Test
  void theTourLeavesPicturesOfEachStepAndBothThemes() throws IOException {
    Path map = FixtureMap.write(folder.resolve("map"), 4, 2);
    List<Path> pictures = tour(map);
    assertThat(pictures)
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "1-welcome.png",
            "2-matches.png",
            "2-matches-dark.png",
            "3-clusters.png",
            "4-one-cluster.png",
            "5-similarity.png",
            "6-legend.png");
    assertThat(pictures).allSatisfy(file -> assertThat(file).isNotEmptyFile());
  }

  @Test
  void theSampleMapIsToured() {
    Path town = SampleMap.find().orElseThrow();
    PipelineConfig small =
        Preset.DEFAULT
            .config()
            .withImageSize(new ImageSize(256, 192))
            .withScales(
                List.of(new PatchScale(2, 2), new PatchScale(5, 2)),
                new MatchConfig(new RapidScore(), 1.5, List.of(.5, .5), 0));
    assertThat(tour(town, small)).hasSize(7).allSatisfy(file -> assertThat(file).exists());
  }

  @Test
  void aMapThatCannotBeOpenedEndsTheTour() {
    assertThatThrownBy(() -> tour(folder.resolve("nowhere")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nowhere");
  }

  private List<Path> tour(Path map) {
    return tour(map, Preset.DEFAULT.config().withWords(new VocabularyConfig(8, 2000, 5, 1)));
  }

  private List<Path> tour(Path map, PipelineConfig config) {
    try (Compute compute = Compute.open(DeviceChoice.CPU);
        DescriptorStore store = DescriptorStore.open(folder.resolve("store"), 1L << 30)) {
      return WindowTour.run(
          map,
          new WorkspaceOpener(compute, store, config),
          compute::description,
          folder.resolve("tour"));
    }
  }
}
