package org.vladoscope.dataset.format;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.NameEncoding;
import org.vladoscope.common.PlainText;
import org.vladoscope.common.Progress;

/**
 * The files below a folder, by names, sizes and kinds. A folder is listed once, and all formats
 * look at that. No file is opened. Hidden files and folders are left out; links are followed, but
 * not around in circles.
 */
public final class FolderListing {

  private static final int MAX_DEPTH = 12;

  /** More than the largest data sets of the field that are opened as one map. */
  private static final int MAX_FILES = 4_000_000;

  private static final int CHECK_EVERY = 1000;

  /**
   * A file.
   *
   * @param name path relative to the listed folder, with slashes
   * @param file where it lies
   * @param kind what it is by its name
   * @param bytes its size
   */
  public record Entry(String name, Path file, FileKind kind, long bytes) {

    /** The folder it lies in, relative to the listed folder; empty for that folder itself. */
    public String folder() {
      return parent(name);
    }
  }

  /** A file as something. */
  private record Part(Entry file, Class<?> kind) {}

  private final Path root;
  private final List<Entry> files;
  private final NavigableSet<String> folders;
  private final List<String> problems;
  private final Map<String, Entry> byName;

  private final Map<Part, Object> contents = new ConcurrentHashMap<>();

  /** A file that the user opened instead of its folder. */
  private final Optional<Entry> opened;

  private FolderListing(
      Path root,
      List<Entry> files,
      NavigableSet<String> folders,
      List<String> problems,
      Optional<Entry> opened) {
    this.root = root;
    this.opened = opened;
    this.files = List.copyOf(files);
    this.byName = new HashMap<>();
    this.files.forEach(file -> byName.put(file.name(), file));
    this.folders = folders;
    this.problems = List.copyOf(problems);
  }

  /**
   * Lists a folder.
   *
   * @param what what the folder should be, for messages: "map"
   * @throws InputException if there is no such folder, it cannot be read, or holds too many files
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static FolderListing of(Path folder, String what, Progress progress) {
    return of(folder, what, MAX_FILES, progress);
  }

  public static FolderListing of(Path folder, String what, int maxFiles, Progress progress) {
    requireFolder(folder, what);
    progress.check();
    Walk walk = new Walk(folder, maxFiles, progress);
    try {
      Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, walk);
    } catch (IOException e) {
      throw new InputException(
          "The folder " + folder + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
    progress.check();
    walk.files.sort(Comparator.comparing(Entry::name));
    return new FolderListing(folder, walk.files, walk.folders, walk.problems, Optional.empty());
  }

  /**
   * Lists the folder of a file that the user opened, such as a list of images.
   *
   * @throws InputException if it is in no folder, or is hidden
   */
  public static FolderListing around(Path file, String what, Progress progress) {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = Objects.requireNonNull(absolute.getParent());
    FolderListing listing = of(folder, what, progress);
    Optional<Entry> opened = listing.file(String.valueOf(absolute.getFileName()));
    if (opened.isEmpty()) {
      throw new InputException(file + " is hidden; give it a name that begins with no dot.");
    }
    return new FolderListing(folder, listing.files, listing.folders, listing.problems, opened);
  }

