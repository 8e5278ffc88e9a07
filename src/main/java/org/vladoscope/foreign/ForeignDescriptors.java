package org.vladoscope.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.ImageNames;

/**
 * Global descriptors that another program computed for the images of a map. They stay in their
 * files and are read one by one; what is kept of each is its place and its length. Safe to use from
 * several threads.
 */
public final class ForeignDescriptors implements AutoCloseable {

  /** Within this of 1 a length counts as 1: 16-bit floats are as far off. */
  private static final double UNIT = 1e-3;

  /** Within this of 1 a descriptor is left as it is: 32-bit floats are not more exact. */
  private static final double EXACT = 1e-5;

  private static final int CHECK_EVERY = 256;

  private record Row(DescriptorRows rows, int number, float scale) {}

  private final List<DescriptorRows> opened = new ArrayList<>();
  private final Map<Path, Row> rows = new HashMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();
  private final List<String> notices = new ArrayList<>();
  private final Path file;
  private final String hash;
  private int length;
  private long scaled;

  private ForeignDescriptors(Path file, String hash) {
    this.file = file;
    this.hash = hash;
  }

  /**
   * Opens the files and looks at every descriptor once.
   *
   * @param hash names the content of the files
   * @throws InputException if counts or names do not fit the map, or a descriptor cannot be used
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static ForeignDescriptors open(
      DescriptorFiles files, String hash, PlaceMap map, Progress progress) {
    ForeignDescriptors descriptors = new ForeignDescriptors(files.database(), hash);
    try {
      descriptors.read(files, map, progress);
      return descriptors;
    } catch (RuntimeException e) {
      descriptors.close();
      throw e;
    }
  }

  private void read(DescriptorFiles files, PlaceMap map, Progress progress) {
    DescriptorRows database = open(files.database());
    List<PlaceImage> images = map.views().pictures(map.database());
    List<PlaceImage> asked =
        map.queriesAreDatabase() ? List.of() : map.views().pictures(map.queries());
    Path own = files.queries();
    if (own == null && !asked.isEmpty()) {
      both(files.database(), database, map, images, asked, progress);
    } else {
      fill(files.database(), database, map, images, "database", progress.part(0, .8));
      if (own != null && asked.isEmpty()) {
        notices.add(own + " is not used: the map has no queries of its own.");
      } else if (own != null) {
        DescriptorRows queries = open(own);
        if (queries.length() != length) {
          throw new InputException(
              String.format(
                  "The descriptors of %s have %d values, and those of %s have %d; both must come"
                      + " from one method.",
                  files.database(), length, own, queries.length()));
        }
        fill(own, queries, map, asked, "queries", progress.part(.8, 1));
      }
    }
    if (scaled > 0) {
      notices.add(
          scaled
              + " of "
              + rows.size()
              + " descriptors were not of unit length and are scaled to it: candidates are ranked"
              + " by cosine similarity, not by the distance of the values in the file.");
    }
    addMissing(images, "database/");
    addMissing(asked, "queries/");
  }

  private DescriptorRows open(Path path) {
    DescriptorRows found = DescriptorRows.open(path);
    opened.add(found);
    length = opened.size() == 1 ? found.length() : length;
    if (found.count() == 0 || found.length() == 0) {
      throw new InputException(path + " holds no descriptors.");
    }
    return found;
  }

  private void addMissing(List<PlaceImage> images, String role) {
    for (PlaceImage image : images) {
      if (!rows.containsKey(key(image))) {
        missing.put(
            role + image.name(),
            "There is no global descriptor of it in " + file.getFileName() + ".");
      }
    }
  }

  /** One file with names for database and queries. */
  private void both(
      Path path,
      DescriptorRows all,
      PlaceMap map,
      List<PlaceImage> images,
      List<PlaceImage> asked,
      Progress progress) {
    List<String> names = all.names();
    if (names == null) {
      throw new InputException(
          "There are descriptors of the database in "
              + path
              + ", but none of the map's "
              + asked.size()
              + " queries; name their file too.");
    }
    ImageNames inDatabase = ImageNames.of(String.valueOf(path.getFileName()), images);
    ImageNames inQueries = ImageNames.of(String.valueOf(path.getFileName()), asked);
    List<PlaceImage> ofRows = new ArrayList<>();
    List<String> unmatched = new ArrayList<>();
    Map<Path, String> known = new HashMap<>();
    for (String name : names) {
      Optional<Integer> image = inDatabase.findByPath(name, map.root());
      Optional<Integer> query = inQueries.findByPath(name, map.root());
      if (image.isPresent() && query.isPresent()) {
        boolean isImage = inDatabase.isFrom(map.root(), image.get(), name);
        if (isImage == inQueries.isFrom(map.root(), query.get(), name)) {
          throw new InputException(
              "'"
                  + name
                  + "' in "
                  + path
                  + " may be a database image or a query; give one file for each.");
        }
        image = isImage ? image : Optional.empty();
      }
      Optional<PlaceImage> found = image.map(images::get).or(() -> query.map(asked::get));
      found.ifPresent(
          one -> {
            if (known.put(key(one), name) != null) {
              throw new InputException(path + " names images twice: " + name + ".");
            }
          });
      if (found.isEmpty()) {
        unmatched.add(name);
      }
      ofRows.add(found.orElse(null));
    }
    sayUnmatched(path, unmatched, names.size());
    take(path, all, ofRows, progress);
  }

