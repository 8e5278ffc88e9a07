package org.vladoscope.dataset.format.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.format.UndecidedMap;

/** The layouts in which the field hands out data sets. Images are empty files. */
class FieldLayoutsTest {

  @TempDir Path folder;

  // --- splits ---

  @Test
  void theOnlySplitOfADataSetIsReadAndPosesComeFromNames() throws IOException {
    files(
        "images/test/database/@0583000.00@4477000.00@17@T@40.4@-80.0@006@@0@@@@201310@@.jpg",
        "images/test/database/@0583100.00@4477000.00@17@T@40.4@-80.0@007@@90@@@@201310@@.jpg",
        "images/test/queries/@0583103.00@4477001.00@17@T@40.4@-80.0@008@@0@@@@201310@@.jpg");

    PlaceMap map = read();

    assertThat(map.origin().format()).isEqualTo("splits");
    assertThat(map.origin().found())
        .containsExactly(
            "database: 2 images in images/test/database/",
            "queries: 1 image in images/test/queries/",
            "poses: the names of all 3 images (@east@north@…)",
            "ground truth: images taken near each other");
    assertThat(map.origin().notices()).isEmpty();
    assertThat(map.root()).isEqualTo(folder);
    assertThat(map.queriesAreDatabase()).isFalse();
    assertThat(map.database().getLast().pose()).isEqualTo(new Pose(583100, 4477000, 90.0));
    assertThat(map.groundTruth().positives(0)).containsExactly(1);
  }

  @Test
  void severalSplitsAreAQuestionThatNamesTheFoldersToOpen() throws IOException {
    files(
        "images/test/database/@1@1@.jpg",
        "images/test/queries/@1@2@.jpg",
        "images/val/database/@1@1@.jpg",
        "images/val/queries/@1@2@.jpg",
        "images/val/queries/@1@3@.jpg");

    assertQuestion()
        .contains(folder + " holds 2 maps")
        .contains("1 image in images/val/database/, 2 images in images/val/queries/")
        .contains("Open " + folder.resolve("images/test") + " or " + folder.resolve("images/val"));
    assertThat(read(folder.resolve("images/val")).origin().format()).isEqualTo("database-queries");
  }

  @Test
  void aSplitWithoutQueriesIsNotReadAndSaidToBeThere() throws IOException {
    files("images/train/a.jpg", "images/test/database/b.jpg", "images/test/queries/c.jpg");

    assertThat(read().origin().notices())
        .containsExactly(
            "Not used: 1 image in images/train/; the map is what lies in images/test/database/ and"
                + " images/test/queries/.");
  }

  @Test
  void severalFoldersOfQueriesAreAQuestion() throws IOException {
    files(
        "images/test/database/@1@1@.jpg",
        "images/test/queries_v1/@1@2@.jpg",
        "images/test/queries_v2/@1@3@.jpg");

    assertQuestion()
        .contains("1 image in images/test/queries_v1/", "1 image in images/test/queries_v2/")
        .contains("--database DIR --queries DIR");
  }

  @Test
  void aGroundTruthBesideTheFoldersOfASplitIsUsed() throws IOException {
    files("images/test/database/a.jpg", "images/test/database/b.jpg", "images/test/queries/q.jpg");
    text("images/test/ground_truth.csv", "queries/q.jpg,database/b.jpg\n");

    assertThat(read().groundTruth().positives(0)).containsExactly(1);
    assertThat(read().origin().found()).contains("ground truth: images/test/ground_truth.csv");
  }

  // --- pairs of folders ---

  @ParameterizedTest
  @CsvSource({
    "database, query",
    "db, q",
    "ref, query",
    "reference, queries",
    "gallery, queries_night",
    "index, Query",
    "deep/down/ref, deep/down/query"
  })
  void foldersAreTakenByTheNamesThatTheFieldGivesThem(String database, String queries)
      throws IOException {
    files(
        database + "/@100@100@.jpg",
        database + "/@200@100@.jpg",
        queries + "/@201@100@.jpg",
        queries + "/sub/@900@100@.jpg");

    PlaceMap map = read();

    assertThat(map.origin().format()).isEqualTo("named-pair");
    assertThat(names(map.database())).containsExactly("@100@100@.jpg", "@200@100@.jpg");
    assertThat(names(map.queries())).containsExactly("@201@100@.jpg", "sub/@900@100@.jpg");
    assertThat(map.groundTruth().positives(0)).containsExactly(1);
    assertThat(map.groundTruth().positives(1)).isEmpty();
    assertThat(map.origin().notices()).isEmpty();
  }

  @Test
  void aPairWithoutPosesHasNoGroundTruthAndItsTablesAreNamed() throws IOException {
    files("ref/0.jpg", "query/0.jpg", "similarities.npy");

    assertThat(read().groundTruth().isKnown()).isFalse();
    assertThat(read().origin().notices())
        .containsExactly("Not used: 1 .npy file (similarities.npy).");
  }

