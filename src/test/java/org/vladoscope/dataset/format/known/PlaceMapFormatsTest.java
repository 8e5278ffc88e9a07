package org.vladoscope.dataset.format.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.DiaryFormat;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.format.UndecidedMap;

/** Which format a folder is read in, and what is said of it. Images are empty files. */
class PlaceMapFormatsTest {

  @TempDir Path folder;

  // --- the choice among formats ---

  @Test
  void aFormatIsOneClassAndOneRegistration() throws IOException {
    files("before/a.jpg", "before/b.jpg", "after/c.jpg", "diary.txt");

    PlaceMap map = PlaceMapFormats.known().and(new DiaryFormat()).read(folder, Progress.NONE);

    assertThat(map.origin().format()).isEqualTo("diary");
    assertThat(map.origin().found())
        .containsExactly(
            "database: 2 images in before/",
            "queries: 1 image in after/",
            "poses: diary.txt",
            "ground truth: images taken near each other");
    assertThat(map.origin().notices()).isEmpty();
    assertThat(map.groundTruth().positives(0)).containsExactly(0, 1);
  }

  @Test
  void twoFormatsThatRecogniseAFolderAskWhichIsMeant() throws IOException {
    files("a.jpg", "b.jpg");
    PlaceMapFormats formats = PlaceMapFormats.known().and(new Everything());

    assertThatThrownBy(() -> formats.read(folder, Progress.NONE))
        .isInstanceOf(UndecidedMap.class)
        .hasMessageContaining("can be read in several ways")
        .hasMessageContaining("As images: database: 2 images in")
        .hasMessageContaining("As everything: database: 2 images in")
        .hasMessageEndingWith("Say which with --format images or --format everything.");
    assertThat(
            formats.read(folder, formats.byId("everything"), 25, Progress.NONE).origin().format())
        .isEqualTo("everything");
  }

  @Test
  void aFolderOfNoFormatIsToldWhatWasLookedFor() throws IOException {
    files("queries/a.jpg");

    assertThatThrownBy(() -> read())
        .isInstanceOf(InputException.class)
        .isNotInstanceOf(UndecidedMap.class)
        .hasMessageContaining("The map " + folder + " is in no known format")
        .hasMessageContaining("database-queries (it has queries/ but no database/")
        .hasMessageContaining("images (it has a folder of queries (queries/)");
  }

