package org.vladoscope.cli.option;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.UndecidedMap;
import org.vladoscope.dataset.format.known.Inspection;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says in which format the folder of a map is read. */
public final class FormatOption {

  private final PlaceMapFormats formats;

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec spec;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = FormatIds.class,
      description =
          "Read the folder as this, instead of finding out: ${COMPLETION-CANDIDATES}. See the"
              + " command inspect.")
  @Nullable PlaceMapFormat format;

  @Option(
      names = "--image-root",
      paramLabel = "DIR",
      description =
          "Where the images lie that a list names (.npy, .mat), if not in the folder of the list.")
  @Nullable Path imageRoot;

  /** The option with the formats to choose from. */
  public FormatOption(PlaceMapFormats formats) {
    this.formats = formats;
  }

  /** True if the user named a format or a folder of images. */
  boolean isGiven() {
    return format != null || imageRoot != null;
  }

  /** True if images are looked for besides the folder that is read. */
  boolean hasImageRoot() {
    return imageRoot != null;
  }

  private PlaceMapFormats formats() {
    return imageRoot == null ? formats : formats.withImagesIn(imageRoot);
  }

  /** The name of the format, if the user named one. */
  Optional<String> id() {
    return Optional.ofNullable(format).map(PlaceMapFormat::id);
  }

  /** Reads a map. */
  public PlaceMap read(Path folder, Progress progress) {
    return read(folder, MapReading.DEFAULT_RADIUS, progress);
  }

  /**
   * Reads a map.
   *
   * @param radius greatest distance in metres of a positive, where positives follow from poses
   * @throws ParameterException if the folder can be read in several ways
   */
  public PlaceMap read(Path folder, double radius, Progress progress) {
    try {
      return formats().read(folder, format, radius, progress);
    } catch (UndecidedMap e) {
      throw wrongUsage(e);
    }
  }

  /** What the formats, or the one that was named, make of a folder. */
  public Inspection inspect(Path folder, Progress progress) {
    return formats().inspect(folder, format, progress);
  }

  /** The user has to say what is meant, as after any command that was not understood. */
  public ParameterException wrongUsage(UndecidedMap question) {
    return new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        String.valueOf(question.getMessage()),
        question);
  }
}
