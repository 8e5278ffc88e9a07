package org.vladoscope.dataset.format.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vladoscope.dataset.format.LayoutFixtures.band;
import static org.vladoscope.dataset.format.LayoutFixtures.paint;
import static org.vladoscope.dataset.format.LayoutFixtures.recallAt1ByColor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.TruthCheck;
import org.vladoscope.dataset.format.LayoutFixtures;
import org.vladoscope.dataset.format.TruthFiles;
import org.vladoscope.dataset.format.UndecidedMap;
import org.vladoscope.file.numpy.NumpyWriter;

/** Data sets whose lists and ground truth are arrays of NumPy and MATLAB. */
class ArrayMapsTest {

  @TempDir Path folder;

  private PlaceMap read() {
    return read(folder);
  }

  private static PlaceMap read(Path map) {
    return PlaceMapFormats.known().read(map, Progress.NONE);
  }

  private Path at(String name) {
    return folder.resolve(name);
  }

  private static List<String> names(List<PlaceImage> images) {
    return images.stream().map(PlaceImage::name).toList();
  }

  private void refused(String... words) {
    assertThatThrownBy(this::read)
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(words);
  }

  // --- X_dbImages.npy, X_qImages.npy, X_gt.npy ---

  /** Four places; the list is in another order than names are. Query 2 shows a wrong place. */
  private void trio(String stem, String root) throws IOException {
    for (int place = 0; place < 4; place++) {
      paint(at(root + "ref/" + place + ".png"), place);
    }
    paint(at(root + "ref/unlisted.png"), 9);
    for (int query = 0; query < 3; query++) {
      paint(at(root + "query/q" + query + ".png"), query == 2 ? 0 : query);
    }
    NumpyWriter.texts(
        at(stem + "_dbImages.npy"), List.of("ref/3.png", "ref/1.png", "ref/0.png", "ref/2.png"));
    NumpyWriter.objects(
        at(stem + "_qImages.npy"),
        new int[] {3},
        List.of("query/q2.png", "query/q0.png", "query/q1.png"));
    NumpyWriter.objects(
        at(stem + "_gt.npy"), new int[] {3}, List.of(List.of(3), List.of(2, 1), List.of(1)));
  }

  @Test
  void aTrioIsReadInTheOrderOfItsLists() throws IOException {
    trio("town_val", "");

    PlaceMap map = read();

    assertThat(map.origin().format()).isEqualTo("index-lists");
    assertThat(names(map.database()))
        .containsExactly("ref/3.png", "ref/1.png", "ref/0.png", "ref/2.png");
    assertThat(names(map.queries()))
        .containsExactly("query/q2.png", "query/q0.png", "query/q1.png");
    assertThat(map.groundTruth().positives(0)).containsExactly(3);
    assertThat(map.groundTruth().positives(1)).containsExactly(1, 2);
    assertThat(recallAt1ByColor(map)).isEqualTo(2 / 3.0);
    assertThat(map.origin().found())
        .contains(
            "images: named in town_val_dbImages.npy, town_val_qImages.npy",
            "ground truth: town_val_gt.npy");
    assertThat(map.origin().notices()).anyMatch(n -> n.contains("1 image in ref/"));
  }

  @Test
  void lettersWithMarksAreFoundHoweverTheyAreWritten() throws IOException {
    trio("town_val", "");
    Files.move(at("ref/1.png"), at("ref/caf\u00e9.png"));
    NumpyWriter.texts(
        at("town_val_dbImages.npy"),
        List.of("ref/3.png", "ref/cafe\u0301.png", "ref/0.png", "ref/2.png"));

    assertThat(recallAt1ByColor(read())).isEqualTo(2 / 3.0);
  }

  @Test
  void theFolderOfImagesIsFoundByTheNames() throws IOException {
    trio("lists/town_val", "data/images/");

    PlaceMap map = read();

    assertThat(map.database().getFirst().file()).isEqualTo(at("data/images/ref/3.png"));
    assertThat(recallAt1ByColor(map)).isEqualTo(2 / 3.0);
  }

