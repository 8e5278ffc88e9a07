package org.vladoscope.dataset.format.known;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.MapOrigin;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.Evidence.Role;
import org.vladoscope.dataset.format.Evidence.Source;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.format.UndecidedMap;
import org.vladoscope.dataset.format.saved.MapFile;
import org.vladoscope.dataset.format.saved.Radii;
import org.vladoscope.dataset.format.saved.TruthFinder;
import org.vladoscope.dataset.format.saved.TruthRule;

/**
 * A folder that is read as somebody said it.
 *
 * @param said what was said
 * @param format the format that was named, or null if folders were
 * @param found what that finds, with the ground truth by the rule that was said
 */
public record ChosenMap(MapFile said, @Nullable PlaceMapFormat format, Evidence found) {

  /**
   * Finds what was said.
   *
   * @throws UndecidedMap if it does not say which folders are meant
   * @throws InputException if the folder does not hold what was said
   */
  public static ChosenMap of(FolderListing folder, MapFile said, PlaceMapFormats formats) {
    PlaceMapFormat format = said.format().map(formats::byId).orElse(null);
    Recognition recognition =
        format == null
            ? said.roles().orElseThrow().recognition(folder)
            : said.roles()
                .map(roles -> format.recognise(folder, roles))
                .orElseGet(() -> format.recognise(folder));
    return switch (recognition) {
      case Recognition.Recognised recognised ->
          new ChosenMap(
              said,
              format,
              divided(folder, byRule(folder, recognised.evidence(), said.truth()), said));
      case Recognition.Undecided undecided -> throw new UndecidedMap(undecided.question());
      case Recognition.NotThis not ->
          throw new InputException(
              folder.root()
                  + " cannot be read as "
                  + said.format().orElse("it is said")
                  + ": "
                  + not.reason()
                  + ".");
    };
  }

  private static Evidence byRule(FolderListing folder, Evidence found, TruthRule rule) {
    if (rule instanceof TruthRule.AsMapSays) {
      return found;
    }
    List<FolderListing.Entry> files =
        rule instanceof TruthRule.OfFile(String name, Radii _)
            ? List.of(file(folder, name))
            : List.of();
    return found
        .without(Role.GROUND_TRUTH)
        .with(new Source(Role.GROUND_TRUTH, files, rule.words("")));
  }

  private static FolderListing.Entry file(FolderListing folder, String name) {
    return folder
        .file(name)
        .orElseThrow(
            () -> new InputException("There is no file " + folder.root().resolve(name) + "."));
  }

  /** The same with the file of conditions that was said instead of what the folder says. */
  private static Evidence divided(FolderListing folder, Evidence found, MapFile said) {
    return said.conditions()
        .map(
            name ->
                found.without(Role.CONDITIONS).with(Source.of(Role.CONDITIONS, file(folder, name))))
        .orElse(found);
  }

  /** The format for people. */
  String formatWords() {
    return format == null ? "given folders" : format.id();
  }

  /** How the map is read, for people. */
  public MapOrigin origin() {
    return new MapOrigin(formatWords(), found.words(), found.notices());
  }

  /** Reads the map, with the ground truth that was said. */
  public PlaceMap read(Progress progress) {
    PlaceMap map = images(progress);
    MapOrigin origin =
        new MapOrigin(formatWords(), found.words(), found.notices(), map.origin().unit());
    return new TruthFinder(map.withOrigin(origin), found.database().listing().root())
        .mapBy(said.truth());
  }

  /**
   * Reads the map, with a ground truth only if the map says it itself: the images that any other
   * rule is about.
   */
  public PlaceMap images(Progress progress) {
    // The rule's own file is no file of the format.
    Evidence own =
        said.truth() instanceof TruthRule.AsMapSays ? found : found.without(Role.GROUND_TRUTH);
    PlaceMap map =
        format == null
            ? MapReading.usual(own, MapReading.DEFAULT_RADIUS, progress)
            : format.read(own, MapReading.DEFAULT_RADIUS, progress);
    return map.named(said.name());
  }
}
