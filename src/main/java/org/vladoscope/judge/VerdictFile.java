package org.vladoscope.judge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.JsonProblem;
import org.vladoscope.common.ReadableFile;
import org.vladoscope.store.WholeFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps {@link Verdicts} in {@code verdicts.json} beside the map, or in the cache folder if the
 * map's folder can only be read. Every write replaces the file as a whole or not at all. A file
 * that is not understood, or that somebody else has changed since it was read, is never
 * overwritten.
 */
public final class VerdictFile {

  /** Name of the file in the map's folder. */
  public static final String NAME = "verdicts.json";

  private static final int VERSION = 1;
  private static final Set<String> FIELDS = Set.of("version", "verdicts");
  private static final Set<String> VERDICT_FIELDS =
      Set.of("query", "groundTruthLooksWrong", "samePlace", "note");

  private final Path beside;
  private final Path elsewhere;
  private final Predicate<Path> writable;
  private final JsonMapper json = JsonMapper.builder().build();

  /** What the file held when it was last read or written; null if there was none. */
  private byte @Nullable [] lastSeen;

  private boolean usable = true;

  /**
   * The file of a map, which need not exist.
   *
   * @param map the map's folder
   * @param cache where to keep it if that folder can only be read
   */
  public VerdictFile(Path map, Path cache) {
    this(map, cache, Files::isWritable);
  }

  VerdictFile(Path map, Path cache, Predicate<Path> writable) {
    Path absolute = map.toAbsolutePath().normalize();
    this.beside = absolute.resolve(NAME);
    this.elsewhere =
        cache
            .resolve("verdicts")
            .resolve(ContentHash.ofParts(absolute.toString()).abbreviated() + "-" + NAME);
    this.writable = writable;
  }

  /** True if verdicts cannot be kept beside the map. */
  public boolean isElsewhere() {
    return !writable.test(beside.getParent());
  }

  /** Where verdicts are written. */
  public Path file() {
    return isElsewhere() ? elsewhere : beside;
  }

  /** Where they are read: the copy in the cache goes on from the one beside the map. */
  private Path source() {
    return isElsewhere() && !Files.exists(elsewhere) ? beside : file();
  }

  /**
   * Reads the verdicts; none if there is no file.
   *
   * @throws InputException if the file cannot be read or is not understood; it cannot be written
   *     either until it is
   */
  public synchronized Verdicts read() {
    Path source = source();
    usable = false;
    byte @Nullable [] content = content(source);
    Verdicts verdicts = content == null ? Verdicts.NONE : parse(source, content);
    lastSeen = source.equals(file()) ? content : null;
    usable = true;
    return verdicts;
  }

  private static byte @Nullable [] content(Path file) {
    try {
      return Files.readAllBytes(ReadableFile.check(file));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new InputException(
          "The verdicts " + file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }

  private Verdicts parse(Path file, byte[] content) {
    try {
      JsonNode root = json.readTree(content);
      checkFields(file, root, FIELDS, "The file");
      if (root.path("version").asInt(0) != VERSION) {
        throw refused(file, "its version is " + root.path("version") + ", not " + VERSION);
      }
      Verdicts verdicts = Verdicts.NONE;
      for (JsonNode entry : array(file, root, "verdicts")) {
        verdicts = verdicts.with(verdict(file, entry));
      }
      return verdicts;
    } catch (JacksonException e) {
      throw new InputException(
          "The verdicts "
              + file
              + " are not JSON: "
              + JsonProblem.of(e)
              + ". Mend or remove the file; it is left as it is.",
          e);
    }
  }

  private static Verdict verdict(Path file, JsonNode entry) {
    checkFields(file, entry, VERDICT_FIELDS, "A verdict");
    String query = entry.path("query").asString("");
    if (query.isBlank()) {
      throw refused(file, "a verdict has no query");
    }
    JsonNode wrong = entry.path("groundTruthLooksWrong");
    if (!wrong.isMissingNode() && !wrong.isBoolean()) {
      throw refused(file, "groundTruthLooksWrong of " + query + " is not true or false");
    }
    TreeSet<String> samePlace = new TreeSet<>();
    for (JsonNode name : array(file, entry, "samePlace")) {
      if (!name.isString()) {
        throw refused(file, "samePlace of " + query + " has " + name + ", which is no name");
      }
      samePlace.add(name.asString());
    }
    return new Verdict(query, wrong.asBoolean(false), samePlace, entry.path("note").asString(""));
  }

  private static JsonNode array(Path file, JsonNode node, String field) {
    JsonNode array = node.path(field);
    if (!array.isMissingNode() && !array.isArray()) {
      throw refused(file, field + " is not a list");
    }
    return array;
  }

  /** What this version does not know it would lose when it writes. */
  private static void checkFields(Path file, JsonNode node, Set<String> known, String what) {
    if (!node.isObject()) {
      throw refused(file, what.toLowerCase(java.util.Locale.ROOT) + " is not an object");
    }
    for (String field : node.propertyNames()) {
      if (!known.contains(field)) {
        throw refused(
            file, what.toLowerCase(java.util.Locale.ROOT) + " has the unknown field " + field);
      }
    }
  }

  private static InputException refused(Path file, String reason) {
    return new InputException(
        "The verdicts "
            + file
            + " cannot be used: "
            + reason
            + ". Mend or remove the file; it is left as it is.");
  }

  /**
   * Writes all verdicts.
   *
   * @throws InputException if that is not possible; the file is as it was
   */
  public void write(Verdicts verdicts) {
    write(() -> verdicts);
  }

  /**
   * Writes the verdicts of the moment in which it is its turn: of several writes under way the last
   * one always writes the newest.
   *
   * @throws InputException if that is not possible; the file is as it was
   */
  public synchronized void write(Supplier<Verdicts> verdicts) {
    Path target = file();
    if (!usable) {
      throw new InputException(
          "Verdicts are not saved because " + target + " could not be read. Mend or remove it.");
    }
    if (!Arrays.equals(content(target), lastSeen)) {
      throw new InputException(
          target + " was changed by someone else. Open the map again to go on from there.");
    }
    byte[] bytes = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree(verdicts.get()));
    WholeFile.write(target, bytes);
    lastSeen = bytes;
  }

  private ObjectNode tree(Verdicts verdicts) {
    ObjectNode root = json.createObjectNode();
    root.put("version", VERSION);
    ArrayNode list = root.putArray("verdicts");
    for (Verdict verdict : verdicts.byQuery().values()) {
      ObjectNode entry = list.addObject().put("query", verdict.query());
      if (verdict.truthWrong()) {
        entry.put("groundTruthLooksWrong", true);
      }
      if (!verdict.samePlace().isEmpty()) {
        ArrayNode names = entry.putArray("samePlace");
        verdict.samePlace().forEach(names::add);
      }
      if (!verdict.note().isBlank()) {
        entry.put("note", verdict.note());
      }
    }
    return root;
  }
}
