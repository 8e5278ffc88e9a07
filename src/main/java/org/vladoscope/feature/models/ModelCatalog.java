package org.vladoscope.feature.models;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.JsonProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files with weights that can be downloaded: those of the list that comes with the program, and
 * over them those of {@code catalog.json} in the models folder.
 *
 * @param entries in the order of the lists
 */
public record ModelCatalog(List<CatalogEntry> entries) {

  private static final String NAME = "catalog.json";
  private static final int MAX_BYTES = 1 << 20;

  /** Copies. */
  public ModelCatalog {
    entries = List.copyOf(entries);
  }

  /**
   * Reads both lists.
   *
   * @throws InputException naming the user's list and what is wrong with it
   */
  public static ModelCatalog read(ModelsFolder folder) {
    Map<String, CatalogEntry> entries = new LinkedHashMap<>();
    try (InputStream in = Objects.requireNonNull(ModelCatalog.class.getResourceAsStream(NAME))) {
      add(entries, in.readAllBytes(), NAME);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Path own = folder.path().resolve(NAME);
    if (Files.isRegularFile(own)) {
      try {
        if (Files.size(own) > MAX_BYTES) {
          throw new InputException(own + " is too large for a list of models.");
        }
        add(entries, Files.readAllBytes(own), own.toString());
      } catch (IOException e) {
        throw new InputException(own + " cannot be read: " + FileProblem.of(e) + ".", e);
      }
    }
    return new ModelCatalog(List.copyOf(entries.values()));
  }

  private static void add(Map<String, CatalogEntry> entries, byte[] json, String source) {
    JsonNode root;
    try {
      root = JsonMapper.builder().build().readTree(json);
    } catch (JacksonException e) {
      throw new InputException(source + " is not JSON: " + JsonProblem.of(e) + ".", e);
    }
    for (JsonNode node : root.path("models")) {
      try {
        CatalogEntry entry =
            new CatalogEntry(
                node.path("name").asString(""),
                node.path("backbone").asString(""),
                node.path("file").asString(""),
                URI.create(node.path("url").asString("")),
                node.path("megabytes").asDouble(0),
                node.path("sha256").asString(""),
                node.path("licence").asString("not stated"),
                node.path("description").asString(""));
        entries.put(entry.name(), entry);
      } catch (InputException | IllegalArgumentException | JacksonException e) {
        throw new InputException(
            source + " has an entry that cannot be used: " + e.getMessage(), e);
      }
    }
  }

  /**
   * An entry by its name.
   *
   * @throws InputException naming those that there are
   */
  public CatalogEntry get(String name) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "There is no model '"
                        + name
                        + "' in the list; choose one of "
                        + entries.stream().map(CatalogEntry::name).collect(Collectors.joining(", "))
                        + "."));
  }
}
