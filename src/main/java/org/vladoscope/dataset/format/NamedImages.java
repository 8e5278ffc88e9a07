package org.vladoscope.dataset.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.vladoscope.common.InputException;

/**
 * Images that a list names, found below a folder. Lists give names relative to a folder of images
 * that they do not name, or of the computer they were made on; it is found by the names themselves.
 *
 * @param root the folder the names are relative to, relative to the listed one
 * @param images for each name its image, or nothing where there is none
 * @param notices what was done to find them, sentences
 */
public record NamedImages(
    String root, List<Optional<FolderListing.Entry>> images, List<String> notices) {

  /** Where more than this share of the images is missing, the list is of something else. */
  private static final double MOST_MISSING = .1;

  private static final int SAMPLES = 12;
  private static final int CANDIDATES = 5;

  /** Copies the lists. */
  public NamedImages {
    images = List.copyOf(images);
    notices = List.copyOf(notices);
  }

  /**
   * How names become files.
   *
   * @param root the folder that is put before them
   * @param skipped how many folders at their begin are left out
   */
  private record Way(String root, int skipped) {}

  /**
   * What a way finds.
   *
   * @param tie what is wrong with a name that means two images; empty if none does
   */
  private record Found(
      Way way,
      List<Optional<FolderListing.Entry>> images,
      int count,
      int otherEndings,
      Optional<InputException> tie) {}

  /**
   * Finds images.
   *
   * @param list the file that names them
   * @param names paths with slashes of either kind
   * @param preferred which folder is meant where images of these names lie in several
   * @throws InputException if a name leads out of its folder, or too many images are missing
   * @throws UndecidedMap if the names fit several folders equally
   */
  public static NamedImages find(
      FolderListing listing,
      FolderListing.Entry list,
      List<String> names,
      Predicate<String> preferred) {
    List<String> clean = names.stream().map(name -> clean(list, name)).toList();
    if (clean.isEmpty()) {
      throw new InputException(list.file() + " names no images.");
    }
    Index index = Index.of(listing);
    List<Found> best = best(index, list.name(), clean);
    Optional<InputException> tie = best.stream().flatMap(f -> f.tie.stream()).findFirst();
    if (tie.isPresent()) {
      throw tie.get();
    }
    if (best.isEmpty() || best.getFirst().count < (1 - MOST_MISSING) * names.size()) {
      throw missing(listing, list, names, best);
    }
    List<Found> meant = best.stream().filter(f -> preferred.test(f.way.root)).toList();
    if (meant.isEmpty()) {
      meant = best;
    }
    if (new HashSet<>(meant.stream().map(Found::images).toList()).size() > 1) {
      throw new UndecidedMap(
          "The images that "
              + list.name()
              + " names lie in several folders: "
              + String.join(" and ", meant.stream().map(f -> where(listing, f.way)).toList())
              + ". Leave one of them out of "
              + listing.root()
              + ".");
    }
    Found found = meant.getFirst();
    return new NamedImages(found.way.root, found.images, notices(listing, list, names, found));
  }

  private static String where(FolderListing listing, Way way) {
    return way.root.isEmpty() ? listing.name() + "/" : way.root + "/";
  }

  /** A name without what only the computer it was written on needs. */
  private static String clean(FolderListing.Entry list, String name) {
    List<String> parts = new ArrayList<>();
    for (String part : name.strip().replace('\\', '/').split("/", -1)) {
      if (part.equals("..")) {
        throw new InputException(
            list.file()
                + " names '"
                + name.strip()
                + "', which leads out of its folder; names must lie below the folder of images.");
      }
      // A drive of Windows, like the slash before an absolute path, names no folder.
      boolean drive = parts.isEmpty() && part.length() == 2 && part.charAt(1) == ':';
      if (!part.isEmpty() && !part.equals(".") && !drive) {
        parts.add(part);
      }
    }
    if (parts.isEmpty()) {
      throw new InputException(list.file() + " holds an empty name of an image.");
    }
    return ImageNames.plain(String.join("/", parts));
  }

  /** The ways that find most of the names, the shortest first. */
  private static List<Found> best(Index index, String list, List<String> names) {
    Map<Way, Integer> votes = new LinkedHashMap<>();
    int samples = Math.min(SAMPLES, names.size());
    for (int i = 0; i < samples; i++) {
      String name = names.get((int) ((long) i * names.size() / samples));
      index.ways(name).forEach(way -> votes.merge(way, 1, Integer::sum));
    }
    List<Found> found =
        votes.entrySet().stream()
            .sorted(Map.Entry.<Way, Integer>comparingByValue().reversed())
            .limit(CANDIDATES)
            .map(e -> index.resolve(e.getKey(), list, names))
            .toList();
    int most = found.stream().mapToInt(Found::count).max().orElse(0);
    return found.stream()
        .filter(f -> f.count == most && most > 0)
        .sorted(Comparator.comparing(f -> f.way.root.length()))
        .toList();
  }

  private static InputException missing(
      FolderListing listing, FolderListing.Entry list, List<String> names, List<Found> best) {
    int found = best.isEmpty() ? 0 : best.getFirst().count;
    String first = names.getFirst();
    for (int i = 0; i < names.size() && found > 0; i++) {
      if (best.getFirst().images.get(i).isEmpty()) {
        first = names.get(i);
        break;
      }
    }
    return new InputException(
        (found == 0 ? "None" : "Only " + found)
            + " of the "
            + Leftovers.count(names.size(), "image")
            + " that "
            + list.file()
            + " names "
            + (found == 1 ? "is" : "are")
            + " below "
            + listing.root()
            + "; the first that is missing is '"
            + first.strip()
            + "'. Put or link the folder that the names are relative to into "
            + listing.root()
            + ", or say where it lies: --image-root DIR, or Images also in of the window.");
  }

  private static List<String> notices(
      FolderListing listing, FolderListing.Entry list, List<String> names, Found found) {
    List<String> notices = new ArrayList<>();
    int missing = names.size() - found.count;
    if (missing > 0) {
      int first = found.images.indexOf(Optional.empty());
      notices.add(
          Leftovers.count(missing, "image")
              + " of the "
              + names.size()
              + " that "
              + list.name()
              + " names "
              + (missing == 1 ? "is" : "are")
              + " missing and left out; the first is '"
              + names.get(first).strip()
              + "'.");
    }
    String name = names.getFirst().strip().replace('\\', '/');
    boolean absolute = name.startsWith("/") || name.matches("[A-Za-z]:.*");
    if (absolute || found.way.skipped > 0) {
      notices.add(
          "Names in "
              + list.name()
              + " such as '"
              + name
              + "' are looked for below "
              + where(listing, found.way)
              + " without the folders they begin with.");
    }
    if (found.otherEndings > 0) {
      notices.add(
          "Of the files that "
              + list.name()
              + " names, "
              + found.otherEndings
              + (found.otherEndings == 1 ? " is" : " are")
              + " there with another ending, such as .png for .jpg.");
    }
    return notices;
  }

  /** All images by name, and by the last part of their names without its ending. */
  private record Index(
      Map<String, FolderListing.Entry> byName, Map<String, List<FolderListing.Entry>> byStem) {

    static Index of(FolderListing listing) {
      Map<String, FolderListing.Entry> byName = new HashMap<>();
      Map<String, List<FolderListing.Entry>> byStem = new HashMap<>();
      for (FolderListing.Entry image : listing.images("")) {
        byName.put(ImageNames.plain(image.name()), image);
        byStem
            .computeIfAbsent(
                ImageNames.stem(FolderListing.lastPart(ImageNames.plain(image.name()))),
                k -> new ArrayList<>())
            .add(image);
      }
      return new Index(byName, byStem);
    }

    /** Ways to a file for a name: with all its folders if there is any, else with fewer. */
    List<Way> ways(String name) {
      String[] parts = name.split("/", -1);
      List<FolderListing.Entry> alike =
          byStem.getOrDefault(ImageNames.stem(parts[parts.length - 1]), List.of());
      Set<Way> ways = new LinkedHashSet<>();
      String rest = ImageNames.stem(name);
      for (int skipped = 0; skipped < parts.length && ways.isEmpty(); skipped++) {
        for (FolderListing.Entry image : alike) {
          String whole = ImageNames.stem(ImageNames.plain(image.name()));
          if (whole.equals(rest)) {
            ways.add(new Way("", skipped));
          } else if (whole.endsWith("/" + rest)) {
            ways.add(new Way(whole.substring(0, whole.length() - rest.length() - 1), skipped));
          }
        }
        rest = rest.substring(rest.indexOf('/') + 1);
      }
      return List.copyOf(ways);
    }

    Found resolve(Way way, String list, List<String> names) {
      List<Optional<FolderListing.Entry>> images = new ArrayList<>(names.size());
      Map<String, String> nameOf = new HashMap<>();
      Optional<InputException> tie = Optional.empty();
      int count = 0;
      int others = 0;
      for (String name : names) {
        List<FolderListing.Entry> alike = resolve(way, name);
        if (alike.size() > 1) {
          tie =
              tie.or(
                  () ->
                      Optional.of(
                          ImageNames.tie(list, name, alike.get(0).name(), alike.get(1).name())));
        }
        Optional<FolderListing.Entry> image = alike.stream().findFirst();
        // Two names for one file: without their folders they are no names any more.
        if (image.isPresent()
            && !nameOf.computeIfAbsent(image.get().name(), k -> name).equals(name)) {
          image = Optional.empty();
        }
        if (image.isPresent()) {
          count++;
          others +=
              ImageNames.plain(image.get().name()).endsWith(FolderListing.lastPart(name)) ? 0 : 1;
        }
        images.add(image);
      }
      return new Found(way, images, count, others, tie);
    }

    private List<FolderListing.Entry> resolve(Way way, String name) {
      String rest = name;
      for (int i = 0; i < way.skipped; i++) {
        int slash = rest.indexOf('/');
        if (slash < 0) {
          return List.of();
        }
        rest = rest.substring(slash + 1);
      }
      String path = FolderListing.join(way.root, rest);
      FolderListing.Entry exact = byName.get(path);
      if (exact != null) {
        return List.of(exact);
      }
      String stem = ImageNames.stem(path);
      return byStem.getOrDefault(ImageNames.stem(FolderListing.lastPart(path)), List.of()).stream()
          .filter(image -> ImageNames.stem(ImageNames.plain(image.name())).equals(stem))
          .toList();
    }
  }
}
