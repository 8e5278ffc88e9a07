package org.vladoscope.ui.evaluate.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.DistanceTruth;
import org.vladoscope.dataset.FrameNumbers;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.TruthCheck;
import org.vladoscope.dataset.format.TruthFiles;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.Conflated;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;

/**
 * What counts as right while the map is measured: the map's own ground truth, a radius, frames of a
 * sequence, or a file. The map itself is not changed.
 */
public final class TruthModel {

  /** Where the ground truth comes from. */
  public enum Source {
    /** The map. */
    MAP("The map's own"),
    /** Metres between poses. */
    RADIUS("Radius in metres"),
    /** Frames between two drives. */
    FRAMES("Frames"),
    /** A file that was opened. */
    FILE("From a file");

    private final String label;

    Source(String label) {
      this.label = label;
    }

    /** Its name, for people. */
    public String label() {
      return label;
    }
  }

  /**
   * What was asked for.
   *
   * @param source where it comes from
   * @param radius greatest distance of a match, in metres or frames
   * @param soft up to this distance an image counts neither way; at most the radius for none
   * @param turn greatest difference of headings of a match by poses, in degrees; empty if any will
   *     do
   * @param offset number of the database frame that query 0 shows
   * @param file the file, or null
   */
  public record Wanted(
      Source source,
      double radius,
      double soft,
      OptionalDouble turn,
      int offset,
      @Nullable Path file) {

    /** Whatever the headings. */
    public Wanted(Source source, double radius, double soft, int offset, @Nullable Path file) {
      this(source, radius, soft, OptionalDouble.empty(), offset, file);
    }
  }

  private record Found(
      GroundTruth truth, List<String> warnings, Optional<DistanceTruth> distances) {}

  private final PlaceMap map;
  private final Conflated computing;
  private final LatestOnly reading;
  private final ReadOnlyObjectWrapper<GroundTruth> truth;
  private final ReadOnlyObjectWrapper<Wanted> wanted =
      new ReadOnlyObjectWrapper<>(new Wanted(Source.MAP, 25, 0, 0, null));
  private final ReadOnlyObjectWrapper<List<String>> warnings;
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private Optional<DistanceTruth> ofFile = Optional.empty();
  private @Nullable GroundTruth fileTruth;
  private @Nullable Path readFile;
  private final ObjectProperty<WithoutPositive> convention =
      new SimpleObjectProperty<>(WithoutPositive.LEFT_OUT);

  public TruthModel(PlaceMap map, BackgroundTasks tasks) {
    this.map = map;
    this.computing = new Conflated(tasks);
    this.reading = new LatestOnly(tasks);
    this.truth = new ReadOnlyObjectWrapper<>(map.groundTruth());
    this.warnings = new ReadOnlyObjectWrapper<>(TruthCheck.warnings(map.groundTruth(), map));
  }

  /** The map. */
  public PlaceMap map() {
    return map;
  }

  /** What becomes of queries without a positive, on all pages. */
  public ObjectProperty<WithoutPositive> conventionProperty() {
    return convention;
  }

  /** What counts. */
  public ReadOnlyObjectProperty<GroundTruth> truthProperty() {
    return truth.getReadOnlyProperty();
  }

  /** What was asked for last and could be used. */
  public ReadOnlyObjectProperty<Wanted> wantedProperty() {
    return wanted.getReadOnlyProperty();
  }

  /** What is suspicious. */
  public ReadOnlyObjectProperty<List<String>> warningsProperty() {
    return warnings.getReadOnlyProperty();
  }

  /** Why what was asked for cannot be used; empty if it can. What counted before still does. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The file in use, or null. */
  public @Nullable Path file() {
    return readFile;
  }

  /** True if the file in use says how far images are apart. */
  public boolean hasDistances() {
    return ofFile.isPresent();
  }

  /** Uses another ground truth; a slider may ask faster than it can be computed. */
  public void use(Wanted asked) {
    if (asked.source == Source.FILE && fileTruth == null) {
      problem.set("Open a file first.");
      return;
    }
    Optional<DistanceTruth> distances = ofFile;
    GroundTruth own = fileTruth;
    computing.submit(
        "Finding matches",
        progress -> {
          GroundTruth found = find(asked, distances, own);
          List<String> doubts = new ArrayList<>(TruthCheck.warnings(found, map));
          if (asked.source == Source.FRAMES && !FrameNumbers.of(map).note().isEmpty()) {
            doubts.addFirst(FrameNumbers.of(map).note());
          }
          if (asked.source == Source.RADIUS) {
            String note = DistanceTruth.ofPoses(map).turned(asked.turn).headingNote();
            if (!note.isEmpty()) {
              doubts.addFirst(note);
            }
          }
          return new Found(found, doubts, distances);
        },
        found -> take(asked, found),
        failure -> problem.set(Words.of(failure)));
  }

  private GroundTruth find(
      Wanted asked, Optional<DistanceTruth> distances, @Nullable GroundTruth own) {
    double soft = Math.max(asked.radius, asked.soft);
    return switch (asked.source) {
      case MAP -> map.groundTruth();
      case RADIUS -> DistanceTruth.ofPoses(map).turned(asked.turn).within(asked.radius, soft);
      case FRAMES ->
          DistanceTruth.ofFrames(map, FrameNumbers.of(map), asked.offset)
              .within(asked.radius, soft);
      case FILE -> {
        if (own == null) {
          throw new InputException("Open a file first.");
        }
        yield distances.map(d -> d.within(asked.radius, soft)).orElse(own);
      }
    };
  }

  /** Reads a file and uses what it says; what counted before stays if it cannot be used. */
  public void open(Path file, Consumer<Wanted> then) {
    reading.submit(
        "Reading " + file.getFileName(),
        progress -> TruthFiles.read(file, map, null),
        Outcome.of(
            (TruthFiles.Imported imported) -> {
              ofFile = imported.distances();
              fileTruth = imported.truth();
              readFile = file;
              double radius = Double.isNaN(imported.radius()) ? 25 : imported.radius();
              Wanted asked = new Wanted(Source.FILE, radius, 0, 0, file);
              take(asked, new Found(imported.truth(), imported.warnings(), imported.distances()));
              then.accept(asked);
            },
            failure -> problem.set(Words.of(failure))));
  }

  private void take(Wanted asked, Found found) {
    problem.set("");
    wanted.set(asked);
    warnings.set(found.warnings());
    truth.set(found.truth());
  }

  /** Stops what is computed. */
  public void close() {
    reading.cancel();
  }
}
