package org.vladoscope.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {

  private static final Path HOME = Path.of("/home/ada").toAbsolutePath();

  @Test
  void onLinuxItIsWhereXdgSays() {
    Path cache = HOME.resolve("elsewhere");

    assertThat(CacheFolder.standard("Linux", HOME, Map.of("XDG_CACHE_HOME", cache.toString())))
        .isEqualTo(cache.resolve("vladoscope"));
  }

  @Test
  void onLinuxARelativeOrMissingXdgFolderDoesNotCount() {
    Path standard = HOME.resolve(".cache/vladoscope");

    assertThat(CacheFolder.standard("Linux", HOME, Map.of())).isEqualTo(standard);
    assertThat(CacheFolder.standard("Linux", HOME, Map.of("XDG_CACHE_HOME", "")))
        .isEqualTo(standard);
    assertThat(CacheFolder.standard("Linux", HOME, Map.of("XDG_CACHE_HOME", "relative")))
        .isEqualTo(standard);
  }

  @Test
  void onMacItIsInTheLibrary() {
    assertThat(CacheFolder.standard("Mac OS X", HOME, Map.of()))
        .isEqualTo(HOME.resolve("Library/Caches/Vladoscope"));
  }

  @Test
  void onWindowsItIsInTheLocalApplicationData() {
    Path local = HOME.resolve("Local");

    assertThat(CacheFolder.standard("Windows 11", HOME, Map.of("LOCALAPPDATA", local.toString())))
        .isEqualTo(local.resolve("Vladoscope/Cache"));
    assertThat(CacheFolder.standard("Windows 11", HOME, Map.of()))
        .isEqualTo(HOME.resolve("AppData/Local/Vladoscope/Cache"));
  }
}
