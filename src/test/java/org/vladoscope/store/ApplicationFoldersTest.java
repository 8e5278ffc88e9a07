package org.vladoscope.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicationFoldersTest {

  private static final Path HOME = Path.of("/home/ada").toAbsolutePath();

  @Test
  void onLinuxTheyAreWhereXdgSays() {
    Path elsewhere = HOME.resolve("elsewhere");

    assertThat(
            ApplicationFolders.of(
                "Linux",
                HOME,
                Map.of(
                    "XDG_CACHE_HOME", elsewhere.resolve("c").toString(),
                    "XDG_DATA_HOME", elsewhere.resolve("d").toString(),
                    "XDG_CONFIG_HOME", elsewhere.resolve("s").toString())))
        .isEqualTo(
            new ApplicationFolders(
                elsewhere.resolve("c/vladoscope"),
                elsewhere.resolve("d/vladoscope"),
                elsewhere.resolve("s/vladoscope")));
  }

  @Test
  void onLinuxARelativeOrMissingXdgFolderDoesNotCount() {
    ApplicationFolders standard =
        new ApplicationFolders(
            HOME.resolve(".cache/vladoscope"),
            HOME.resolve(".local/share/vladoscope"),
            HOME.resolve(".config/vladoscope"));

    assertThat(ApplicationFolders.of("Linux", HOME, Map.of())).isEqualTo(standard);
    assertThat(
            ApplicationFolders.of(
                "Linux",
                HOME,
                Map.of("XDG_CACHE_HOME", "", "XDG_DATA_HOME", "relative", "XDG_CONFIG_HOME", ".")))
        .isEqualTo(standard);
  }

  @Test
  void onMacTheyAreInTheLibrary() {
    Path support = HOME.resolve("Library/Application Support/Vladoscope");

    assertThat(ApplicationFolders.of("Mac OS X", HOME, Map.of()))
        .isEqualTo(
            new ApplicationFolders(HOME.resolve("Library/Caches/Vladoscope"), support, support));
  }

  @Test
  void onWindowsTheyAreInTheApplicationData() {
    Path local = HOME.resolve("Local");
    Path roaming = HOME.resolve("Roaming");

    assertThat(
            ApplicationFolders.of(
                "Windows 11",
                HOME,
                Map.of("LOCALAPPDATA", local.toString(), "APPDATA", roaming.toString())))
        .isEqualTo(
            new ApplicationFolders(
                local.resolve("Vladoscope/Cache"),
                local.resolve("Vladoscope"),
                roaming.resolve("Vladoscope")));
    assertThat(ApplicationFolders.of("Windows 11", HOME, Map.of()).cache())
        .isEqualTo(HOME.resolve("AppData/Local/Vladoscope/Cache"));
  }
}
