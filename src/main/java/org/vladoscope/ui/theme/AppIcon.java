package org.vladoscope.ui.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.scene.image.Image;

/** The sign of the program: a lens over patches. Drawn in several sizes from one source. */
public final class AppIcon {

  private static final List<Integer> SIZES = List.of(16, 32, 48, 64, 128, 256);

  private AppIcon() {}

  /** All sizes, for a window; reads files, so never on the JavaFX thread. */
  public static List<Image> all() {
    return SIZES.stream().map(AppIcon::read).toList();
  }

  private static Image read(int size) {
    try (InputStream file = AppIcon.class.getResourceAsStream("icon/" + size + ".png")) {
      return new Image(Objects.requireNonNull(file, "icon of " + size + " pixels"));
    } catch (IOException e) {
      throw new UncheckedIOException("the icon cannot be read", e);
    }
  }
}
