package org.vladoscope.feature;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;

/** The file of a choice that needs one. */
final class WeightsFile {

  private WeightsFile() {}

  /** The file; {@link Backbones} has made sure that there is one. */
  static Path of(BackboneChoice choice) {
    return Objects.requireNonNull(choice.weights());
  }

  /** Its name without folders. */
  static String name(BackboneChoice choice) {
    return String.valueOf(of(choice).getFileName());
  }

  /** The hash of its content. */
  static ContentHash hash(BackboneChoice choice) {
    try {
      return ContentHash.ofFile(of(choice));
    } catch (IOException e) {
      throw new InputException(of(choice) + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }
}
