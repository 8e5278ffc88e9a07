package org.vladoscope.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Pipes;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.format.known.PlaceMapFormats;

/** Reading maps only looks at names, so the images of these maps are empty files. */
class PlaceMapsTest {

  @TempDir Path folder;

  // --- folders ---

  @Test
  void aMapHasItsDatabaseAndItsQueriesInFolders() throws IOException {
    images("database/b.jpg", "database/a.png", "queries/q.jpeg");

    PlaceMap map = read();

    assertThat(map.name()).isEqualTo(folder.getFileName().toString());
    assertThat(map.root()).isEqualTo(folder);
    assertThat(names(map.database())).containsExactly("a.png", "b.jpg");
    assertThat(names(map.queries())).containsExactly("q.jpeg");
    assertThat(map.database().getFirst().file()).isEqualTo(folder.resolve("database/a.png"));
    assertThat(map.queriesAreDatabase()).isFalse();
    assertThat(map.groundTruth().isKnown()).isFalse();
    assertThat(map.warnings()).isEmpty();
  }

  @Test
  void aBareFolderOfImagesIsAMapWhoseImagesAreTheQueries() throws IOException {
    images("one.jpg", "two.jpg");

    PlaceMap map = read();

    assertThat(map.queriesAreDatabase()).isTrue();
    assertThat(names(map.database())).containsExactly("one.jpg", "two.jpg");
    assertThat(map.queries()).isEqualTo(map.database());
  }

  @Test
  void withoutQueriesTheDatabaseImagesAreTheQueries() throws IOException {
    images("database/one.jpg", "database/two.jpg", "elsewhere/three.jpg");

    PlaceMap map = read();

    assertThat(map.queriesAreDatabase()).isTrue();
    assertThat(names(map.queries())).containsExactly("one.jpg", "two.jpg");
  }

  @Test
  void filesOfTheSameNameInDifferentFoldersAreDifferentImages() throws IOException {
    images("database/north/001.jpg", "database/south/001.jpg", "queries/001.jpg");

    PlaceMap map = read();

    assertThat(names(map.database())).containsExactly("north/001.jpg", "south/001.jpg");
    assertThat(names(map.queries())).containsExactly("001.jpg");
  }

  @Test
  void hiddenFilesFoldersAndOtherFilesAreLeftOut() throws IOException {
    images(
        "a.jpg", ".b.jpg", "._a.jpg", ".thumbnails/c.jpg", "sub/.hidden/d.jpg", "notes.txt", "jpg");

    assertThat(names(read().database())).containsExactly("a.jpg");
  }

  @Test
  void aHiddenFolderCanBeOpenedItself() throws IOException {
    images(".map/a.jpg");

    PlaceMap map = PlaceMapFormats.known().read(folder.resolve(".map"), Progress.NONE);

    assertThat(names(map.database())).containsExactly("a.jpg");
  }

  @Test
  void aFolderNamedLikeAPictureIsNoPicture() throws IOException {
    images("a.jpg", "folder.jpg/b.jpg");

    assertThat(names(read().database())).containsExactly("a.jpg", "folder.jpg/b.jpg");
  }

  @Test
  void aMissingFolderIsAClearError() {
    Path missing = folder.resolve("nowhere");

    assertFails(missing).hasMessageContaining("There is no map at " + missing);
  }

  @Test
  void aFileInsteadOfAFolderIsAClearError() throws IOException {
    images("a.jpg");

    assertFails(folder.resolve("a.jpg")).hasMessageContaining("is a file");
  }

  @Test
  void aFolderWithoutImagesIsAClearError() throws IOException {
    images("notes.txt");

    assertFails(folder).hasMessageContaining("no images in " + folder).hasMessageContaining("JPEG");
  }

  @Test
  void anEmptyFolderOfQueriesIsAClearError() throws IOException {
    images("database/a.jpg");
    Files.createDirectory(folder.resolve("queries"));

    assertFails(folder).hasMessageContaining("no images in " + folder.resolve("queries"));
  }

  @Test
  void queriesWithoutADatabaseAreAClearError() throws IOException {
    images("queries/a.jpg");

    assertFails(folder).hasMessageContaining("queries/ but no database/");
  }

