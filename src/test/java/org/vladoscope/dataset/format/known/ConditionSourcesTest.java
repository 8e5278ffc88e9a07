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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.dataset.Conditions.Condition;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.ConditionsFile;
import org.vladoscope.dataset.format.Roles;
import org.vladoscope.dataset.format.UndecidedMap;
import org.vladoscope.dataset.format.saved.MapFile;
import org.vladoscope.dataset.format.saved.MapFiles;
import org.vladoscope.dataset.format.saved.TruthRule;

/** Where conditions of queries are known from. Images are empty files. */
class ConditionSourcesTest {

  @TempDir Path folder;

  // --- folders ---

  @Test
  void foldersOfQueriesAreConditions() throws IOException {
    files("database/a.jpg", "queries/night/1.jpg", "queries/fog/1.jpg", "queries/fog/deep/2.jpg");
    files("queries/0.jpg");

    PlaceMap map = read();

    assertThat(map.conditions().source()).isEqualTo("folders of the queries");
    assertThat(map.conditions().list())
        .containsExactly(new Condition("fog", List.of(1, 2)), new Condition("night", List.of(3)));
    assertThat(map.origin().found()).contains("conditions: folders of the queries: fog, night");
  }

  @Test
  void foldersCountWhereTheyBeginToDiffer() throws IOException {
    files("ref/a.jpg", "query/all/rear/snow/1.jpg", "query/all/rear/dusk/1.jpg");

    assertThat(read().conditions().names()).containsExactly("dusk", "snow");
  }

  @Test
  void aSingleFolderFoldersOfCamerasAndFoldersWithoutEndAreNoConditions() throws IOException {
    files("one/database/a.jpg", "one/queries/night/1.jpg", "one/queries/night/2.jpg");
    files("two/database/images_l/a.jpg", "two/database/images_r/a.jpg");
    files("two/queries/images_l/1.jpg", "two/queries/images_r/1.jpg");
    files("two/queries/images_r/2.jpg");
    files("many/database/a.jpg");
    for (int i = 0; i < 21; i++) {
      files("many/queries/" + i + "/q.jpg");
    }

    assertThat(read(folder.resolve("one")).conditions()).isEqualTo(Conditions.NONE);
    assertThat(read(folder.resolve("two")).conditions()).isEqualTo(Conditions.NONE);
    PlaceMap many = read(folder.resolve("many"));
    assertThat(many.conditions()).isEqualTo(Conditions.NONE);
    assertThat(many.origin().found())
        .contains("conditions: none; 21 folders of queries are too many for that");
  }

  @Test
  void camerasWithinConditionsStayTogether() throws IOException {
    files("database/images_l/a.jpg", "database/images_r/a.jpg");
    files("queries/night/images_l/1.jpg", "queries/night/images_r/1.jpg");
    files("queries/fog/images_l/1.jpg", "queries/fog/images_r/1.jpg");

    PlaceMap map = read();

    assertThat(map.queries()).hasSize(2);
    assertThat(map.conditions().list())
        .containsExactly(new Condition("fog", List.of(0)), new Condition("night", List.of(1)));
  }

  @Test
  void severalFoldersOfQueriesAreAQuestionThatOffersAllOfThemTogether() throws IOException {
    files("database/a.jpg", "queries_day/1.jpg", "queries_night/1.jpg", "queries_night/2.jpg");
    files("queries_none/readme.txt");
    text("ground_truth.csv", "queries_night/2.jpg,a.jpg\n");
    PlaceMapFormats formats = PlaceMapFormats.known(new MapFiles(folder.resolve("kept")));

    assertThatThrownBy(this::read)
        .isInstanceOf(UndecidedMap.class)
        .hasMessageContaining("--save --database database --queries 'queries_*'");
    formats
        .files()
        .save(
            folder,
            new MapFile(
                "all",
                Optional.of("named-pair"),
                Optional.of(Roles.of("database", "queries_*")),
                new TruthRule.AsMapSays()));
    PlaceMap map = formats.read(folder, Progress.NONE);

    assertThat(map.queries().stream().map(q -> q.name()))
        .containsExactly("queries_day/1.jpg", "queries_night/1.jpg", "queries_night/2.jpg");
    assertThat(map.groundTruth().positives(2)).containsExactly(0);
    assertThat(map.origin().found())
        .contains(
            "queries: 3 images in queries_day/, queries_night/",
            "conditions: folders of the queries: queries_day, queries_night");
    assertThat(map.conditions().list())
        .containsExactly(
            new Condition("queries_day", List.of(0)),
            new Condition("queries_night", List.of(1, 2)));
    assertThat(map.origin().notices()).isEmpty();
  }

  @Test
  void aNameForSeveralFoldersOfWhichThereAreNoneIsRefused() throws IOException {
    files("database/a.jpg", "queries/1.jpg");
    text(
        "map.json",
        "{\"version\": 1, \"database\": \"database\", \"queries\": \"queries_*\","
            + " \"truth\": {\"kind\": \"unknown\"}}");

    assertThatThrownBy(this::read)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("there are no images in queries_*/");
  }

