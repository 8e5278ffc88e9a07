package org.vladoscope;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether a window can be shown here, found out before JavaFX is touched: it ends the process when
 * its libraries are missing.
 *
 * @param obstacle why no window can be shown, as a sentence that says what to do; empty if one can
 * @param error why not even images can be drawn; empty if they can
 */
record Display(Optional<String> obstacle, Optional<String> error) {

  private static final String FONTS = "libpangoft2-1.0.so.0";
  private static final String GTK = "libgtk-3.so.0";

  /** Looks at this machine. */
  static Display here() {
    return of(System.getProperty("os.name"), System.getenv(), Display::isInstalled);
  }

  /**
   * Decides from what is known of a machine.
   *
   * @param isInstalled whether a shared library can be loaded
   */
  static Display of(String osName, Map<String, String> environment, Predicate<String> isInstalled) {
    if (!osName.toLowerCase(Locale.ROOT).contains("linux")) {
      return new Display(Optional.empty(), Optional.empty());
    }
    Optional<String> error =
        isInstalled.test(FONTS)
            ? Optional.empty()
            : Optional.of(
                "The font libraries are missing; install libpangoft2-1.0-0 (Debian, Ubuntu) or"
                    + " pango (Fedora, Arch) and start again.");
    if (!environment.containsKey("DISPLAY") && !environment.containsKey("WAYLAND_DISPLAY")) {
      return new Display(
          Optional.of(
              "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set); start from a"
                  + " graphical session to get the window."),
          error);
    }
    if (!isInstalled.test(GTK)) {
      return new Display(
          Optional.of(
              "GTK is missing; install libgtk-3-0 and libxtst6 (Debian, Ubuntu) or gtk3 (Fedora,"
                  + " Arch) to get the window."),
          error);
    }
    return new Display(Optional.empty(), error);
  }

  private static boolean isInstalled(String library) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(library, arena);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
