package org.vladoscope.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.ReadableFile;
import org.vladoscope.common.Software;
import org.vladoscope.config.ConfigJson;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.store.WholeFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results of a sweep, one line of JSON each, written when the configuration is done. A line
 * that a crash cut off is dropped when the file is opened again, and the others count as finished.
 */
public final class SweepFile {

  /** How sweep files end. */
  public static final String SUFFIX = ".sweep.jsonl";

  private static final int VERSION = 1;
  private static final String KIND = "vladoscope-sweep";
  private static final String LOAD = "otherPrograms";

  private final Path file;
  private final JsonMapper json = JsonMapper.builder().build();
  private final Map<PipelineConfig, SweepResult> results = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();

  private SweepFile(Path file) {
    this.file = file;
  }

  /** The usual file of a named sweep of a map, beside the map's runs. */
  public static Path file(RunStore runs, String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0,60}")) {
      throw new InputException(
          "A sweep cannot be named '" + name + "'; use letters, digits, dots and dashes.");
    }
    return runs.folder().resolve(name + SUFFIX);
  }

  /**
   * Opens the file of a sweep, or begins one.
   *
   * @throws InputException if it is no sweep, or one of another map; it is left as it is
   */
  public static SweepFile open(Path file, PlaceMap map) {
    return open(file, map, map.groundTruth());
  }

  /**
   * Opens the file of a sweep that is judged by another ground truth than the map's own, or begins
   * one.
   *
   * @throws InputException if it is no sweep, or one of another map or ground truth; it is left as
   *     it is
   */
  public static SweepFile open(Path file, PlaceMap map, GroundTruth truth) {
    SweepFile sweep = new SweepFile(file);
    String print = fingerprint(map, truth);
    try {
      if (Files.isSymbolicLink(file)) {
        throw new InputException(
            file + " is a link, which a sweep does not write through; name the file itself.");
      }
      if (Files.exists(file)) {
        sweep.read(print, map);
      } else {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("kind", KIND);
        header.put("version", VERSION);
        header.put("software", Software.NAME);
        header.put("map", map.name());
        header.put("fingerprint", print);
        WholeFile.write(file, sweep.line(header));
      }
    } catch (IOException e) {
      throw new InputException(
          "The sweep " + file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
    return sweep;
  }

  /** Identifies images of a map and what is right: results of another one do not fit. */
  public static String fingerprint(PlaceMap map, GroundTruth truth) {
    List<String> parts = new ArrayList<>();
    for (PlaceImage image : map.database()) {
      parts.add(image.name());
    }
    parts.add("queries");
    for (int q = 0; q < map.queries().size(); q++) {
      parts.add(map.queries().get(q).name());
      parts.add(Arrays.toString(truth.positives(q)));
      parts.add(Arrays.toString(truth.soft(q)));
    }
    return ContentHash.ofParts(parts.toArray(String[]::new)).hex();
  }

  private byte[] line(Map<String, ?> content) {
    return (json.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private void read(String print, PlaceMap map) throws IOException {
    byte[] bytes = Files.readAllBytes(ReadableFile.check(file));
    int whole = bytes.length;
    while (whole > 0 && bytes[whole - 1] != '\n') {
      whole--;
    }
    List<String> lines = new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().toList();
    checkHeader(lines.isEmpty() ? "" : lines.getFirst(), print, map);
    for (int i = 1; i < lines.size(); i++) {
      try {
        SweepResult result = result(json.readTree(lines.get(i)));
        results.put(result.config(), result);
      } catch (InputException | JacksonException e) {
        warnings.add(
            file
                + ", line "
                + (i + 1)
                + " is not understood; its configuration is evaluated anew.");
      }
    }
    if (whole < bytes.length) {
      warnings.add(
          "The last line of "
              + file
              + " was not written whole; its configuration is evaluated anew.");
      dropAfter(whole);
    }
  }

  private void checkHeader(String line, String print, PlaceMap map) {
    JsonNode header;
    try {
      header = json.readTree(line);
    } catch (JacksonException e) {
      throw new InputException(file + " is no sweep of Vladoscope; it is left as it is.", e);
    }
    if (!header.path("kind").asString("").equals(KIND)) {
      throw new InputException(file + " is no sweep of Vladoscope; it is left as it is.");
    }
    if (header.path("version").asInt(0) != VERSION) {
      throw new InputException(
          file + " was written by another version of Vladoscope; it is left as it is.");
    }
    if (!header.path("fingerprint").asString("").equals(print)) {
      throw new InputException(
          "The sweep "
              + file
              + " is of other images or another ground truth than "
              + map.name()
              + " has now; choose another file or remove it.");
    }
  }

  private void dropAfter(int bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      channel.truncate(bytes);
    }
  }

  private static SweepResult result(JsonNode line) {
    return line.has("failure")
        ? SweepResult.failed(
            ConfigJson.read(line.path("configuration")), line.path("failure").asString(""))
        : SweepResult.of(RunJson.read(line.path("run")), load(line.path(LOAD)));
  }

  /** Files from before do not say it; what is no share is not known either. */
  private static MachineLoad load(JsonNode node) {
    double others = node.asDouble(Double.NaN);
    return others >= 0 && others <= 1 ? new MachineLoad(others) : MachineLoad.UNKNOWN;
  }

  /** Its path. */
  public Path path() {
    return file;
  }

  /** What was not understood when the file was opened, for people. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** All results, in the order in which they were found. */
  public synchronized List<SweepResult> results() {
    return List.copyOf(results.values());
  }

  /** The configurations that need not be evaluated again. */
  public synchronized Set<PipelineConfig> finished() {
    return Set.copyOf(results.keySet());
  }

  /** The configurations that were evaluated, so that failed ones are tried again. */
  public synchronized Set<PipelineConfig> succeeded() {
    return results.values().stream()
        .filter(SweepResult::isSuccess)
        .map(SweepResult::config)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Adds a result; it is on the disk when this returns.
   *
   * @throws InputException if it cannot be written
   */
  public synchronized void add(SweepResult result) {
    Map<String, Object> content = new LinkedHashMap<>();
    if (result.run() == null) {
      content.put("configuration", ConfigJson.of(result.config()));
      content.put("failure", result.failure());
    } else {
      content.put("run", RunJson.of(Objects.requireNonNull(result.run())));
      if (result.load().isKnown()) {
        content.put(LOAD, result.load().others());
      }
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer bytes = ByteBuffer.wrap(line(content));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new InputException(
          "The sweep " + file + " cannot be written: " + FileProblem.of(e) + ".", e);
    }
    results.put(result.config(), result);
  }
}
