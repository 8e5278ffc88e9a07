package org.vladoscope.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.pipeline.SimilarityTiles.Tile;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.store.DescriptorStore;

/** The similarity matrix in tiles. */
@Tag("slow")
class SimilarityTilesTest {

  private static Compute compute;

  @BeforeAll
  static void open() {
    compute = Compute.open(DeviceChoice.CPU);
  }

  @AfterAll
  static void close() {
    compute.close();
  }

  /** Descriptors of two values: the angle of number i is i/1000; some are missing. */
  private static final class Angles implements SimilarityTiles.Source {
    final AtomicInteger asked = new AtomicInteger();

    @Override
    public int queries() {
      return 700;
    }

    @Override
    public int images() {
      return 300;
    }

    @Override
    public float @Nullable [] query(int query) {
      asked.incrementAndGet();
      return query == 5 ? null : of(query);
    }

    @Override
    public float @Nullable [] image(int image) {
      asked.incrementAndGet();
      return image == 8 ? null : of(image);
    }

    private static float[] of(int number) {
      return new float[] {(float) Math.cos(number / 1e3), (float) Math.sin(number / 1e3)};
    }
  }

  private static SimilarityTiles tiles(Angles source) {
    return new SimilarityTiles(source, compute, 1 << 20);
  }

  private static Tile tile(SimilarityTiles tiles, int rowLevel, int columnLevel, int r, int c) {
    return tiles.tile(new SimilarityTiles.Key(rowLevel, columnLevel, r, c), Progress.NONE);
  }

  @Test
  void aTileHoldsTheCosinesOfItsPairs() {
    Tile tile = tile(tiles(new Angles()), 0, 0, 2, 1);

    assertThat(tile.rows()).isEqualTo(700 - 512);
    assertThat(tile.columns()).isEqualTo(300 - 256);
    assertThat((double) tile.at(10, 3))
        .isCloseTo(Math.cos((512 + 10 - 256 - 3) / 1e3), within(1e-6));
  }

  @Test
  void imagesAgainstEachOtherHaveImagesInTheirRows() {
    SimilarityTiles among = tiles(new Angles()).amongImages();
    Tile tile = tile(among, 0, 0, 0, 1);

    assertThat(among.queries()).isEqualTo(300);
    assertThat(tile.columns()).isEqualTo(300 - 256);
    assertThat((double) tile.at(10, 3)).isCloseTo(Math.cos((10 - 256 - 3) / 1e3), within(1e-6));
    assertThat(tile.at(8, 3)).isNaN();
  }

  @Test
  void aCoarseTileLeavesOutWhatLiesBetween() {
    Tile tile = tile(tiles(new Angles()), 2, 1, 0, 0);

    assertThat(tile.rows()).isEqualTo(175);
    assertThat(tile.columns()).isEqualTo(150);
    assertThat(tile.key().query(3)).isEqualTo(12);
    assertThat(tile.key().image(3)).isEqualTo(6);
    assertThat((double) tile.at(3, 3)).isCloseTo(Math.cos(6 / 1e3), within(1e-6));
  }

  @Test
  void anImageThatCannotBeUsedLeavesAGap() {
    Tile tile = tile(tiles(new Angles()), 0, 0, 0, 0);

    assertThat(tile.at(5, 0)).isNaN();
    assertThat(tile.at(0, 8)).isNaN();
    assertThat(tile.at(4, 7)).isNotNaN();
    assertThat(tiles(new Angles()).value(5, 0)).isNaN();
  }

  @Test
  void descriptorsOfNeighbouringTilesAreReadOnce() {
    Angles source = new Angles();
    SimilarityTiles tiles = tiles(source);
    tile(tiles, 0, 0, 0, 0);
    int first = source.asked.get();
    tile(tiles, 0, 0, 1, 0);

    assertThat(first).isEqualTo(512);
    assertThat(source.asked.get() - first).isEqualTo(256);
  }

  @Test
  void theTopLevelFitsOneTile() {
    assertThat(SimilarityTiles.topLevel(256)).isZero();
    assertThat(SimilarityTiles.topLevel(257)).isEqualTo(1);
    assertThat(SimilarityTiles.topLevel(50_000)).isEqualTo(8);
  }

  @Test
  void aTileOutsideIsRefusedAndACancelledOneIsNotComputed() {
    SimilarityTiles tiles = tiles(new Angles());
    Progress cancelled =
        new Progress() {
          @Override
          public void report(String message, double fraction) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };

    assertThatThrownBy(() -> tile(tiles, 0, 0, 3, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tiles.tile(new SimilarityTiles.Key(0, 0, 0, 0), cancelled))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void theMatrixOfAMapHoldsTheSimilaritiesOfItsRankings(@TempDir Path folder) throws IOException {
    PlaceMap map =
        PlaceMapFormats.known().read(TinyMap.write(folder.resolve("map")), Progress.NONE);
    try (DescriptorStore store = DescriptorStore.open(folder.resolve("store"), 1L << 28);
        Workspace workspace = Workspace.open(map, compute, store)) {
      Pipeline pipeline = workspace.pipeline(TinyMap.CONFIG);
      SimilarityTiles tiles = pipeline.prepare(Progress.NONE).similarityTiles();
      Tile tile = tile(tiles, 0, 0, 0, 0);

      for (int q = 0; q < TinyMap.QUERIES; q++) {
        for (Candidate c : pipeline.query(map.queries().get(q), Progress.NONE).candidates()) {
          assertThat((double) tile.at(q, c.databaseIndex()))
              .isCloseTo(c.globalSimilarity(), within(2e-6));
          assertThat((double) tiles.value(q, c.databaseIndex()))
              .isCloseTo(c.globalSimilarity(), within(2e-6));
        }
      }
    }
  }
}
