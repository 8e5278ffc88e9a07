package org.vladoscope.installer;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Packs what {@code mvn package} built, a runtime of its own and the sample map into an image that
 * needs nothing else, and that image into the installers that this system can make. The Maven
 * profile {@code installer} starts this file by itself, so it uses nothing but the JDK.
 */
final class Installer {

  /** What takes a folder's name, a command's and a package's. */
  private static final String NAME = "vladoscope";

  private static final String LICENCES = "src/site/markdown/third-party.md";

  private static final String MAIN_CLASS = "org.vladoscope.Main";

  /**
   * What {@code jdeps --print-module-deps} says of the program and its libraries. Services that are
   * only looked up, such as cryptography for the web, are in {@code java.base} since JDK 22.
   */
  private static final String MODULES =
      "java.base,java.compiler,java.naming,java.net.http,java.sql,jdk.jfr,jdk.management,"
          + "jdk.unsupported,jdk.unsupported.desktop";

  /** As in {@code src/launcher}; a stale cache of classes is left aside without a word. */
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xms128m",
          "-Xmx1g",
          "-XX:G1HeapRegionSize=4m",
          "-XX:GCTimeRatio=4",
          "--enable-native-access=ALL-UNNAMED");

  /** Names this program among installers of Windows; never changes. */
  private static final String WINDOWS_ID = "5d0a7c1e-6d1a-4a0e-9d0b-2f6c3b0c9a51";

  private static final List<String> OPENCV =
      List.of(
          "core",
          "imgproc",
          "imgcodecs",
          "calib3d",
          "features2d",
          "flann",
          "highgui",
          "videoio",
          "dnn");

  private static final Pattern OPENCV_FILE = Pattern.compile(".*/(lib)?(jni)?opencv_([^/]*)");

  /** What comes with the natives of JavaCPP for those who compile against them. */
  private static final Pattern FOR_COMPILERS =
      Pattern.compile(
          "org/bytedeco/[^/]+/[^/]+/(include|share|python|lib|bin|clang|cmake)/.*"
              + "|.*/[^/]*jniopenblas_full[^/]*");

  /** Systems that installers are made for: their words for themselves in libraries' folders. */
  private enum Host {
    LINUX("Linux/x86_64/", "linux-x86-64/", "linux/amd64/", "linux-x86_64/cpu/"),
    MACOS("Mac/aarch64/", "darwin-aarch64/", "darwin/aarch64/", "osx-aarch64/cpu/"),
    WINDOWS("Windows/x86_64/", "win32-x86-64/", "win32/amd64/", "win-x86_64/cpu/");

    /** Folder of natives of all systems, and below it the one of this system. */
    private final Map<String, String> natives;

    Host(String sqlite, String jna, String lz4, String torch) {
      natives =
          Map.of(
              "org/sqlite/native/", sqlite,
              "com/sun/jna/", jna,
              "net/jpountz/util/", lz4,
              "jnilib/", torch);
    }

    static Host here() {
      String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
      String arch = System.getProperty("os.arch");
      if (os.contains("linux") && arch.equals("amd64")) {
        return LINUX;
      }
      if (os.contains("mac") && arch.equals("aarch64")) {
        return MACOS;
      }
      if (os.contains("windows") && arch.equals("amd64")) {
        return WINDOWS;
      }
      throw new IllegalStateException(
          "There is no installer for %s on %s: PyTorch and OpenCV come for Linux x86-64, macOS"
                  .formatted(System.getProperty("os.name"), arch)
              + " arm64 and Windows x86-64 only.");
    }

    /** True for what this system never loads. */
    boolean isForOthers(String entry) {
      for (Map.Entry<String, String> folder : natives.entrySet()) {
        if (entry.startsWith(folder.getKey())
            && entry.matches(".*\\.(so|a|dll|dylib|jnilib)")
            && !entry.startsWith(folder.getKey() + folder.getValue())) {
          return true;
        }
      }
      var opencv = OPENCV_FILE.matcher(entry);
      return FOR_COMPILERS.matcher(entry).matches()
          || (opencv.matches()
              && entry.startsWith("org/bytedeco/opencv/")
              && !entry.endsWith(".class")
              && OPENCV.stream().noneMatch(opencv.group(3)::startsWith));
    }
  }

  private final Host host = Host.here();
  private final Path project;
  private final Path built;
  private final Path work;
  private final String version;

  /** When everything in the image was made; the cache of classes holds only if that stays so. */
  private final Instant time;

  private Installer(Path project, Path built, String version, Instant time) {
    this.project = project;
    this.built = built;
    this.work = built.resolve("installer");
    this.version = version.replaceFirst("-SNAPSHOT$", "");
    this.time = time;
  }

  /**
   * Makes the image and the installers.
   *
   * @param arguments the project's folder, Maven's target folder, the version, and the time that
   *     files are given
   */
  public static void main(String[] arguments) throws Exception {
    new Installer(
            Path.of(arguments[0]), Path.of(arguments[1]), arguments[2], Instant.parse(arguments[3]))
        .run();
  }

  private void run() throws IOException, InterruptedException {
    deleteTree(work);
    Path input = input();
    Path runtime = work.resolve("runtime");
    call(
        tool("jlink"),
        "--add-modules",
        MODULES,
        "--strip-java-debug-attributes",
        "--no-header-files",
        "--no-man-pages",
        "--compress=zip-9",
        "--output",
        runtime.toString());
    Path image = image(input, runtime);
    deleteTree(input);
    deleteTree(runtime);
    setTimes(image);
    addClassCache(image);
    System.out.printf(Locale.ROOT, "%s: %d MB%n", image, bytes(image) / 1_000_000);
    for (String type : types()) {
      Path made = installer(type, image);
      System.out.printf(Locale.ROOT, "%s: %d MB%n", made, Files.size(made) / 1_000_000);
    }
  }

  /** The program, its libraries with the natives of this system only, and the sample map. */
  private Path input() throws IOException {
    Path input = Files.createDirectories(work.resolve("input"));
    Path program = built.resolve(NAME + ".jar");
    Files.copy(program, input.resolve(NAME + ".jar"));
    Files.createDirectories(input.resolve("lib"));
    // Not the whole folder: it may hold libraries of an earlier build.
    String classPath;
    try (JarFile jar = new JarFile(program.toFile())) {
      classPath = jar.getManifest().getMainAttributes().getValue("Class-Path");
    }
    checkLicences(classPath);
    for (String library : classPath.split(" ")) {
      copyJar(built.resolve(library), input.resolve(library));
    }
    for (Path file : List.of(project.resolve("LICENSE"), project.resolve(LICENCES))) {
      Files.copy(file, input.resolve(file.getFileName()));
    }
    copyTree(project.resolve("sample-maps"), input.resolve("sample-maps"));
    if (host == Host.LINUX) {
      for (String file : List.of("vladoscope.desktop", "vladoscope-map.xml")) {
        Files.copy(linux(file), input.resolve(file));
      }
    }
    return input;
  }

  /** Whoever is given the program can read under which licence each part of it is. */
  private void checkLicences(String classPath) throws IOException {
    String named = Files.readString(project.resolve(LICENCES));
    for (String library : classPath.split(" ")) {
      String artifact = Path.of(library).getFileName().toString().replaceFirst("-\\d.*", "");
      if (!named.contains("`" + artifact + "`")) {
        throw new IllegalStateException(
            "%s does not say under which licence `%s` is.".formatted(LICENCES, artifact));
      }
    }
  }

  private void copyJar(Path from, Path to) throws IOException {
    try (ZipFile jar = new ZipFile(from.toFile())) {
      if (jar.stream().noneMatch(entry -> host.isForOthers(entry.getName()))) {
        Files.copy(from, to);
        return;
      }
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
        out.setLevel(9);
        for (ZipEntry entry : Collections.list(jar.entries())) {
          if (!host.isForOthers(entry.getName())) {
            ZipEntry copy = new ZipEntry(entry.getName());
            copy.setTimeLocal(entry.getTimeLocal());
            out.putNextEntry(copy);
            jar.getInputStream(entry).transferTo(out);
            out.closeEntry();
          }
        }
      }
    }
  }

  private Path image(Path input, Path runtime) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(tool("jpackage"), "--type", "app-image"));
    command.addAll(identity());
    command.addAll(
        List.of(
            "--input",
            input.toString(),
            "--main-jar",
            NAME + ".jar",
            "--main-class",
            MAIN_CLASS,
            "--runtime-image",
            runtime.toString(),
            "--icon",
            icon().toString(),
            "--dest",
            work.resolve("image").toString(),
            "--java-options",
            "-XX:AOTCache=$APPDIR/" + NAME + ".aot",
            "--java-options",
            "-Xlog:aot=off",
            "--java-options",
            "-Xlog:cds=off"));
    for (String option : JAVA_OPTIONS) {
      command.addAll(List.of("--java-options", option));
    }
    if (host == Host.WINDOWS) {
      // A program of Windows has a console or has none; elsewhere one serves both.
      Path console = work.resolve("console.properties");
      Files.writeString(console, "win-console=true\nwin-shortcut=false\nwin-menu=false\n");
      command.addAll(List.of("--add-launcher", NAME + "-console=" + console));
    }
    call(command.toArray(String[]::new));
    try (Stream<Path> made = Files.list(work.resolve("image"))) {
      return made.findFirst().orElseThrow();
    }
  }

  private List<String> identity() {
    // macOS knows no version that begins with 0.
    String shown = host == Host.MACOS ? version.replaceFirst("^0\\.", "1.") : version;
    return List.of(
        "--name",
        host == Host.LINUX ? NAME : "Vladoscope",
        "--app-version",
        shown,
        "--vendor",
        "Vladoscope",
        "--description",
        "An interactive microscope for visual place recognition");
  }

  /**
   * Classes as the image's own start leaves them, loaded and linked. They are recorded while a
   * window shows a small map, the second time, as most starts find their caches filled.
   */
  private void addClassCache(Path image) throws IOException, InterruptedException {
    Path config = find(image, "app/(?i:vladoscope)\\.cfg");
    Path app = config.getParent();
    String classPath =
        String.join(
            System.getProperty("path.separator"),
            Files.readAllLines(config).stream()
                .filter(line -> line.startsWith("app.classpath="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .map(jar -> jar.replace("$APPDIR", app.toString()))
                .toList());
    Path home = Files.createDirectories(work.resolve("home"));
    Path town = app.resolve("sample-maps").resolve("town");
    Path map = home.resolve("map");
    for (int i = 10; i < 22; i++) {
      copy(town.resolve("database/place_%03d.jpg".formatted(i)), map.resolve("database"));
    }
    copy(town.resolve("queries/night/place_019.jpg"), map.resolve("queries"));
    // Without it the window would ask first.
    Files.writeString(map.resolve("ground_truth.csv"), "place_019.jpg,place_019.jpg\n");
    Path cache = app.resolve(NAME + ".aot");
    for (String record : List.of("-Xshare:auto", "-XX:AOTCacheOutput=" + cache)) {
      List<String> command = new ArrayList<>();
      command.add(find(image, ".*/bin/java(\\.exe)?").toString());
      command.addAll(JAVA_OPTIONS);
      // In memory, whether there is a display or not.
      command.addAll(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"));
      command.addAll(List.of(record, "-Duser.home=" + home, "-cp", classPath, MAIN_CLASS));
      command.addAll(List.of("--startup-time", map.toString()));
      call(command.toArray(String[]::new));
    }
    deleteTree(home);
    Files.setLastModifiedTime(cache, FileTime.from(time));
  }

  private List<String> types() {
    return switch (host) {
      case MACOS -> List.of("dmg");
      case WINDOWS -> List.of("msi");
      case LINUX -> {
        List<String> types = new ArrayList<>();
        for (Map.Entry<String, String> type :
            List.of(Map.entry("deb", "dpkg-deb"), Map.entry("rpm", "rpmbuild"))) {
          if (isInstalled(type.getValue())) {
            types.add(type.getKey());
          } else {
            System.out.printf(
                "No .%s: that takes %s, which is not installed.%n", type.getKey(), type.getValue());
          }
        }
        yield types;
      }
    };
  }

  private Path installer(String type, Path image) throws IOException, InterruptedException {
    Path folder = work.resolve("made-" + type);
    List<String> command = new ArrayList<>(List.of(tool("jpackage"), "--type", type));
    command.addAll(identity());
    command.addAll(
        List.of(
            "--app-image", image.toString(),
            "--dest", folder.toString(),
            "--license-file", project.resolve("LICENSE").toString()));
    switch (host) {
      case LINUX -> {
        command.addAll(List.of("--resource-dir", resources(type).toString()));
        if (type.equals("rpm")) {
          command.addAll(
              List.of("--linux-shortcut", "--linux-rpm-license-type", "GPL-3.0-or-later"));
        }
      }
      case WINDOWS ->
          command.addAll(
              List.of(
                  "--win-menu",
                  "--win-dir-chooser",
                  "--win-per-user-install",
                  "--win-upgrade-uuid",
                  WINDOWS_ID));
      case MACOS -> {}
    }
    call(command.toArray(String[]::new));
    try (Stream<Path> made = Files.list(folder)) {
      Path file = made.findFirst().orElseThrow();
      Path to = work.resolve(file.getFileName().toString().replace("-1." + version, version));
      Files.move(file, to);
      Files.delete(folder);
      return to;
    }
  }

  /** What jpackage is to take instead of its own templates. */
  private Path resources(String type) throws IOException {
    Path folder = Files.createDirectories(work.resolve("resources-" + type));
    Files.copy(linux("vladoscope.desktop"), folder.resolve(NAME + ".desktop"));
    if (type.equals("deb")) {
      for (String file : List.of("control", "postinst", "prerm")) {
        Files.copy(linux("deb/" + file), folder.resolve(file));
      }
    }
    return folder;
  }

  private Path linux(String file) {
    return project.resolve("src/installer/linux").resolve(file);
  }

  /** The icon in the form that the system's installers want, made of the PNGs of the program. */
  private Path icon() throws IOException {
    Path images = project.resolve("src/main/resources/org/vladoscope/ui/theme/icon");
    return switch (host) {
      case LINUX -> images.resolve("256.png");
      case WINDOWS ->
          Files.write(work.resolve(NAME + ".ico"), ico(images, List.of(16, 32, 48, 64, 256)));
      case MACOS ->
          Files.write(
              work.resolve(NAME + ".icns"),
              icns(images, Map.of("icp4", 16, "icp5", 32, "icp6", 64, "ic07", 128, "ic08", 256)));
    };
  }

  /** A directory of PNGs, see Microsoft's "ICO format"; a side of 256 is written as 0. */
  private static byte[] ico(Path images, List<Integer> sides) throws IOException {
    List<byte[]> pngs = new ArrayList<>();
    int total = 6 + 16 * sides.size();
    for (int side : sides) {
      pngs.add(Files.readAllBytes(images.resolve(side + ".png")));
      total += pngs.getLast().length;
    }
    ByteBuffer out = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) 0).putShort((short) 1).putShort((short) sides.size());
    int at = 6 + 16 * sides.size();
    for (int i = 0; i < sides.size(); i++) {
      byte side = (byte) (int) sides.get(i);
      out.put(side).put(side).putShort((short) 0).putShort((short) 1).putShort((short) 32);
      out.putInt(pngs.get(i).length).putInt(at);
      at += pngs.get(i).length;
    }
    pngs.forEach(out::put);
    return out.array();
  }

  /** Apple's container: PNGs, each behind its type and its length with those eight bytes. */
  private static byte[] icns(Path images, Map<String, Integer> sides) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    for (Map.Entry<String, Integer> side : sides.entrySet()) {
      byte[] png = Files.readAllBytes(images.resolve(side.getValue() + ".png"));
      out.writeBytes(side.getKey());
      out.writeInt(8 + png.length);
      out.write(png);
    }
    ByteBuffer all = ByteBuffer.allocate(8 + body.size());
    return all.put(new byte[] {'i', 'c', 'n', 's'})
        .putInt(8 + body.size())
        .put(body.toByteArray())
        .array();
  }

  private static String tool(String name) {
    Path tool = Path.of(System.getProperty("java.home"), "bin", name);
    if (!Files.isExecutable(tool) && !Files.isExecutable(Path.of(tool + ".exe"))) {
      throw new IllegalStateException(
          "%s is missing: Maven has to run on a whole JDK, not on %s."
              .formatted(name, System.getProperty("java.home")));
    }
    return tool.toString();
  }

  private static boolean isInstalled(String command) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  private void call(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    // Packages of Debian give younger files this time, so that the cache of classes stays true.
    builder.environment().put("SOURCE_DATE_EPOCH", Long.toString(time.getEpochSecond()));
    // Jars do not become smaller, whatever one spends on it.
    builder.environment().put("DPKG_DEB_COMPRESSOR_TYPE", "gzip");
    builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(
          "%s failed with %d: %s".formatted(command[0], code, String.join(" ", command)));
    }
  }

  private static Path find(Path folder, String pattern) throws IOException {
    Pattern name = Pattern.compile("(.*/)?" + pattern);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> name.matcher(file.toString().replace('\\', '/')).matches())
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no " + pattern + " in " + folder));
    }
  }

  private void setTimes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Files.setLastModifiedTime(file, FileTime.from(time));
      }
    }
  }

  private static void copy(Path file, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.copy(file, folder.resolve(file.getFileName()));
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        // What a user of this checkout made with the map is not part of it.
        if (!file.getFileName().toString().matches("verdicts\\.json|vladoscope-runs|map\\.json")
            && !file.toString().contains("vladoscope-runs")) {
          if (Files.isDirectory(file)) {
            Files.createDirectories(copy);
          } else {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
          }
        }
      }
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .mapToLong(
              file -> {
                try {
                  return Files.size(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .sum();
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    }
  }
}
