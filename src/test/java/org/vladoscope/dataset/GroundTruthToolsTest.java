package org.vladoscope.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.format.TruthFiles;
import org.vladoscope.dataset.format.saved.Radii;
import org.vladoscope.dataset.format.saved.TruthFinder;
import org.vladoscope.dataset.format.saved.TruthRule;
import org.vladoscope.file.numpy.NpyArray;
import org.vladoscope.file.numpy.NpyFile;
import org.vladoscope.store.WholeFile;

/** Ground truth that is changed while a map is open. */
class GroundTruthToolsTest {

  @TempDir Path folder;

  private static PlaceMap map(int queries, int database) {
    return new PlaceMap(
        "town",
        Path.of("town"),
        images("d", database),
        images("q", queries),
        false,
        CameraViews.NONE,
        GroundTruth.unknown(),
        List.of());
  }

  private static List<PlaceImage> images(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new PlaceImage(prefix + i + ".jpg", Path.of(prefix + i), null))
        .toList();
  }

  private Path golden(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/golden/eval/" + name))) {
      Files.copy(in, file);
    }
    return file;
  }

  // --- radius ---

  @Test
  void aRadiusInMetresFindsWhatComparingAllFinds() {
    Random random = new Random(2);
    double[][] queries = new double[40][];
    double[][] database = new double[300][];
    Arrays.setAll(queries, i -> new double[] {random.nextInt(50), random.nextInt(50)});
    Arrays.setAll(database, i -> new double[] {random.nextInt(50), random.nextInt(50)});
    DistanceTruth distances = DistanceTruth.ofPositions(queries, database);

    for (double radius : new double[] {0, 5, 13, 100}) {
      GroundTruth truth = distances.within(radius);
      assertThat(truth.radius()).hasValue(radius);
      for (int q = 0; q < queries.length; q++) {
        double[] at = queries[q];
        assertThat(truth.positives(q))
            .containsExactly(
                IntStream.range(0, database.length)
                    .filter(
                        d -> Math.hypot(at[0] - database[d][0], at[1] - database[d][1]) <= radius)
                    .toArray());
      }
    }
  }

  @Test
  void framesAreCountedFromAnOffsetWithATolerance() {
    GroundTruth truth = frames(map(3, 10), 4).within(1, 2);

    assertThat(truth.positives(0)).containsExactly(3, 4, 5);
    assertThat(truth.positives(2)).containsExactly(5, 6, 7);
    assertThat(truth.isSoft(0, 2)).isTrue();
    assertThat(truth.isSoft(0, 6)).isTrue();
    assertThat(truth.isSoft(0, 4)).as("right is not soft").isFalse();
    assertThat(truth.isSoft(0, 7)).isFalse();
    assertThat(frames(map(3, 10), 9).within(0).positives(2)).isEmpty();
  }

  private static DistanceTruth frames(PlaceMap map, int offset) {
    return DistanceTruth.ofFrames(map, FrameNumbers.of(map), offset);
  }

  private static PlaceMap named(List<String> queries, List<String> database) {
    return new PlaceMap(
        "drives",
        Path.of("drives"),
        database.stream().map(n -> new PlaceImage(n, Path.of(n), null)).toList(),
        queries.stream().map(n -> new PlaceImage(n, Path.of(n), null)).toList(),
        false,
        CameraViews.NONE,
        GroundTruth.unknown(),
        List.of());
  }

  @Test
  void framesAreCountedByTheNumbersInNamesWhereSomeAreLeftOutAndThatIsSaid() {
    PlaceMap map =
        named(
            List.of("0000010.jpg", "0000030.jpg"),
            List.of("0000000.jpg", "0000010.jpg", "0000020.jpg", "0000030.jpg"));

    GroundTruth truth = frames(map, 0).within(0, 10);

    assertThat(truth.positives(0)).containsExactly(1);
    assertThat(truth.positives(1)).containsExactly(3);
    assertThat(truth.isSoft(0, 0)).isTrue();
    assertThat(truth.isSoft(0, 3)).isFalse();
    assertThat(FrameNumbers.of(map).note())
        .isEqualTo(
            "Frames are counted by the numbers in names, not by their place in the list: queries"
                + " are 10 to 30, database images 0 to 30.");
  }

  @Test
  void numbersWithoutGapsAreTheirPlacesAndNothingIsSaid() {
    PlaceMap map =
        named(List.of("Image101.jpg", "Image102.jpg"), List.of("Image101.jpg", "Image102.jpg"));

    assertThat(FrameNumbers.of(map).note()).isEmpty();
    assertThat(frames(map, 0).within(0).positives(1)).containsExactly(1);
  }

  @Test
  void numbersCountAsNumbersWhateverTheOrderOfNames() {
    PlaceMap map = named(List.of("10.jpg", "9.jpg"), List.of("10.jpg", "8.jpg", "9.jpg"));

    assertThat(frames(map, 0).within(1).positives(0)).containsExactly(0, 2);
    assertThat(frames(map, 0).within(1).positives(1)).containsExactly(0, 1, 2);
  }

  @Test
  void namesWithoutNumbersThatFitAreCountedByTheirPlaceWithADoubtIfCountsDiffer() {
    PlaceMap times =
        named(
            List.of("1418381798000.jpg", "1418381799000.jpg"), List.of("a.jpg", "b.jpg", "c.jpg"));
    PlaceMap apart = named(List.of("700.jpg", "701.jpg"), List.of("1.jpg", "2.jpg"));
    PlaceMap gap = named(List.of("700.jpg", "702.jpg"), List.of("1.jpg", "2.jpg"));

    assertThat(frames(times, 1).within(0).positives(1)).containsExactly(2);
    assertThat(FrameNumbers.of(times).note())
        .contains("by their place in the list", "2 queries", "3 database images");
    assertThat(frames(apart, 0).within(0).positives(1)).containsExactly(1);
    assertThat(FrameNumbers.of(apart).note()).isEmpty();
    assertThat(FrameNumbers.of(gap).note()).contains("a frame that is left out");
  }

  @Test
  void imagesWithoutAPoseAreNearNothingAndNoPosesAtAllAreRefused() {
    PlaceMap some =
        new PlaceMap(
            "some",
            Path.of(""),
            List.of(
                new PlaceImage("a", Path.of("a"), new Pose(0, 0, null)),
                new PlaceImage("b", Path.of("b"), null),
                new PlaceImage("c", Path.of("c"), new Pose(3, 4, null))),
            List.of(),
            true,
            CameraViews.NONE,
            GroundTruth.unknown(),
            List.of());
    PlaceMap itself =
        new PlaceMap(
            "some",
            Path.of(""),
            some.database(),
            some.database(),
            true,
            CameraViews.NONE,
            GroundTruth.unknown(),
            List.of());

    GroundTruth truth = DistanceTruth.ofPoses(itself).within(5);

    assertThat(truth.positives(0)).as("not itself").containsExactly(2);
    assertThat(truth.positives(1)).isEmpty();
    assertThatThrownBy(() -> DistanceTruth.ofPoses(map(1, 1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("poses.csv");
  }

  // --- files ---

  @Test
  void theOriginalsGroundTruthIsRead() throws IOException {
    TruthFiles.Imported imported = TruthFiles.read(golden("truth.npz"), map(3, 4));

    assertThat(imported.radius()).hasValue(25);
    assertThat(imported.truth().positives(0)).containsExactly(0, 1);
    assertThat(imported.truth().positives(1)).containsExactly(2);
    assertThat(imported.notes()).isEmpty();
    assertThat(found("truth.npz", Radii.UNSAID).warnings(map(3, 4)))
        .singleElement()
        .asString()
        .startsWith("1 of 3 queries have no");
    assertThat(imported.distances().orElseThrow().within(30).positives(1)).containsExactly(2, 3);
    assertThat(found("truth.npz", Radii.of(5)).truth().positives(0)).isEmpty();
    assertThat(found("truth.npz", Radii.of(25, 30)).truth().isSoft(1, 3)).isTrue();
  }

  private TruthFinder.Found found(String file, Radii radii) {
    return new TruthFinder(map(3, 4), folder).by(new TruthRule.OfFile(file, radii));
  }

  @Test
  void otherNumberTypesAreReadAndAMissingRadiusIsTold() throws IOException {
    TruthFiles.Imported imported = TruthFiles.read(golden("truth-float32.npz"), map(3, 4));

    assertThat(imported.truth().positives(0)).containsExactly(0, 1);
    assertThat(found("truth-float32.npz", Radii.UNSAID).notes())
        .containsExactly(
            "truth-float32.npz has no posDistThr; images within 25 m are taken as matches.");
    assertThat(found("truth-float32.npz", Radii.of(25)).notes()).isEmpty();
  }

  @Test
  void whatDoesNotFitIsRefusedWithTheNumbersThatDiffer() throws IOException {
    Path swapped = golden("truth-swapped.npz");
    assertThatThrownBy(() -> TruthFiles.read(swapped, map(3, 4)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("4 queries and 3 database images")
        .hasMessageContaining("look swapped");
    assertThatThrownBy(() -> TruthFiles.read(swapped, map(3, 5)))
        .hasMessageContaining("another list of images");
    Path text = Files.writeString(folder.resolve("words.npz"), "no archive");
    assertThatThrownBy(() -> TruthFiles.read(text, map(3, 5)))
        .hasMessageContaining("words.npz cannot be used: its zip directory is missing");
    assertThatThrownBy(() -> TruthFiles.read(folder.resolve("a.json"), map(3, 5)))
        .hasMessageContaining("a.json is no ground truth; it can be .csv");
    assertThatThrownBy(() -> TruthFiles.read(folder.resolve("a.mat"), map(3, 5)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a.mat cannot be read: it does not exist");
    assertThatThrownBy(() -> TruthFiles.read(folder.resolve("none.csv"), map(3, 5)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none.csv");
  }

  @Test
  void aThirdColumnIsTheHeightAndCountsAndIsSaid() throws IOException {
    Path floors =
        npz("floors.npz", new double[][] {{1, 2, 0}}, new double[][] {{1, 2, 100}, {1, 2, 5}});

    TruthFiles.Imported imported = TruthFiles.read(floors, map(1, 2));

    assertThat(imported.truth().positives(0)).containsExactly(1);
    assertThat(imported.notes()).anyMatch(w -> w.contains("have a third column"));
  }

  @Test
  void columnsThatAreNoPositionsAreRefused() throws IOException {
    Path poses =
        npz(
            "poses.npz",
            new double[][] {{1, 2, 0, .1, 0, 0, 1}},
            new double[][] {{1, 2, 0, .1, 0, 0, 1}});
    Path mixed = npz("mixed.npz", new double[][] {{1, 2, 0}}, new double[][] {{1, 2}});

    assertThatThrownBy(() -> TruthFiles.read(poses, map(1, 1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("utmQ of " + poses + " has 7 columns");
    assertThatThrownBy(() -> TruthFiles.read(mixed, map(1, 1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("have 3 and 2 columns");
  }

  /** A ground truth as the original writes it. */
  private Path npz(String name, double[][] queries, double[][] database) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      array(zip, "utmQ.npy", queries);
      array(zip, "utmDb.npy", database);
    }
    return file;
  }

  private void array(ZipOutputStream zip, String name, double[][] rows) throws IOException {
    Path file = folder.resolve(name);
    WholeFile.stream(
        file,
        out ->
            NpyFile.write(
                out,
                rows.length,
                rows[0].length,
                row -> {
                  float[] values = new float[rows[row].length];
                  for (int i = 0; i < values.length; i++) {
                    values[i] = (float) rows[row][i];
                  }
                  return values;
                }));
    zip.putNextEntry(new ZipEntry(name));
    Files.copy(file, zip);
    zip.closeEntry();
  }

  @Test
  void aCsvFileReplacesTheMapsOwn() throws IOException {
    Path csv = Files.writeString(folder.resolve("mine.csv"), "q1.jpg,d0.jpg,d2.jpg\nq0.jpg,d1.jpg");

    TruthFiles.Imported imported = TruthFiles.read(csv, map(2, 3));

    assertThat(imported.truth().positives(1)).containsExactly(0, 2);
    assertThat(imported.distances()).isEmpty();
  }

  // --- warnings ---

  @Test
  void aRecallThatSaysNothingIsTold() {
    PlaceMap map = map(2, 3);
    int[] all = {0, 1, 2};

    assertThat(TruthCheck.warnings(GroundTruth.of(List.of(all, all)), map))
        .singleElement()
        .asString()
        .contains("For every query every database image is a match");
    assertThat(TruthCheck.warnings(GroundTruth.of(List.of(all, new int[] {0})), map))
        .anyMatch(w -> w.contains("For 1 of 2 queries"));
    assertThat(
            TruthCheck.warnings(GroundTruth.of(List.of(new int[] {0, 1}, new int[] {1, 2})), map))
        .anyMatch(w -> w.contains("2 of 3 database images on average"));
    assertThat(TruthCheck.warnings(GroundTruth.of(List.of(new int[0], new int[0])), map))
        .singleElement()
        .asString()
        .contains("recall is 0 whatever is found");
    assertThat(TruthCheck.warnings(GroundTruth.of(List.of(new int[] {0}, new int[] {1})), map))
        .isEmpty();
    assertThat(TruthCheck.warnings(GroundTruth.unknown(), map)).isEmpty();
  }

  // --- arrays ---

  @Test
  void matricesAreWrittenAsNumpyWritesThem() throws Exception {
    Path file = folder.resolve("own.npy");
    WholeFile.stream(
        file,
        out ->
            NpyFile.write(out, 2, 3, i -> new float[] {.75f * i, .75f * i + .25f, .75f * i + .5f}));

    assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(golden("matrix.npy")));
    NpyArray read = NpyFile.read(file);
    assertThat(read.shape()).containsExactly(2, 3);
    assertThat(read.numbers()).containsExactly(0, .25, .5, .75, 1, 1.25);
  }

  @Test
  void aDamagedArrayIsNotRead() throws IOException {
    byte[] whole = Files.readAllBytes(golden("matrix.npy"));
    for (int length : new int[] {3, 9, 60, whole.length - 1}) {
      Path cut = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> NpyFile.read(cut))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("cut.npy");
    }
  }
}
