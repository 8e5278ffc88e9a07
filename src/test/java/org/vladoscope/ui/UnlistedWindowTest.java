package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.image.ImageSize;
import org.vladoscope.ranking.Candidate;

/** A map with more images than are listed as candidates. */
@Tag("window")
class UnlistedWindowTest {

  private static final int IMAGES = 103;
  private static final int LISTED = 100;

  @Test
  void aRightAnswerThatIsNoCandidateIsRankedByItsSimilarityAndCompared(@TempDir Path folder)
      throws IOException {
    Path map = FixtureMap.write(folder.resolve("painted places"), IMAGES, 1);
    // Small images: nobody looks at what the patches say here.
    try (EngineWindow engine =
        new EngineWindow(folder, EngineWindow.fewWords(2).withImageSize(new ImageSize(224, 160)))) {
      Harness harness = engine.harness;
      harness.open(map);
      harness.chooseQuery(0);
      List<String> listed =
          harness.explore().ranking().stream().map(Candidate::image).map(PlaceImage::name).toList();
      assertThat(listed).hasSize(LISTED);
      String right =
          harness.explore().map().database().stream()
              .map(PlaceImage::name)
              .filter(name -> !listed.contains(name))
              .findFirst()
              .orElseThrow();
      Files.writeString(
          map.resolve("ground_truth.csv"), FixtureMap.queryName(0) + "," + right + "\n");
      harness.fx(() -> harness.model().closeMap());
      harness.open(map);
      harness.chooseQuery(0);
      assertThat(harness.texts()).contains("No candidate shows the same place");
      harness.press(KeyCode.W);
      harness.awaitRest();
      assertThat(harness.texts())
          .contains(right, "not a candidate")
          .anySatisfy(
              text ->
                  assertThat(text)
                      .matches(
                          "Lost in the global search: global rank 10[123], not among the 2"
                              + " re-ranked"));
      harness.picture("why-unlisted");
    }
  }
}
