package org.vladoscope.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.dataset.format.DiaryFormat;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.image.ImageSize;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.RapidScore;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.ui.FixtureMap;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.VocabularyConfig;

@Tag("slow")
class WorkspaceOpenerTest {

  private static final PipelineConfig SMALL =
      Preset.DEFAULT
          .config()
          .withImageSize(new ImageSize(160, 128))
          .withWords(new VocabularyConfig(8, 200, 10, 1))
          .withScales(
              java.util.List.of(new PatchScale(2, 1)),
              new MatchConfig(new RapidScore(), 1.5, java.util.List.of(1.0), 0))
          .withReduction(new ReductionConfig(16, 0, 100));

  @TempDir private Path folder;

  @Test
  void imagesThatCannotBeReadAreAmongTheWarningsOfTheOpenedMap() throws IOException {
    Path map = FixtureMap.write(folder.resolve("map"), 4, 2);
    Files.writeString(map.resolve("database/torn.jpg"), "no image");
    try (Compute compute = Compute.open(DeviceChoice.CPU);
        DescriptorStore store = DescriptorStore.open(folder.resolve("store"), 1L << 30);
        MapSession session = new WorkspaceOpener(compute, store, SMALL).open(map, Progress.NONE)) {
      assertThat(session.map().database()).hasSize(5);
      assertThat(session.warnings())
          .singleElement()
          .asString()
          .startsWith("Left out: ")
          .contains("torn.jpg")
          .contains("not an image");
    }
  }

  @Test
  void whatTheFormatSaysOfTheFolderIsAmongTheWarnings() throws IOException {
    Path map = FixtureMap.write(folder.resolve("map"), 4, 2);
    Files.move(map.resolve("database"), map.resolve("before"));
    Files.move(map.resolve("queries"), map.resolve("after"));
    Files.move(map.resolve("ground_truth.csv"), map.resolve("notes.csv"));
    Files.writeString(map.resolve("diary.txt"), "a day like any other");
    PlaceMapFormats formats = PlaceMapFormats.known().and(new DiaryFormat());
    try (Compute compute = Compute.open(DeviceChoice.CPU);
        DescriptorStore store = DescriptorStore.open(folder.resolve("store"), 1L << 30);
        MapSession session =
            new WorkspaceOpener(compute, store, SMALL, formats).open(map, Progress.NONE)) {
      assertThat(session.map().origin().format()).isEqualTo("diary");
      assertThat(session.warnings()).containsExactly("Not used: 1 .csv file (notes.csv).");
    }
  }

  @Test
  void resultsOfAnotherProgramAreThoseOfTheMapTheyWereNamedWithAndOfNoOther() throws IOException {
    Path map = FixtureMap.write(folder.resolve("map"), 4, 2);
    Path other = FixtureMap.write(folder.resolve("other"), 3, 1);
    Path ranking = folder.resolve("ranking.txt");
    Files.writeString(ranking, "query_0.png, place_2.png\nquery_1.png, place_3.png\n");
    RetrievalSource results = RetrievalSource.rankings(ranking);
    try (Compute compute = Compute.open(DeviceChoice.CPU);
        DescriptorStore store = DescriptorStore.open(folder.resolve("store"), 1L << 30)) {
      MapOpener opener =
          new WorkspaceOpener(compute, store, SMALL.withRetrieval(results)).withResultsOf(map);
      try (MapSession session = opener.open(map, Progress.NONE)) {
        assertThat(session.initialConfig().retrieval()).isEqualTo(results);
      }
      try (MapSession session = opener.open(other, Progress.NONE)) {
        assertThat(session.initialConfig()).isEqualTo(SMALL);
      }
    }
  }
}
