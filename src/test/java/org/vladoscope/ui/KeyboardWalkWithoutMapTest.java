package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.ui.welcome.RecentMap;

/** What there is before a map is open, with the keyboard alone. */
@Tag("window")
class KeyboardWalkWithoutMapTest {

  private Harness harness;

  @BeforeEach
  void start(@TempDir Path folder) {
    harness =
        new Harness(
            (map, progress) -> {
              throw new InputException("not asked for");
            },
            folder,
            UserPreferences.DEFAULT.withRecent(new RecentMap("one", folder.resolve("one"))));
    Snapshots.settle();
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void theWelcome() {
    assertThat(KeyboardWalk.around(harness.window.scene()).faults()).isEmpty();
  }

  @Test
  void theMeasurements() {
    harness.fx(() -> harness.window.perspectiveProperty().set(Perspective.EVALUATE));
    Snapshots.settle();
    assertThat(KeyboardWalk.around(harness.window.scene()).faults()).isEmpty();
  }
}
