package org.vladoscope.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.engine.IndexEngine;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.store.DescriptorStore;

/** What the index means for rankings. */
@Tag("slow")
class IndexRankingTest {

  @TempDir Path folder;

  private final Compute compute = Compute.open(DeviceChoice.CPU, 2);
  private final DescriptorStore store = DescriptorStore.temporary();

  @AfterEach
  void close() {
    store.close();
    compute.close();
  }

  @Test
  void whoeverSearchesTheRankingsAreTheSame() throws IOException {
    var map = PlaceMapFormats.known().read(TinyMap.write(folder.resolve("map")), Progress.NONE);
    List<List<Integer>> rankings =
        Stream.of(IndexEngine.FAISS, IndexEngine.EXACT)
            .map(
                engine -> {
                  try (Workspace workspace = Workspace.open(map, compute, store, engine)) {
                    Evaluation evaluation =
                        workspace.pipeline(TinyMap.CONFIG).evaluate(Progress.NONE);
                    assertThat(evaluation.indexLoss()).isNull();
                    assertThat(evaluation.index())
                        .startsWith(engine == IndexEngine.FAISS ? "FAISS 1.7.3" : "exact search");
                    return evaluation.results().stream()
                        .flatMap(r -> r.candidates().stream())
                        .map(Candidate::databaseIndex)
                        .toList();
                  }
                })
            .toList();

    assertThat(rankings.get(0)).isEqualTo(rankings.get(1));
  }

  @Test
  void anApproximateIndexIsMeasuredAgainstExactSearch() throws IOException {
    var map = PlaceMapFormats.known().read(TinyMap.write(folder.resolve("map")), Progress.NONE);
    try (Workspace workspace = Workspace.open(map, compute, store)) {
      PipelineConfig lists = TinyMap.CONFIG.withIndex(new IndexConfig("IVF4,Flat", 1, 0));
      Evaluation evaluation = workspace.pipeline(lists).evaluate(Progress.NONE);
      Evaluation exact = workspace.pipeline(TinyMap.CONFIG).evaluate(Progress.NONE);

      var loss = Objects.requireNonNull(evaluation.indexLoss());
      assertThat(loss.exactRecall()).isEqualTo(exact.global());
      // One of four lists cannot hold all eight images.
      assertThat(loss.found().get(10)).isLessThan(1);
      assertThat(loss.found().get(1)).isGreaterThan(loss.found().get(10));
      assertThat(workspace.pipeline(lists).prepare(Progress.NONE).indexDescription())
          .isEqualTo("FAISS 1.7.3, IVF4,Flat");
    }
  }
}
