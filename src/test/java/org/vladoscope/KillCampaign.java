package org.vladoscope;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.ContentHash;
import org.vladoscope.pipeline.TinyMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kills the program at random moments of its commands, runs the command again on what was left, and
 * compares its results, bit for bit, with those of a run that nobody disturbed.
 *
 * <p>{@code mvn test-compile exec:exec@kill-campaign -Dargs="200"} kills 200 times, {@code
 * -Dargs="200 train"} one command.
 */
public final class KillCampaign {

  /** What differs from run to run by its nature: times, and what depends on them. */
  private static final Pattern OF_THE_RUN =
      Pattern.compile(
          "(?i).*(seconds|time|date|millis|ms$|memory|bytes|peak|cache|created|^id$|file|saved|load"
              + "|others|other_programs|pareto|front|device|software).*");

  private static final List<String> COMMANDS =
      List.of("index", "evaluate", "sweep", "train", "export-model");

  private static final int PLACES = 18;

  /** Pixels between the two views of a place: hard enough that training has something to learn. */
  private static final int MOVED = 100;

  private final Path folder;
  private final Path map;
  private final Random random;
  private final Map<String, Map<String, String>> undisturbed = new TreeMap<>();
  private final Map<String, Long> milliseconds = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();
  private int killed;

  /**
   * A campaign.
   *
   * @param folder for its maps and caches
   * @param seed of the moments
   */
  KillCampaign(Path folder, long seed) throws IOException {
    this.folder = folder;
    this.random = new Random(seed);
    this.map = TinyMap.write(Files.createDirectories(folder.resolve("map")));
    // Training wants more places than other tests do.
    StringBuilder truth = new StringBuilder(Files.readString(map.resolve("ground_truth.csv")));
    for (int i = 0; i < PLACES; i++) {
      TinyMap.place(map.resolve("database/place" + i + ".png"), i, 0);
      TinyMap.place(map.resolve("queries/query" + i + ".png"), i, MOVED);
      if (i >= TinyMap.QUERIES) {
        truth.append("query").append(i).append(".png,place").append(i).append(".png\n");
      }
    }
    Files.writeString(map.resolve("ground_truth.csv"), truth);
  }

  /**
   * Kills as often as its first argument says, the commands that follow or all of them in turns,
   * and prints what that led to.
   */
  public static void main(String[] arguments) throws Exception {
    int points = arguments.length == 0 ? 200 : Integer.parseInt(arguments[0]);
    List<String> commands =
        arguments.length < 2 ? COMMANDS : Arrays.asList(arguments).subList(1, arguments.length);
    Path folder = Files.createTempDirectory("vladoscope-kills");
    KillCampaign campaign = new KillCampaign(folder, 1);
    long start = System.nanoTime();
    for (int i = 0; i < points; i++) {
      int known = campaign.differences.size();
      campaign.kill(commands.get(i % commands.size()));
      campaign.differences.stream().skip(known).forEach(System.out::println);
      if ((i + 1) % 20 == 0) {
        System.out.printf(
            Locale.ROOT,
            "%d points, %d killed before their end, %d differences, %.0f s%n",
            i + 1,
            campaign.killed,
            campaign.differences.size(),
            (System.nanoTime() - start) / 1e9);
      }
    }
    delete(folder);
    System.exit(campaign.differences.isEmpty() ? 0 : 1);
  }

  /** What went wrong so far, sentences. */
  List<String> differences() {
    return List.copyOf(differences);
  }

  /** How many processes were killed before they ended by themselves. */
  int killed() {
    return killed;
  }

  /** Kills a command somewhere, runs it again, and compares. */
  void kill(String command) throws IOException, InterruptedException {
    if (!undisturbed.containsKey(command)) {
      Path place = Files.createDirectories(folder.resolve("undisturbed-" + command));
      long start = System.nanoTime();
      Map<String, String> results = results(command, place, false);
      if (results.isEmpty() || results.containsKey("exit code")) {
        throw new IllegalStateException(command + " fails even undisturbed: " + results);
      }
      undisturbed.put(command, results);
      milliseconds.put(command, (System.nanoTime() - start) / 1_000_000);
      delete(place);
    }
    Path place = Files.createDirectories(folder.resolve("killed"));
    long after = (long) (milliseconds.getOrDefault(command, 0L) * (.1 + .95 * random.nextDouble()));
    try {
      copy(map, place.resolve("map"));
      Program.Running running = Program.in(place).start(arguments(command, false));
      Thread.sleep(after);
      killed += running.process().isAlive() ? 1 : 0;
      running.process().destroyForcibly().waitFor();
      Map<String, String> found = results(command, place, true);
      Map<String, String> wanted = undisturbed.getOrDefault(command, Map.of());
      if (!found.equals(wanted)) {
        differences.add(
            command
                + " killed after "
                + after
                + " ms: "
                + Stream.concat(found.keySet().stream(), wanted.keySet().stream())
                    .distinct()
                    .filter(k -> !Objects.equals(found.get(k), wanted.get(k)))
                    .map(k -> k + ": " + difference(found.get(k), wanted.get(k)))
                    .toList());
      }
      checkLeftovers(command, place, after);
    } finally {
      delete(place);
    }
  }

