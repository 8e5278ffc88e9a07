package org.vladoscope;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The program in a process of its own, as a user starts it. */
final class Program {

  /** Settings that suit a map of tiny images. */
  static final List<String> TINY =
      List.of(
          "--image-size=160x128",
          "--clusters=8",
          "--patch-sizes=2,3",
          "--strides=1,1",
          "--patch-weights=.5,.5",
          "--whitening=16",
          "--rerank=5");

  private static final long PATIENCE_SECONDS = 240;

  private final Path folder;
  private final List<String> javaOptions;
  private final Map<String, String> environment;
  private final String main;
  private final String before;

  private Program(
      Path folder,
      List<String> javaOptions,
      Map<String, String> environment,
      String main,
      String before) {
    this.folder = folder;
    this.main = main;
    this.before = before;
    this.javaOptions = javaOptions;
    this.environment = environment;
  }

  /**
   * A program that runs in a folder.
   *
   * @param folder also where it keeps what it prints
   */
  static Program in(Path folder) {
    return new Program(folder, List.of(), Map.of(), Main.class.getName(), "");
  }

  /** The same on a virtual machine with options. */
  Program with(String... options) {
    return new Program(folder, List.of(options), environment, main, before);
  }

  /** The same with variables of the session. */
  Program under(Map<String, String> variables) {
    return new Program(folder, javaOptions, variables, main, before);
  }

  /** The same, started by another class, with a folder before all others on the class path. */
  Program startedBy(Class<?> starter, Path classes) {
    return new Program(
        folder, javaOptions, environment, starter.getName(), classes + File.pathSeparator);
  }

  /**
   * How a process ended.
   *
   * @param code its exit code
   * @param text all it printed
   */
  record End(int code, String text) {}

  /** A process that runs. */
  record Running(Process process, Path log) {

    /** Waits for its end. */
    End end() throws IOException, InterruptedException {
      try {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new IllegalStateException("no end: " + Files.readString(log));
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
      return new End(process.exitValue(), Files.readString(log));
    }
  }

  /** Starts it with arguments. */
  Running start(Object... arguments) throws IOException {
    Path log = Files.createTempFile(folder, "program", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:ErrorFile=" + folder.resolve("crash.log")));
    if (javaOptions.stream().noneMatch(o -> o.startsWith("-Xmx"))) {
      command.add("-Xmx600m");
    }
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", before + classPath(), main));
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new Running(builder.start(), log);
  }

  /** Absolute, for it runs in another folder. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Runs it to its end. */
  End run(Object... arguments) throws IOException, InterruptedException {
    return start(arguments).end();
  }

  /** Arguments followed by {@link #TINY}. */
  static Object[] tiny(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(TINY);
    return all.toArray();
  }
}
