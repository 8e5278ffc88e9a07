package org.vladoscope.dataset.format.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.DistanceTruth;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.format.PoseFixtures;
import org.vladoscope.dataset.format.UndecidedMap;
import org.vladoscope.dataset.format.saved.TruthFinder;
import org.vladoscope.dataset.format.saved.TruthRule;

/** Layouts of programs that know where images were taken; what is in them says the fixture. */
class PosedLayoutsTest {

  @TempDir Path folder;

  private PlaceMap read() {
    return PlaceMapFormats.known().read(folder, Progress.NONE);
  }

  private AbstractThrowableAssert<?, ?> assertRefused() {
    return assertThatThrownBy(this::read).isExactlyInstanceOf(InputException.class);
  }

  private static void assertWholeMap(PlaceMap map, String format) {
    assertThat(map.origin().format()).isEqualTo(format);
    assertThat(map.database()).hasSize(4);
    assertThat(map.queries()).hasSize(3);
    assertThat(map.queriesAreDatabase()).isFalse();
  }

  private static void assertKnownTruthAndRecall(PlaceMap map) {
    assertThat(map.groundTruth().positives(0)).containsExactly(0, 1);
    assertThat(map.groundTruth().positives(1)).containsExactly(2);
    assertThat(map.groundTruth().positives(2)).isEmpty();
    assertThat(PoseFixtures.recallByGrey(map)).containsExactly(.5, 1);
  }

