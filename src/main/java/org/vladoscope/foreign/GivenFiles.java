package org.vladoscope.foreign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceMap;

/** What files were meant as that someone gave without a word. */
public sealed interface GivenFiles {

  /**
   * Global descriptors.
   *
   * @param database a file, or a folder with files of known names
   * @param queries the queries' file, if it was given too
   */
  record Descriptors(Path database, Optional<Path> queries) implements GivenFiles {}

  /**
   * Rankings.
   *
   * @param file pairs or lists of candidates
   */
  record Rankings(Path file) implements GivenFiles {}

  /** True if files may be results of another program, by their names. Quick: no file is read. */
  static boolean mayBeResults(List<Path> files) {
    return files.size() == 1
            && (DescriptorFiles.mayBe(files.getFirst()) || isText(files.getFirst()))
        || files.size() == 2 && files.stream().allMatch(GivenFiles::isDescriptorsFile);
  }

  private static boolean isDescriptorsFile(Path file) {
    return DescriptorFiles.mayBe(file) && !Files.isDirectory(file);
  }

  private static boolean isText(Path file) {
    return String.valueOf(file.getFileName()).matches("(?i).*\\.(txt|csv|pairs|lst)");
  }

  /**
   * Looks into files.
   *
   * @return empty if they are no results of another program for this map
   * @throws InputException if it is not known which of two files is which
   */
  static Optional<GivenFiles> recognise(List<Path> files, PlaceMap map, Progress progress) {
    if (!mayBeResults(files)) {
      return Optional.empty();
    }
    Path first = files.getFirst();
    if (files.size() == 2) {
      return files.stream().allMatch(DescriptorFiles::isMeant)
          ? Optional.of(pair(first, files.getLast()))
          : Optional.empty();
    }
    if (DescriptorFiles.isMeant(first)) {
      return Optional.of(new Descriptors(first, Optional.empty()));
    }
    return isText(first) && ForeignRankings.namesImages(first, map, progress)
        ? Optional.of(new Rankings(first))
        : Optional.empty();
  }

  private static Descriptors pair(Path a, Path b) {
    if (isOfQueries(a) == isOfQueries(b)) {
      throw new InputException(
          "Of "
              + a.getFileName()
              + " and "
              + b.getFileName()
              + " it is not known which has the descriptors of the queries; give that one a name"
              + " with \u201cqueries\u201d in it, or choose both in the configuration.");
    }
    return isOfQueries(a) ? new Descriptors(b, Optional.of(a)) : new Descriptors(a, Optional.of(b));
  }

  private static boolean isOfQueries(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).contains("quer");
  }
}
