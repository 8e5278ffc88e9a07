package org.vladoscope.dataset.format.known;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.MapOrigin;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.Evidence.Role;
import org.vladoscope.dataset.format.Evidence.Source;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.format.saved.MapFiles;

/** A folder of which {@code map.json} says how it is read. */
final class SavedMap implements PlaceMapFormat {

  private final MapFiles files;
  private final PlaceMapFormats formats;

  /**
   * The format.
   *
   * @param files where such files lie
   * @param formats what a file can name; not asked before a folder is recognised
   */
  SavedMap(MapFiles files, PlaceMapFormats formats) {
    this.files = files;
    this.formats = formats;
  }

  @Override
  public String id() {
    return "map-file";
  }

  @Override
  public String summary() {
    return "map.json, which says how the folder is read and what counts as right";
  }

  @Override
  public boolean isOwn() {
    return true;
  }

  @Override
  public Recognition recognise(FolderListing folder) {
    Optional<MapFiles.Found> found = files.find(folder.root());
    if (found.isEmpty()) {
      return new Recognition.NotThis("there is no map.json that says how it is read");
    }
    Path file = found.get().file();
    ChosenMap chosen = chosen(folder, found.get());
    List<FolderListing.Entry> entries =
        folder.file(MapFiles.NAME).filter(e -> e.file().equals(file)).stream().toList();
    String words =
        (entries.isEmpty() ? file.toString() : MapFiles.NAME) + ", as " + chosen.formatWords();
    return new Recognition.Recognised(chosen.found().with(new Source(Role.SAID, entries, words)));
  }

  private ChosenMap chosen(FolderListing folder, MapFiles.Found found) {
    try {
      if (found.said().format().filter(id()::equals).isPresent()) {
        throw new InputException("Its field 'format' names the file itself.");
      }
      return ChosenMap.of(folder, found.said(), formats);
    } catch (InputException e) {
      throw new InputException(
          "The map file " + found.file() + " does not fit the folder. " + e.getMessage(), e);
    }
  }

  /** The radius is the file's own. */
  @Override
  public PlaceMap read(Evidence found, double radius, Progress progress) {
    FolderListing folder = found.database().listing();
    MapFiles.Found file =
        files
            .find(folder.root())
            .orElseThrow(
                () -> new InputException("The map file of " + folder.root() + " is gone."));
    PlaceMap map = chosen(folder, file).read(progress);
    String unit = map.origin().unit();
    MapOrigin origin = new MapOrigin(map.origin().format(), found.words(), found.notices(), unit);
    // Only the map that was read knows the unit of a radius.
    String rule = file.said().truth().words(unit);
    return map.withOrigin(rule.isEmpty() ? origin : origin.judgedBy(rule));
  }
}
