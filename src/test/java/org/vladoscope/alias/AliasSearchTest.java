package org.vladoscope.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.Nearness;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.pipeline.SimilarityTiles;

/** Images far apart that look alike, held against loops over all pairs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AliasSearchTest {

  private static final int DATABASE = 70;
  private static final int QUERIES = 23;
  private static final int DIMS = 12;

  private final Compute compute = Compute.open(DeviceChoice.CPU, 2);

  @AfterAll
  void close() {
    compute.close();
  }

  private record Rows(float[] @Nullable [] database, float[] @Nullable [] asked)
      implements SimilarityTiles.Source {

    @Override
    public int queries() {
      return asked.length;
    }

    @Override
    public int images() {
      return database.length;
    }

    @Override
    public float @Nullable [] query(int query) {
      return asked[query];
    }

    @Override
    public float @Nullable [] image(int image) {
      return database[image];
    }
  }

  private static float[][] rows(int count, long seed) {
    Random random = new Random(seed);
    float[][] rows = new float[count][DIMS];
    for (float[] row : rows) {
      double sum = 0;
      for (int d = 0; d < DIMS; d++) {
        row[d] = (float) random.nextGaussian();
        sum += row[d] * row[d];
      }
      for (int d = 0; d < DIMS; d++) {
        row[d] /= (float) Math.sqrt(sum);
      }
    }
    return rows;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (double) a[d] * b[d];
    }
    return sum;
  }

  /** Database images every 4 m on a line, queries beside them; some have no position. */
  private static PlaceMap map(boolean posed, GroundTruth truth) {
    return new PlaceMap(
        "line",
        Path.of("line"),
        images("d", DATABASE, 4, posed),
        images("q", QUERIES, 12, posed),
        false,
        CameraViews.NONE,
        truth,
        List.of());
  }

  private static List<PlaceImage> images(String prefix, int count, double step, boolean posed) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new PlaceImage(
                    prefix + i,
                    Path.of(prefix + i),
                    !posed || i == 8 ? null : new Pose(i * step, 0, null)))
        .toList();
  }

  private static GroundTruth truth() {
    List<int[]> positives = new ArrayList<>();
    for (int q = 0; q < QUERIES; q++) {
      int middle = 3 * q;
      positives.add(
          IntStream.rangeClosed(middle - 2, middle + 2)
              .filter(d -> d >= 0 && d < DATABASE)
              .toArray());
    }
    return GroundTruth.within(Nearness.metres(10), positives);
  }

  private AliasAtlas find(PlaceMap map, Rows rows, int block) {
    FarApart rule = FarApart.of(map, map.groundTruth());
    return new AliasSearch(map, map.groundTruth(), rule, rows, compute, block).find(Progress.NONE);
  }

  @Test
  void theMostSimilarFarImagesOfEachAreThoseOfPlainLoops() {
    float[] @Nullable [] database = rows(DATABASE, 1);
    database[31] = null;
    Rows rows = new Rows(database, rows(QUERIES, 2));
    PlaceMap map = map(true, truth());
    AliasAtlas atlas = find(map, rows, 16);

    Set<String> expected = new HashSet<>();
    for (int i = 0; i < DATABASE; i++) {
      int image = i;
      float[] own = database[i];
      List<Integer> far =
          own == null
              ? List.of()
              : IntStream.range(0, DATABASE)
                  .filter(j -> j != image && database[j] != null && image != 8 && j != 8)
                  .filter(j -> Math.abs(j - image) * 4 > 10)
                  .boxed()
                  .sorted(Comparator.comparingDouble(j -> -dot(own, database[j])))
                  .limit(AliasSearch.PER_IMAGE)
                  .toList();
      far.forEach(j -> expected.add(Math.min(image, j) + "-" + Math.max(image, j)));
      assertThat(atlas.twins()[i]).isEqualTo(far.isEmpty() ? -1 : far.getFirst());
      if (!far.isEmpty()) {
        assertThat(atlas.distinctiveness(i))
            .isCloseTo(1 - dot(own, database[far.getFirst()]), within(1e-6));
      } else {
        assertThat(atlas.distinctiveness(i)).isNaN();
      }
    }
    List<Alias> pairs = atlas.aliases().stream().filter(a -> !a.ofQuery()).toList();
    assertThat(pairs.stream().map(a -> a.from() + "-" + a.to()))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(pairs)
        .allSatisfy(
            a -> {
              assertThat(a.metres()).isEqualTo(4.0 * (a.to() - a.from()));
              assertThat(a.similarity())
                  .isCloseTo(dot(database[a.from()], database[a.to()]), within(1e-6));
            });
    assertThat(atlas.aliases())
        .isSortedAccordingTo(Comparator.comparingDouble(Alias::similarity).reversed());
    assertThat(atlas.notes()).anyMatch(note -> note.startsWith("1 database image has no position"));
    // Sums of products differ in the last bit with the size of the blocks.
    assertThat(find(map, rows, 1024).aliases().stream().map(a -> a.from() + "-" + a.to()))
        .containsExactlyElementsOf(
            atlas.aliases().stream().map(a -> a.from() + "-" + a.to()).toList());
  }

  @Test
  void queriesAreListedWithTheirWrongWinners() {
    Rows rows = new Rows(rows(DATABASE, 3), rows(QUERIES, 4));
    PlaceMap map = map(true, truth());
    AliasAtlas atlas = find(map, rows, 16);

    List<String> expected = new ArrayList<>();
    List<Double> right = new ArrayList<>();
    for (int q = 0; q < QUERIES; q++) {
      int query = q;
      int winner =
          IntStream.range(0, DATABASE)
              .boxed()
              .max(Comparator.comparingDouble(d -> dot(rows.asked[query], rows.database[d])))
              .orElseThrow();
      if (!truth().isPositive(q, winner) && !(Math.abs(12.0 * q - 4 * winner) <= 10)) {
        expected.add(q + "-" + winner);
      }
      right.add(
          IntStream.of(truth().positives(q))
              .mapToDouble(d -> dot(rows.asked[query], rows.database[d]))
              .max()
              .orElseThrow());
    }
    assertThat(atlas.aliases().stream().filter(Alias::ofQuery).map(a -> a.from() + "-" + a.to()))
        .containsExactlyInAnyOrderElementsOf(expected);
    right.sort(Comparator.naturalOrder());
    assertThat(atlas.usual()).isCloseTo(right.get((QUERIES - 1) / 2), within(1e-6));
  }

  @Test
  void withoutPositionsTheOrderOfTheMapSaysWhatIsFar() {
    Rows rows = new Rows(rows(DATABASE, 5), rows(QUERIES, 6));
    AliasAtlas atlas = find(map(false, GroundTruth.unknown()), rows, 16);

    assertThat(atlas.aliases())
        .isNotEmpty()
        .allSatisfy(a -> assertThat(a.to() - a.from()).isGreaterThan(FarApart.PLACES));
    assertThat(atlas.aliases()).noneMatch(Alias::ofQuery);
    assertThat(atlas.rule().words()).contains("for want of positions");
  }

  @Test
  void runsThatLookLikeOthersAreFoundInEitherDirection() {
    List<Alias> aliases = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      aliases.add(new Alias(false, 20 + i, 60 + i + (i > 4 ? 1 : 0), .9, 100));
    }
    for (int i = 0; i < 6; i++) {
      aliases.add(new Alias(false, 40 + i, 99 - i, .8, 100));
    }
    aliases.add(new Alias(false, 1, 50, .95, 100));
    aliases.add(new Alias(true, 21, 61, .99, 100));
    aliases.add(new Alias(false, 70, 90, .2, 100));

    List<Band> bands = Band.of(aliases, .5);
    assertThat(bands.stream().map(Band::name))
        .containsExactly(
            "Images 21\u201329 look like 61\u201370",
            "Images 41\u201346 look like 100\u201395, the other way round");
    assertThat(bands.getFirst().similarity()).isCloseTo(.9, within(1e-12));
    assertThat(Band.of(aliases, .85)).hasSize(1);
  }

  @Test
  void aRunWhoseNeighboursLookAlikeTooIsOneRunAtItsMostSimilarPairs() {
    List<Alias> aliases = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      aliases.add(new Alias(false, 20 + i, 60 + i, .95, 100));
      aliases.add(new Alias(false, 20 + i, 61 + i, .85, 100));
      aliases.add(new Alias(false, 20 + i, 58 + i, .85, 100));
      aliases.add(new Alias(false, 20 + i, 70 + i, .7, 100));
    }

    List<Band> bands = Band.of(aliases, .5);

    assertThat(bands.stream().map(Band::shortName))
        .containsExactly("21\u201340 look like 61\u201380", "21\u201340 look like 71\u201390");
    assertThat(bands.getFirst().similarity()).isCloseTo(.95, within(1e-12));
  }

  @Test
  void aCancelStopsTheSearchAndDistancesAreChecked() {
    Rows rows = new Rows(rows(DATABASE, 7), rows(QUERIES, 8));
    PlaceMap map = map(true, truth());
    Progress cancelled =
        new Progress() {
          private final AtomicInteger reports = new AtomicInteger();

          @Override
          public void report(String message, double fraction) {
            reports.incrementAndGet();
          }

          @Override
          public boolean isCancelled() {
            return reports.get() > 1;
          }
        };
    assertThatThrownBy(
            () ->
                new AliasSearch(map, truth(), FarApart.of(map, truth()), rows, compute, 16)
                    .find(cancelled))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> new FarApart(true, -1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> find(map, new Rows(new float[DATABASE][], rows(QUERIES, 9)), 16))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("None of 70 database images");
  }

  @Test
  void tablesHaveALineForEachPairPlaceAndRun() {
    Rows rows = new Rows(rows(DATABASE, 10), rows(QUERIES, 11));
    PlaceMap map = map(true, truth());
    AliasAtlas atlas = find(map, rows, 16);

    assertThat(AliasTables.pairs(map, atlas.aliases()).lines())
        .hasSize(atlas.aliases().size() + 1)
        .first()
        .asString()
        .startsWith("kind,image,twin,similarity,metres");
    assertThat(AliasTables.places(map, atlas).lines()).hasSize(DATABASE + 1);
    assertThat(AliasTables.places(map, atlas).lines().skip(9).findFirst().orElseThrow())
        .isEqualTo("d8,,,,,,");
    assertThat(AliasTables.bands(List.of()).lines()).hasSize(1);
  }
}
