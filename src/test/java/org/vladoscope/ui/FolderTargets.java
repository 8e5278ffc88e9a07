package org.vladoscope.ui;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.export.ExportTargets;

/** Takes what is exported in the place of dialogs and the system's clipboard. */
final class FolderTargets implements ExportTargets {

  /** Where everything goes under the name that is suggested; null for a user who cancels. */
  private final @Nullable Path folder;

  /** The file that was asked for last. */
  Path file = Path.of("");

  /** The image that was copied last. */
  @Nullable Image copied;

  FolderTargets(@Nullable Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<Path> file(String title, String name) {
    if (folder == null) {
      return Optional.empty();
    }
    file = folder.resolve(name);
    return Optional.of(file);
  }

  @Override
  public Optional<Path> folder(String title) {
    return Optional.ofNullable(folder);
  }

  @Override
  public void copy(Image picture) {
    copied = picture;
  }
}
