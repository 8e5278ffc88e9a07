package org.vladoscope.dataset.format;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.image.ImageDecoder;

/**
 * The images of a list by the names that files give them, with their ending or without. Files of a
 * map name them relative to their folder, with that folder in front, or by paths that end in
 * either. Other programs name them by any end of the path of the file. A name that fits two images
 * is refused with both; no name is ever used as a path.
 */
public final class ImageNames {

  private final String fileName;
  private final String folder;
  private final List<PlaceImage> images;
  private final Map<String, List<Integer>> byName = new HashMap<>();
  private final Map<String, List<Integer>> byStem = new HashMap<>();

  /** By the last part of their names, with ending and without; made when it is asked for. */
  private @Nullable Map<String, List<Integer>> byLast;

  private final Map<Integer, String> byEnding = new HashMap<>();
  private @Nullable String example;

  private ImageNames(String fileName, String folder, List<PlaceImage> images) {
    this.fileName = fileName;
    this.folder = folder;
    this.images = images;
  }

  /**
   * An image that a name means.
   *
   * @param index its place in the list
   * @param length of the part of the name that says so
   * @param whole false if something else stands before that part
   */
  record Match(int index, int length, boolean whole) {}

  /**
   * The names of places; any of its images means a place.
   *
   * @param fileName of the file that names them, for messages
   * @param folder what may stand before a name: "database/"
   */
  static ImageNames of(String fileName, List<PlaceImage> images, CameraViews views, String folder) {
    ImageNames names = new ImageNames(fileName, folder, images);
    for (int i = 0; i < images.size(); i++) {
      for (CameraViews.View view : views.of(images.get(i))) {
        names.add(view.image().name(), i);
      }
    }
    return names;
  }

  /**
   * The names of images as other programs give them.
   *
   * @param fileName of the file that names them, for messages
   */
  public static ImageNames of(String fileName, List<PlaceImage> images) {
    ImageNames names = new ImageNames(fileName, "", images);
    for (int i = 0; i < images.size(); i++) {
      names.add(images.get(i).name(), i);
    }
    return names;
  }

  private void add(String name, int index) {
    String plain = plain(name);
    put(byName, plain, index);
    put(byStem, stem(plain), index);
  }

  private static void put(Map<String, List<Integer>> into, String key, int index) {
    List<Integer> before = into.putIfAbsent(key, List.of(index));
    if (before != null && !before.contains(index)) {
      List<Integer> all = new ArrayList<>(before);
      all.add(index);
      into.put(key, all);
    }
  }

  /** Letters with marks can be written in two ways; file systems and editors differ. */
  static String plain(String name) {
    return Normalizer.normalize(name.replace('\\', '/'), Normalizer.Form.NFC);
  }

  /** A name without the ending of its last part. */
  static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
  }

  /** What to say where a name means two images. */
  static InputException tie(String fileName, String name, String one, String other) {
    return new InputException(
        "Two images are called '"
            + name
            + "' in "
            + fileName
            + ": "
            + one
            + " and "
            + other
            + "; write names as they are below the map's folder, with their ending.");
  }

  private int only(List<Integer> fitting, String name) {
    if (fitting.size() > 1) {
      throw tie(
          fileName, name, images.get(fitting.get(0)).name(), images.get(fitting.get(1)).name());
    }
    return fitting.getFirst();
  }

  /**
   * The image that a name in a file of the map means, or null. The longest ending of the name that
   * means one counts.
   *
   * @throws InputException if it means two
   */
  @Nullable Match find(String name) {
    String plain = plain(name);
    Map<String, List<Integer>> known = ImageDecoder.isImageName(plain) ? byName : byStem;
    List<Integer> exact = known.get(plain);
    if (exact == null && plain.startsWith(folder)) {
      exact = known.get(plain.substring(folder.length()));
    }
    if (exact != null) {
      return new Match(only(exact, name), plain.length(), true);
    }
    for (int slash = plain.indexOf('/'); slash >= 0; slash = plain.indexOf('/', slash + 1)) {
      List<Integer> ending = known.get(plain.substring(slash + 1));
      if (ending != null) {
        boolean inFolder = plain.startsWith("/" + folder, slash - folder.length());
        int length = plain.length() - slash - 1 + (inFolder ? folder.length() : 0);
        return new Match(only(ending, name), length, false);
      }
    }
    return null;
  }

  /**
   * The image whose path ends in a name that another program gives it; a bare name needs no ending.
   *
   * @param root the map's folder: a path from there is meant where several end so
   * @throws InputException if it means two
   */
  public Optional<Integer> findByPath(String name, Path root) {
    String plain = plain(name.startsWith("./") ? name.substring(2) : name);
    List<Integer> exact = byName.getOrDefault(plain, List.of());
    if (exact.size() == 1) {
      return Optional.of(exact.getFirst());
    }
    List<Integer> fitting =
        byLast().getOrDefault(FolderListing.lastPart(plain), List.of()).stream()
            .filter(i -> endsWith(path(i), plain))
            .toList();
    if (fitting.isEmpty() && !plain.contains("/")) {
      fitting = byLast().getOrDefault(plain, List.of());
    }
    if (fitting.size() > 1) {
      List<Integer> fromRoot = fitting.stream().filter(i -> isFrom(root, i, plain)).toList();
      fitting = fromRoot.size() == 1 ? fromRoot : fitting;
    }
    return fitting.isEmpty() ? Optional.empty() : Optional.of(only(fitting, name));
  }

  /** True if a name is the path of an image from a folder, beyond doubt. */
  public boolean isFrom(Path root, int image, String name) {
    return path(image).equals(plain(root.toAbsolutePath().normalize() + "/" + name));
  }

  private String path(int image) {
    return plain(images.get(image).file().toAbsolutePath().normalize().toString());
  }

  private static boolean endsWith(String path, String name) {
    return path.equals(name) || (!name.startsWith("/") && path.endsWith("/" + name));
  }

  private Map<String, List<Integer>> byLast() {
    Map<String, List<Integer>> known = byLast;
    if (known == null) {
      known = new HashMap<>();
      for (int i = 0; i < images.size(); i++) {
        String last = plain(String.valueOf(images.get(i).file().getFileName()));
        put(known, last, i);
        put(known, stem(last), i);
      }
      byLast = known;
    }
    return known;
  }

  /**
   * Takes a match for good.
   *
   * @throws InputException if another name before it ended in the same image's name
   */
  void take(Match match, String name) {
    if (match.whole) {
      return;
    }
    String plain = plain(name);
    String other = byEnding.putIfAbsent(match.index, plain);
    if (other != null && !other.equals(plain)) {
      throw new InputException(
          "The paths "
              + other
              + " and "
              + plain
              + " in "
              + fileName
              + " both end in the name of one image; write names as they are in the map's folder.");
    }
    if (example == null) {
      example = plain + " is taken for " + plain.substring(plain.length() - match.length);
    }
  }

  /** Says if names are paths that were matched by their ending. */
  void noteTo(List<String> warnings) {
    if (example != null) {
      warnings.add(
          Leftovers.count(byEnding.size(), "name")
              + " in "
              + fileName
              + (byEnding.size() == 1 ? " is a path" : " are paths")
              + " and matched by the ending: "
              + example
              + ".");
    }
  }
}