  @Test
  void severalDatabasesAreAQuestion() throws IOException {
    files("ref/a.jpg", "gallery/a.jpg", "query/b.jpg");

    assertQuestion().contains("several folders to choose from");
  }

  @Test
  void foldersWithinTheDatabaseMayHaveAnyName() throws IOException {
    files("ref/index/a.jpg", "ref/query/b.jpg", "query/c.jpg");

    assertThat(names(read().database())).containsExactly("index/a.jpg", "query/b.jpg");
  }

  @Test
  void aFolderOfQueriesAloneIsNoMap() throws IOException {
    files("images/test/queries/a.jpg", "images/test/queries/b.jpg");

    assertThatThrownBy(() -> read()).hasMessageContaining("in no known format");
  }

  // --- Mapillary ---

  @Test
  void aMapillaryCityIsReadByItsTables() throws IOException {
    mapillary("");

    PlaceMap map = read();

    assertThat(map.origin().format()).isEqualTo("mapillary");
    assertThat(names(map.database())).containsExactly("d1.jpg", "d2.jpg", "d4.jpg");
    assertThat(names(map.queries())).containsExactly("q1.jpg");
    assertThat(map.database().get(1).pose()).isEqualTo(new Pose(340020, 6170015, 90.0));
    assertThat(map.groundTruth().positives(0)).containsExactly(0, 1);
    assertThat(map.warnings())
        .containsExactly(
            "1 image of 5 not used: they are panoramas, which the data set's own tools leave out"
                + " as well.");
    assertThat(map.origin().notices())
        .containsExactly("Not used: 1 .csv file (database/seq_info.csv).");
  }

  @Test
  void severalCitiesAreAQuestion() throws IOException {
    mapillary("cph/");
    mapillary("sf/");

    assertQuestion().contains("2 cities: cph, sf");
  }

  @Test
  void aTableWithoutItsColumnsIsAClearError() throws IOException {
    mapillary("");
    text("query/postprocessed.csv", ",key,lat,lon\n0,q1,1,2\n");

    assertThatThrownBy(() -> read())
        .hasMessageContaining(
            folder.resolve("query/postprocessed.csv") + " has no column 'easting'");
  }

  private void mapillary(String city) throws IOException {
    files(
        city + "database/images/d1.jpg",
        city + "database/images/d2.jpg",
        city + "database/images/d3.jpg",
        city + "database/images/d4.jpg",
        city + "query/images/q1.jpg",
        city + "database/seq_info.csv");
    text(
        city + "database/postprocessed.csv",
        """
        ,key,easting,northing,unique_cluster,night,control_panel,view_direction
        0,d1,340000.0,6170000.0,0,False,False,Forward
        1,d2,340020.0,6170015.0,0,False,False,Forward
        2,d3,340000.0,6170000.0,0,False,False,Forward
        3,d4,340100.0,6170000.0,0,False,False,Forward
        4,d9,340100.0,6170000.0,0,False,False,Forward
        """);
    text(
        city + "database/raw.csv",
        """
        ,key,lon,lat,ca,captured_at,pano
        0,d1,12.5,55.6,90.0,2018-01-01,False
        1,d2,12.5,55.6,90.0,2018-01-01,False
        2,d3,12.5,55.6,90.0,2018-01-01,True
        3,d4,12.5,55.6,90.0,2018-01-01,False
        """);
    text(
        city + "query/postprocessed.csv",
        """
        ,key,easting,northing,unique_cluster,night,control_panel,view_direction
        0,q1,340000.0,6170000.0,0,False,False,Forward
        """);
  }

  // --- drives along one way ---

  @Test
  void drivesAlongOneWayAskWhichIsTheDatabase() throws IOException {
    for (String drive : List.of("day_left", "day_right", "night_right")) {
      files(drive + "/Image000.jpg", drive + "/Image001.jpg", drive + "/Image002.jpg");
    }

    assertQuestion()
        .contains("day_left/, day_right/, night_right/ hold images of the same names")
        .contains("--database " + folder.resolve("day_left"))
        .contains("--frame-tolerance")
        .endsWith("Or say --format images.");
    PlaceMapFormats formats = PlaceMapFormats.known();
    assertThat(formats.read(folder, formats.byId("images"), 25, Progress.NONE).database())
        .hasSize(9);
  }

  @Test
  void foldersOfDifferentImagesAreJustImages() throws IOException {
    files("north/1.jpg", "north/2.jpg", "north/3.jpg", "south/1.jpg", "south/2.jpg");

    assertThat(read().origin().format()).isEqualTo("images");
  }

  // --- helpers ---

  private AbstractStringAssert<?> assertQuestion() {
    try {
      read();
    } catch (UndecidedMap e) {
      return assertThat(e.getMessage());
    }
    throw new AssertionError("nothing was asked");
  }

  private PlaceMap read() {
    return read(folder);
  }

  private static PlaceMap read(Path folder) {
    return PlaceMapFormats.known().read(folder, Progress.NONE);
  }

  private static List<String> names(List<PlaceImage> images) {
    return images.stream().map(PlaceImage::name).toList();
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.createFile(file);
    }
  }

  private void text(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
