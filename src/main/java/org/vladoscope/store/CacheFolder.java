package org.vladoscope.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where computed values are kept unless the user says otherwise. */
public final class CacheFolder {

  private CacheFolder() {}

  /** The user's cache folder of this program, by the conventions of the operating system. */
  public static Path standard() {
    return standard(
        System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv());
  }

  static Path standard(String osName, Path home, Map<String, String> environment) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.contains("mac")) {
      return home.resolve("Library/Caches/Vladoscope");
    }
    if (os.contains("windows")) {
      String local = environment.get("LOCALAPPDATA");
      Path base = local == null ? home.resolve("AppData/Local") : Path.of(local);
      return base.resolve("Vladoscope/Cache");
    }
    String xdg = environment.get("XDG_CACHE_HOME");
    Path base = xdg == null || !Path.of(xdg).isAbsolute() ? home.resolve(".cache") : Path.of(xdg);
    return base.resolve("vladoscope");
  }
}
