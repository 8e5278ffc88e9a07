package org.vladoscope.ui.explore.queries;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import org.jspecify.annotations.Nullable;

/**
 * What was dropped on the window or lies on the clipboard.
 *
 * @param files files and folders, maybe none
 * @param picture an image that is no file, or null
 */
public record Transfer(List<Path> files, @Nullable Image picture) {

  /** Copies the list. */
  public Transfer {
    files = List.copyOf(files);
  }

  /** What a clipboard, or what is being dragged, has for us; files go before images. */
  public static Transfer of(Clipboard clipboard) {
    List<File> files = clipboard.hasFiles() ? clipboard.getFiles() : List.of();
    Image picture = files.isEmpty() && clipboard.hasImage() ? clipboard.getImage() : null;
    return new Transfer(files.stream().map(File::toPath).toList(), picture);
  }

  /** Files alone. */
  public static Transfer of(List<Path> files) {
    return new Transfer(files, null);
  }

  /** True if there is nothing in it that could be used. */
  public boolean isEmpty() {
    return files.isEmpty() && picture == null;
  }
}