  // --- sub-tasks ---

  @Test
  void subtasksOfMapillaryAreConditionsWithTheirPartOfTheDatabase() throws IOException {
    mapillary();

    PlaceMap map = read();

    assertThat(map.origin().notices()).isEmpty();
    assertThat(map.origin().found())
        .contains("conditions: database/subtask_index.csv, query/subtask_index.csv");
    assertThat(map.conditions().list())
        .as("q2 is a panorama and left out; d3 is listed and not there")
        .containsExactly(
            new Condition("all", List.of(0, 1, 2), Optional.of(List.of(0, 1, 2))),
            new Condition("s2w", List.of(0, 1), Optional.of(List.of(1, 2))),
            new Condition("d2n", List.of(1), Optional.of(List.of(0, 1, 2))),
            new Condition("o2n", List.of(), Optional.of(List.of())));
    assertThat(map.conditions().note())
        .contains("The whole database is searched for every condition.")
        .contains("of the 3 database images: s2w 2, o2n 0.")
        .contains("--condition");
  }

  @Test
  void aSubtaskAloneIsItsQueriesAmongItsPartOfTheDatabase() throws IOException {
    mapillary();

    PlaceMap whole = read();
    PlaceMap alone = whole.only("s2w");

    assertThat(whole.groundTruth().positives(0)).containsExactly(0, 1);
    assertThat(alone.queries()).containsExactlyElementsOf(whole.queries().subList(0, 2));
    assertThat(alone.database()).containsExactlyElementsOf(whole.database().subList(1, 3));
    assertThat(alone.groundTruth().positives(0)).as("d0 is of summer").containsExactly(0);
    assertThat(alone.groundTruth().positives(1)).containsExactly(1);
    assertThat(alone.groundTruth().nearness()).isEqualTo(whole.groundTruth().nearness());
    assertThat(alone.origin().notices())
        .containsExactly("Only the condition s2w: 2 of 3 queries among 2 of 3 database images.");
    assertThatThrownBy(() -> whole.only("o2n"))
        .isInstanceOf(InputException.class)
        .hasMessage("The condition 'o2n' has no database images in this map.");
    assertThatThrownBy(() -> whole.only("w2s"))
        .hasMessage("There is no condition 'w2s'; choose all or s2w or d2n or o2n.");
  }

  @Test
  void subtasksOfQueriesAloneAreSaidToKnowNothingOfTheDatabase() throws IOException {
    mapillary();
    Files.delete(folder.resolve("database/subtask_index.csv"));

    PlaceMap map = read();

    assertThat(map.conditions().byName("s2w")).isEqualTo(new Condition("s2w", List.of(0, 1)));
    assertThat(map.conditions().note()).contains("there is no subtask_index.csv that says which");
  }

