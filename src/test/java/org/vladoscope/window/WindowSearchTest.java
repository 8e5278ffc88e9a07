package org.vladoscope.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.pipeline.TinyMap;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.vlad.BoxGrid;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.SoftAssignment;
import org.vladoscope.vlad.Vocabulary;

/** A part of an image is searched for in a whole map. */
@Tag("slow")
class WindowSearchTest {

  /** Neither square nor a size that patches have. */
  private static final CellBox BOX = new CellBox(1, 2, 2, 4);

  @TempDir Path folder;
  private Compute compute;
  private DescriptorStore store;
  private Workspace workspace;

  @BeforeEach
  void open() throws IOException {
    compute = Compute.open(DeviceChoice.CPU, 2);
    store = DescriptorStore.open(folder.resolve("cache"), DescriptorStore.DEFAULT_LIMIT);
    workspace =
        Workspace.open(
            PlaceMapFormats.known().read(TinyMap.write(folder.resolve("map")), Progress.NONE),
            compute,
            store,
            Crew.NOBODY);
  }

  @AfterEach
  void close() {
    workspace.close();
    store.close();
    compute.close();
  }

  private PreparedMap prepared(PipelineConfig config) {
    return workspace.pipeline(config).prepare(Progress.NONE);
  }

  private WindowedMap windowed() {
    return WindowedMap.of(prepared(TinyMap.CONFIG), Progress.NONE);
  }

  private static WindowQuestion question(PlaceImage image, int hits) {
    return new WindowQuestion(image, BOX, 1, hits, 1);
  }

  private PlaceImage query(int number) {
    return workspace.map().queries().get(number);
  }

  @Test
  void aWindowThatIsAPatchHasThatPatchsDescriptor() {
    PreparedMap prepared = prepared(TinyMap.CONFIG);
    WindowedMap map = WindowedMap.of(prepared, Progress.NONE);
    List<FloatMatrix> patches = prepared.patches(query(0), Progress.NONE);
    for (int s = 0; s < patches.size(); s++) {
      int size = TinyMap.CONFIG.scales().get(s).size();
      PatchGrid grid =
          new PatchGrid(8, 10, TinyMap.CONFIG.scales().get(s), prepared.grid().geometry());
      for (int patch = 0; patch < grid.count(); patch++) {
        CellBox box =
            new CellBox(grid.firstCellRow(patch), grid.firstCellColumn(patch), size, size);
        assertThat(map.descriptor(query(0), box, Progress.NONE))
            .containsExactly(patches.get(s).row(patch), within(2e-6f));
      }
    }
  }