  private static Pose pose(PlaceMap map, int image) {
    return Objects.requireNonNull(map.database().get(image).pose());
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private void write(String name, String text) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void replace(String name, String before, String after) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, Files.readString(file).replace(before, after));
  }

  // --- COLMAP ---

  @ParameterizedTest
  @ValueSource(strings = {"sparse/0/images.bin", "sparse/0/images.txt", "images.txt"})
  void aModelOfColmapIsReadInItsOwnUnits(String model) throws IOException {
    model(model);

    PlaceMap map = read();

    assertWholeMap(map, "colmap");
    assertThat(pose(map, 2).east()).isCloseTo(100, within(1e-9));
    assertThat(map.groundTruth().isKnown()).isFalse();
    assertThat(map.origin().found())
        .contains(
            "poses: " + model,
            "ground truth: none, for positions are in units of the model, not in metres");
    assertThat(map.origin().unit()).isEqualTo("units of the model");
    assertThat(new TruthFinder(map, folder).by(new TruthRule.AsMapSays()).notes())
        .anyMatch(w -> w.contains("with --radius or on the page"));

    PlaceMap judged = map.withGroundTruth(DistanceTruth.ofPoses(map).within(25), List.of());
    assertKnownTruthAndRecall(judged);
    assertThat(judged.groundTruth().nearness().orElseThrow().words())
        .isEqualTo("25 units of the model");
  }

  private void model(String name) throws IOException {
    PoseFixtures.colmapImages(folder);
    if (name.endsWith(".bin")) {
      write(name, PoseFixtures.colmapBinary());
      write(name.replace("images.bin", "cameras.bin"), new byte[8]);
    } else {
      write(name, PoseFixtures.colmapText());
      write(name.replace("images.txt", "cameras.txt"), "");
    }
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void priorsInADatabaseOfColmapAreMetres(boolean newer, boolean onEarth)
      throws IOException, SQLException {
    PoseFixtures.colmapImages(folder);
    Path database = folder.resolve("database.db");
    PoseFixtures.colmapDatabase(database, newer, onEarth);
    byte[] before = Files.readAllBytes(database);

    PlaceMap map = read();

    assertWholeMap(map, "colmap");
    assertKnownTruthAndRecall(map);
    assertThat(map.groundTruth().nearness().orElseThrow().words()).isEqualTo("25 m");
    assertThat(map.warnings())
        .contains(
            onEarth
                ? "Priors in database.db are degrees (latitude, longitude), converted to metres."
                : "Priors in database.db are cartesian, and taken as metres.");
    assertThat(Files.readAllBytes(database)).isEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void priorsCountMoreThanAModelAndThatIsSaid() throws IOException, SQLException {
    model("sparse/0/images.bin");
    PoseFixtures.colmapDatabase(folder.resolve("database.db"), true, true);

    PlaceMap map = read();

    assertKnownTruthAndRecall(map);
    assertThat(map.warnings())
        .contains(
            "Positions in sparse/0/images.bin are not used: those of database.db are metres.");
  }

  @Test
  void imagesThatAModelAndTheFolderDoNotShareAreNamed() throws IOException {
    model("sparse/0/images.txt");
    replace("sparse/0/images.txt", "db/d3.png", "../../etc/passwd.png");

    assertThat(read().warnings())
        .contains(
            "No file was found for 1 image with a position, such as ../../etc/passwd.png.",
            "1 image of 7 without a position.");
  }

  @Test
  void severalProjectsAreAQuestion() throws IOException {
    PoseFixtures.colmapImages(folder.resolve("a"));
    PoseFixtures.colmapImages(folder.resolve("b"));
    for (String project : List.of("a", "b")) {
      write(project + "/sparse/0/images.bin", PoseFixtures.colmapBinary());
      write(project + "/sparse/0/cameras.bin", new byte[8]);
    }

    assertThatThrownBy(this::read)
        .isInstanceOf(UndecidedMap.class)
        .hasMessageContaining("2 projects of COLMAP");
  }

  @Test
  void aModelThatEndsTooEarlyOrLiesIsRefused() throws IOException {
    model("sparse/0/images.bin");
    byte[] whole = PoseFixtures.colmapBinary();
    for (int length : new int[] {3, 8, 40, 80, whole.length - 1}) {
      write("sparse/0/images.bin", Arrays.copyOf(whole, length));
      assertRefused().hasMessageContaining("images.bin is damaged");
    }
    byte[] many = whole.clone();
    Arrays.fill(many, 0, 8, (byte) 0x7f);
    write("sparse/0/images.bin", many);
    assertRefused().hasMessageContaining("it says that it holds 9187201950435737471 images");
    byte[] nan = whole.clone();
    Arrays.fill(nan, 12, 20, (byte) 0xff);
    write("sparse/0/images.bin", nan);
    assertRefused().hasMessageContaining("not made of a quaternion and a shift");
  }

  @Test
  void aModelInTextThatIsDamagedIsRefused() throws IOException {
    model("sparse/0/images.txt");
    String whole = Files.readString(folder.resolve("sparse/0/images.txt"));
    write("sparse/0/images.txt", "1 1 0 0\n\n");
    assertRefused().hasMessageContaining("line 1 has too few fields");
    write("sparse/0/images.txt", whole.replaceFirst("1 0\\.7\\S+", "1 NaN"));
    assertRefused().hasMessageContaining("not made of a quaternion and a shift");
    write("sparse/0/images.txt", whole.replaceFirst("1 0\\.7\\S+", "1 one"));
    assertRefused().hasMessageContaining("'one' in line 2 is no number");
  }

  @Test
  void aDatabaseThatIsNoneOrDamagedIsRefused() throws IOException, SQLException {
    PoseFixtures.colmapImages(folder);
    write("database.db", "this is a text");
    assertRefused()
        .hasMessageContaining("database.db is not a database of COLMAP: it is no SQLite");

    Path database = folder.resolve("database.db");
    Files.delete(database);
    PoseFixtures.colmapDatabase(database, true, true);
    try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
      file.setLength(3000);
    }
    assertRefused().hasMessageContaining("damaged, in use, or not a database of COLMAP");
  }

  // --- kapture ---

  @Test
  void aKaptureOfMappingAndQueryIsReadWithTheCamerasOfRigs() throws IOException {
    PoseFixtures.kapture(folder);

    PlaceMap map = read();

    assertWholeMap(map, "kapture");
    assertKnownTruthAndRecall(map);
    assertThat(pose(map, 1).distanceTo(new Pose(10, 0, null)))
        .as("the camera is mounted beside the rig")
        .isCloseTo(1, within(1e-9));
    assertThat(map.warnings()).contains("Positions of the kapture are taken as metres.");
    assertThat(map.origin().notices()).isEmpty();
  }

  @Test
  void aKaptureAloneIsAskedAgainstItself() throws IOException {
    PoseFixtures.kapture(folder);

    PlaceMap map = PlaceMapFormats.known().read(folder.resolve("mapping"), Progress.NONE);

    assertThat(map.origin().format()).isEqualTo("kapture");
    assertThat(map.queriesAreDatabase()).isTrue();
    assertThat(map.groundTruth().positives(0)).containsExactly(1);
  }

  @Test
  void aDamagedKaptureIsRefused() throws IOException {
    PoseFixtures.kapture(folder);
    replace("query/sensors/trajectories.txt", "100, cam0, 0.7", "100, cam0, nan0.7");
    assertRefused().hasMessageContaining("line 3 is no pose made of a quaternion and a shift");

    PoseFixtures.kapture(folder);
    replace("query/sensors/records_camera.txt", "100, cam0, cam/q0.png", "100, cam0");
    assertRefused().hasMessageContaining("line 3 has 2 fields instead of 3");
  }

  @Test
  void namesInAKaptureThatLeaveItsFolderMeanNothing() throws IOException {
    PoseFixtures.kapture(folder);
    replace("query/sensors/records_camera.txt", "cam/q0.png", "../../../secret.png");

    PlaceMap map = read();

    assertThat(map.queries().getFirst().pose()).isNull();
    assertThat(map.warnings()).anyMatch(w -> w.contains("such as ../../../secret.png"));
  }

  // --- tables by time ---

  @Test
  void drivesOfRobotCarAreReadBetweenTheRowsOfTheirTables() throws IOException {
    PoseFixtures.robotCar(folder);

    PlaceMap map = read();

    assertWholeMap(map, "timed-track");
    assertKnownTruthAndRecall(map);
    assertThat(pose(map, 1).north() - pose(map, 0).north()).isCloseTo(10, within(1e-6));
    assertThat(map.origin().found())
        .contains(
            "poses: database/gps/ins.csv, queries/gps/ins.csv, by the time in names of images;"
                + " heights and headings in it are left aside");
    assertThat(map.warnings()).anyMatch(w -> w.contains("taken between two rows"));
  }

  @Test
  void tracksOfOpenPlaceRecognitionAreReadByTheTimeOfTheirCamera() throws IOException {
    PoseFixtures.openPlaceRecognition(folder);

    PlaceMap map = read();

    assertWholeMap(map, "timed-track");
    assertKnownTruthAndRecall(map);
    assertThat(map.warnings()).isEmpty();
  }

  @Test
  void imagesBeforeOrAfterATableHaveNoPosition() throws IOException {
    PoseFixtures.robotCar(folder);
    PoseFixtures.paint(folder.resolve("database/stereo/centre/1418381797000000.png"), 1);

    PlaceMap map = read();

    assertThat(map.database().getFirst().pose()).isNull();
    assertThat(map.warnings()).anyMatch(w -> w.contains("1 of 8 images have no position"));
  }

  @Test
  void tablesThatAreDamagedOrOfAnotherTimeAreRefused() throws IOException {
    PoseFixtures.openPlaceRecognition(folder);
    replace("queries/test.csv", ",500.0,0,", ",NaN,0,");
    assertRefused().hasMessageContaining("line 4 has no number in tx or ty");

    PoseFixtures.openPlaceRecognition(folder);
    replace("queries/test.csv", "14183", "19183");
    replace("database/track.csv", "14183", "19183");
    assertRefused().hasMessageContaining("the same unit of time");
  }

  // --- photographs ---

  @Test
  void photographsSayWhereTheyWereTakenAndWhichWayTheyLook() throws IOException {
    PoseFixtures.photographs(folder.resolve("database"), folder.resolve("queries"));

    PlaceMap map = read();

    assertWholeMap(map, "database-queries");
    assertKnownTruthAndRecall(map);
    assertThat(pose(map, 0).heading()).isEqualTo(90.0);
    assertThat(map.origin().found())
        .contains(
            "poses: GPS in the EXIF data of all 7 images, degrees converted to metres, heights left"
                + " aside",
            "ground truth: images taken near each other");
    assertThat(DistanceTruth.ofPoses(map).turned(OptionalDouble.of(5)).within(25).positives(0))
        .containsExactly(0, 1);
  }

  @Test
  void aFolderOfPhotographsIsAMap() throws IOException {
    PoseFixtures.photographs(folder, folder);

    PlaceMap map = read();

    assertThat(map.queriesAreDatabase()).isTrue();
    assertThat(map.groundTruth().positives(0)).containsExactly(1, 4);
  }

  @Test
  void photographsAreNotOpenedWhereAFileSaysMore() throws IOException {
    PoseFixtures.photographs(folder, folder);
    write("poses.csv", "d0.jpg,5,5\nd1.jpg,6,6\n");

    PlaceMap map = read();

    assertThat(map.database().getFirst().pose()).isEqualTo(new Pose(5, 5, null));
    assertThat(map.database().getLast().pose()).isNull();
  }

  @Test
  void positionsOfOneSideOnlyAreNoGroundTruth() throws IOException {
    PoseFixtures.photographs(folder.resolve("database"), folder.resolve("queries"));
    for (String name : List.of("q0", "q1", "q2")) {
      PoseFixtures.paint(folder.resolve("queries/" + name + ".jpg"), 9);
    }

    assertThat(read().origin().found()).contains("ground truth: none, for no query has a position");
  }

  // --- names ---

  @Test
  void degreesInNamesBecomeMetres() throws IOException {
    PoseFixtures.emptyImages(
        folder,
        "database/@@@@@60.0000@10.0@a@@90@.jpg",
        "database/@@@@@60.0010@10.0@b@@@.jpg",
        "queries/@@@@@60.0001@10.0@c@@90@.jpg");

    PlaceMap map = read();

    assertThat(map.groundTruth().positives(0)).containsExactly(0);
    assertThat(pose(map, 0).heading()).isEqualTo(90.0);
    assertThat(map.warnings())
        .containsExactly(
            "3 names of images have degrees (latitude, longitude), converted to metres.");
  }

  @Test
  void degreesBesideMetresAreOfTheZoneThatNamesState() throws IOException {
    PoseFixtures.emptyImages(
        folder,
        "database/@630084@4833438@17@T@@@a@@@.jpg",
        "queries/@@@@@43.642567@-79.387139@b@@@.jpg");
    assertThat(read().groundTruth().positives(0)).containsExactly(0);

    PoseFixtures.emptyImages(folder, "database/@630085@4833438@18@T@@@a@@@.jpg");
    assertThat(read().groundTruth().isKnown()).isFalse();
    assertThat(read().warnings()).anyMatch(w -> w.contains("do not say of which one UTM zone"));
  }
}
