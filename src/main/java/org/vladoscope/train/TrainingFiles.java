package org.vladoscope.train;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.vladoscope.pipeline.ModelExport;
import org.vladoscope.store.WholeFile;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a training leaves what it finds: one name with several endings.
 *
 * @param words the file of the clusters, which ends in {@code .safetensors}
 */
public record TrainingFiles(Path words) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Adds the ending if it lacks. */
  public TrainingFiles {
    words = ModelExport.withEnding(words);
  }

  /** What an interrupted training goes on from. */
  public Path state() {
    return beside(".training");
  }

  /** A line for each epoch. */
  public Path curve() {
    return beside(".curve.csv");
  }

  /** Writes the curve, as a table and as JSON. */
  void write(TrainingCurve known, Map<String, Object> json) {
    WholeFile.write(curve(), known.csv().getBytes(StandardCharsets.UTF_8));
    WholeFile.write(beside(".curve.json"), JSON.writeValueAsBytes(json));
  }

  private Path beside(String ending) {
    Path settings = ModelExport.settingsOf(words);
    String name = String.valueOf(settings.getFileName());
    return settings.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ending);
  }
}
