package org.vladoscope.dataset.format.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.Roles;
import org.vladoscope.dataset.format.saved.MapFile;
import org.vladoscope.dataset.format.saved.MapFiles;
import org.vladoscope.dataset.format.saved.Radii;
import org.vladoscope.dataset.format.saved.TruthRule;

/** What map.json remembers of a folder. Images are empty files. */
class SavedMapTest {

  @TempDir Path temporary;

  private Path folder() throws IOException {
    return Files.createDirectories(temporary.resolve("drives"));
  }

  private PlaceMapFormats formats() {
    return PlaceMapFormats.known(new MapFiles(temporary.resolve("data")));
  }

  static Stream<TruthRule> rules() {
    return Stream.of(
        new TruthRule.AsMapSays(),
        new TruthRule.Within(10),
        new TruthRule.Within(Radii.of(10.5, 40), OptionalDouble.empty()),
        new TruthRule.Within(Radii.of(25), OptionalDouble.of(40)),
        new TruthRule.Within(Radii.UNSAID, OptionalDouble.of(40)),
        new TruthRule.Frames(2, -3),
        new TruthRule.Frames(2, 5, 0),
        new TruthRule.OfFile("truth/mine.csv"),
        new TruthRule.OfFile("truth/mine.npz", Radii.of(5, 10)),
        new TruthRule.Unknown());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatIsSavedIsFoundAgain(TruthRule rule) throws IOException {
    MapFiles files = new MapFiles(temporary.resolve("data"));
    MapFile said =
        new MapFile(
            "Day and night",
            Optional.of("conditions"),
            Optional.of(Roles.of("day_left", "night_right")),
            rule);

    Path file = files.save(folder(), said);

    assertThat(file).isEqualTo(folder().resolve("map.json"));
    assertThat(files.find(folder())).contains(new MapFiles.Found(file, said));
  }

  @Test
  void aMapFileAnswersWhatTheFolderWouldAskAndStandsAgainstOtherFormats() throws IOException {
    drives();
    save(
        "\"format\": \"conditions\", \"database\": \"day\", \"queries\": \"night\","
            + " \"truth\": {\"kind\": \"frames\", \"tolerance\": 1, \"offset\": 0}");

    PlaceMap map = formats().read(folder(), Progress.NONE);

    assertThat(map.name()).isEqualTo("drives");
    assertThat(map.origin().format()).isEqualTo("map-file");
    assertThat(map.origin().found())
        .containsExactly(
            "database: 4 images in day/",
            "queries: 4 images in night/",
            "ground truth: the same frame, 1 more or less",
            "said by: map.json, as conditions");
    assertThat(map.origin().notices())
        .containsExactly("Not used: 4 images in snow/; the map is what lies in day/ and night/.");
    assertThat(map.groundTruth().positives(0)).containsExactly(0, 1);
    assertThat(map.groundTruth().positives(1)).containsExactly(0, 1, 2);
  }

  @Test
  void namedFoldersNeedNoFormat() throws IOException {
    files("before/a.jpg", "after/b.jpg", "more/ground.csv");
    Files.writeString(folder().resolve("more/ground.csv"), "b.jpg,a.jpg\n");
    save(
        "\"name\": \"Street\", \"database\": \"before\", \"queries\": \"after\","
            + " \"truth\": {\"kind\": \"file\", \"file\": \"more/ground.csv\"}");

    PlaceMap map = formats().read(folder(), Progress.NONE);

    assertThat(map.name()).isEqualTo("Street");
    assertThat(map.origin().found())
        .contains("ground truth: more/ground.csv", "said by: map.json, as given folders");
    assertThat(map.groundTruth().positives(0)).containsExactly(0);
    assertThat(map.origin().notices()).isEmpty();
  }

  @Test
  void aRadiusThatWasSaidGoesBeforeTheGroundTruthInTheFolder() throws IOException {
    files("database/@0@0@.jpg", "database/@30@0@.jpg", "queries/@1@0@.jpg", "ground_truth.csv");
    save(
        "\"format\": \"database-queries\","
            + " \"truth\": {\"kind\": \"radius\", \"radius\": 5, \"softRadius\": 40}");

    PlaceMap map = formats().read(folder(), Progress.NONE);

    assertThat(map.groundTruth().positives(0)).containsExactly(0);
    assertThat(map.groundTruth().isSoft(0, 1)).isTrue();
    assertThat(map.origin().notices()).containsExactly("Not used: 1 .csv file (ground_truth.csv).");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"version\": 2, \"format\": \"images\"} | 'version' is 2, not 1",
        "{\"version\": 1, \"format\": 7} | 'format' is 7, not a text",
        "{\"version\": 1, \"truth\": {\"kind\": \"map\"}} | neither a format is named",
        "{\"version\": 1, \"format\": \"images\", \"colour\": 1} | 'colour' is not known",
        "{\"version\": 1, \"database\": \"../other\"} | 'database' is wrong: the folder of"
            + " database images is '../other', which leads out",
        "{\"version\": 1, \"database\": \"/etc\"} | leads out of the map's folder",
        "{\"version\": 1, \"database\": \"C:\\\\x\"} | leads out of the map's folder",
        "{\"version\": 1, \"database\": \"a\", \"queries\": \"a/../../b\"} | 'queries' is wrong",
        "{\"version\": 1, \"database\": \"a\", \"queries\": \"a/b\"} | overlap",
        "{\"version\": 1, \"queries\": \"a\"} | 'database' is missing beside 'queries'",
        "{\"version\": 1, \"format\": \"images\", \"truth\": 3} | 'truth' is 3",
        "{\"version\": 1, \"format\": \"images\", \"truth\": {\"kind\": \"x\"}} | 'truth.kind' is",
        "{\"version\": 1, \"format\": \"images\", \"truth\": {\"kind\": \"radius\"}}"
            + " | 'truth.radius' is missing, not a number",
        "{\"version\": 1, \"format\": \"images\", \"truth\": {\"kind\": \"radius\", \"radius\":"
            + " -1}} | 'truth.radius' is wrong: radii are",
        "{\"version\": 1, \"format\": \"images\", \"truth\": {\"kind\": \"radius\", \"radius\": 25,"
            + " \"maxPitch\": 40}} | 'truth.maxPitch' is not known to this version",
        "{\"version\": 1, \"format\": \"images\", \"truth\": {\"kind\": \"frames\","
            + " \"tolerance\": 1.5}} | 'truth.tolerance' is 1.5, not a whole number",
        "{\"version\": 1, \"format\": \"images\", \"truth\": {\"kind\": \"file\", \"file\":"
            + " \"/etc/passwd\"}} | 'truth.file' is wrong",
        "{\"version\": 1, \"version\": 1} | is not JSON",
        "{\"version\": 1, | is not JSON",
      })
  void whatIsNotUnderstoodIsRefusedNamingFileAndField(String content, String problem)
      throws IOException {
    files("a.jpg");
    Path file = Files.writeString(folder().resolve("map.json"), content);

    assertThatThrownBy(() -> formats().read(folder(), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The map file " + file + " ")
        .hasMessageContaining(problem);
    assertThat(file).hasContent(content);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\": \"conditions\" | nothing says which is the database",
        "\"format\": \"splits\" | there is no train/",
        "\"format\": \"imgaes\" | no map format 'imgaes'",
        "\"format\": \"map-file\" | names the file itself",
        "\"database\": \"autumn\" | there is no folder autumn/",
        "\"database\": \"day\", \"truth\": {\"kind\": \"file\", \"file\": \"gone.csv\"} | no file",
      })
  void aMapFileThatDoesNotFitItsFolderIsRefused(String fields, String problem) throws IOException {
    drives();
    save(fields.strip());

    assertThatThrownBy(() -> formats().read(folder(), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The map file " + folder().resolve("map.json"))
        .hasMessageContaining(problem);
  }

  @Test
  void aFileOfAnotherProgramIsLeftAsItIsAndSaysNothing() throws IOException {
    files("database/a.jpg", "queries/b.jpg");
    Path file = Files.writeString(folder().resolve("map.json"), "{\"tiles\": []}");

    assertThat(formats().read(folder(), Progress.NONE).origin().format())
        .isEqualTo("database-queries");
    assertThatThrownBy(() -> formats().files().save(folder(), images()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is a file of another program");
    assertThat(file).hasContent("{\"tiles\": []}");
  }

  @Test
  void whereTheFolderCanOnlyBeReadItIsKeptAmongTheApplicationsData() throws IOException {
    files("a.jpg", "b.jpg");
    MapFiles files = new MapFiles(temporary.resolve("data"), path -> false);

    Path file = files.save(folder(), images());

    assertThat(file).startsWith(temporary.resolve("data"));
    assertThat(folder().resolve("map.json")).doesNotExist();
    PlaceMap map = PlaceMapFormats.known(files).read(folder(), Progress.NONE);
    assertThat(map.name()).isEqualTo("Holiday");
    assertThat(map.origin().found()).contains("said by: " + file + ", as images");
    assertThat(files.find(Files.createDirectories(temporary.resolve("other")))).isEmpty();
  }

  @Test
  void theUsersOwnWordGoesBeforeTheFileInAFolderThatCanOnlyBeRead() throws IOException {
    files("a.jpg");
    save("\"name\": \"Theirs\", \"format\": \"images\"");
    MapFiles files = new MapFiles(temporary.resolve("data"), path -> false);
    assertThat(files.find(folder()).orElseThrow().said().name()).isEqualTo("Theirs");

    files.save(folder(), images());

    assertThat(files.find(folder()).orElseThrow().said().name()).isEqualTo("Holiday");
  }

  @Test
  void oneOfSeveralCitiesIsReadWithItsOwnTables() throws IOException {
    for (String city : new String[] {"oslo", "rome"}) {
      files(city + "/database/images/a.jpg", city + "/query/images/b.jpg");
      for (String part : new String[] {"database", "query"}) {
        Files.writeString(
            folder().resolve(city + "/" + part + "/postprocessed.csv"),
            ",key,easting,northing\n0,a,1,2\n1,b,1,2\n");
      }
    }
    save(
        "\"format\": \"mapillary\", \"database\": \"rome/database/images\","
            + " \"queries\": \"rome/query/images\"");

    PlaceMap map = formats().read(folder(), Progress.NONE);

    assertThat(map.origin().found()).contains("database: 1 image in rome/database/images/");
    assertThat(map.groundTruth().positives(0)).containsExactly(0);
  }

  private static MapFile images() {
    return new MapFile("Holiday", Optional.of("images"), Optional.empty(), new TruthRule.Unknown());
  }

  private void drives() throws IOException {
    for (String drive : new String[] {"day", "night", "snow"}) {
      for (int i = 0; i < 4; i++) {
        files(drive + "/frame" + i + ".jpg");
      }
    }
  }

  private void save(String fields) throws IOException {
    Files.writeString(folder().resolve("map.json"), "{\"version\": 1, " + fields + "}");
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = folder().resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.createFile(file);
    }
  }
}
