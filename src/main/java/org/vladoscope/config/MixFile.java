package org.vladoscope.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.ReadableFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A mix of clusters in a file of its own, as JSON. */
public final class MixFile {

  private static final String KIND = "vladoscope-mix";
  private static final int VERSION = 1;

  private MixFile() {}

  /**
   * A mix as the text of a file.
   *
   * @param clusters K, how many clusters it was made for
   * @param config what it was made under; says which clusters are meant
   */
  public static String text(ClusterMix mix, int clusters, PipelineConfig config) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", KIND);
    json.put("version", VERSION);
    json.put("clusters", clusters);
    json.put("mix", mix.toString());
    json.put("configuration", ConfigJson.of(config));
    return JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(json)
        + "\n";
  }

  /**
   * Reads a mix as it is typed, or the file that is named.
   *
   * @throws InputException naming what is not understood
   */
  public static ClusterMix parse(String textOrFile) {
    try {
      Path file = Path.of(textOrFile.strip());
      return !textOrFile.isBlank() && Files.exists(file)
          ? read(file)
          : ClusterMix.parse(textOrFile);
    } catch (InvalidPathException e) {
      return ClusterMix.parse(textOrFile);
    }
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it cannot be read, or holds no mix
   */
  public static ClusterMix read(Path file) {
    JsonNode json;
    try {
      json = JsonMapper.builder().build().readTree(Files.readAllBytes(ReadableFile.check(file)));
    } catch (IOException e) {
      throw new InputException(
          "The mix " + file + " cannot be read: " + FileProblem.of(e) + ".", e);
    } catch (JacksonException e) {
      throw new InputException(file + " holds no mix of clusters: it is not JSON.", e);
    }
    if (!json.path("kind").asString("").equals(KIND) || !json.path("mix").isString()) {
      throw new InputException(file + " holds no mix of clusters that Vladoscope saved.");
    }
    if (json.path("version").asInt(0) != VERSION) {
      throw new InputException(file + " was saved by another version of Vladoscope.");
    }
    try {
      ClusterMix mix = ClusterMix.parse(json.path("mix").asString());
      int clusters = json.path("clusters").asInt(0);
      if (clusters < 1) {
        throw new InputException("the number of clusters is missing.");
      }
      mix.factors(clusters);
      return mix;
    } catch (InputException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }
}
