package org.vladoscope.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.match.CohortFusion;
import org.vladoscope.ranking.Retrieved;
import org.vladoscope.store.DescriptorStore;

/** What the global search found is not searched again, unless something it depends on changed. */
class RecentSearchesTest {

  private static final PipelineConfig CONFIG =
      TinyMap.CONFIG
          .withMatching(TinyMap.CONFIG.matching().withFusion(new CohortFusion(3, 0)))
          .withRerank(4);

  private Compute compute;
  private DescriptorStore store;
  private Workspace workspace;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    compute = Compute.open(DeviceChoice.CPU);
    store = DescriptorStore.temporary();
    workspace =
        Workspace.open(
            PlaceMapFormats.known().read(TinyMap.write(folder), Progress.NONE), compute, store);
  }

  @AfterEach
  void close() {
    workspace.close();
    store.close();
    compute.close();
  }

  private Retrieval.Compared compared(PipelineConfig config, PlaceImage query) {
    PreparedMap prepared = workspace.pipeline(config).prepare(Progress.NONE);
    return new Retrieval(prepared).compared(query, Progress.NONE);
  }

  @Test
  void otherWeightsSearchNothingAgain() {
    PlaceImage query = workspace.map().queries().getFirst();
    Retrieval.Compared before = compared(CONFIG, query);
    PipelineConfig weights =
        CONFIG.withMatching(CONFIG.matching().withWeights(List.of(.9, .1)).withGlobalWeight(.5));
    assertThat(compared(weights, query)).isSameAs(before);
  }

  @Test
  void moreCandidatesOrImpostorsAreSearchedFor() {
    PlaceImage query = workspace.map().queries().getFirst();
    Retrieval.Compared before = compared(CONFIG, query);
    assertThat(compared(CONFIG.withRerank(5), query).candidates())
        .hasSize(5)
        .startsWith(before.candidates().toArray(new Retrieved[0]));
    PipelineConfig more = CONFIG.withMatching(CONFIG.matching().withFusion(new CohortFusion(4, 0)));
    assertThat(compared(more, query).cohort())
        .hasSize(4)
        .startsWith(before.cohort().toArray(new Retrieved[0]));
  }

  @Test
  void aQueryWhosePictureWasChangedIsSearchedAnew() throws IOException {
    PlaceImage query = workspace.map().queries().getFirst();
    Retrieval.Compared before = compared(CONFIG, query);
    Files.copy(
        workspace.map().queries().get(1).file(), query.file(), StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(query.file(), FileTime.fromMillis(1));
    assertThat(compared(CONFIG, query).found()).isNotEqualTo(before.found());
  }

  @Test
  void otherWordsAreAnotherSearch() {
    PlaceImage query = workspace.map().queries().getFirst();
    Retrieval.Compared before = compared(CONFIG, query);
    PipelineConfig words = CONFIG.withWords(CONFIG.words().orElseThrow().withSeed(7));
    assertThat(compared(words, query)).isNotSameAs(before);
  }
}