  @Test
  void aLinkThatLoopsIsReportedAndLeftOut() throws IOException {
    images("database/a.jpg", "database/sub/b.jpg", "queries/q.jpg");
    link("database/sub/loop", folder.resolve("database"));

    PlaceMap map = read();

    assertThat(names(map.database())).containsExactly("a.jpg", "sub/b.jpg");
    assertThat(map.warnings())
        .singleElement()
        .asString()
        .contains(Path.of("database", "sub", "loop").toString());
  }

  @Test
  void linksToFoldersAndFilesElsewhereAreFollowed() throws IOException {
    images("map/a.jpg", "elsewhere/b.jpg");
    link("map/far", folder.resolve("elsewhere"));
    link("map/c.jpg", folder.resolve("elsewhere/b.jpg"));

    PlaceMap map = PlaceMapFormats.known().read(folder.resolve("map"), Progress.NONE);

    assertThat(names(map.database())).containsExactly("a.jpg", "c.jpg", "far/b.jpg");
  }

  @Test
  void linksThatLeadNowhereAreNamedAndLeftOut() throws IOException {
    images("a.jpg");
    link("b.jpg", folder.resolve("nowhere.jpg"));
    link("c.jpg", folder.resolve("d.jpg"));
    link("d.jpg", folder.resolve("c.jpg"));
    link("notes", folder.resolve("nowhere"));

    PlaceMap map = read();

    assertThat(names(map.database())).containsExactly("a.jpg");
    assertThat(map.warnings())
        .containsExactlyInAnyOrder(
            folder.resolve("b.jpg") + " is left out: it is a link to a file that does not exist.",
            folder.resolve("c.jpg") + " is left out: it is a link that leads to no file.",
            folder.resolve("d.jpg") + " is left out: it is a link that leads to no file.");
  }

  @Test
  void aPipeIsNamedAndLeftOut() throws IOException {
    images("a.jpg");
    Path pipe = Pipes.make(folder.resolve("b.jpg"));

    PlaceMap map = read();

    assertThat(names(map.database())).containsExactly("a.jpg");
    assertThat(map.warnings())
        .containsExactly(pipe + " is left out: it is a pipe or a device, not a file.");
  }

  @Test
  void aSubFolderThatCannotBeReadIsReportedAndLeftOut() throws IOException {
    images("a.jpg", "locked/b.jpg");
    Path locked = folder.resolve("locked");
    assumeTrue(
        locked.toFile().setReadable(false) && !Files.isReadable(locked),
        "this user may read every folder");
    try {
      PlaceMap map = read();

      assertThat(names(map.database())).containsExactly("a.jpg");
      assertThat(map.warnings()).singleElement().asString().contains("locked");
    } finally {
      assertThat(locked.toFile().setReadable(true)).isTrue();
    }
  }

  @Test
  void cancellingStopsTheReading() throws IOException {
    images("a.jpg");
    Progress cancelled =
        new Progress() {
          @Override
          public void report(String message, double fraction) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };

    assertThatThrownBy(() -> PlaceMapFormats.known().read(folder, cancelled))
        .isInstanceOf(java.util.concurrent.CancellationException.class);
  }

  // --- ground_truth.csv ---

  @Test
  void groundTruthNamesQueriesAndTheirMatches() throws IOException {
    mapOf3And2();
    text("ground_truth.csv", "q1.jpg,c.jpg,a.jpg\nq2.jpg,b.jpg\n");

    PlaceMap map = read();

    assertThat(map.groundTruth().isKnown()).isTrue();
    assertThat(map.groundTruth().positives(0)).containsExactly(0, 2);
    assertThat(map.groundTruth().positives(1)).containsExactly(1);
    assertThat(map.warnings()).isEmpty();
  }

  @Test
  void namesMayCarryTheirFolders() throws IOException {
    mapOf3And2();
    text("ground_truth.csv", "queries/q1.jpg,database/a.jpg\nqueries\\q2.jpg,database\\c.jpg\n");

    PlaceMap map = read();

    assertThat(map.groundTruth().positives(0)).containsExactly(0);
    assertThat(map.groundTruth().positives(1)).containsExactly(2);
    assertThat(map.warnings()).isEmpty();
  }

