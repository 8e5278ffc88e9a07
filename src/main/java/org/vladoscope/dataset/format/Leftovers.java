package org.vladoscope.dataset.format;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was found in a folder and is not used, by name and kind.
 *
 * @param notices sentences about images and tables, which may have been meant to be used
 * @param others a phrase about files of other kinds; empty if there are none
 */
record Leftovers(List<String> notices, String others) {

  /** So many names of a kind are told, the others counted. */
  private static final int TOLD = 3;

  /** What the program itself keeps with a map. */
  private static final String OWN = "vladoscope-";

  /** What is left of the folders of a map beside what is used. */
  static Leftovers of(Evidence found) {
    Set<FolderListing.Entry> used = found.used();
    Set<String> usedFolders = new LinkedHashSet<>();
    for (FolderListing.Entry file : used) {
      for (String f = file.folder(); usedFolders.add(f) && !f.isEmpty(); ) {
        f = FolderListing.parent(f);
      }
    }
    Map<String, Integer> images = new TreeMap<>();
    Map<String, List<String>> foreign = new TreeMap<>();
    Map<String, List<String>> data = new TreeMap<>();
    Map<String, Integer> others = new TreeMap<>();
    for (FolderListing.Entry file : unused(found, used)) {
      String ending = FileKind.ending(file.name());
      switch (file.kind()) {
        case IMAGE -> images.merge(topmostUnused(file.folder(), usedFolders), 1, Integer::sum);
        case FOREIGN_IMAGE -> list(foreign, ending).add(file.name());
        case DATA -> list(data, ending).add(file.name());
        case OTHER -> others.merge(ending.isEmpty() ? "no ending" : "." + ending, 1, Integer::sum);
      }
    }
    List<String> notices = new ArrayList<>();
    foreign.forEach((ending, names) -> notices.add(unreadable(ending, names)));
    if (!images.isEmpty()) {
      notices.add(unusedImages(images, found));
    }
    data.forEach(
        (ending, names) -> notices.add("Not used: " + told(names, "." + ending + " file") + "."));
    return new Leftovers(
        List.copyOf(notices),
        others.entrySet().stream()
            .map(e -> count(e.getValue(), "file") + " (" + e.getKey() + ")")
            .collect(Collectors.joining(", ")));
  }

  private static List<FolderListing.Entry> unused(Evidence found, Set<FolderListing.Entry> used) {
    Set<FolderListing> listings = new LinkedHashSet<>();
    listings.add(found.database().listing());
    found.queries().ifPresent(q -> listings.add(q.listing()));
    return listings.stream()
        .flatMap(l -> l.files().stream())
        .filter(f -> !used.contains(f) && !f.name().startsWith(OWN))
        .toList();
  }

  private static List<String> list(Map<String, List<String>> lists, String key) {
    return lists.computeIfAbsent(key, k -> new ArrayList<>());
  }

  /** The folder nearest to the listed one in which nothing is used. */
  private static String topmostUnused(String folder, Set<String> usedFolders) {
    String topmost = folder;
    for (String f = folder; !f.isEmpty() && !usedFolders.contains(f); ) {
      topmost = f;
      f = FolderListing.parent(f);
    }
    return topmost;
  }

  private static String unreadable(String ending, List<String> names) {
    String kind = ending.toUpperCase(Locale.ROOT);
    return told(names, kind + " image")
        + (names.size() == 1 ? " is left out: " : " are left out: ")
        + kind
        + " cannot be read. Save "
        + (names.size() == 1 ? "it" : "them")
        + " as JPEG or PNG.";
  }

  private static String unusedImages(Map<String, Integer> byFolder, Evidence found) {
    List<String> places =
        byFolder.entrySet().stream()
            .map(
                e ->
                    count(e.getValue(), "image")
                        + " in "
                        + (e.getKey().isEmpty() ? "the folder itself" : e.getKey() + "/"))
            .toList();
    return "Not used: "
        + shortened(places)
        + "; the map is what lies in "
        + found.database().where()
        + found.queries().map(q -> " and " + q.where()).orElse("")
        + ".";
  }

  /** "2 .csv files (a.csv, b.csv)". */
  private static String told(List<String> names, String what) {
    return count(names.size(), what) + " (" + shortened(names) + ")";
  }

  private static String shortened(List<String> names) {
    int more = names.size() - TOLD;
    return String.join(", ", names.subList(0, Math.min(TOLD, names.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  /** "1 image", "2 images". */
  static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
