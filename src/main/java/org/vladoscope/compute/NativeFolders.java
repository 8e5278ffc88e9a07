package org.vladoscope.compute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.store.ApplicationFolders;

/**
 * Where the libraries that bring native code unpack it. What lies there is loaded and run, so that
 * nobody else may be able to write it.
 *
 * <p>Each library has a folder in the user's home and, where that cannot be written, falls back to
 * one in the temporary folder whose name anybody can guess. Here a folder that others can write, or
 * that cannot be made, gives way to one of our own that only its owner enters.
 */
public final class NativeFolders {

  private static final Logger LOG = LoggerFactory.getLogger(NativeFolders.class);

  private static final int STICKY = 01000;

  /** Belongs to whom this process belongs to; only Linux has it. */
  private static final Path SELF = Path.of("/proc/self");

  private static final Set<PosixFilePermission> FOR_OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /** Settings of the libraries, and the folders in the user's home that they take without. */
  private enum Kind {
    TENSORS("DJL_CACHE_DIR", ".djl.ai", "tensors"),
    BINDINGS("org.bytedeco.javacpp.cachedir", ".javacpp/cache", "bindings"),
    WINDOW("javafx.cachedir", ".openjfx/cache", "window");

    private final String property;
    private final String inHome;
    private final String inOurs;

    Kind(String property, String inHome, String inOurs) {
      this.property = property;
      this.inHome = inHome;
      this.inOurs = inOurs;
    }
  }

  /** What the tensor library takes before {@code DJL_CACHE_DIR}; it has no folder of its own. */
  private static final String ENGINE = "ENGINE_CACHE_DIR";

  private final Path home;
  private final Path cache;
  private final Properties properties;
  private final Map<String, String> environment;

  /**
   * Folders of a user.
   *
   * @param home the user's home, which need not exist
   * @param cache the program's own folder in it, which need not exist either
   * @param properties where the libraries look for their settings first, and find what is chosen
   * @param environment where some of them look then
   */
  public NativeFolders(
      Path home, Path cache, Properties properties, Map<String, String> environment) {
    this.home = home;
    this.cache = cache;
    this.properties = properties;
    this.environment = Map.copyOf(environment);
  }

  /** The folders of whoever runs this process, and its settings. */
  public static NativeFolders ofUser() {
    return new NativeFolders(
        Path.of(System.getProperty("user.home", ".")),
        ApplicationFolders.ofUser().cache(),
        System.getProperties(),
        System.getenv());
  }

  /**
   * Tells the libraries where to unpack. Must come before the first of them is used. Settings that
   * the user made stay, but a folder of theirs that others can write is refused.
   *
   * @throws InputException if such a folder was set, or none can be made
   */
  public void choose() {
    checkSet(ENGINE);
    @Nullable Path own = null;
    for (Kind kind : Kind.values()) {
      if (!checkSet(kind.property) && !isUsable(home.resolve(kind.inHome))) {
        own = own == null ? ownFolder() : own;
        properties.setProperty(kind.property, own.resolve(kind.inOurs).toString());
      }
    }
  }

  /** True if the user set a folder, which is then ours alone. */
  private boolean checkSet(String property) {
    String set = properties.getProperty(property, environment.getOrDefault(property, ""));
    if (!set.isBlank() && Files.exists(Path.of(set)) && !isOurs(Path.of(set))) {
      throw new InputException(
          "The folder "
              + set
              + " of "
              + property
              + " belongs to another user or can be written by others, and what lies there is run;"
              + " make it yours alone (chmod 700) or choose another.");
    }
    return !set.isBlank();
  }

  /** True if the folder is there, or can be made, and nobody else can write what lies in it. */
  private boolean isUsable(Path folder) {
    try {
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(folder, ownerOnly(folder));
      }
      return Files.isDirectory(folder) && Files.isWritable(folder) && isOurs(folder);
    } catch (IOException e) {
      LOG.debug("{} cannot be made", folder, e);
      return false;
    }
  }

  /** A folder that only its owner enters: in the program's cache or, if need be, a new one. */
  private Path ownFolder() {
    Path lasting = cache.resolve("natives");
    if (isUsable(lasting)) {
      return lasting;
    }
    try {
      Path fresh = Files.createTempDirectory("vladoscope-natives");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteTree(fresh), "natives"));
      LOG.warn(
          "Neither {} nor {} can be written by you alone: native libraries are unpacked anew each"
              + " time",
          home,
          lasting);
      return fresh;
    } catch (IOException e) {
      throw new InputException(
          "There is no folder for native libraries: neither in "
              + home
              + " nor in the temporary folder ("
              + FileProblem.of(e)
              + "); make one of them writable.",
          e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    return isPosix(folder)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  /**
   * True if nobody but the owner of this process, or the administrator, can change what lies in a
   * folder or put another in its place.
   */
  private boolean isOurs(Path folder) {
    if (!isPosix(folder)) {
      return true;
    }
    try {
      Path real = folder.toRealPath();
      int own = (int) Files.getAttribute(Files.exists(SELF) ? SELF : home, "unix:uid");
      int owner = (int) Files.getAttribute(real, "unix:uid");
      if (owner != own
          || Files.getPosixFilePermissions(real).stream().anyMatch(FOR_OTHERS::contains)) {
        return false;
      }
      for (Path above = real.getParent(); above != null; above = above.getParent()) {
        int uid = (int) Files.getAttribute(above, "unix:uid");
        int mode = (int) Files.getAttribute(above, "unix:mode");
        boolean anybody =
            Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_WRITE);
        if ((uid != own && uid != 0) || (anybody && (mode & STICKY) == 0)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      LOG.debug("whose {} is cannot be told", folder, e);
      return false;
    }
  }

  private static void deleteTree(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> innerFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innerFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} is left to the system", folder, e);
    }
  }
}
