package org.vladoscope.feature;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;

/** The file of a choice that needs one. */
public final class WeightsFile {

  private WeightsFile() {}

  /** The file; the list of kinds has made sure that there is one. */
  public static Path of(BackboneChoice choice) {
    return Objects.requireNonNull(choice.weights());
  }

  /** Its name without folders. */
  public static String name(BackboneChoice choice) {
    return String.valueOf(of(choice).getFileName());
  }

  /** The hash of its content. */
  public static ContentHash hash(BackboneChoice choice) {
    try {
      return ContentHash.ofFile(of(choice));
    } catch (IOException e) {
      throw new InputException(of(choice) + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }
}