  @Test
  void aFolderThatIsNotOfTheFormatAskedForIsToldWhyNot() throws IOException {
    files("database/a.jpg", "queries/b.jpg");
    PlaceMapFormats formats = PlaceMapFormats.known();

    assertThatThrownBy(() -> formats.read(folder, formats.byId("images"), 25, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessage(
            folder
                + " cannot be read as images (it has a folder database/, so not all images are"
                + " alike).");
  }

  @Test
  void anUnknownFormatIsAnErrorThatNamesTheOthers() {
    assertThatThrownBy(() -> PlaceMapFormats.known().byId("imgaes"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no map format 'imgaes'")
        .hasMessageContaining("database-queries or ");
  }

  @Test
  void twoFormatsCannotHaveOneName() {
    assertThatThrownBy(() -> PlaceMapFormats.known().and(new BareFolder()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // --- what is said ---

  @Test
  void aMapSaysWhatIsTakenForWhat() throws IOException {
    files("database/a.jpg", "database/b.jpg", "queries/q.jpg", "ground_truth.csv", "poses.csv");
    Files.writeString(folder.resolve("ground_truth.csv"), "q.jpg,a.jpg\n");

    PlaceMap map = read();

    assertThat(map.origin().format()).isEqualTo("database-queries");
    assertThat(map.origin().found())
        .containsExactly(
            "database: 2 images in database/",
            "queries: 1 image in queries/",
            "ground truth: ground_truth.csv",
            "poses: poses.csv");
    assertThat(map.origin().notices()).isEmpty();
  }

  @Test
  void aMapWithoutQueriesSaysSo() throws IOException {
    files("one.jpg", "two.jpg");

    assertThat(read().origin().notices())
        .containsExactly("No queries were found: each database image is asked against the others.");
    assertThat(read().origin().found())
        .contains("queries: none, each database image is asked against the others")
        .contains("ground truth: none in the folder");
  }

  @Test
  void imagesAndTablesThatAreNotUsedAreNamedByFolderAndKind() throws IOException {
    files(
        "database/a.jpg",
        "database/notes/c.csv",
        "queries/q.jpg",
        "night/x.jpg",
        "night/deep/y.jpg",
        "z.jpg",
        "truth.npz",
        "README.txt",
        "render.py");

    PlaceMap map = read();

    assertThat(map.origin().notices())
        .containsExactly(
            "Not used: 1 image in the folder itself, 2 images in night/; the map is what lies in"
                + " database/ and queries/.",
            "Not used: 1 .csv file (database/notes/c.csv).",
            "Not used: 1 .npz file (truth.npz).");
    assertThat(inspect().lines()).contains("  Of no use here: 1 file (.py), 1 file (.txt).");
  }

  @Test
  void picturesThatCannotBeReadAreNamedByKindWithWhatToDo() throws IOException {
    files("a.jpg", "IMG_0.HEIC", "IMG_1.HEIC", "IMG_2.heic", "IMG_3.HEIC", "old.jp2");

    assertThat(read().origin().notices())
        .contains(
            "4 HEIC images (IMG_0.HEIC, IMG_1.HEIC, IMG_2.heic and 1 more) are left out: HEIC"
                + " cannot be read. Save them as JPEG or PNG.",
            "1 JP2 image (old.jp2) is left out: JP2 cannot be read. Save it as JPEG or PNG.");
  }

  @Test
  void aFolderOfPicturesThatCannotBeReadSaysSo() throws IOException {
    files("IMG_0.HEIC", "IMG_1.HEIC");

    assertThatThrownBy(() -> read())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("There are no images in " + folder)
        .hasMessageContaining("cannot read the 2 images like IMG_0.HEIC");
  }

  @Test
  void whatTheProgramKeepsWithAMapIsNoNews() throws IOException {
    files("database/a.jpg", "queries/q.jpg", "vladoscope-runs/run.csv", "vladoscope-runs/s.txt");

    assertThat(read().origin().notices()).isEmpty();
  }

  @Test
  void posesInNamesAreCounted() throws IOException {
    files("database/@1@2@.jpg", "database/b.jpg", "queries/@3@4@.jpg");

    assertThat(read().origin().found())
        .contains("poses: the names of 2 of 3 images (@east@north@…)");
  }

  @Test
  void namesOfSeveralUtmZonesAreADoubt() throws IOException {
    files("database/@1@2@17@T@@@.jpg", "database/@1@3@16@T@@@.jpg", "queries/@3@4@.jpg");

    assertThat(read().origin().notices())
        .containsExactly(
            "Names are of several UTM zones (16, 17): distances in metres say nothing across"
                + " zones.");
  }

  @Test
  void otherTextWhereTheZoneStandsIsNoZone() throws IOException {
    files("database/@1@2@d000001@.jpg", "database/@1@3@d000002@.jpg", "queries/@3@4@q1@.jpg");

    assertThat(read().origin().notices()).isEmpty();
    assertThat(read().groundTruth().positives(0)).containsExactly(0, 1);
  }

  @Test
  void madeUpPlacesAreCalledSo() throws IOException {
    files("database/@0@1000@@@@@a@@@@@@@@.jpg", "queries/@0@1000@@@@@b@@@@@@@@.jpg");

    assertThat(read().origin().found())
        .contains(
            "poses: the names of all 2 images (@east@north@…); east is always 0, so these are"
                + " made-up places, not a survey");
    assertThat(read().groundTruth().positives(0)).containsExactly(0);
  }

  @Test
  void foldersOfCamerasAreNamed() throws IOException {
    files("database/images_front/1.jpg", "database/images_back/1.jpg", "queries/q.jpg");

    assertThat(read().origin().found()).contains("cameras: folders of the cameras back, front");
  }

  // --- folders ---

  @Test
  void aFolderOfTooManyFilesIsRefused() throws IOException {
    files("a.jpg", "b.jpg", "c.jpg");

    assertThatThrownBy(() -> FolderListing.of(folder, "map", 2, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("more than 2 files");
  }

  @Test
  void foldersThatLieTooDeepAreNamed() throws IOException {
    files("a.jpg", "1/2/3/4/5/6/7/8/9/10/11/12/b.jpg");

    assertThat(read().database()).hasSize(1);
    assertThat(read().warnings()).singleElement().asString().contains("more than 12 folders deep");
  }

  // --- helpers ---

  private PlaceMap read() {
    return PlaceMapFormats.known().read(folder, Progress.NONE);
  }

  private Inspection inspect() {
    return PlaceMapFormats.known().inspect(folder, null, Progress.NONE);
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.createFile(file);
    }
  }

  /** Takes every folder, as a bad format would. */
  private static final class Everything implements PlaceMapFormat {
    @Override
    public String id() {
      return "everything";
    }

    @Override
    public String summary() {
      return "all there is";
    }

    @Override
    public Recognition recognise(FolderListing folder) {
      return new Recognition.Recognised(
          new Evidence(Evidence.Images.below(folder, ""), Optional.empty(), List.of()));
    }
  }
}
