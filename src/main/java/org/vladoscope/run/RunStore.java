package org.vladoscope.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.JsonProblem;
import org.vladoscope.common.ReadableFile;
import org.vladoscope.store.WholeFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The runs of a map, each a file in {@code vladoscope-runs/} in the map's folder, or in the cache
 * folder if the map's folder can only be read. Files are written whole or not at all. Runs are read
 * from both places, so that those that came with a map are found. Does not cache: not for the
 * JavaFX thread.
 */
public final class RunStore {

  /** Name of the folder in the map's folder. */
  public static final String FOLDER = "vladoscope-runs";

  private static final String SUFFIX = ".json";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,80}");

  private final Path beside;
  private final Path elsewhere;
  private final Predicate<Path> writable;
  private final JsonMapper json =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * The runs of a map.
   *
   * @param map the map's folder
   * @param cache where to keep them if that folder can only be read
   */
  public RunStore(Path map, Path cache) {
    this(map, cache, Files::isWritable);
  }

  RunStore(Path map, Path cache, Predicate<Path> writable) {
    Path absolute = map.toAbsolutePath().normalize();
    this.beside = absolute.resolve(FOLDER);
    this.elsewhere =
        cache.resolve("runs").resolve(ContentHash.ofParts(absolute.toString()).abbreviated());
    this.writable = writable;
  }

  /** Where runs are written. */
  public Path folder() {
    Path nearest = Files.isDirectory(beside) ? beside : beside.getParent();
    return nearest != null && writable.test(nearest) ? beside : elsewhere;
  }

  /**
   * What was found.
   *
   * @param runs the latest first
   * @param warnings a sentence for each file that was left out, naming it
   */
  public record Found(List<Run> runs, List<String> warnings) {

    /** Copies the lists. */
    public Found {
      runs = List.copyOf(runs);
      warnings = List.copyOf(warnings);
    }
  }

  /** Reads all runs. Never fails: what cannot be used is named in a warning and left as it is. */
  public Found read() {
    Map<String, Run> runs = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    for (Path folder : List.of(elsewhere, beside)) {
      for (Path file : files(folder, warnings)) {
        try {
          Run run = read(file);
          runs.putIfAbsent(run.id(), run);
        } catch (InputException e) {
          warnings.add(String.valueOf(e.getMessage()));
        }
      }
    }
    List<Run> sorted = new ArrayList<>(runs.values());
    sorted.sort(Comparator.comparing(Run::date).reversed());
    return new Found(sorted, warnings);
  }

  /**
   * The run that a person means.
   *
   * @param name its name among the kept ones, or its file
   * @throws InputException if there is none
   */
  public Run find(String name) {
    Path file = Path.of(name);
    if (Files.isRegularFile(file)) {
      return read(file);
    }
    return read().runs().stream()
        .filter(r -> r.id().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "There is no run '"
                        + name
                        + "', neither a file nor among those of the map in "
                        + folder()
                        + "."));
  }

  private static List<Path> files(Path folder, List<String> warnings) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      warnings.add("The runs in " + folder + " cannot be read: " + FileProblem.of(e) + ".");
      return List.of();
    }
  }

  /**
   * Reads one run from a file that need not lie in the store.
   *
   * @throws InputException naming the file and what is wrong with it
   */
  public Run read(Path file) {
    try {
      return RunJson.read(json.readTree(Files.readAllBytes(ReadableFile.check(file))));
    } catch (IOException e) {
      throw new InputException(
          "The run " + file + " cannot be read: " + FileProblem.of(e) + ".", e);
    } catch (JacksonException e) {
      throw new InputException(
          "The run " + file + " is not JSON: " + JsonProblem.of(e) + ". It is left as it is.", e);
    } catch (InputException e) {
      throw new InputException(
          "The run " + file + " cannot be used: " + e.getMessage() + ". It is left as it is.", e);
    }
  }

  /**
   * Keeps a run.
   *
   * @return its file
   * @throws InputException if it cannot be written; nothing is left behind
   */
  public Path save(Run run) {
    if (!ID.matcher(run.id()).matches()) {
      throw new InputException("A run cannot be named '" + run.id() + "'.");
    }
    Path file = folder().resolve(run.id() + SUFFIX);
    WholeFile.write(file, json.writeValueAsBytes(RunJson.of(run)));
    return file;
  }

  /**
   * Forgets a run; nothing happens if there is none of that name.
   *
   * @throws InputException if its file cannot be deleted
   */
  public void delete(String id) {
    if (!ID.matcher(id).matches()) {
      return;
    }
    for (Path folder : List.of(elsewhere, beside)) {
      Path file = folder.resolve(id + SUFFIX);
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new InputException(
            "The run " + file + " cannot be deleted: " + FileProblem.of(e) + ".", e);
      }
    }
  }
}
