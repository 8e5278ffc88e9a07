package org.vladoscope.benchmark.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;

/** The few images that both sides answer questions about. */
class PeerMapTest {

  @TempDir Path folder;
  private PlaceMap map;

  @BeforeEach
  void aMapOfSixPlacesAndThreeQueriesOfWhichOneHasNoMatch() throws IOException {
    Path root = folder.resolve("town");
    Files.createDirectories(root.resolve("database"));
    Files.createDirectories(root.resolve("queries/dusk"));
    for (int i = 0; i < 6; i++) {
      Files.writeString(root.resolve("database/p" + i + ".jpg"), "place " + i);
    }
    for (String name : List.of("a", "b", "c")) {
      Files.writeString(root.resolve("queries/dusk/" + name + ".jpg"), "query " + name);
    }
    Files.writeString(
        root.resolve("ground_truth.csv"),
        "dusk/a.jpg\ndusk/b.jpg,p4.jpg,p5.jpg\ndusk/c.jpg,p1.jpg\n");
    map = PlaceMapFormats.known().read(root, Progress.NONE);
  }

  @Test
  void queriesComeWithAMatchAndImagesInBetween() throws IOException {
    PeerMap small = PeerMap.copy(map, 4, 2, folder.resolve("small"));

    assertThat(small.truth().keySet()).containsExactly("dusk_b.jpg", "dusk_c.jpg");
    assertThat(small.truth().get("dusk_c.jpg")).containsExactly("p1.jpg");
    assertThat(small.truth().get("dusk_b.jpg")).contains("p4.jpg");
    assertThat(small.database()).hasSize(4);
    assertThat(small.size()).isEqualTo(6);
    assertThat(Files.readString(small.folder().resolve("queries/dusk_b.jpg"))).isEqualTo("query b");
  }

  @Test
  void theProgramReadsTheSameTruth() {
    PeerMap small = PeerMap.copy(map, 6, 2, folder.resolve("small"));

    PlaceMap read = PlaceMapFormats.known().read(small.folder(), Progress.NONE);
    for (int q = 0; q < read.queries().size(); q++) {
      Set<String> right = small.truth().getOrDefault(read.queries().get(q).name(), Set.of());
      for (int d = 0; d < read.database().size(); d++) {
        assertThat(read.groundTruth().isPositive(q, d))
            .isEqualTo(right.contains(read.database().get(d).name()));
      }
    }
  }

  @Test
  void moreThanThereIsIsRefused() {
    assertThatThrownBy(() -> PeerMap.copy(map, 4, 3, folder.resolve("small")))
        .isInstanceOf(InputException.class)
        .hasMessage("town has 2 queries with a match and 6 database images, not 3 and 4.");
    assertThatThrownBy(() -> PeerMap.copy(map, 1, 2, folder.resolve("small")))
        .isInstanceOf(InputException.class)
        .hasMessage("At least 2 database images are needed for 2 queries.");
  }
}