  @Test
  void aByteOrderMarkWindowsLineEndsAndBlankLinesDoNotMatter() throws IOException {
    mapOf3And2();
    text("ground_truth.csv", "\uFEFFq1.jpg,a.jpg\r\n\r\n  \r\n,,\r\nq2.jpg,b.jpg,c.jpg,,\r\n\r\n");

    PlaceMap map = read();

    assertThat(map.groundTruth().positives(0)).containsExactly(0);
    assertThat(map.groundTruth().positives(1)).containsExactly(1, 2);
    assertThat(map.warnings()).isEmpty();
  }

  @Test
  void aQueryAloneOnItsLineHasNoMatch() throws IOException {
    mapOf3And2();
    text("ground_truth.csv", "q1.jpg\nq2.jpg,b.jpg");

    PlaceMap map = read();

    assertThat(map.groundTruth().isKnown()).isTrue();
    assertThat(map.groundTruth().positives(0)).isEmpty();
    assertThat(map.warnings()).isEmpty();
  }

  @Test
  void matchesOnSeveralLinesAddUpAndDuplicatesCountOnce() throws IOException {
    mapOf3And2();
    text("ground_truth.csv", "q1.jpg,b.jpg\nq2.jpg,a.jpg\nq1.jpg,a.jpg,b.jpg\n");

    assertThat(read().groundTruth().positives(0)).containsExactly(0, 1);
  }

  @Test
  void unknownNamesAreWarningsWithTheirLines() throws IOException {
    mapOf3And2();
    text("ground_truth.csv", "q1.jpg,a.jpg\n\nq9.jpg,a.jpg\nq2.jpg,b.jpg,z.jpg");

    PlaceMap map = read();

    assertThat(map.groundTruth().positives(1)).containsExactly(1);
    assertThat(map.warnings())
        .containsExactly(
            "ground_truth.csv, line 3: there is no query 'q9.jpg'.",
            "ground_truth.csv, line 4: there is no database image 'z.jpg'.");
  }

  @Test
  void thousandsOfUnknownNamesDoNotBuryTheOtherWarnings() throws IOException {
    mapOf3And2();
    text("ground_truth.csv", "q1.jpg,a.jpg\nq2.jpg,b.jpg\n" + "x.jpg,a.jpg\n".repeat(5000));

    assertThat(read().warnings())
        .hasSize(21)
        .last()
        .isEqualTo("ground_truth.csv has 4980 more lines like these.");
  }

  @Test
  void aQueryThatIsNotMentionedIsAWarning() throws IOException {
    mapOf3And2();
    text("ground_truth.csv", "q1.jpg,a.jpg\n");

    assertThat(read().warnings())
        .containsExactly(
            "ground_truth.csv does not mention 1 query; it counts as having no match.");
  }

  @Test
  void swappedColumnsAreAClearError() throws IOException {
    mapOf3And2();
    text("ground_truth.csv", "a.jpg,q1.jpg\nb.jpg,q2.jpg\n");

    assertFails(folder)
        .hasMessageContaining("look swapped")
        .hasMessageContaining(folder.resolve("ground_truth.csv").toString());
  }

  @Test
  void groundTruthForAnotherMapIsAClearError() throws IOException {
    mapOf3And2();
    text("ground_truth.csv", "x.jpg,y.jpg\n");

    assertFails(folder).hasMessageContaining("line 1: there is no query 'x.jpg'");
  }

  @Test
  void emptyGroundTruthIsAClearError() throws IOException {
    mapOf3And2();
    text("ground_truth.csv", "\r\n\r\n");

    assertFails(folder)
        .hasMessageContaining(folder.resolve("ground_truth.csv").toString())
        .hasMessageContaining("is empty");
  }

  @Test
  void groundTruthThatIsNotUtf8IsAClearError() throws IOException {
    mapOf3And2();
    Files.write(
        folder.resolve("ground_truth.csv"),
        "q1.jpg,Straße.jpg\n".getBytes(StandardCharsets.ISO_8859_1));

    assertFails(folder).hasMessageContaining("UTF-8");
  }

  @Test
  void groundTruthWithAnOpenQuoteIsAClearError() throws IOException {
    mapOf3And2();
    text("ground_truth.csv", "q1.jpg,a.jpg\n\"q2.jpg,b.jpg\n");

    assertFails(folder).hasMessageContaining(folder.resolve("ground_truth.csv").toString());
  }

