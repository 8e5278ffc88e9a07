package org.vladoscope.dataset;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An image of a place.
 *
 * @param name path relative to its folder of database or query images, with slashes; unique there
 * @param file where it lies
 * @param pose where it was taken, if known
 */
public record PlaceImage(String name, Path file, @Nullable Pose pose) {

  /** An image that belongs to no map. */
  public static PlaceImage of(Path file) {
    return new PlaceImage(String.valueOf(file.getFileName()), file, null);
  }
}