  /** What a descriptor of a window is, in double precision and by plain loops. */
  private static double[] plainly(PreparedMap prepared, PlaceImage image, CellBox box) {
    Vocabulary words = prepared.vocabulary(Progress.NONE);
    FeatureMap map = prepared.features(image, Progress.NONE);
    SoftAssignment shares = words.assign(map);
    int channels = map.channels();
    double[] whole = new double[words.size() * channels];
    double all = 0;
    for (int k = 0; k < words.size(); k++) {
      double squares = 0;
      for (int row = box.row(); row < box.row() + box.height(); row++) {
        for (int column = box.column(); column < box.column() + box.width(); column++) {
          int cell = row * map.width() + column;
          double norm = 0;
          for (int c = 0; c < channels; c++) {
            norm += Math.pow(map.cells().get(cell, c), 2);
          }
          for (int c = 0; c < channels; c++) {
            whole[k * channels + c] +=
                shares.share(cell, k)
                    * (map.cells().get(cell, c) / Math.sqrt(norm) - words.centroids().get(k, c));
          }
        }
      }
      for (int c = 0; c < channels; c++) {
        squares += whole[k * channels + c] * whole[k * channels + c];
      }
      for (int c = 0; c < channels; c++) {
        whole[k * channels + c] /= Math.sqrt(squares);
        all += whole[k * channels + c] * whole[k * channels + c];
      }
    }
    Whitening projection = prepared.projection(Progress.NONE).orElseThrow();
    double[] shortened = new double[projection.dimensions()];
    double length = 0;
    for (int p = 0; p < shortened.length; p++) {
      shortened[p] = projection.bias()[p];
      for (int i = 0; i < whole.length; i++) {
        shortened[p] += projection.weight().get(p, i) * whole[i] / Math.sqrt(all);
      }
      length += shortened[p] * shortened[p];
    }
    for (int p = 0; p < shortened.length; p++) {
      shortened[p] /= Math.sqrt(length);
    }
    return shortened;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The most similar window of an image, by plain loops. */
  private record Best(PlaceImage image, CellBox box, double similarity) {

    static Best of(PreparedMap prepared, double[] query, PlaceImage image) {
      List<Best> all = new ArrayList<>();
      for (int row = 0; row + BOX.height() <= 8; row++) {
        for (int column = 0; column + BOX.width() <= 10; column++) {
          CellBox box = new CellBox(row, column, BOX.height(), BOX.width());
          all.add(new Best(image, box, product(query, plainly(prepared, image, box))));
        }
      }
      return all.stream().max(Comparator.comparingDouble(Best::similarity)).orElseThrow();
    }
  }

  @Test
  void hitsAndSimilaritiesAreThoseOfPlainLoopsInDoublePrecision() {
    PreparedMap prepared = prepared(TinyMap.CONFIG);
    WindowedMap map = WindowedMap.of(prepared, Progress.NONE);
    double[] query = plainly(prepared, query(1), BOX);
    List<Best> expected =
        workspace.map().database().stream()
            .map(image -> Best.of(prepared, query, image))
            .sorted(Comparator.comparingDouble(Best::similarity).reversed())
            .toList();

    WindowHits hits = new WindowSearch(map).everyWindow(question(query(1), 8), Progress.NONE);

    assertThat(hits.compared()).isEqualTo(8L * 7 * 7);
    assertThat(hits.eightBit()).isFalse();
    assertThat(hits.hits()).hasSize(8);
    for (int i = 0; i < 8; i++) {
      WindowHit hit = hits.hits().get(i);
      assertThat(hit.image()).isEqualTo(expected.get(i).image());
      assertThat(hit.box()).isEqualTo(expected.get(i).box());
      assertThat(hit.similarity()).isCloseTo(expected.get(i).similarity(), within(1e-5));
    }
    assertThat(hits.hits().getFirst().image().name()).isEqualTo("place1.png");
    assertThat(hits.hits().getFirst().truth()).isEqualTo(PlaceTruth.SAME_PLACE);
    assertThat(hits.hits().get(1).truth()).isEqualTo(PlaceTruth.OTHER_PLACE);
  }

  @Test
  void anEightBitIndexFindsTheSameAndServesTheNextWindowOfItsSize() {
    WindowedMap map = windowed();
    WindowSearch search = new WindowSearch(map);
    WindowPlan plan = WindowPlan.of(map, BOX, 1, Progress.NONE);
    assertThat(plan.canKeep()).as(plan.refusal().toString()).isTrue();
    try (WindowIndex index = WindowIndex.build(map, plan, Progress.NONE)) {
      assertThat(index.windows()).isEqualTo(8L * 7 * 7);
      assertThat(index.bytes()).isEqualTo(8L * 7 * 7 * 16);
      for (int q = 0; q < 3; q++) {
        WindowQuestion question = question(query(q), 8);
        WindowHits exact = search.everyWindow(question, Progress.NONE);
        WindowHits found = search.byIndex(question, index, Progress.NONE);

        assertThat(found.eightBit()).isTrue();
        assertThat(found.shareOf(exact)).isGreaterThanOrEqualTo(.85);
        for (int i = 0; i < 8; i++) {
          assertThat(found.hits().get(i).similarity())
              .isCloseTo(exact.hits().get(i).similarity(), within(.02));
        }
        // What is shown is no rounded number.
        found
            .hits()
            .forEach(
                hit ->
                    assertThat(
                            exact.hits().stream()
                                .filter(e -> e.box().equals(hit.box()))
                                .filter(e -> e.image().equals(hit.image()))
                                .allMatch(e -> Math.abs(e.similarity() - hit.similarity()) < 1e-6))
                        .isTrue());
      }
      assertThat(index.fits(BOX.moved(1, 1, 8, 10), 1)).isTrue();
      assertThat(index.fits(BOX, 2)).isFalse();
      assertThatThrownBy(
              () ->
                  search.byIndex(
                      new WindowQuestion(query(0), new CellBox(0, 0, 3, 3), 1, 5, 1),
                      index,
                      Progress.NONE))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anImageOfTheDatabaseIsNoHitOfItself() {
    WindowedMap map = windowed();
    PlaceImage place = workspace.map().database().get(3);
    WindowHits hits = new WindowSearch(map).everyWindow(question(place, 50), Progress.NONE);
    assertThat(hits.ownLeftOut()).isTrue();
    assertThat(hits.compared()).isEqualTo(7L * 7 * 7);
    assertThat(hits.hits()).hasSize(7).noneMatch(hit -> hit.image().equals(place));
    assertThat(hits.hits()).allMatch(hit -> hit.truth() == PlaceTruth.UNKNOWN);
    try (WindowIndex index =
        WindowIndex.build(map, WindowPlan.of(map, BOX, 1, Progress.NONE), Progress.NONE)) {
      assertThat(new WindowSearch(map).byIndex(question(place, 50), index, Progress.NONE).hits())
          .hasSize(7)
          .noneMatch(hit -> hit.image().equals(place));
    }
  }

  @Test
  void severalHitsOfAnImageHardlyOverlap() {
    WindowedMap map = windowed();
    WindowQuestion question = new WindowQuestion(query(2), BOX, 1, 20, 3);
    WindowHits hits = new WindowSearch(map).everyWindow(question, Progress.NONE);
    assertThat(hits.hits()).hasSize(20).isSortedAccordingTo(bySimilarity());
    for (WindowHit one : hits.hits()) {
      List<WindowHit> own =
          hits.hits().stream().filter(hit -> hit.image().equals(one.image())).toList();
      assertThat(own).hasSizeLessThanOrEqualTo(3);
      assertThat(own)
          .filteredOn(other -> other != one)
          .allMatch(other -> other.box().overlap(one.box()) <= BestWindows.MOST_OVERLAP);
    }
    assertThat(hits.hits().stream().map(WindowHit::image).distinct().count()).isLessThan(20);
  }

  private static Comparator<WindowHit> bySimilarity() {
    return Comparator.comparingDouble(WindowHit::similarity).reversed();
  }

  @Test
  void aCoarserStrideComparesEverySecondWindow() {
    WindowQuestion question = new WindowQuestion(query(0), BOX, 2, 8, 1);
    WindowHits hits = new WindowSearch(windowed()).everyWindow(question, Progress.NONE);
    assertThat(hits.compared()).isEqualTo(8L * 4 * 4);
    assertThat(hits.hits()).allMatch(hit -> hit.box().row() % 2 + hit.box().column() % 2 == 0);
  }

  @Test
  void whatItCostsIsSaidBeforeIt() {
    WindowPlan plan = WindowPlan.of(windowed(), BOX, 1, Progress.NONE);
    assertThat(plan.windows()).isEqualTo(392);
    assertThat(plan.bytes()).isEqualTo(392 * 16);
    assertThat(plan.extent()).isEqualTo("392 windows of 8 images");
    assertThat(plan.withoutFeatures()).isZero();
    assertThat(plan.seconds()).isPositive();
  }

  @Test
  void anIndexThatDoesNotFitIsRefusedWithAStrideThatDoes() {
    BoxGrid grid = new BoxGrid(30, 40, 4, 6, 1);
    WindowPlan plan = new WindowPlan(grid, 10_000, 4096, 1L << 30, 0, 4000, true);
    assertThat(plan.canKeep()).isFalse();
    assertThat(plan.strideThatFits()).hasValue(9);
    assertThat(plan.refusal().orElseThrow())
        .isEqualTo(
            "All windows at 8 bits take 38.7 GB, and 1.1 GB are free; at a stride of 9 cells they"
                + " fit, or every search describes them anew, which needs no memory and takes as"
                + " long each time.");
    assertThat(plan.extent()).isEqualTo("9\u2009450\u2009000 windows of 10\u2009000 images");
    assertThat(plan.time()).isEqualTo("about 67 min");
    WindowedMap map = windowed();
    assertThatThrownBy(() -> WindowIndex.build(map, plan, Progress.NONE))
        .isInstanceOf(InputException.class);
  }

  @Test
  void withoutFaissEverySearchDescribesTheWindows() {
    WindowPlan plan = new WindowPlan(new BoxGrid(8, 10, 2, 4, 1), 8, 16, 1L << 30, 0, 1, false);
    assertThat(plan.canKeep()).isFalse();
    assertThat(plan.refusal().orElseThrow()).startsWith("FAISS, which keeps the windows, is not");
  }

  @Test
  void aCancelStopsEveryKindOfSearch() {
    WindowedMap map = windowed();
    WindowPlan plan = WindowPlan.of(map, BOX, 1, Progress.NONE);
    assertThatThrownBy(
            () -> new WindowSearch(map).everyWindow(question(query(0), 8), new CancelledAfter(2)))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> WindowIndex.build(map, plan, new CancelledAfter(2)))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> WindowPlan.of(map, BOX, 1, new CancelledAfter(0)))
        .isInstanceOf(CancellationException.class);
  }

  /** Cancelled once something was told a few times. */
  private static final class CancelledAfter implements Progress {

    private final int most;
    private final AtomicInteger told = new AtomicInteger();

    CancelledAfter(int most) {
      this.most = most;
    }

    @Override
    public void report(String message, double fraction) {
      told.incrementAndGet();
    }

    @Override
    public boolean isCancelled() {
      return told.get() >= most;
    }
  }

  @Test
  void anAggregatorWithoutPatchesSaysWhy() {
    for (String name : List.of("gem", "salad", "megaloc")) {
      PipelineConfig config = TinyMap.CONFIG.withAggregator(Aggregators.ALL.parse(name));
      assertThat(WindowedMap.refusal(config).orElseThrow())
          .contains(" has no patch descriptors, because ")
          .contains("Choose an aggregator whose patches have descriptors, such as NetVLAD.");
    }
    assertThat(WindowedMap.refusal(TinyMap.CONFIG)).isEmpty();
  }

  @Test
  void hitsAreATableForOtherPrograms() {
    WindowHits hits =
        new WindowSearch(windowed()).everyWindow(question(query(0), 3), Progress.NONE);
    String[] lines = hits.csv().split("\n");
    assertThat(lines).hasSize(4);
    assertThat(lines[0])
        .isEqualTo(
            "rank,image,similarity,x,y,width,height,cell_column,cell_row,cells_wide,cells_high,"
                + "metres,right,east,north");
    WindowHit first = hits.hits().getFirst();
    assertThat(lines[1])
        .startsWith("1," + first.image().name() + "," + first.similarity() + ",")
        .endsWith(",4,2,,true,,");
  }
}