  @Test
  void namesMayHaveSpacesCommasAndQuotes() throws IOException {
    images("database/old town.jpg", "database/a, b.jpg", "queries/it's 5 \"o'clock\".jpg");
    text(
        "ground_truth.csv",
        "\"it's 5 \"\"o'clock\"\".jpg\" , old town.jpg , \"a, b.jpg\" , \"old town.jpg\"\n");

    PlaceMap map = read();

    assertThat(map.warnings()).isEmpty();
    assertThat(map.groundTruth().positives(0)).containsExactly(0, 1);
  }

  @Test
  void namesMayHaveUmlautsHoweverTheyAreComposed() throws IOException {
    assumeTrue(
        System.getProperty("sun.jnu.encoding", "").startsWith("UTF"),
        "the file system of this session has no umlauts");
    images("database/Brücke.jpg", "database/Fluß.jpg", "queries/ä.jpg");
    // As macOS writes it: letters followed by their dots.
    text("ground_truth.csv", "a\u0308.jpg,Bru\u0308cke.jpg,Fluß.jpg\n");

    PlaceMap map = read();

    assertThat(map.warnings()).isEmpty();
    assertThat(map.groundTruth().positives(0)).containsExactly(0, 1);
  }

  @Test
  void anImageIsNeverItsOwnMatch() throws IOException {
    images("database/a.jpg", "database/b.jpg");
    text("ground_truth.csv", "a.jpg,a.jpg,b.jpg\nb.jpg,b.jpg\n");

    PlaceMap map = read();

    assertThat(map.groundTruth().positives(0)).containsExactly(1);
    assertThat(map.groundTruth().positives(1)).isEmpty();
  }

  @Test
  void inAMapWithoutQueriesBothColumnsMayCarryTheFolderOfTheDatabase() throws IOException {
    images("database/a.jpg", "database/b.jpg");
    text("ground_truth.csv", "database/a.jpg,database/b.jpg\ndatabase/b.jpg,database/a.jpg\n");

    assertThat(read().groundTruth().positives(0)).containsExactly(1);
  }

  // --- poses ---

  @Test
  void posesMakeMatchesOfWhatIsNear() throws IOException {
    mapOf3And2();
    text(
        "poses.csv",
        """
        image,x,y,heading
        database/a.jpg,0,0,90
        database/b.jpg,30,0,90
        database/c.jpg,0,25,
        queries/q1.jpg,0,0,-12.5
        queries/q2.jpg,1000,1000
        """);

    PlaceMap map = read();

    assertThat(map.queries().getFirst().pose()).isEqualTo(new Pose(0, 0, -12.5));
    assertThat(map.database().get(2).pose()).isEqualTo(new Pose(0, 25, null));
    assertThat(map.groundTruth().positives(0)).containsExactly(0, 2);
    assertThat(map.groundTruth().positives(1)).isEmpty();
    assertThat(map.warnings()).isEmpty();
  }

  @Test
  void posesNeedNoHeader() throws IOException {
    mapOf3And2();
    text("poses.csv", "a.jpg,1,2\nb.jpg,3,4\nc.jpg,5,6\nq1.jpg,1,2\nq2.jpg,3,4\n");

    PlaceMap map = read();

    assertThat(map.database().getFirst().pose()).isEqualTo(new Pose(1, 2, null));
    assertThat(map.warnings()).isEmpty();
  }

  @Test
  void theRadiusDecidesWhatIsNear() throws IOException {
    mapOf3And2();
    text("poses.csv", "a.jpg,0,0\nb.jpg,30,0\nc.jpg,0,25\nq1.jpg,0,0\nq2.jpg,30,0\n");

    PlaceMap narrow = PlaceMapFormats.known().read(folder, null, 10, Progress.NONE);
    PlaceMap wide = PlaceMapFormats.known().read(folder, null, 30, Progress.NONE);

    assertThat(narrow.groundTruth().positives(0)).containsExactly(0);
    assertThat(wide.groundTruth().positives(0)).containsExactly(0, 1, 2);
  }

