package org.vladoscope.dataset.format.known;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.Evidence.Role;
import org.vladoscope.dataset.format.Evidence.Source;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.FolderListing.Entry;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.geo.UtmZone;

/**
 * A project of COLMAP: {@code database.db}, a model such as {@code sparse/0/images.bin}, and the
 * images in {@code images/}. Places come from the priors of the database, which are metres, or from
 * the model, which has units of its own.
 */
final class ColmapProject implements PlaceMapFormat {

  private static final String DATABASE = "database.db";
  private static final Set<String> MODELS = Set.of("images.bin", "images.txt");
  private static final Set<String> CAMERAS = Set.of("cameras.bin", "cameras.txt");
  private static final String PICTURES = "images";
  static final String UNIT = "units of the model";

  /**
   * What belongs together.
   *
   * @param pictures the folder that names of images are relative to
   * @param databases databases, one as a rule
   * @param models models, the largest first
   */
  private record Project(String pictures, List<Entry> databases, List<Entry> models) {

    List<Entry> files() {
      List<Entry> files = new ArrayList<>(databases);
      models.stream().limit(1).forEach(files::add);
      return files;
    }
  }

  @Override
  public String id() {
    return "colmap";
  }

  @Override
  public String summary() {
    return "a project of COLMAP: database.db, sparse/0/images.bin or images.txt, and images/;"
        + " query and db folders in it are told apart";
  }

  @Override
  public Recognition recognise(FolderListing folder) {
    List<Project> projects = projects(folder);
    if (projects.isEmpty()) {
      return new Recognition.NotThis(
          "there is no database.db, nor images.bin or images.txt beside cameras, with images");
    }
    if (projects.size() > 1) {
      return new Recognition.Undecided(
          folder.root()
              + " holds "
              + projects.size()
              + " projects of COLMAP, with images in "
              + String.join(", ", projects.stream().map(p -> p.pictures + "/").toList())
              + ". Open the folder of one.");
    }
    Project project = projects.getFirst();
    List<Source> sources = List.of(source(project.files()));
    List<RolePair> pairs = RolePair.directlyIn(folder, project.pictures);
    if (pairs.stream().anyMatch(RolePair::isAChoice)) {
      return RolePair.recognition(folder, pairs);
    }
    return new Recognition.Recognised(RolePair.evidence(folder, project.pictures, pairs, sources));
  }

  private static Source source(List<Entry> files) {
    return new Source(
        Role.POSES, files, String.join(", ", files.stream().map(Entry::name).toList()));
  }

  private static List<Project> projects(FolderListing folder) {
    Set<String> withCameras = new HashSet<>();
    List<Entry> found = new ArrayList<>();
    for (Entry file : folder.files()) {
      String name = FolderListing.lastPart(file.name());
      if (CAMERAS.contains(name)) {
        withCameras.add(file.folder());
      } else if (MODELS.contains(name) || name.equals(DATABASE)) {
        found.add(file);
      }
    }
    Map<String, Project> projects = new TreeMap<>();
    for (Entry file : found) {
      boolean database = FolderListing.lastPart(file.name()).equals(DATABASE);
      if (database || withCameras.contains(file.folder())) {
        pictures(folder, file.folder())
            .map(
                pictures ->
                    projects.computeIfAbsent(
                        pictures, p -> new Project(p, new ArrayList<>(), new ArrayList<>())))
            .ifPresent(p -> (database ? p.databases : p.models).add(file));
      }
    }
    projects
        .values()
        .forEach(p -> p.models.sort(Comparator.comparingLong((Entry e) -> -e.bytes())));
    return List.copyOf(projects.values());
  }

  /** The folder of images nearest to a file: {@code images/} beside it or further up. */
  private static Optional<String> pictures(FolderListing folder, String from) {
    String base = from;
    while (true) {
      String named = FolderListing.join(base, PICTURES);
      if (folder.hasFolder(named) && !folder.images(named).isEmpty()) {
        return Optional.of(named);
      }
      if (base.isEmpty()) {
        return folder.images("").isEmpty() ? Optional.empty() : Optional.of("");
      }
      base = FolderListing.parent(base);
    }
  }

  @Override
  public PlaceMap read(Evidence found, double radius, Progress progress) {
    Project project = projects(found.database().listing()).getFirst();
    MapReading reading = new MapReading(found);
    Map<String, Pose> poses = new HashMap<>();
    for (Entry database : project.databases.stream().limit(1).toList()) {
      poses.putAll(priors(ColmapDatabase.read(database.file(), progress), database, reading));
    }
    boolean metres = !poses.isEmpty();
    if (!project.models.isEmpty()) {
      Entry model = project.models.getFirst();
      Map<String, Pose> ofModel = ColmapModel.read(model.file(), progress);
      if (metres) {
        reading.warn(
            "Positions in "
                + model.name()
                + " are not used: those of "
                + DATABASE
                + " are metres.");
      } else {
        poses.putAll(ofModel);
      }
      if (project.models.size() > 1) {
        reading.warn(
            "There are "
                + project.models.size()
                + " models; the largest is read: "
                + model.name()
                + ".");
      }
    }
    locate(reading, found, project, poses);
    if (metres) {
      return reading.mapByRadius(radius);
    }
    if (poses.isEmpty()) {
      return reading.mapByPhotographs(radius, progress);
    }
    reading.measureIn(UNIT);
    reading.found(
        new Source(
            Role.GROUND_TRUTH,
            List.of(),
            "none, for positions are in units of the model, not in metres"));
    return reading.map();
  }

  private static Map<String, Pose> priors(ColmapDatabase database, Entry file, MapReading reading) {
    if (!database.unused().isEmpty()) {
      reading.warn(
          file.name()
              + " has a prior that is no position in degrees or metres for "
              + count(database.unused().size(), "image")
              + ", such as "
              + database.unused().iterator().next()
              + ".");
    }
    if (!database.onEarth().isEmpty()) {
      reading.warn(
          "Priors in "
              + file.name()
              + " are degrees (latitude, longitude), converted to metres"
              + (database.inMetres().isEmpty()
                  ? "."
                  : "; those of "
                      + count(database.inMetres().size(), "image")
                      + " in metres are left aside."));
      return UtmZone.layOut(database.onEarth());
    }
    if (!database.inMetres().isEmpty()) {
      reading.warn("Priors in " + file.name() + " are cartesian, and taken as metres.");
    }
    return database.inMetres();
  }

  /** Images get their poses by names relative to the folder of images. */
  private static void locate(
      MapReading reading, Evidence found, Project project, Map<String, Pose> poses) {
    int start = project.pictures.isEmpty() ? 0 : project.pictures.length() + 1;
    Map<Path, Pose> byFile = new HashMap<>();
    Map<String, Pose> left = new HashMap<>(poses);
    List<Entry> files = new ArrayList<>(found.database().files());
    found.queries().ifPresent(queries -> files.addAll(queries.files()));
    for (Entry file : files) {
      String name = file.name().substring(start);
      Pose pose = poses.get(name);
      if (pose != null) {
        byFile.put(file.file(), pose);
        left.remove(name);
      }
    }
    reading.locate(image -> byFile.get(image.file()));
    if (!left.isEmpty()) {
      reading.warn(
          "No file was found for "
              + count(left.size(), "image")
              + " with a position, such as "
              + left.keySet().stream().sorted().findFirst().orElse("")
              + ".");
    }
    if (!poses.isEmpty() && byFile.size() < files.size()) {
      reading.warn(
          count(files.size() - byFile.size(), "image")
              + " of "
              + files.size()
              + " without a position.");
    }
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