  @Test
  void subtasksOfTheDatabaseAloneAreNotUsedAndNamed() throws IOException {
    mapillary();
    Files.delete(folder.resolve("query/subtask_index.csv"));

    assertThat(read().conditions()).isEqualTo(Conditions.NONE);
    assertThat(read().origin().notices())
        .containsExactly("Not used: 1 .csv file (database/subtask_index.csv).");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",all;0,True;1,True|has 2 lines of images, but postprocessed.csv beside it has 4",
        ",all;0,True;1,True;3,True;2,True|is of image 3, but that of postprocessed.csv is of image"
            + " 2",
        ",all;0,True;1,yes;2,True;3,True|says 'yes' of all, which is neither True nor False",
        ",all;0,True;1,;2,True;3,True|says '' of all, which is neither True nor False",
        ",key;0,q0;1,q1;2,q2;3,q3|has no column of a sub-task, such as s2w",
        ",all,all;0,True,True;1,True,True;2,True,True;3,True,True|has two columns 'all'"
      })
  void aTableOfSubtasksThatDoesNotFitIsRefused(String table, String sentence) throws IOException {
    mapillary();
    text("query/subtask_index.csv", table.replace(';', '\n') + "\n");

    assertThatThrownBy(this::read)
        .isInstanceOf(InputException.class)
        .hasMessageContaining(folder.resolve("query/subtask_index.csv").toString())
        .hasMessageContaining(sentence);
  }

  private void mapillary() throws IOException {
    files("database/images/d0.jpg", "database/images/d1.jpg", "database/images/d2.jpg");
    files("query/images/q0.jpg", "query/images/q1.jpg", "query/images/q2.jpg");
    files("query/images/q3.jpg");
    text(
        "database/postprocessed.csv",
        ",key,easting,northing\n0,d2,200,0\n1,d0,100,0\n2,d1,110,0\n3,d3,900,0\n");
    text(
        "query/postprocessed.csv",
        ",key,easting,northing\n0,q3,500,0\n1,q0,105,0\n2,q1,205,0\n3,q2,205,0\n");
    text("query/raw.csv", ",key,ca,pano\n0,q0,0,False\n1,q1,0,False\n2,q2,0,True\n3,q3,0,False\n");
    text(
        "database/subtask_index.csv",
        ",all,s2w,d2n,o2n\n0,True,True,True,False\n1,True,False,True,False\n"
            + "2,True,True,True,False\n3,True,True,True,True\n");
    text(
        "query/subtask_index.csv",
        ",all,s2w,d2n,o2n\n0,True,False,False,False\n1,True,True,False,False\n"
            + "2,True,True,True,False\n3,True,True,False,True\n");
  }

  // --- tables ---

  @Test
  void aTableBesideTheFoldersSaysTheConditionsInsteadOfFolders() throws IOException {
    files("database/a.jpg", "queries/x/1.jpg", "queries/y/2.jpg", "queries/y/3.jpg");
    text(
        "conditions.csv",
        "temperature,condition,query\n3,rain,queries/x/1.jpg\n3,night,x/1.jpg\n4,rain,y/3\n"
            + "4,rain,y/3.jpg\n5,,y/2.jpg\n");

    PlaceMap map = read();

    assertThat(map.conditions().list())
        .containsExactly(new Condition("rain", List.of(0, 2)), new Condition("night", List.of(0)));
    assertThat(map.conditions().source()).isEqualTo("conditions.csv");
    assertThat(map.conditions().note()).isEqualTo("conditions.csv names no condition of 1 query.");
    assertThat(map.origin().found()).contains("conditions: conditions.csv");
    assertThat(map.origin().notices()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "query,weather;1.jpg,rain|has no column 'condition'; its first line must name the columns",
        "1.jpg,rain|has no column 'query'; its first line must name the columns query and"
            + " condition",
        "query,condition;1.jpg,rain;8.jpg,rain;9.jpg,fog;9.jpg,rain"
            + "|names 2 queries that the map does not have: 8.jpg, 9.jpg. Take them out",
        "query,condition;../1.jpg.png,rain|names 1 query that the map does not have: ../1.jpg.png.",
        "query,condition|names no condition of any query"
      })
  void aTableThatDoesNotFitIsRefused(String table, String sentence) throws IOException {
    files("database/a.jpg", "queries/1.jpg");
    PlaceMap map = read();
    text("weather.csv", table.replace(';', '\n') + "\n");
    Path file = folder.resolve("weather.csv");

    assertThatThrownBy(() -> ConditionsFile.read(file, map))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file + " " + sentence);
    Files.writeString(file, "");
    assertThatThrownBy(() -> ConditionsFile.read(file, map)).hasMessageContaining("is empty");
  }

  @Test
  void separatorsAndPathsThatAreMatchedByTheirEndingAreTold() throws IOException {
    files("database/a.jpg", "queries/night/1.jpg");
    text("weather.csv", "query;condition\n/data/night/1.jpg;rain\n");

    Conditions conditions = ConditionsFile.read(folder.resolve("weather.csv"), read());

    assertThat(conditions.list()).containsExactly(new Condition("rain", List.of(0)));
    assertThat(conditions.note())
        .contains("The fields of weather.csv are taken to be separated by semicolons.")
        .contains("/data/night/1.jpg is taken for night/1.jpg");
  }

  // --- what was said ---

  @Test
  void theMapFileKeepsConditionsOfFoldersAndOfAFileThatIsNamed() throws IOException {
    files("db/a.jpg", "asked/night/1.jpg", "asked/fog/1.jpg");
    text("weather.csv", "query,condition\nnight/1.jpg,rain\nfog/1.jpg,rain\n");
    PlaceMapFormats formats = PlaceMapFormats.known(new MapFiles(folder.resolve("kept")));
    MapFile said =
        new MapFile(
            "Holiday",
            Optional.empty(),
            Optional.of(Roles.of("db", "asked")),
            new TruthRule.AsMapSays());

    formats.files().save(folder, said);
    assertThat(formats.read(folder, Progress.NONE).conditions().names())
        .containsExactly("fog", "night");
    formats.files().save(folder, said.withConditions("weather.csv"));
    PlaceMap map = formats.read(folder, Progress.NONE);

    assertThat(map.conditions().list()).containsExactly(new Condition("rain", List.of(0, 1)));
    assertThat(map.origin().found()).contains("conditions: weather.csv");
    assertThat(map.origin().notices()).isEmpty();
    assertThat(formats.files().find(folder).orElseThrow().said())
        .isEqualTo(said.withConditions("weather.csv"));
  }

  @ParameterizedTest
  @CsvSource({"../weather.csv, leads out of the map's folder", "7, is 7"})
  void aMapFileWithAFileOfConditionsElsewhereIsRefused(String file, String sentence)
      throws IOException {
    files("db/a.jpg", "asked/1.jpg");
    String value = file.equals("7") ? file : "\"" + file + "\"";
    text(
        "map.json",
        "{\"version\": 1, \"database\": \"db\", \"queries\": \"asked\", \"conditions\": "
            + value
            + ", \"truth\": {\"kind\": \"unknown\"}}");

    assertThatThrownBy(this::read)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("its field 'conditions'")
        .hasMessageContaining(sentence);
  }

  // --- helpers ---

  private PlaceMap read() {
    return read(folder);
  }

  private static PlaceMap read(Path folder) {
    return PlaceMapFormats.known().read(folder, Progress.NONE);
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
