package org.vladoscope.foreign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.format.ImageNames;

/** Which image each row of a file without names belongs to. */
final class RowOrder {

  private static final String LIST = "_images_paths.txt";
  private static final long MOST_BYTES = 1L << 28;

  private final Path file;
  private final List<PlaceImage> images;
  private final Path root;
  private final ImageNames names;

  /**
   * An order to be found.
   *
   * @param file with the rows
   * @param images in the map's order
   * @param root the map's folder
   */
  RowOrder(Path file, List<PlaceImage> images, Path root) {
    this.file = file;
    this.images = images;
    this.root = root;
    this.names = ImageNames.of(String.valueOf(file.getFileName()), images);
  }

  /** Names of rows, and where they are from; null if the images' own order is taken. */
  record Listed(Path list, List<String> names) {}

  /**
   * The list that names the rows: {@code NAME.txt} beside {@code NAME.npy}, {@code images.txt}
   * beside {@code globalfeats.npy}, or VPR-methods-evaluation's {@code FOLDER_images_paths.txt}
   * beside the folder of the images.
   *
   * @return null if there is none
   * @throws InputException if there are several that differ
   */
  @Nullable Listed listed() {
    String name = String.valueOf(file.getFileName());
    String stem = name.substring(0, name.lastIndexOf('.'));
    Map<Path, List<String>> found = new LinkedHashMap<>();
    add(file.resolveSibling(stem + ".txt"), found);
    if (stem.equals("globalfeats")) {
      add(file.resolveSibling("images.txt"), found);
    }
    Path folder = folder();
    if (folder != null && folder.getFileName() != null) {
      add(folder.resolveSibling(folder.getFileName() + LIST), found);
    }
    if (found.isEmpty()) {
      return null;
    }
    List<Path> lists = List.copyOf(found.keySet());
    Path first = lists.getFirst();
    for (Path other : lists) {
      if (!Objects.equals(found.get(first), found.get(other))) {
        throw new InputException(
            "The rows of "
                + file
                + " may be in the order of "
                + first
                + " or of "
                + other
                + "; keep the one that is right.");
      }
    }
    return new Listed(first, Objects.requireNonNull(found.get(first)));
  }

  private static void add(Path list, Map<Path, List<String>> found) {
    if (!Files.isRegularFile(list)) {
      return;
    }
    try {
      if (Files.size(list) > MOST_BYTES) {
        throw new InputException(list + " is too large to be a list of images.");
      }
      found.put(
          list,
          Files.readAllLines(list, StandardCharsets.UTF_8).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList());
    } catch (IOException e) {
      throw new InputException(list + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }

  /** The one folder that all images lie in by their names; null if there are several. */
  private @Nullable Path folder() {
    TreeSet<Path> folders = new TreeSet<>();
    for (PlaceImage image : images) {
      Path path = image.file().toAbsolutePath().normalize();
      Path name = Path.of(image.name());
      if (!path.endsWith(name)) {
        return null;
      }
      Path folder = path;
      for (int i = 0; i < name.getNameCount(); i++) {
        folder = Objects.requireNonNull(folder.getParent());
      }
      folders.add(folder);
      if (folders.size() > 1) {
        return null;
      }
    }
    return folders.isEmpty() ? null : folders.first();
  }

  /** The numbers of the images in the order in which Python sorts their names. */
  int[] sorted() {
    byte[][] keys =
        images.stream()
            .map(image -> image.name().getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    return IntStream.range(0, keys.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> keys[i], Arrays::compareUnsigned))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * The image of each row.
   *
   * @param rows names of rows
   * @param source where they are from, for people
   * @param unmatched gets the names that fit no image
   * @return -1 for a name that fits no image
   * @throws InputException if two rows are of one image
   */
  int[] byName(List<String> rows, String source, List<String> unmatched) {
    int[] result = new int[rows.size()];
    int[] rowOf = new int[images.size()];
    Arrays.fill(rowOf, -1);
    List<String> twice = new ArrayList<>();
    for (int row = 0; row < result.length; row++) {
      result[row] = names.findByPath(rows.get(row), root).orElse(-1);
      if (result[row] < 0) {
        unmatched.add(rows.get(row));
      } else if (rowOf[result[row]] >= 0) {
        twice.add(rows.get(row));
      } else {
        rowOf[result[row]] = row;
      }
    }
    if (!twice.isEmpty()) {
      throw new InputException(source + " names images twice: " + Names.few(twice) + ".");
    }
    return result;
  }
}
