package org.vladoscope.dataset.format.saved;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.DistanceTruth;
import org.vladoscope.dataset.FrameNumbers;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.Nearness;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.TruthCheck;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.TruthFiles;

/**
 * What is right on a map by a rule: for the command line, the window and {@code map.json} alike.
 * What takes long to find out is kept for the next rule, so that a slider can ask often. Safe to
 * use from several threads; one waits for another.
 */
public final class TruthFinder {

  private final PlaceMap map;
  private final Path folder;
  private @Nullable DistanceTruth byPoses;
  private @Nullable FrameNumbers frames;
  private @Nullable String fileName;
  private TruthFiles.@Nullable Imported file;

  /**
   * Rules for a map.
   *
   * @param map as it was read
   * @param folder the folder that relative paths of files are relative to
   */
  public TruthFinder(PlaceMap map, Path folder) {
    this.map = map;
    this.folder = folder;
  }

  /**
   * What was found.
   *
   * @param truth what is right
   * @param notes what should be known of how it was found; sentences
   */
  public record Found(GroundTruth truth, List<String> notes) {

    /** Copies the list. */
    public Found {
      notes = List.copyOf(notes);
    }

    private Found(GroundTruth truth, String note) {
      this(truth, note.isEmpty() ? List.of() : List.of(note));
    }

    /** The notes, and what is suspicious about the truth itself. */
    public List<String> warnings(PlaceMap map) {
      List<String> all = new ArrayList<>(notes);
      all.addAll(TruthCheck.warnings(truth, map));
      return all;
    }
  }

  /**
   * What is right.
   *
   * @throws InputException if the map does not have what the rule needs
   */
  public synchronized Found by(TruthRule rule) {
    return switch (rule) {
      case TruthRule.AsMapSays _ -> new Found(map.groundTruth(), asMapSays());
      case TruthRule.Within(Radii radii, OptionalDouble heading) -> {
        DistanceTruth distances = byPoses().turned(heading);
        double own = radii.hard().isPresent() ? radii.hard().getAsDouble() : ownRadius();
        yield new Found(within(distances, own, radii), distances.headingNote());
      }
      case TruthRule.Frames(int tolerance, int soft, int offset) -> {
        FrameNumbers numbers = frames();
        yield new Found(
            DistanceTruth.ofFrames(map, numbers, offset).within(tolerance, soft), numbers.note());
      }
      case TruthRule.OfFile(String name, Radii radii) -> ofFile(name, radii);
      case TruthRule.Unknown _ -> new Found(GroundTruth.unknown(), List.of());
    };
  }

  /**
   * The map with what is right. What should be known of it is among the map's warnings; what is
   * suspicious, {@link TruthCheck} tells.
   *
   * @throws InputException if the map does not have what the rule needs
   */
  public PlaceMap mapBy(TruthRule rule) {
    Found found = by(rule);
    PlaceMap told = map.withGroundTruth(found.truth(), found.notes());
    String words = rule.words(map.origin().unit());
    return words.isEmpty() ? told : told.withOrigin(map.origin().judgedBy(words));
  }

  private boolean isInMetres() {
    return map.origin().unit().equals(Nearness.METRES);
  }

  private String asMapSays() {
    boolean open =
        !map.groundTruth().isKnown()
            && !isInMetres()
            && map.database().stream().map(PlaceImage::pose).anyMatch(Objects::nonNull);
    return open
        ? "Positions are in "
            + map.origin().unit()
            + ", not in metres, so it is not known yet how near matches are. Say it in these units,"
            + " with --radius or on the page Ground truth."
        : "";
  }

  private DistanceTruth byPoses() {
    DistanceTruth known = byPoses;
    if (known == null) {
      known = DistanceTruth.ofPoses(map);
      byPoses = known;
    }
    return known;
  }

  private FrameNumbers frames() {
    FrameNumbers known = frames;
    if (known == null) {
      known = FrameNumbers.of(map);
      frames = known;
    }
    return known;
  }

  private double ownRadius() {
    OptionalDouble own = map.groundTruth().radius();
    if (own.isEmpty() && !isInMetres()) {
      throw new InputException(
          "Positions are not in metres: give a radius (--radius) in " + map.origin().unit() + ".");
    }
    return own.orElse(MapReading.DEFAULT_RADIUS);
  }

  private static GroundTruth within(DistanceTruth distances, double hard, Radii radii) {
    return distances.within(hard, radii.soft().orElse(hard));
  }

  private Found ofFile(String name, Radii radii) {
    TruthFiles.Imported imported = file;
    if (imported == null || !name.equals(fileName)) {
      imported = TruthFiles.read(folder.resolve(name), map);
      file = imported;
      fileName = name;
    }
    if (imported.distances().isEmpty()) {
      if (!radii.isUnsaid()) {
        throw new InputException(
            name
                + " says which images match, not how far apart they are: a radius and a soft radius"
                + " have nothing to measure.");
      }
      return new Found(imported.truth(), imported.notes());
    }
    List<String> notes = new ArrayList<>(imported.notes());
    if (imported.radius().isEmpty() && radii.hard().isEmpty()) {
      notes.addFirst(
          Path.of(name).getFileName()
              + " has no posDistThr; images within 25 m are taken as matches.");
    }
    double stated = imported.radius().orElse(MapReading.DEFAULT_RADIUS);
    return new Found(within(imported.distances().get(), radii.hard().orElse(stated), radii), notes);
  }
}
