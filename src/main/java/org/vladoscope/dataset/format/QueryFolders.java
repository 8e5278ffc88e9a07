package org.vladoscope.dataset.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.dataset.PlaceImage;

/**
 * Folders of queries as conditions: {@code night/} and {@code fog/} in {@code queries/}. Where all
 * queries lie in one folder, the folders in it count.
 */
final class QueryFolders {

  /** More folders than these are places or drives, not conditions. */
  static final int MOST = 20;

  private static final String SOURCE = "folders of the queries";

  private QueryFolders() {}

  /** The conditions of queries; none unless there are 2 to {@link #MOST} folders. */
  static Conditions of(List<PlaceImage> queries) {
    List<List<String>> names = folders(queries.stream().map(PlaceImage::name).toList());
    Conditions all = Conditions.of(SOURCE, names.size(), names::get);
    return isUsable(all.list().size()) ? sorted(all) : Conditions.NONE;
  }

  private static Conditions sorted(Conditions all) {
    List<Conditions.Condition> list = new ArrayList<>(all.list());
    list.sort((a, b) -> a.name().compareTo(b.name()));
    return new Conditions(all.source(), all.note(), list);
  }

  private static boolean isUsable(int folders) {
    return folders >= 2 && folders <= MOST;
  }

  /** What is made of the folders of queries, if there are several. */
  static Optional<String> words(Evidence found) {
    if (found.queries().isEmpty()) {
      return Optional.empty();
    }
    TreeSet<String> folders = new TreeSet<>();
    folders(found.queries().get().images().stream().map(PlaceImage::name).toList())
        .forEach(folders::addAll);
    if (isUsable(folders.size())) {
      return Optional.of(SOURCE + ": " + String.join(", ", folders));
    }
    return folders.size() < 2
        ? Optional.empty()
        : Optional.of("none; " + folders.size() + " folders of queries are too many for that");
  }

  /** For each name its folder at the level at which folders begin to differ; none or one. */
  private static List<List<String>> folders(List<String> names) {
    List<List<String>> all = names.stream().map(QueryFolders::path).toList();
    List<String> common = all.isEmpty() ? List.of() : all.getFirst();
    for (List<String> path : all) {
      common = common(common, path);
    }
    int level = common.size();
    return all.stream()
        .map(path -> path.size() > level ? List.of(path.get(level)) : List.<String>of())
        .toList();
  }

  /** The folders around an image, those of cameras left out. */
  private static List<String> path(String name) {
    String[] parts = name.split("/", -1);
    return Arrays.stream(parts, 0, parts.length - 1)
        .filter(part -> CameraGroups.camera(part + "/").isEmpty())
        .toList();
  }

  private static List<String> common(List<String> a, List<String> b) {
    int same = 0;
    while (same < Math.min(a.size(), b.size()) && a.get(same).equals(b.get(same))) {
      same++;
    }
    return a.subList(0, same);
  }
}