  @Test
  void posesThatAreNoNumbersAreWarningsWithTheirLines() throws IOException {
    mapOf3And2();
    text(
        "poses.csv",
        "a.jpg,0,zero\nb.jpg,1,1\nc.jpg,NaN,2\nq1.jpg,1\nq2.jpg,1,1,north\nq1.jpg,1,1\n");

    PlaceMap map = read();

    assertThat(map.warnings())
        .containsExactly(
            "poses.csv, line 1: 'a.jpg,0,zero' is not image,x,y[,heading].",
            "poses.csv, line 3: 'c.jpg,NaN,2' is not image,x,y[,heading].",
            "poses.csv, line 4: 'q1.jpg,1' is not image,x,y[,heading].",
            "poses.csv, line 5: 'q2.jpg,1,1,north' is not image,x,y[,heading].",
            "1 query has no pose and counts as having no match.");
    assertThat(map.groundTruth().positives(0)).containsExactly(1);
  }

  @Test
  void posesOfUnknownImagesAreWarningsWithTheirLines() throws IOException {
    mapOf3And2();
    text("poses.csv", "a.jpg,0,0\nq1.jpg,0,0\nq2.jpg,0,0\n\nnowhere.jpg,0,0\n");

    assertThat(read().warnings())
        .containsExactly("poses.csv, line 5: there is no image 'nowhere.jpg'.");
  }

  @Test
  void posesWithoutALineAreAWarning() throws IOException {
    mapOf3And2();
    text("poses.csv", "\n");

    PlaceMap map = read();

    assertThat(map.groundTruth().isKnown()).isFalse();
    assertThat(map.warnings()).containsExactly("poses.csv is empty.");
  }

  @Test
  void groundTruthCountsMoreThanPoses() throws IOException {
    mapOf3And2();
    text("ground_truth.csv", "q1.jpg,b.jpg\nq2.jpg\n");
    text("poses.csv", "a.jpg,0,0\nb.jpg,900,0\nc.jpg,0,0\nq1.jpg,0,0\nq2.jpg,0,0\n");

    PlaceMap map = read();

    assertThat(map.groundTruth().positives(0)).containsExactly(1);
    assertThat(map.queries().getFirst().pose()).isEqualTo(new Pose(0, 0, null));
  }

  @Test
  void anImageIsNotNearItself() throws IOException {
    images("a.jpg", "b.jpg", "c.jpg");
    text("poses.csv", "a.jpg,0,0\nb.jpg,3,4\nc.jpg,500,0\n");

    PlaceMap map = read();

    assertThat(map.groundTruth().positives(0)).containsExactly(1);
    assertThat(map.groundTruth().positives(2)).isEmpty();
  }

  @Test
  void utmNamesCarryPoses() throws IOException {
    images(
        "database/@0550000.50@4180000.25@10@S@37.7@-122.4@pano@@180@0@@@@.jpg",
        "database/@0550100.50@4180000.25@10@S@37.7@-122.4@pano@@@@@@@.jpg",
        "queries/sub/@0550010.50@4180000.25@.jpg");

    PlaceMap map = read();

    assertThat(map.database().getFirst().pose()).isEqualTo(new Pose(550000.5, 4180000.25, 180.0));
    assertThat(map.database().getLast().pose()).isEqualTo(new Pose(550100.5, 4180000.25, null));
    assertThat(map.groundTruth().positives(0)).containsExactly(0);
  }

  @Test
  void namesThatOnlyLookLikeUtmHaveNoPose() throws IOException {
    images("@.jpg", "@12@.jpg", "@east@north@.jpg", "@NaN@0@.jpg");

    PlaceMap map = read();

    assertThat(map.database()).allSatisfy(image -> assertThat(image.pose()).isNull());
    assertThat(map.groundTruth().isKnown()).isFalse();
  }

  // --- cameras ---

  @Test
  void picturesOfTheSameNameInFoldersOfCamerasShowOnePlace() throws IOException {
    images(
        "database/images_front/001.jpg",
        "database/images_back/001.png",
        "database/images_front/002.jpg",
        "database/lone.jpg",
        "queries/images_back/q.jpg",
        "queries/images_front/q.jpg");

    PlaceMap map = read();

    assertThat(names(map.database()))
        .containsExactly("images_back/001.png", "images_front/002.jpg", "lone.jpg");
    assertThat(names(map.queries())).containsExactly("images_back/q.jpg");
    assertThat(map.views().cameras()).containsExactly("back", "front");
    assertThat(names(map.views().pictures(map.database())))
        .containsExactly(
            "images_back/001.png", "images_front/001.jpg", "images_front/002.jpg", "lone.jpg");
    assertThat(names(map.views().pictures(map.queries())))
        .containsExactly("images_back/q.jpg", "images_front/q.jpg");
    PlaceImage front = map.views().pictures(map.database()).get(1);
    assertThat(map.views().camera(front)).contains("front");
    assertThat(map.views().place(front)).isEqualTo(map.database().getFirst());
    assertThat(map.views().mostViews()).isEqualTo(2);
  }

