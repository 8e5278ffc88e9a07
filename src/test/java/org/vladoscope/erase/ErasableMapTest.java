package org.vladoscope.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.CameraFusion;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.image.ImageSize;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.pipeline.TinyMap;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.store.DescriptorStore;

/** Cells of images of a map are erased, and the map is ranked anew. */
@Tag("slow")
class ErasableMapTest {

  @TempDir Path folder;
  private Compute compute;
  private DescriptorStore store;

  @BeforeEach
  void open() {
    compute = Compute.open(DeviceChoice.CPU, 2);
    store = DescriptorStore.open(folder.resolve("cache"), DescriptorStore.DEFAULT_LIMIT);
  }

  @AfterEach
  void close() {
    store.close();
    compute.close();
  }

  private Workspace workspace(Path map) {
    return Workspace.open(
        PlaceMapFormats.known().read(map, Progress.NONE), compute, store, Crew.NOBODY);
  }

  private Path tiny() throws IOException {
    return TinyMap.write(folder.resolve("map"));
  }

  @Test
  void withNothingErasedTheRanksAreThoseOfTheSearch() throws IOException {
    try (Workspace workspace = workspace(tiny())) {
      var pipeline = workspace.pipeline(TinyMap.CONFIG);
      PreparedMap prepared = pipeline.prepare(Progress.NONE);
      try (ErasableMap erasable = ErasableMap.open(prepared, Progress.NONE)) {
        for (PlaceImage query : workspace.map().queries()) {
          List<Candidate> found = pipeline.query(query, Progress.NONE).beforeReranking();
          MapRanking before = erasable.query(query, Progress.NONE).before();
          assertThat(before.order())
              .containsExactly(found.stream().mapToInt(Candidate::databaseIndex).toArray());
          found.forEach(
              c ->
                  assertThat(before.distance(c.databaseIndex()))
                      .isCloseTo(c.distance(), within(1e-6)));
          float[] whole = erasable.image(query, Progress.NONE).without(ErasedCells.NONE);
          assertThat(whole).containsExactly(prepared.global(query, Progress.NONE), within(1e-6f));
        }
      }
    }
  }

