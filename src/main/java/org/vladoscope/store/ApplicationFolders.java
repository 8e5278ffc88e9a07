package org.vladoscope.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where this program keeps files of a user, by the conventions of the operating system (XDG Base
 * Directory on Linux). None of the folders need exist.
 *
 * @param cache what can be computed again
 * @param data what the user put there or fetched
 * @param settings the window's settings
 */
public record ApplicationFolders(Path cache, Path data, Path settings) {

  /** The folders of the user who runs the program. */
  public static ApplicationFolders ofUser() {
    return of(
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", ".")),
        System.getenv());
  }

  /**
   * The folders of a user.
   *
   * @param osName as in the system property {@code os.name}
   */
  public static ApplicationFolders of(String osName, Path home, Map<String, String> environment) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.contains("mac")) {
      Path support = home.resolve("Library/Application Support/Vladoscope");
      return new ApplicationFolders(home.resolve("Library/Caches/Vladoscope"), support, support);
    }
    if (os.contains("windows")) {
      Path local = base(environment, "LOCALAPPDATA", home.resolve("AppData/Local"));
      Path roaming = base(environment, "APPDATA", home.resolve("AppData/Roaming"));
      return new ApplicationFolders(
          local.resolve("Vladoscope/Cache"),
          local.resolve("Vladoscope"),
          roaming.resolve("Vladoscope"));
    }
    return new ApplicationFolders(
        base(environment, "XDG_CACHE_HOME", home.resolve(".cache")).resolve("vladoscope"),
        base(environment, "XDG_DATA_HOME", home.resolve(".local/share")).resolve("vladoscope"),
        base(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve("vladoscope"));
  }

  /** What a variable names; a relative path does not count, as XDG demands. */
  private static Path base(Map<String, String> environment, String variable, Path otherwise) {
    String named = environment.get(variable);
    return named == null || !Path.of(named).isAbsolute() ? otherwise : Path.of(named);
  }
}