  private void sayUnmatched(Path source, List<String> unmatched, int all) {
    if (unmatched.size() == all) {
      throw new InputException(
          "None of the "
              + all
              + " names in "
              + source
              + " is an image of the map, such as "
              + unmatched.getFirst()
              + ".");
    }
    if (!unmatched.isEmpty()) {
      notices.add(
          unmatched.size()
              + " of the "
              + all
              + " names in "
              + source
              + " are no images of the map and are not used: "
              + Names.few(unmatched)
              + ".");
    }
  }

  private void fill(
      Path path,
      DescriptorRows found,
      PlaceMap map,
      List<PlaceImage> images,
      String role,
      Progress progress) {
    RowOrder order = new RowOrder(path, images, map.root());
    List<String> names = found.names();
    Path source = path;
    if (names == null) {
      RowOrder.Listed listed = order.listed();
      if (listed != null) {
        names = listed.names();
        source = listed.list();
        if (names.size() != found.count()) {
          throw new InputException(
              String.format(
                  "%s has %d descriptors, but %s names %d images.",
                  path, found.count(), source, names.size()));
        }
        notices.add("The rows of " + path.getFileName() + " are in the order of " + source + ".");
      }
    }
    List<PlaceImage> ofRows = new ArrayList<>();
    if (names == null) {
      if (found.count() != images.size()) {
        throw new InputException(
            String.format(
                "%s has %d descriptors, but the map has %d %s images.",
                path, found.count(), images.size(), role.equals("queries") ? "query" : role));
      }
      for (int image : order.sorted()) {
        ofRows.add(images.get(image));
      }
      notices.add(
          "The rows of "
              + path.getFileName()
              + " have no names; they are taken in the order of the sorted names of the "
              + role
              + " images.");
    } else {
      List<String> unmatched = new ArrayList<>();
      for (int image : order.byName(names, String.valueOf(source), unmatched)) {
        ofRows.add(image < 0 ? null : images.get(image));
      }
      sayUnmatched(source, unmatched, names.size());
    }
    take(path, found, ofRows, progress);
  }

  /** Looks at the rows that have an image. */
  private void take(
      Path path, DescriptorRows found, List<@Nullable PlaceImage> ofRows, Progress progress) {
    float[] values = new float[found.length()];
    for (int row = 0; row < ofRows.size(); row++) {
      if (row % CHECK_EVERY == 0) {
        progress.check();
        progress.report("Reading " + path.getFileName(), (double) row / ofRows.size());
      }
      PlaceImage image = ofRows.get(row);
      if (image == null) {
        continue;
      }
      read(path, found, row, values);
      double norm = L2.norm(values, 0, values.length);
      if (!(norm > 0) || Double.isInfinite(norm)) {
        throw new InputException(
            "The descriptor of "
                + image.name()
                + ", row "
                + (row + 1)
                + " of "
                + path
                + ", "
                + (norm == 0 ? "is zero everywhere" : "has values that are no finite numbers")
                + ".");
      }
      scaled += Math.abs(norm - 1) > UNIT ? 1 : 0;
      float scale = Math.abs(norm - 1) > EXACT ? (float) (1 / norm) : 1;
      rows.put(key(image), new Row(found, row, scale));
    }
    progress.report("Reading " + path.getFileName(), 1);
  }

  private static void read(Path path, DescriptorRows found, int row, float[] into) {
    try {
      found.read(row, into);
    } catch (IOException e) {
      throw new InputException(
          "The descriptors of " + path + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }

  private static Path key(PlaceImage image) {
    return image.file().toAbsolutePath().normalize();
  }

  /** Values of a descriptor. */
  public int length() {
    return length;
  }

  /**
   * The descriptor of an image, of unit length.
   *
   * @throws InputException if it is not known
   */
  public float[] of(PlaceImage image) {
    Row row = rows.get(key(image));
    if (row == null) {
      throw new InputException(
          "The global descriptor of "
              + image.name()
              + " is not known: descriptors come from "
              + file
              + ", which does not have it.");
    }
    float[] values = new float[length];
    read(file, row.rows, row.number, values);
    if (row.scale != 1) {
      for (int i = 0; i < length; i++) {
        values[i] *= row.scale;
      }
    }
    return values;
  }

  /** Names the content of the files. */
  public String hash() {
    return hash;
  }

  /** Adds the descriptors of some images, in their order, to a key. */
  public void addTo(CacheKey key, List<PlaceImage> images) {
    StringBuilder order = new StringBuilder();
    for (PlaceImage image : images) {
      order.append(Objects.requireNonNull(rows.get(key(image))).number).append(' ');
    }
    key.with("foreign", hash).with("rows", ContentHash.ofParts(order.toString()));
  }

  /** Images of the map without a descriptor, by {@code database/NAME} and the like, and why. */
  public Map<String, String> missing() {
    return Map.copyOf(missing);
  }

  /** How the files were understood, and what of them is not used; for people. */
  public List<String> notices() {
    return List.copyOf(notices);
  }

  @Override
  public void close() {
    for (DescriptorRows one : opened) {
      try {
        one.close();
      } catch (IOException e) {
        // It was only read.
        continue;
      }
    }
  }
}
