package org.vladoscope.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the targets of {@link Parsers} one after the other, each in a process of its own, and prints
 * a line for each: how often it ran, what it reached, what it found.
 *
 * <p>{@code mvn -Pfuzz test-compile exec:exec@fuzz -Dargs="60"} for a minute each, {@code
 * -Dargs="600 Npy Mat"} for ten minutes of two of them. What was found lies in {@code target/fuzz}.
 */
public final class FuzzCampaign {

  private static final Path SEEDS = Path.of("src/fuzz/seeds");
  private static final Path FIXTURES = Path.of("src/test/resources");
  private static final Path RESULTS = Path.of("target/fuzz");

  /** Longer than any input of the seeds; the longest of them decides how long inputs get. */
  private static final int MOST_BYTES = 16_384;

  /** Instrumenting the program may take minutes on a machine that has other work. */
  private static final long START_SECONDS = 400;

  private static final Pattern DONE =
      Pattern.compile("stat::number_of_executed_units:\\s*(\\d+)", Pattern.MULTILINE);
  private static final Pattern COVERED = Pattern.compile("cov: (\\d+)");
  private static final Pattern FOUND =
      Pattern.compile("== Java Exception: (.*)|ERROR: libFuzzer: (.*)|(java\\.lang\\.OutOfMem.*)");

  private FuzzCampaign() {}

  /** Seconds for each target, and the targets; all of them if none is named. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int seconds = arguments.length == 0 ? 60 : Integer.parseInt(arguments[0]);
    List<String> targets =
        arguments.length > 1
            ? Arrays.asList(arguments).subList(1, arguments.length)
            : Stream.of(Parsers.class.getClasses())
                .map(Class::getSimpleName)
                .sorted(Comparator.naturalOrder())
                .toList();
    boolean found = false;
    for (String target : targets) {
      found |= run(target, seconds);
    }
    System.exit(found ? 1 : 0);
  }

  /** True if something was found. */
  private static boolean run(String target, int seconds) throws IOException, InterruptedException {
    Path results = Files.createDirectories(RESULTS.resolve(target));
    Path corpus = Files.createDirectories(results.resolve("corpus"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+EnableDynamicAgentLoading",
            "-Xmx512m",
            "-Dvladoscope.log=OFF",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + Parsers.class.getName() + "$" + target,
            "--instrumentation_includes=org.vladoscope.**:com.twelvemonkeys.**:io.jhdf.**",
            "--custom_hook_includes=org.vladoscope.**",
            "--reproducer_path=" + results,
            "-artifact_prefix=" + results + "/",
            "-max_total_time=" + seconds,
            "-max_len=" + MOST_BYTES,
            "-timeout=20",
            "-rss_limit_mb=3000",
            "-print_final_stats=1",
            "-seed=1",
            corpus.toString()));
    command.add(seeds(target, results.resolve("seeds")).toString());
    Path log = results.resolve("log.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(seconds + START_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    String text = Files.readString(log, StandardCharsets.ISO_8859_1);
    Matcher finding = FOUND.matcher(text);
    boolean found = finding.find() || !ended;
    System.out.printf(
        Locale.ROOT,
        "%-12s %9s runs, %6s edges, %s%n",
        target,
        last(DONE, text),
        last(COVERED, text),
        found ? (ended ? finding.group().strip() : "did not end") : "nothing found");
    return found;
  }

  /**
   * Fills a folder with the target's own seeds, and with what the tests read by the same parser.
   */
  private static Path seeds(String target, Path into) throws IOException {
    Files.createDirectories(into);
    copy(SEEDS.resolve(target.toLowerCase(Locale.ROOT)), "", into);
    switch (target) {
      case "Images" -> copy(FIXTURES.resolve("image"), "", into);
      case "Mat" -> copy(FIXTURES.resolve("golden/matlab"), "mat", into);
      case "Npz" -> copy(FIXTURES.resolve("golden/eval"), "npz", into);
      case "Weights" -> {
        copy(FIXTURES.resolve("golden/modern"), "pt", into);
        copy(FIXTURES.resolve("golden/modern"), "pth", into);
      }
      default -> {}
    }
    return into;
  }

  private static void copy(Path from, String extension, Path into) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(f -> f.toString().endsWith(extension)).toList()) {
        if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
          Files.copy(file, into.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static String last(Pattern pattern, String text) {
    String value = "?";
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      value = matcher.group(1);
    }
    return value;
  }
}
