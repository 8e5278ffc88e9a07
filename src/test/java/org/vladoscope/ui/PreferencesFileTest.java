package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.ui.explore.ShownPanels;
import org.vladoscope.ui.lab.LessonProgress;
import org.vladoscope.ui.theme.Look;
import org.vladoscope.ui.theme.TextSize;
import org.vladoscope.ui.theme.ThemeChoice;
import org.vladoscope.ui.welcome.RecentMap;

class PreferencesFileTest {

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadAgain() {
    PreferencesFile file = new PreferencesFile(folder.resolve("new/window.json"));
    UserPreferences preferences =
        UserPreferences.DEFAULT
            .withLook(new Look(ThemeChoice.DARK, TextSize.LARGER))
            .withRecent(new RecentMap("town", Path.of("/maps/town")))
            .withLesson(new LessonProgress(Path.of("/my.lesson"), 3, Set.of(0, 2)))
            .withLinked(false)
            .withReducedMotion(true)
            .withPanels(new ShownPanels(false, true, true, false))
            .withSize(1500, 900);
    file.write(preferences);
    assertThat(file.read()).isEqualTo(preferences);
  }

  @Test
  void aMissingOrDamagedFileGivesTheDefaults() throws IOException {
    PreferencesFile file = new PreferencesFile(folder.resolve("window.json"));
    assertThat(file.read()).isEqualTo(UserPreferences.DEFAULT);
    Files.writeString(folder.resolve("window.json"), "{\"theme\": ");
    assertThat(file.read()).isEqualTo(UserPreferences.DEFAULT);
    Files.writeString(
        folder.resolve("window.json"),
        "{\"theme\": \"pink\", \"textSize\": \"vast\", \"width\": 3, \"recent\": [7]}");
    assertThat(file.read().look()).isEqualTo(Look.DEFAULT);
    assertThat(file.read().width()).isGreaterThanOrEqualTo(800);
    assertThat(file.read().recent()).isEmpty();
  }

  @Test
  void theNewestMapComesFirstAndOnlyOnce() {
    UserPreferences preferences = UserPreferences.DEFAULT;
    for (int i = 0; i < 12; i++) {
      preferences = preferences.withRecent(new RecentMap("m" + i, Path.of("/maps/m" + i)));
    }
    preferences = preferences.withRecent(new RecentMap("m5", Path.of("/maps/m5")));
    assertThat(preferences.recent()).hasSize(10);
    assertThat(preferences.recent().getFirst().name()).isEqualTo("m5");
    assertThat(preferences.recent()).filteredOn(m -> m.name().equals("m5")).hasSize(1);
    assertThat(preferences.lastFolder()).isEqualTo(Path.of("/maps"));
  }

  @Test
  void aWindowRememberedOnALargerScreenIsMadeToFit() {
    UserPreferences large = UserPreferences.DEFAULT.withSize(2500, 700);
    UserPreferences fitted = large.fittedTo(1400, 900);
    assertThat(fitted.width()).isEqualTo(1400);
    assertThat(fitted.height()).isEqualTo(700);
  }
}
