package org.vladoscope.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Pipes;

class VerdictFileTest {

  private static final Verdicts SOME =
      Verdicts.NONE
          .with(
              Verdict.none("dusk/a.jpg")
                  .withTruthWrong(true)
                  .withSamePlace("b.jpg", true)
                  .withNote("mirrored \u201csign\u201d"))
          .with(Verdict.none("c.jpg").withSamePlace("d.jpg", true));

  @TempDir Path folder;
  private Path map;
  private Path cache;

  @BeforeEach
  void makeMap() throws IOException {
    map = Files.createDirectory(folder.resolve("map"));
    cache = folder.resolve("cache");
  }

  private VerdictFile file() {
    return new VerdictFile(map, cache);
  }

  private Path json() {
    return map.resolve(VerdictFile.NAME);
  }

  @Test
  void verdictsAreReadAsTheyWereWrittenBesideTheMap() throws IOException {
    VerdictFile file = file();
    assertThat(file.read()).isEqualTo(Verdicts.NONE);
    file.write(SOME);
    assertThat(file().read()).isEqualTo(SOME);
    assertThat(file.isElsewhere()).isFalse();
    try (var files = Files.list(map)) {
      assertThat(files).containsExactly(json());
    }
  }

  @Test
  void aLinkThatLiesInTheWayIsNotFollowed() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "keep");
    Files.createSymbolicLink(map.resolve(VerdictFile.NAME + ".tmp"), precious);
    VerdictFile file = file();
    file.read();
    file.write(SOME);
    assertThat(precious).hasContent("keep");
    assertThat(file().read()).isEqualTo(SOME);
  }

  @Test
  void aPipeInItsPlaceIsRefusedInsteadOfWaitedFor() throws IOException {
    Pipes.make(json());
    VerdictFile file = file();

    assertThatThrownBy(file::read)
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("cannot be read: it is a pipe or a device, not a file.");
  }

  @Test
  void whatWasTakenBackIsGoneFromTheFile() {
    VerdictFile file = file();
    file.read();
    file.write(SOME);
    file.write(SOME.with(Verdict.none("dusk/a.jpg")));
    assertThat(file().read().byQuery()).containsOnlyKeys("c.jpg");
  }

  @Test
  void aFolderThatCanOnlyBeReadKeepsItsVerdictsInTheCache() throws IOException {
    VerdictFile before = file();
    before.read();
    before.write(SOME);
    byte[] original = Files.readAllBytes(json());

    VerdictFile readOnly = new VerdictFile(map, cache, path -> false);
    assertThat(readOnly.isElsewhere()).isTrue();
    assertThat(readOnly.file().toString()).startsWith(cache.toString());
    // What lies beside the map is where the copy begins.
    assertThat(readOnly.read()).isEqualTo(SOME);
    readOnly.write(Verdicts.NONE);
    assertThat(new VerdictFile(map, cache, path -> false).read()).isEqualTo(Verdicts.NONE);
    assertThat(Files.readAllBytes(json())).isEqualTo(original);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ oops | are not JSON",
        "[] | the file is not an object",
        "{'version': 2, 'verdicts': []} | its version is 2, not 1",
        "{'version': 1, 'author': 'x'} | unknown field author",
        "{'version': 1, 'verdicts': {}} | verdicts is not a list",
        "{'version': 1, 'verdicts': [{'note': 'x'}]} | a verdict has no query",
        "{'version': 1, 'verdicts': [{'query': 'a', 'mood': 1}]} | unknown field mood",
        "{'version': 1, 'verdicts': [{'query': 'a', 'samePlace': [7]}]} | samePlace of a has 7",
        "{'version': 1, 'verdicts': [{'query': 'a', 'groundTruthLooksWrong': 'no'}]} | not true or"
            + " false",
      })
  void aFileThatIsNotUnderstoodIsNamedAndNeverOverwritten(String content, String reason)
      throws IOException {
    Files.writeString(json(), content.replace('\'', '"'));
    VerdictFile file = file();
    assertThatThrownBy(file::read)
        .isInstanceOf(InputException.class)
        .hasMessageContaining(json().toString())
        .hasMessageContaining(reason);
    assertThatThrownBy(() -> file.write(SOME)).isInstanceOf(InputException.class);
    assertThat(Files.readString(json())).isEqualTo(content.replace('\'', '"'));
  }

  @Test
  void whatSomeoneElseWroteMeanwhileIsNotOverwritten() {
    VerdictFile mine = file();
    mine.read();
    VerdictFile theirs = file();
    theirs.read();
    theirs.write(SOME);
    assertThatThrownBy(() -> mine.write(Verdicts.NONE))
        .hasMessageContaining("was changed by someone else");
    assertThat(file().read()).isEqualTo(SOME);
    assertThat(mine.read()).isEqualTo(SOME);
    mine.write(Verdicts.NONE);
    assertThat(List.of(file().read())).containsExactly(Verdicts.NONE);
  }
}