  /**
   * The same with the files of another folder, as if that was linked here under its own name. A
   * folder that lies in this one is there already.
   */
  public FolderListing with(FolderListing other) {
    if (real(other.root).startsWith(real(root))) {
      return this;
    }
    String link = other.name();
    while (hasFolder(link) || byName.containsKey(link)) {
      link = link + "'";
    }
    List<Entry> all = new ArrayList<>(files);
    for (Entry file : other.files) {
      all.add(new Entry(join(link, file.name()), file.file(), file.kind(), file.bytes()));
    }
    all.sort(Comparator.comparing(Entry::name));
    NavigableSet<String> allFolders = new TreeSet<>(folders);
    allFolders.add(link);
    for (String folder : other.folders) {
      allFolders.add(join(link, folder));
    }
    List<String> allProblems = new ArrayList<>(problems);
    allProblems.addAll(other.problems);
    return new FolderListing(root, all, allFolders, allProblems, opened);
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder.toAbsolutePath().normalize();
    }
  }

  /** The file that the user opened instead of its folder, if so: of several lists that is meant. */
  public Optional<Entry> opened() {
    return opened;
  }

  private static void requireFolder(Path folder, String what) {
    if (!Files.exists(folder)) {
      throw new InputException("There is no " + what + " at " + folder + ".");
    }
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          folder + " is a file; a " + what + " is a folder with images in it.");
    }
  }

  /** The listed folder. */
  public Path root() {
    return root;
  }

  /** What to call the folder: its own name. */
  public String name() {
    return String.valueOf(
        Objects.requireNonNullElse(root.toAbsolutePath().normalize().getFileName(), root));
  }

  /** All files by name. */
  public List<Entry> files() {
    return files;
  }

  /** All folders by name, relative to the listed one, which is not among them. */
  public List<String> folders() {
    return List.copyOf(folders);
  }

  /** What could not be read and is left out, sentences. */
  public List<String> problems() {
    return problems;
  }

  /** True if there is such a folder, relative to the listed one; empty names that itself. */
  public boolean hasFolder(String name) {
    return name.isEmpty() || folders.contains(name);
  }

  /** The folders that lie directly in a folder, by name relative to the listed one. */
  public List<String> foldersIn(String folder) {
    return folders.stream().filter(f -> parent(f).equals(folder)).toList();
  }

  /** A file by its name relative to the listed folder. */
  public Optional<Entry> file(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * What is read of a file: once for all that look at this listing, for what recognises a large
   * file needs as much of it as what reads it.
   *
   * @param kind what comes of it; a file may be read as several things
   * @param reader reads it; what it throws is not kept
   */
  public <T> T content(Entry file, Class<T> kind, Function<Path, T> reader) {
    return kind.cast(
        contents.computeIfAbsent(new Part(file, kind), part -> reader.apply(file.file())));
  }

  /** The images that can be read at any depth below a folder; empty names the listed one. */
  public List<Entry> images(String folder) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return files.stream()
        .filter(f -> f.kind() == FileKind.IMAGE && f.name().startsWith(prefix))
        .toList();
  }

  /** A path in a folder, both relative to the listed one. */
  public static String join(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /** The folder a path lies in; empty for the listed one. */
  public static String parent(String name) {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  /** The last part of a path. */
  public static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** Collects what is seen on the way through a folder. */
  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final int maxFiles;
    private final Progress progress;
    private final List<Entry> files = new ArrayList<>();
    private final NavigableSet<String> folders = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    Walk(Path root, int maxFiles, Progress progress) {
      this.root = root;
      this.maxFiles = maxFiles;
      this.progress = progress;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      if (path.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      if (isHidden(path)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      folders.add(name(path));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      if (attributes.isDirectory() && !isHidden(path)) {
        problems.add(
            PlainText.line(path.toString())
                + " is left out: it lies more than "
                + MAX_DEPTH
                + " folders deep.");
      }
      if (isHidden(path)) {
        return FileVisitResult.CONTINUE;
      }
      if (!attributes.isRegularFile()) {
        if (!attributes.isDirectory() && FileKind.of(lastPart(name(path))) != FileKind.OTHER) {
          problems.add(path + " is left out: " + noFile(path, attributes) + ".");
        }
        return FileVisitResult.CONTINUE;
      }
      if (files.size() == maxFiles) {
        throw new InputException(
            root
                + " holds more than "
                + maxFiles
                + " files, too many for a map; open a folder further down.");
      }
      if (files.size() % CHECK_EVERY == 0) {
        progress.check();
      }
      String name = name(path);
      if (NameEncoding.isLost(name)) {
        throw NameEncoding.refusal(name);
      }
      if (!PlainText.isLine(name)) {
        problems.add(
            PlainText.line(path.toString())
                + " is left out: its name holds characters that are not shown, such as line ends;"
                + " rename it.");
        return FileVisitResult.CONTINUE;
      }
      files.add(new Entry(name, path, FileKind.of(lastPart(name)), attributes.size()));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
      if (path.equals(root)) {
        throw e;
      }
      if (!isHidden(path)) {
        problems.add(PlainText.line(path.toString()) + " is left out: " + FileProblem.of(e) + ".");
      }
      return FileVisitResult.CONTINUE;
    }

    /** What is there instead of a file; of a link it is seen only if it leads nowhere. */
    private static String noFile(Path path, BasicFileAttributes attributes) {
      if (!attributes.isSymbolicLink()) {
        return "it is a pipe or a device, not a file";
      }
      try {
        return "it is a link to " + path.toRealPath();
      } catch (NoSuchFileException e) {
        return "it is a link to a file that does not exist";
      } catch (IOException e) {
        return "it is a link that leads to no file";
      }
    }

    private static boolean isHidden(Path path) {
      return String.valueOf(path.getFileName()).startsWith(".");
    }

    private String name(Path path) {
      return root.relativize(path).toString().replace('\\', '/');
    }
  }
}
