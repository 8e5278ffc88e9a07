package org.vladoscope.dataset.format;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.image.ImageDecoder;

/**
 * The images of a list by the names that a file gives them: relative to their folder, with that
 * folder in front, or as paths that end in either; with their ending, or without. No name is ever
 * used as a path.
 */
final class ImageNames {

  private static final int SEVERAL = -1;

  private final String fileName;
  private final String folder;
  private final Map<String, Integer> byName = new HashMap<>();
  private final Map<String, Integer> byStem = new HashMap<>();
  private final Map<Integer, String> byEnding = new HashMap<>();
  private @Nullable String example;

  private ImageNames(String fileName, String folder) {
    this.fileName = fileName;
    this.folder = folder;
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
   * The names of places; any of its pictures means a place.
   *
   * @param fileName of the file that names them, for messages
   * @param folder what may stand before a name: "database/"
   */
  static ImageNames of(String fileName, List<PlaceImage> images, CameraViews views, String folder) {
    ImageNames names = new ImageNames(fileName, folder);
    for (int i = 0; i < images.size(); i++) {
      for (CameraViews.View view : views.of(images.get(i))) {
        String name = plain(view.image().name());
        names.byName.put(name, i);
        int dot = name.lastIndexOf('.');
        if (dot > 0) {
          names.byStem.merge(name.substring(0, dot), i, (a, b) -> SEVERAL);
        }
      }
    }
    return names;
  }

  /** Letters with marks can be written in two ways; file systems and editors differ. */
  static String plain(String name) {
    return Normalizer.normalize(name.replace('\\', '/'), Normalizer.Form.NFC);
  }

  /**
   * The image that a name means, or null. The longest ending of the name that means one counts.
   *
   * @throws InputException if another name before it ended in the same image's name
   */
  @Nullable Match find(String name) {
    String plain = plain(name);
    Map<String, Integer> known = ImageDecoder.isImageName(plain) ? byName : byStem;
    Integer exact = known.get(plain);
    if (exact == null && plain.startsWith(folder)) {
      exact = known.get(plain.substring(folder.length()));
    }
    if (exact != null) {
      return exact == SEVERAL ? null : new Match(exact, plain.length(), true);
    }
    for (int slash = plain.indexOf('/'); slash >= 0; slash = plain.indexOf('/', slash + 1)) {
      Integer index = known.get(plain.substring(slash + 1));
      if (index != null && index != SEVERAL) {
        boolean inFolder = plain.startsWith("/" + folder, slash - folder.length());
        int length = plain.length() - slash - 1 + (inFolder ? folder.length() : 0);
        return new Match(index, length, false);
      }
    }
    return null;
  }

  /** Takes a match for good. */
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