  @Test
  void aSingleFolderOfACameraMakesNoGroups() throws IOException {
    images("database/images_front/001.jpg", "database/001.jpg");

    assertThat(names(read().database())).containsExactly("001.jpg", "images_front/001.jpg");
    assertThat(read().views().cameras()).isEmpty();
  }

  @Test
  void groundTruthMayNameAnyPictureOfAPlace() throws IOException {
    images(
        "database/images_a/1.jpg",
        "database/images_b/1.jpg",
        "database/images_a/2.jpg",
        "database/images_b/2.jpg",
        "queries/images_a/q.jpg",
        "queries/images_b/q.jpg");
    text("ground_truth.csv", "images_b/q.jpg,images_b/2.jpg\n");

    PlaceMap map = read();

    assertThat(map.groundTruth().positives(0)).containsExactly(1);
    assertThat(map.warnings()).isEmpty();
  }

  @Test
  void camerasCsvSaysWhichPicturesShowOnePlace() throws IOException {
    images("database/a.jpg", "database/b.jpg", "database/c.jpg", "queries/a.jpg");
    text(
        "cameras.csv",
        "image,place,camera\ndatabase/a.jpg,7,left\nb.jpg,7,right\nqueries/a.jpg,1,left\n"
            + "z.jpg,1,left\nc.jpg,7\n");

    PlaceMap map = read();

    assertThat(names(map.database())).containsExactly("a.jpg", "c.jpg");
    assertThat(names(map.views().pictures(map.database())))
        .containsExactly("a.jpg", "b.jpg", "c.jpg");
    assertThat(map.warnings())
        .containsExactly(
            "cameras.csv, line 6: 'c.jpg,7' is not image,place,camera.",
            "cameras.csv, line 5: there is no image 'z.jpg'.");
  }

  @Test
  void twoPicturesOfOneCameraAtOnePlaceAreToldAndKeptApart() throws IOException {
    images("database/a.jpg", "database/b.jpg", "database/c.jpg");
    text("cameras.csv", "a.jpg,7,left\nb.jpg,7,left\nc.jpg,7,right\n");

    PlaceMap map = read();

    assertThat(names(map.database())).containsExactly("a.jpg", "b.jpg");
    assertThat(map.warnings())
        .containsExactly(
            "a.jpg and b.jpg are both the place '7' seen by the camera 'left'; b.jpg is a place of"
                + " its own.");
  }

  @Test
  void aCamerasCsvWithoutASensibleLineIsRefused() throws IOException {
    images("database/a.jpg");
    text("cameras.csv", "a.jpg\n");

    assertThatThrownBy(this::read)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cameras.csv is image,place,camera");
  }

  @Test
  void aPlaceHasThePoseOfAnyOfItsPictures() throws IOException {
    images("database/images_a/1.jpg", "database/images_b/1.jpg", "queries/q.jpg");
    text("poses.csv", "database/images_b/1.jpg,10,20\nqueries/q.jpg,11,20\n");

    PlaceMap map = read();

    assertThat(map.database().getFirst().pose()).isEqualTo(new Pose(10, 20, null));
    assertThat(map.groundTruth().positives(0)).containsExactly(0);
  }

  // --- helpers ---

  private PlaceMap read() {
    return PlaceMapFormats.known().read(folder, Progress.NONE);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(Path map) {
    return assertThatThrownBy(() -> PlaceMapFormats.known().read(map, Progress.NONE))
        .isInstanceOf(InputException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Exception").endsWith("."));
  }

  private static List<String> names(List<PlaceImage> images) {
    return images.stream().map(PlaceImage::name).toList();
  }

  private void mapOf3And2() throws IOException {
    images(
        "database/a.jpg", "database/b.jpg", "database/c.jpg", "queries/q1.jpg", "queries/q2.jpg");
  }

  private void images(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.createFile(file);
    }
  }

  private void text(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private void link(String name, Path target) {
    try {
      Files.createSymbolicLink(folder.resolve(name), target);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "this file system has no symbolic links");
    }
  }
}