  /** Both texts from a little before where they part. */
  private static String difference(@Nullable String found, @Nullable String wanted) {
    if (found == null || wanted == null) {
      return "only one of both has it: " + found + " / " + wanted;
    }
    int at = Arrays.mismatch(found.toCharArray(), wanted.toCharArray());
    return from(found, at) + " instead of " + from(wanted, at);
  }

  private static String from(String text, int at) {
    return text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 80));
  }

  /** Nothing half-written may have the name of something whole. */
  private void checkLeftovers(String command, Path place, long after) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        try {
          JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
          differences.add(command + " killed after " + after + " ms left half of " + file);
        }
      }
    }
  }

  private static Object[] arguments(String command, boolean again) {
    return switch (command) {
      case "index" -> Program.tiny("index", "map", "--cache=cache", "--json=out.json");
      case "evaluate" ->
          Program.tiny(
              "evaluate",
              "map",
              "--cache=cache",
              "--json=out.json",
              "--csv=out.csv",
              "--predictions=predictions",
              "--save-run");
      case "sweep" ->
          Program.tiny(
              "sweep",
              "map",
              "--vary=scorer=rapid/ransac",
              "--vary=whitening=8/16",
              "--cache=cache",
              "--csv=out.csv");
      case "train" ->
          again
              ? Program.tiny(
                  "train", "map", "--cache=cache", "--epochs=4", "--output=words", "--resume")
              : Program.tiny("train", "map", "--cache=cache", "--epochs=4", "--output=words");
      default -> Program.tiny("export-model", "map", "model", "--cache=cache");
    };
  }

  /** Runs a command to its end. */
  private Map<String, String> results(String command, Path place, boolean again)
      throws IOException, InterruptedException {
    if (!Files.exists(place.resolve("map"))) {
      copy(map, place.resolve("map"));
    }
    Program.End end = Program.in(place).run(arguments(command, again));
    if (end.code() != 0 && again && command.equals("train")) {
      // Killed before there was anything to resume.
      end = Program.in(place).run(arguments(command, false));
    }
    Map<String, String> results = new TreeMap<>();
    if (end.code() != 0) {
      results.put("exit code", end.code() + " " + end.text());
    }
    try (Stream<Path> files = Files.walk(place, 3)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = place.relativize(file).toString();
        if (name.equals("out.json")) {
          results.put(name, json(file));
        } else if (name.equals("out.csv") && command.equals("sweep")) {
          results.put(name, withoutTimes(Files.readString(file)));
        } else if (name.endsWith(".safetensors")) {
          results.put(name, tensors(file));
        } else if (name.equals("out.csv")
            || name.equals("words.curve.csv")
            || (name.startsWith("predictions") && !isLeftUnfinished(file))) {
          results.put(name, Files.readString(file));
        }
      }
    }
    return results;
  }

  /**
   * What a process was writing when it was killed lies beside its place, hidden, and stays there.
   */
  private static boolean isLeftUnfinished(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".vladoscope-") && name.endsWith(".part");
  }

  /** The numbers of a safetensors file; its notes may have the date. */
  private static String tensors(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    byte[] numbers = Arrays.copyOfRange(bytes, 8 + header, bytes.length);
    return ContentHash.of(numbers).hex();
  }

  private static String json(Path file) throws IOException {
    JsonNode content = JsonMapper.shared().readTree(Files.readAllBytes(file));
    strip(content);
    return content.toString();
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.propertyNames().stream()
          .toList()
          .forEach(
              name -> {
                if (OF_THE_RUN.matcher(name).matches()) {
                  object.remove(name);
                }
              });
    }
    node.forEach(KillCampaign::strip);
  }

  private static String withoutTimes(String csv) {
    List<String> header = List.of(csv.lines().findFirst().orElse("").split(","));
    List<String> lines = new ArrayList<>();
    for (String line : csv.lines().toList()) {
      // Settings with commas are quoted; what is compared has none.
      List<String> cells = List.of(line.replaceAll("\"[^\"]*\"", "quoted").split(",", -1));
      StringBuilder kept = new StringBuilder();
      for (int i = 0; i < cells.size(); i++) {
        if (i < header.size()
            && !OF_THE_RUN.matcher(header.get(i)).matches()
            && !header.get(i).startsWith("m")) {
          kept.append(cells.get(i)).append(',');
        }
      }
      lines.add(kept.toString());
    }
    return String.join("\n", lines);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.write(target, Files.readAllBytes(file));
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
