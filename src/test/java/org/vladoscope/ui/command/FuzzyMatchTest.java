package org.vladoscope.ui.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzyMatchTest {

  private static int score(String typed, String text) {
    return FuzzyMatch.of(typed, text).orElseThrow().score();
  }

  private static List<String> found(String typed, String... titles) {
    List<Command> commands =
        List.of(titles).stream().map(title -> Command.of(title, title, () -> {})).toList();
    return PaletteEntry.matching(typed, commands).stream().map(e -> e.command().title()).toList();
  }

  @Test
  void lettersMustAppearInTheirOrder() {
    assertThat(FuzzyMatch.of("nq", "Next Query")).isPresent();
    assertThat(FuzzyMatch.of("qn", "Next Query")).isEmpty();
    assertThat(FuzzyMatch.of("nexx", "Next Query")).isEmpty();
    assertThat(FuzzyMatch.of("longer than the title", "Quit")).isEmpty();
  }

  @Test
  void caseAndSpacesAreLeftAside() {
    assertThat(FuzzyMatch.of("NEXT query", "Next Query")).isPresent();
    assertThat(FuzzyMatch.of("  ", "Quit").orElseThrow().score()).isZero();
  }

  @Test
  void beginningsOfWordsAreFoundBeforeOtherLetters() {
    // Not the "t" of "patch" but that of "the", and the "q" of the second word.
    assertThat(FuzzyMatch.of("nq", "Next Unique Query").orElseThrow().positions())
        .containsExactly(0, 12);
    assertThat(FuzzyMatch.of("ext", "Export Next").orElseThrow().positions())
        .containsExactly(8, 9, 10);
  }

  @Test
  void lettersInARowBeatScatteredOnes() {
    assertThat(score("can", "Next Candidate")).isGreaterThan(score("can", "Close a Map Now"));
    assertThat(score("sim", "Similarity")).isGreaterThan(score("sim", "Show Whole Images Map"));
  }

  @Test
  void theBestCommandComesFirstAndTheShorterOneWhereBothAreAsGood() {
    assertThat(found("clus", "Close Until Sunday", "Clusters per Image", "Clusters"))
        .containsExactly("Clusters", "Clusters per Image", "Close Until Sunday");
    assertThat(found("", "B", "A")).containsExactly("B", "A");
    assertThat(found("zzz", "B", "A")).isEmpty();
  }
}