  @Test
  void imagesMayLieInAFolderApartThatTheUserNames() throws IOException {
    trio("lists/town_val", "data/images/");
    PlaceMapFormats formats = PlaceMapFormats.known();

    assertThatThrownBy(() -> formats.read(at("lists"), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--image-root DIR");
    PlaceMap map = formats.withImagesIn(at("data")).read(at("lists"), Progress.NONE);

    assertThat(map.root()).isEqualTo(at("lists"));
    assertThat(map.database().getFirst().file()).isEqualTo(at("data/images/ref/3.png"));
    assertThat(map.origin().found()).contains("database: 4 images in data/images/");
    assertThat(recallAt1ByColor(map)).isEqualTo(2 / 3.0);
    Files.createDirectories(at("apart"));
    assertThatThrownBy(() -> formats.withImagesIn(at("apart")).read(at("data"), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it reads no list of images");
  }

  @Test
  void namesOfAnotherComputerAreFoundBelowTheFolderAndThatIsSaid() throws IOException {
    trio("town_val", "");
    NumpyWriter.texts(
        at("town_val_dbImages.npy"),
        List.of(
            "/home/me/town/ref/3.png",
            "/home/me/town/ref/1.png",
            "/home/me/town/ref/0.png",
            "/home/me/town/ref/2.png"));
    NumpyWriter.texts(
        at("town_val_qImages.npy"),
        List.of("D:\\town\\query\\q2.png", "D:\\town\\query\\q0.png", "D:\\town\\query\\q1.png"));

    PlaceMap map = read();

    assertThat(recallAt1ByColor(map)).isEqualTo(2 / 3.0);
    assertThat(map.warnings())
        .anyMatch(w -> w.contains("'/home/me/town/ref/3.png' are looked for below"))
        .anyMatch(w -> w.contains("town_val_qImages.npy"));
  }

  @Test
  void queriesOfMapillaryArePickedByTheirIndices() throws IOException {
    trio("msls_val", "");
    Files.delete(at("msls_val_gt.npy"));
    NumpyWriter.integers(at("msls_val_qIdx.npy"), new int[] {2}, 1, 2);
    NumpyWriter.objects(at("msls_val_pIdx.npy"), new int[] {2}, List.of(List.of(2), List.of(1)));

    PlaceMap map = read();

    assertThat(names(map.queries())).containsExactly("query/q0.png", "query/q1.png");
    assertThat(recallAt1ByColor(map)).isEqualTo(1);
    assertThat(map.origin().notices()).anyMatch(n -> n.contains("1 image in query/"));
  }

  @Test
  void ofSeveralTriosTheOneThatIsMeantIsOpenedItself() throws IOException {
    trio("town_val", "");
    trio("town_test", "");

    assertThatThrownBy(this::read)
        .isInstanceOf(UndecidedMap.class)
        .hasMessageContaining("2 lists of database images")
        .hasMessageContaining(at("town_test_dbImages.npy").toString());
    assertThat(read(at("town_test_dbImages.npy")).origin().found())
        .contains("ground truth: town_test_gt.npy");
  }

  @Test
  void aNameThatLeadsOutOfTheFolderIsRefused() throws IOException {
    trio("town_val", "");
    NumpyWriter.texts(
        at("town_val_dbImages.npy"),
        List.of("ref/3.png", "../../etc/passwd.png", "ref/0.png", "ref/2.png"));

    refused("names '../../etc/passwd.png', which leads out of its folder");
  }

  @Test
  void imagesThatAreMissingAreCountedAndTheFirstIsNamed() throws IOException {
    trio("town_val", "");
    Files.delete(at("ref/1.png"));

    refused("Only 3 of the 4 images", "the first that is missing is 'ref/1.png'", "Put or link");
  }

  @Test
  void aListWithoutAnyOfItsImagesSaysWhatToDo() throws IOException {
    trio("town_val", "");
    NumpyWriter.texts(at("town_val_dbImages.npy"), List.of("x/a.jpg", "x/b.jpg"));

    refused("None of the 2 images", "Put or link the folder that the names are relative to");
  }

  @Test
  void aFewMissingImagesAreLeftOutAndTheOthersKeepTheirMatches() throws IOException {
    List<String> names = new java.util.ArrayList<>();
    for (int place = 0; place < 15; place++) {
      String name = "ref/" + (char) ('a' + place) + ".png";
      names.add(name);
      if (place != 3) {
        paint(at(name), place);
      }
    }
    paint(at("query/q.png"), 7);
    NumpyWriter.texts(at("x_dbImages.npy"), names);
    NumpyWriter.texts(at("x_qImages.npy"), List.of("query/q.png"));
    NumpyWriter.objects(at("x_gt.npy"), new int[] {1}, List.of(List.of(3, 7)));

    PlaceMap map = read();

    assertThat(map.database()).hasSize(14);
    assertThat(map.groundTruth().positives(0)).containsExactly(6);
    assertThat(recallAt1ByColor(map)).isEqualTo(1);
    assertThat(map.warnings())
        .anyMatch(w -> w.startsWith("1 image of the 15 that x_dbImages.npy names is missing"));
  }

  @Test
  void aTruthOfAnotherListIsRefused() throws IOException {
    trio("town_val", "");
    NumpyWriter.objects(at("town_val_gt.npy"), new int[] {2}, List.of(List.of(3), List.of(2)));
    refused("has lists for 2 queries, but there are 3");

    NumpyWriter.objects(
        at("town_val_gt.npy"), new int[] {3}, List.of(List.of(3), List.of(4), List.of(1)));
    refused("Row 1 of", "holds 4, which is none of the 4 database images, counted from 0");

    NumpyWriter.objects(
        at("town_val_gt.npy"), new int[] {3}, List.of(List.of(3), List.of(-1), List.of(1)));
    refused("holds -1");

    NumpyWriter.objects(
        at("town_val_gt.npy"), new int[] {3}, List.of(List.of(3), List.of(.5), List.of(1)));
    refused("holds 0.5");

    NumpyWriter.objects(
        at("town_val_gt.npy"),
        new int[] {3},
        List.of(List.of(3), new NumpyWriter.Range(0, 2_000_000_000), List.of(1)));
    refused("lists 2000000000 matches");
  }

  @Test
  void aTruthOfTheWrongTypeIsRefused() throws IOException {
    trio("town_val", "");
    NumpyWriter.texts(at("town_val_gt.npy"), List.of("a", "b", "c"));
    refused("is [3] of texts; expected is one list of database indices for each query");

    NumpyWriter.integers(at("town_val_gt.npy"), new int[] {3, 2}, 0, 1, 1, 0, 2, 3);
    refused("can be read in two ways");

    NumpyWriter.integers(at("town_val_dbImages.npy"), new int[] {2}, 1, 2);
    refused("is [2] of whole numbers; expected are names of images");
  }

  @Test
  void aPickleThatWouldRunACommandIsRefused() throws IOException {
    trio("town_val", "");
    NumpyWriter.pickled(
        at("town_val_gt.npy"),
        new int[] {3},
        "cos\nsystem\n(U\u0006touch mtR.".getBytes(StandardCharsets.ISO_8859_1));

    refused("town_val_gt.npy cannot be used: it wants to call 'os.system'");
  }

  @Test
  void aTrioWithoutOneOfItsFilesSaysWhichIsMissing() throws IOException {
    trio("town_val", "");
    Files.delete(at("town_val_gt.npy"));

    refused("there must be town_val_gt.npy, which is missing");
  }

  // --- VPR-Bench ---

  private void vprBench() throws IOException {
    for (int place = 0; place < 12; place++) {
      paint(at("ref/" + place + ".png"), place);
    }
    for (int query = 0; query < 3; query++) {
      paint(at("query/" + (query + 9) + ".png"), query == 1 ? 0 : query + 9);
    }
    NumpyWriter.objects(
        at("ground_truth_new.npy"),
        new int[] {3, 2},
        List.of(0, List.of(9), 1, new NumpyWriter.Range(9, 11), 2, List.of(10, 11)));
  }

  @Test
  void vprBenchCountsByTheNumbersInNames() throws IOException {
    vprBench();

    PlaceMap map = read();

    assertThat(map.origin().format()).isEqualTo("vpr-bench");
    assertThat(names(map.queries())).containsExactly("9.png", "10.png", "11.png");
    assertThat(map.database().get(2).name()).isEqualTo("2.png");
    assertThat(map.groundTruth().positives(1)).containsExactly(9, 10);
    assertThat(recallAt1ByColor(map)).isEqualTo(2 / 3.0);
  }

  @Test
  void foldersNamedByTheirRoleAreNoDrivesThoughTheirImagesHaveTheSameNames() throws IOException {
    for (int place = 0; place < 3; place++) {
      paint(at("ref/" + place + ".png"), place);
      paint(at("query/" + place + ".png"), place);
    }
    assertThat(read().origin().format()).isEqualTo("named-pair");
    NumpyWriter.objects(
        at("ground_truth_new.npy"),
        new int[] {3, 2},
        List.of(0, List.of(0), 1, List.of(1), 2, List.of(1)));

    assertThat(read().origin().format()).isEqualTo("vpr-bench");
    assertThat(recallAt1ByColor(read())).isEqualTo(2 / 3.0);
  }

  @Test
  void itsTruthFitsAMapInTheOrderOfNamesToo() throws IOException {
    vprBench();
    PlaceMap byName =
        PlaceMapFormats.known()
            .read(folder, PlaceMapFormats.known().byId("named-pair"), 25, Progress.NONE);

    PlaceMap map =
        byName.withGroundTruth(
            TruthFiles.read(at("ground_truth_new.npy"), byName).truth(), List.of());

    assertThat(names(map.queries())).containsExactly("10.png", "11.png", "9.png");
    assertThat(recallAt1ByColor(map)).isEqualTo(2 / 3.0);
  }

  @Test
  void imagesThatAreNotNamedByNumbersHaveNoOrderInVprBench() throws IOException {
    vprBench();
    paint(at("ref/extra.png"), 13);

    refused("ref/extra.png is named by none");
  }

  @Test
  void vprBenchOfAnotherNumberOfQueriesIsRefused() throws IOException {
    vprBench();
    paint(at("query/12.png"), 13);

    refused("has lists for 3 queries, but there are 4");
  }

  // --- VPR_Tutorial ---

  private void conditions(int database, int queries) {
    for (int place = 0; place < database; place++) {
      paint(at("day_right/Image00" + place + ".png"), place);
    }
    for (int place = 0; place < queries; place++) {
      paint(at("night_right/Image00" + place + ".png"), place == 0 ? 3 : place);
    }
  }

  private void archive(boolean[][] hard, boolean[][] soft) throws IOException {
    NumpyWriter.truths(at("hard"), hard);
    NumpyWriter.truths(at("soft"), soft);
    Map<String, Path> arrays = new LinkedHashMap<>();
    arrays.put("GThard", at("hard"));
    arrays.put("GTsoft", at("soft"));
    NumpyWriter.archive(at("GT.npz"), arrays);
    Files.delete(at("hard"));
    Files.delete(at("soft"));
  }

  @Test
  void aTableHasARowForEachDatabaseImage() throws IOException {
    conditions(5, 4);
    archive(band(5, 4, 0), band(5, 4, 1));

    PlaceMap map = read();

    assertThat(map.origin().format()).isEqualTo("vpr-tutorial");
    assertThat(map.origin().found())
        .contains(
            "database: 5 images in day_right/",
            "queries: 4 images in night_right/",
            "ground truth: GT.npz (GThard, GTsoft)");
    assertThat(map.groundTruth().positives(2)).containsExactly(2);
    assertThat(map.groundTruth().isSoft(2, 3)).isTrue();
    assertThat(map.groundTruth().isSoft(2, 2)).isFalse();
    assertThat(recallAt1ByColor(map)).isEqualTo(.75);
  }

  @Test
  void foldersOfEqualNumbersAreAskedFor() throws IOException {
    conditions(4, 4);
    archive(band(4, 4, 0), band(4, 4, 1));

    refused(
        "not which folder is which of 4 images in day_right/, 4 images in night_right/",
        "--ground-truth " + at("GT.npz"));
    PlaceMap two =
        PlaceMapFormats.readFolders(at("day_right"), at("night_right"), 25, Progress.NONE);
    TruthFiles.Imported truth = TruthFiles.read(at("GT.npz"), two);
    assertThat(truth.truth().hasSoft()).isTrue();
    assertThat(recallAt1ByColor(two.withGroundTruth(truth.truth(), List.of()))).isEqualTo(.75);
  }

  @Test
  void foldersThatAreNamedByTheirRoleAreNotAskedFor() throws IOException {
    paint(at("reference/a.png"), 1);
    paint(at("reference/b.png"), 2);
    paint(at("query/c.png"), 2);
    paint(at("query/d.png"), 1);
    LayoutFixtures.truths(at("GT.mat"), "GThard", new boolean[][] {{false, true}, {true, false}});

    PlaceMap map = read();

    assertThat(map.origin().format()).isEqualTo("vpr-tutorial");
    assertThat(recallAt1ByColor(map)).isEqualTo(1);
  }

  @Test
  void aTableThatIsTurnedOrHoldsNumbersIsRefused() throws IOException {
    conditions(5, 4);
    PlaceMap map =
        PlaceMapFormats.readFolders(at("day_right"), at("night_right"), 25, Progress.NONE);
    archive(band(4, 5, 0), band(4, 5, 1));
    NumpyWriter.integers(at("n"), new int[] {5, 4}, new long[20]);
    NumpyWriter.integers(at("seven"), new int[] {5, 1}, 0, 0, 7, 0, 0);
    NumpyWriter.archive(at("none.npz"), Map.of("GTsoft", at("n")));
    NumpyWriter.archive(at("seven.npz"), Map.of("GThard", at("seven")));

    assertThatThrownBy(() -> TruthFiles.read(at("GT.npz"), map))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("rows and columns look swapped");
    assertThatThrownBy(() -> TruthFiles.read(at("none.npz"), map))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has GTsoft but no GThard");
    assertThatThrownBy(() -> TruthFiles.read(at("seven.npz"), oneQuery(map)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds 7.0 in row 2, column 0");
  }

  private static PlaceMap oneQuery(PlaceMap map) {
    return new PlaceMap(
        map.name(),
        map.root(),
        map.database(),
        map.queries().subList(0, 1),
        false,
        map.views(),
        map.groundTruth(),
        List.of());
  }

  @Test
  void aListOfIndicesIsAGroundTruthInTheOrderOfNames() throws IOException {
    conditions(5, 4);
    PlaceMap map =
        PlaceMapFormats.readFolders(at("day_right"), at("night_right"), 25, Progress.NONE);
    NumpyWriter.objects(
        at("t.npy"), new int[] {4}, List.of(List.of(3), List.of(1), List.of(2, 4), List.of()));
    NumpyWriter.integers(at("nearest.npy"), new int[] {4}, 3, 1, 2, 4);

    TruthFiles.Imported truth = TruthFiles.read(at("t.npy"), map);

    assertThat(recallAt1ByColor(map.withGroundTruth(truth.truth(), List.of()))).isEqualTo(.75);
    assertThat(TruthCheck.warnings(truth.truth(), map))
        .anyMatch(w -> w.startsWith("1 of 4 queries have no match"));
    assertThat(
            recallAt1ByColor(
                map.withGroundTruth(TruthFiles.read(at("nearest.npy"), map).truth(), List.of())))
        .isEqualTo(.75);
  }

  @Test
  void placesInAListAreNotCountedWhereNamesHaveTwoOrders() throws IOException {
    for (int place = 8; place < 12; place++) {
      paint(at("db/" + place + ".png"), place);
    }
    paint(at("q/1.png"), 1);
    NumpyWriter.truths(at("t.npy"), band(4, 1, 0));
    PlaceMap map = PlaceMapFormats.readFolders(at("db"), at("q"), 25, Progress.NONE);

    assertThatThrownBy(() -> TruthFiles.read(at("t.npy"), map))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("8.png before 10.png");
  }

  // --- dbStruct ---

  private static final List<String> DATABASE =
      List.of(
          "000/000000_pitch1_yaw1.jpg", "000/000001_pitch1_yaw1.jpg", "001/000002_pitch1_yaw1.jpg");

  private static final List<String> QUERIES =
      List.of("000/000000_pitch1_yaw1.jpg", "000/000009_pitch1_yaw1.jpg");

  /** Pittsburgh: the first query shows the first place; the second looks like the second. */
  private void pittsburgh(String ending) {
    for (int i = 0; i < DATABASE.size(); i++) {
      paint(at("pitts/" + DATABASE.get(i).replace(".jpg", ending)), i);
    }
    paint(at("pitts/queries_real/" + QUERIES.get(0).replace(".jpg", ending)), 0);
    paint(at("pitts/queries_real/" + QUERIES.get(1).replace(".jpg", ending)), 1);
  }

  private void struct(String name, double radius) throws IOException {
    LayoutFixtures.dbStruct(
        at(name),
        DATABASE,
        new double[][] {{0, 1}, {30, 1}, {60, 1}},
        QUERIES,
        new double[][] {{1, 1}, {58, 1}},
        radius);
  }

  @ParameterizedTest
  @ValueSource(strings = {"db.mat", "dbz.mat", "db73.mat"})
  void aDbStructNamesImagesAndTheirPositions(String file) throws IOException {
    pittsburgh(".jpg");
    LayoutFixtures.copy("/golden/matlab/" + file, at("pitts30k_val.mat"));

    PlaceMap map = read();

    assertThat(map.origin().format()).isEqualTo("dbstruct");
    assertThat(names(map.database())).containsExactlyElementsOf(DATABASE);
    assertThat(map.queries().getFirst().file())
        .isEqualTo(at("pitts/queries_real/" + QUERIES.getFirst()));
    assertThat(map.groundTruth().radius()).hasValue(25);
    assertThat(map.groundTruth().positives(0)).containsExactly(0);
    assertThat(map.groundTruth().positives(1)).containsExactly(2);
    assertThat(recallAt1ByColor(map)).isEqualTo(.5);
    assertThat(map.warnings()).isEmpty();
  }

  @Test
  void whatAnotherProgramWroteReadsTheSame() throws IOException {
    pittsburgh(".jpg");
    struct("pitts30k_val.mat", 40);

    PlaceMap map = read();

    assertThat(map.groundTruth().radius()).hasValue(40);
    assertThat(map.groundTruth().positives(1)).containsExactly(1, 2);
    assertThat(recallAt1ByColor(map)).isEqualTo(1);
    assertThat(map.warnings()).anyMatch(w -> w.startsWith("Matches lie within 40.0 m"));
  }

  @Test
  void filesOfAnotherEndingThanTheirNamesAreFoundAndThatIsSaid() throws IOException {
    pittsburgh(".png");
    struct("tokyo247.mat", 25);

    assertThat(read().warnings())
        .anyMatch(w -> w.contains("names, 3 are there with another ending, such as .png"));
  }

  @Test
  void aDbStructIsReadOnceForRecognisingAndReading() throws IOException {
    pittsburgh(".jpg");
    struct("val.mat", 25);
    Inspection.Claim claim = PlaceMapFormats.known().inspect(folder, null, Progress.NONE).decided();

    Files.delete(at("val.mat"));

    assertThat(claim.read(25, Progress.NONE).database()).hasSize(3);
  }

  @Test
  void ofSeveralDbStructsTheOneThatIsMeantIsOpenedItself() throws IOException {
    pittsburgh(".jpg");
    struct("pitts30k_train.mat", 25);
    struct("pitts30k_val.mat", 25);

    refused("2 sets of images", "Open the one that is meant", at("pitts30k_val.mat").toString());
    assertThat(PlaceMapFormats.known().opens(at("pitts30k_val.mat"))).isTrue();
    assertThat(PlaceMapFormats.known().opens(at("queries/0.jpg"))).isFalse();
    PlaceMap map = read(at("pitts30k_val.mat"));
    assertThat(map.origin().found()).contains("images: pitts30k_val.mat");
    assertThat(map.origin().notices()).anyMatch(n -> n.contains("pitts30k_train.mat"));
  }

  @Test
  void aListThatCannotBeReadBesideOneThatCanIsNotPassedOver() throws IOException {
    pittsburgh(".jpg");
    struct("pitts30k_val.mat", 25);
    Files.write(at("pitts30k_test.mat"), new byte[300]);

    refused("pitts30k_test.mat cannot be used", "open it instead", "pitts30k_val.mat");
    assertThat(read(at("pitts30k_val.mat")).database()).hasSize(3);
  }

  @Test
  void aDbStructIsAGroundTruthForImagesOfTheseNames() throws IOException {
    pittsburgh(".jpg");
    struct("val.mat", 25);
    PlaceMap map =
        PlaceMapFormats.readFolders(at("pitts/000"), at("pitts/queries_real"), 25, Progress.NONE);

    TruthFiles.Imported truth = TruthFiles.read(at("val.mat"), map);

    assertThat(truth.distances().orElseThrow().within(60).positives(0)).containsExactly(0, 1);
    assertThat(truth.radius()).hasValue(25);
  }

  @Test
  void aDbStructWithoutWhatItNeedsIsRefused() throws IOException {
    pittsburgh(".jpg");
    LayoutFixtures.dbStruct(
        at("val.mat"), DATABASE, new double[][] {{0, 1}}, QUERIES, new double[2][2], 25);
    refused("utmDb of", "2 rows and 1 columns, but there are 3 names");

    LayoutFixtures.dbStruct(
        at("val.mat"),
        DATABASE,
        new double[][] {{0, 1}, {Double.NaN, 1}, {2, 2}},
        QUERIES,
        new double[2][2],
        25);
    refused("Position 2 of utmDb", "is NaN");
    Files.write(at("val.mat"), new byte[300]);
    refused("val.mat cannot be used: it is no MATLAB file of version 5 or 7.3");
  }
}
