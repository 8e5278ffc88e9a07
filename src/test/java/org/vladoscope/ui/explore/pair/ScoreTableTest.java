package org.vladoscope.ui.explore.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vladoscope.ui.FxTest;

/** The table of scores. */
@Tag("window")
class ScoreTableTest {

  @BeforeAll
  static void startJavaFx() {
    FxTest.start();
  }

  private static ScoreLine weights(String... values) {
    return new ScoreLine.OfSizes("weight", "How much it counts", List.of(values), false);
  }

  /** The nodes and texts after some lines were shown after others. */
  private static Shown shown(List<ScoreLine> first, List<ScoreLine> second) {
    AtomicReference<Shown> shown = new AtomicReference<>();
    FxTest.run(
        () -> {
          ScoreTable table = new ScoreTable();
          table.show(List.of("2\u00d72", "5\u00d75"), first);
          List<Node> before = List.copyOf(table.getChildren());
          table.show(List.of("2\u00d72", "5\u00d75"), second);
          List<Node> after = List.copyOf(table.getChildren());
          shown.set(
              new Shown(
                  before.equals(after),
                  table.lookupAll(".label").stream()
                      .map(Label.class::cast)
                      .map(Label::getText)
                      .toList()));
        });
    return Objects.requireNonNull(shown.get());
  }

  private record Shown(boolean sameLabels, List<String> texts) {}

  @Test
  void otherValuesStandInTheSameLabels() {
    ScoreLine heading = new ScoreLine.Heading("List score", "Among the candidates");
    Shown shown =
        shown(
            List.of(heading, weights("1", "2"), new ScoreLine.OfAll("Sum", "3", true)),
            List.of(heading, weights("4", "5"), new ScoreLine.OfAll("Sum", "9", true)));
    assertThat(shown.sameLabels).isTrue();
    assertThat(shown.texts).contains("4", "5", "9", "Sum").doesNotContain("1", "2", "3");
  }

  @Test
  void aLineMoreIsShown() {
    Shown shown =
        shown(
            List.of(weights("1", "2")),
            List.of(weights("1", "2"), new ScoreLine.Note("Nothing stands out.")));
    assertThat(shown.sameLabels).isFalse();
    assertThat(shown.texts).contains("Nothing stands out.", "1", "2");
  }

  @Test
  void whatWasUsedForTheRankingIsNotUsedAnyMore() {
    ScoreLine used = new ScoreLine.OfSizes("Rapid", "help", List.of("1", "2"), true);
    ScoreLine unused = new ScoreLine.OfSizes("Rapid", "help", List.of("1", "2"), false);
    assertThat(shown(List.of(used), List.of(unused)).sameLabels).isFalse();
  }
}
