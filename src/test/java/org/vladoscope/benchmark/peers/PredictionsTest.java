package org.vladoscope.benchmark.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What both sides found, and how alike it is. */
class PredictionsTest {

  private static final List<Path> QUERIES = List.of(Path.of("q0.jpg"), Path.of("q1.jpg"));
  private static final List<Path> DATABASE =
      List.of(Path.of("d0.jpg"), Path.of("d1.jpg"), Path.of("d2.jpg"));

  @TempDir Path folder;

  private Predictions predictions(int[]... found) throws IOException {
    Path file = folder.resolve("predictions.txt");
    Predictions.write(file, QUERIES, DATABASE, found);
    return Predictions.read(file);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    assertThat(predictions(new int[] {2, 0}, new int[] {1, 2}).ranked())
        .containsEntry("q0.jpg", List.of("d2.jpg", "d0.jpg"))
        .containsEntry("q1.jpg", List.of("d1.jpg", "d2.jpg"));
  }

  @Test
  void foldersInAFileDoNotMatter() throws IOException {
    Path file = folder.resolve("ours.txt");
    Files.writeString(file, "# kapture format: 1.0\nqueries/q0.jpg, database/d1.jpg\n");

    assertThat(Predictions.read(file).ranked()).containsEntry("q0.jpg", List.of("d1.jpg"));
  }

  @Test
  void recallAndAgreementCountQueries() throws IOException {
    Predictions one = predictions(new int[] {0, 1, 2}, new int[] {1, 0, 2});
    Predictions other = predictions(new int[] {0, 2, 1}, new int[] {1, 0, 2});

    assertThat(one.recallAt1(Map.of("q0.jpg", Set.of("d0.jpg"), "q1.jpg", Set.of("d2.jpg"))))
        .isEqualTo(.5);
    assertThat(one.with(other, 3)).isEqualTo(new Predictions.Agreement(2, 2, 1));
    assertThat(one.with(other, 1)).isEqualTo(new Predictions.Agreement(2, 2, 2));
  }

  @Test
  void scoresAreFusedAsWeightedStandardScores() {
    double[] fused = OriginalScripts.fused(new double[][] {{1, 3}, {5, 5}}, List.of(.75, .25));

    assertThat(fused).containsExactly(new double[] {-.75, .75}, within(1e-12));
  }
}