  /** The order of plain distances in double precision. */
  @Test
  void whatIsErasedInTheQueryMovesEveryRank() throws IOException {
    try (Workspace workspace = workspace(tiny())) {
      PreparedMap prepared = workspace.pipeline(TinyMap.CONFIG).prepare(Progress.NONE);
      try (ErasableMap erasable = ErasableMap.open(prepared, Progress.NONE)) {
        PlaceImage query = workspace.map().queries().get(1);
        ErasableImage image = erasable.image(query, Progress.NONE);
        ErasedCells left = erasable.area(new ImageSize(160, 128)).rectangle(0, 0, 80, 128);
        assertThat(left.count()).isBetween(30, 50);
        float[] without = image.without(left);
        ErasableQuery asked = erasable.query(query, Progress.NONE);
        MapRanking after = asked.after(Map.of(query, without));

        double[] distances =
            workspace.map().database().stream()
                .mapToDouble(d -> L2.distance(without, prepared.global(d, Progress.NONE)))
                .toArray();
        int[] expected =
            IntStream.range(0, distances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distances[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(after.order()).containsExactly(expected);
        assertThat(after.distance(3)).isCloseTo(distances[3], within(1e-6));
        assertThat(after.order()).isNotEqualTo(asked.before().order());
      }
    }
  }

  @Test
  void whatIsErasedInACandidateMovesThatPlaceAlone() throws IOException {
    try (Workspace workspace = workspace(tiny())) {
      PreparedMap prepared = workspace.pipeline(TinyMap.CONFIG).prepare(Progress.NONE);
      try (ErasableMap erasable = ErasableMap.open(prepared, Progress.NONE)) {
        PlaceImage query = workspace.map().queries().get(1);
        PlaceImage candidate = workspace.map().database().get(1);
        ErasedCells most = ErasedCells.of(IntStream.range(0, 75));
        float[] without = erasable.image(candidate, Progress.NONE).without(most);
        ErasableQuery asked = erasable.query(query, Progress.NONE);
        MapRanking after = asked.after(Map.of(candidate, without));

        assertThat(after.distance(1))
            .isCloseTo(L2.distance(prepared.global(query, Progress.NONE), without), within(1e-6));
        assertThat(Arrays.stream(after.order()).filter(p -> p != 1))
            .containsExactly(
                Arrays.stream(asked.before().order())
                    .filter(p -> p != 1)
                    .boxed()
                    .toArray(Integer[]::new));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CameraFusion.class)
  void placesOfSeveralCamerasAreRankedAsTheSearchRanksThem(CameraFusion fusion) throws IOException {
    Path map = folder.resolve("cameras");
    StringBuilder truth = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      TinyMap.place(map.resolve("database/images_front/" + i + ".png"), i, 0);
      TinyMap.place(map.resolve("database/images_back/" + i + ".png"), 100 + i, 0);
      TinyMap.place(map.resolve("queries/images_front/" + i + ".png"), i == 3 ? 50 : i, 6);
      TinyMap.place(map.resolve("queries/images_back/" + i + ".png"), 100 + i, 6);
      truth.append("images_front/" + i + ".png,images_front/" + i + ".png\n");
    }
    Files.writeString(map.resolve("ground_truth.csv"), truth);
    try (Workspace workspace = workspace(map)) {
      var pipeline = workspace.pipeline(TinyMap.CONFIG.withCameras(fusion));
      try (ErasableMap erasable =
          ErasableMap.open(pipeline.prepare(Progress.NONE), Progress.NONE)) {
        for (PlaceImage query : workspace.map().queries()) {
          List<Candidate> found = pipeline.query(query, Progress.NONE).beforeReranking();
          MapRanking before = erasable.query(query, Progress.NONE).before();
          assertThat(before.order())
              .containsExactly(found.stream().mapToInt(Candidate::databaseIndex).toArray());
        }
      }
    }
  }

  @Test
  void theSetFoundMakesTheWinnerLoseAndHasNoCellTooMany() throws IOException {
    try (Workspace workspace = workspace(tiny())) {
      PreparedMap prepared = workspace.pipeline(TinyMap.CONFIG).prepare(Progress.NONE);
      try (ErasableMap erasable = ErasableMap.open(prepared, Progress.NONE)) {
        PlaceImage query = workspace.map().queries().get(0);
        ErasableImage image = erasable.image(query, Progress.NONE);
        MapRanking before = erasable.query(query, Progress.NONE).before();
        float[] winner =
            prepared.global(workspace.map().database().get(before.placeAt(1)), Progress.NONE);
        float[] other =
            prepared.global(workspace.map().database().get(before.placeAt(2)), Progress.NONE);

        LosingCells found =
            LosingCells.find(image, ErasedCells.NONE, winner, other, Progress.NONE, c -> {});

        assertThat(found.turned()).isTrue();
        assertThat(found.winnerBefore()).isGreaterThan(found.otherBefore());
        assertThat(found.otherAfter()).isGreaterThan(found.winnerAfter());
        float[] without = image.without(found.cells());
        assertThat(dot(without, other)).isCloseTo(found.otherAfter(), within(1e-9));
        found
            .cells()
            .numbers()
            .forEach(
                cell -> {
                  float[] one =
                      image.without(found.cells().without(ErasedCells.of(IntStream.of(cell))));
                  assertThat(dot(one, other) - dot(one, winner))
                      .as("cell %d is needed", cell)
                      .isLessThan(1e-6);
                });
        Progress cancelled =
            new Progress() {
              @Override
              public void report(String message, double fraction) {}

              @Override
              public boolean isCancelled() {
                return true;
              }
            };
        assertThatThrownBy(
                () -> LosingCells.find(image, ErasedCells.NONE, winner, other, cancelled, c -> {}))
            .isInstanceOf(CancellationException.class);
      }
    }
  }

  private static double dot(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
  }

  @Test
  void aClusterOwnsTheCellsOfWhichItHasTheLargestShare() throws IOException {
    try (Workspace workspace = workspace(tiny())) {
      PreparedMap prepared = workspace.pipeline(TinyMap.CONFIG).prepare(Progress.NONE);
      try (ErasableMap erasable = ErasableMap.open(prepared, Progress.NONE)) {
        PlaceImage query = workspace.map().queries().get(0);
        ErasableImage image = erasable.image(query, Progress.NONE);
        int cells = IntStream.range(0, 8).map(k -> image.cluster(k).count()).sum();
        assertThat(cells).isEqualTo(image.cells());
        assertThatThrownBy(() -> image.cluster(8))
            .isInstanceOf(InputException.class)
            .hasMessage("There is no cluster 8; there are 8, counted from 0.");
      }
    }
  }

  @Test
  void whatIsNoSumSaysWhyNothingCanBeErased() {
    PipelineConfig config = TinyMap.CONFIG.withAggregator(Aggregators.ALL.parse("salad"));
    assertThat(ErasableMap.refusal(config).orElseThrow())
        .startsWith("The descriptor of SALAD is no sum over cells, because optimal transport");
    assertThat(ErasableMap.refusal(TinyMap.CONFIG)).isEmpty();
  }

  @Test
  void aRectangleWithoutACellIsRefusedInASentence() {
    CellArea area =
        new CellArea(
            new org.vladoscope.vlad.PatchGrid(
                8,
                10,
                new org.vladoscope.vlad.PatchScale(1, 1),
                new org.vladoscope.feature.CellGeometry(16, 16, 0)),
            new ImageSize(160, 128),
            new ImageSize(320, 256));
    assertThat(area.rectangle(0, 0, 64, 64).numbers()).containsExactly(0, 1, 10, 11);
    assertThat(area.rectangle(64, 64, 0, 0).count()).isEqualTo(4);
    assertThatThrownBy(() -> area.rectangle(1, 1, 5, 5))
        .hasMessage(
            "The rectangle 1,1,5,5 holds no middle of a cell; cells are 32 by 32 pixels here, so"
                + " choose a larger one.");
    assertThatThrownBy(() -> area.rectangle(400, 0, 500, 50))
        .hasMessage(
            "The rectangle 400,0,500,50 does not lie on the image, which has 320 by 256 pixels.");
    assertThat(area.stroke(10, 10, 10, 10, 1).numbers()).containsExactly(0);
    assertThat(area.stroke(16, 16, 112, 16, 10).numbers()).containsExactly(0, 1, 2, 3);
  }
}
