package org.vladoscope.foreign;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;

/**
 * Finds images of a map by the names that other programs give them: the path of a file from the
 * map's folder, or from any folder around or within it, or the bare name without its ending.
 */
final class MapNames {

  private final Path root;
  private final List<PlaceImage> images;
  private final Map<String, List<Integer>> byLastName = new HashMap<>();
  private final Map<String, List<Integer>> byStem = new HashMap<>();

  MapNames(PlaceMap map, List<PlaceImage> images) {
    this.root = absolute(map.root());
    this.images = images;
    for (int i = 0; i < images.size(); i++) {
      String last = String.valueOf(images.get(i).file().getFileName());
      byLastName.computeIfAbsent(last, n -> new ArrayList<>(1)).add(i);
      byStem.computeIfAbsent(stem(last), n -> new ArrayList<>(1)).add(i);
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /**
   * The number of the image with a name; empty if there is none.
   *
   * @throws InputException if it fits several
   */
  Optional<Integer> find(String name) {
    String plain = name.startsWith("./") ? name.substring(2) : name;
    List<Integer> last =
        byLastName.getOrDefault(plain.substring(plain.lastIndexOf('/') + 1), List.of());
    List<Integer> exact = last.stream().filter(i -> images.get(i).name().equals(plain)).toList();
    if (exact.size() == 1) {
      return Optional.of(exact.getFirst());
    }
    List<Integer> fitting = last.stream().filter(i -> endsWith(i, plain)).toList();
    if (fitting.isEmpty() && !plain.contains("/")) {
      fitting = byStem.getOrDefault(plain, List.of());
    }
    if (fitting.size() > 1) {
      List<Integer> fromRoot = fitting.stream().filter(i -> fromRoot(i).equals(plain)).toList();
      if (fromRoot.size() != 1) {
        throw new InputException(
            "'"
                + name
                + "' may be "
                + images.get(fitting.get(0)).name()
                + " or "
                + images.get(fitting.get(1)).name()
                + "; write names as they are below the map's folder.");
      }
      fitting = fromRoot;
    }
    return fitting.stream().findFirst();
  }

  /** True if a name is that of the image from the map's folder, beyond doubt. */
  boolean isFromRoot(int image, String name) {
    return fromRoot(image).equals(name);
  }

  private boolean endsWith(int image, String name) {
    try {
      Path path = Path.of(name);
      Path file = absolute(images.get(image).file());
      return path.isAbsolute() ? file.equals(path.normalize()) : file.endsWith(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private String fromRoot(int image) {
    Path file = absolute(images.get(image).file());
    return file.startsWith(root) ? root.relativize(file).toString().replace('\\', '/') : "";
  }
}
