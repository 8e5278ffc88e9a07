package org.vladoscope.pipeline;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.config.ConfigJson;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.ModelPart;
import org.vladoscope.feature.Preprocessing;
import org.vladoscope.feature.checkpoint.SafetensorsWriter;
import org.vladoscope.feature.checkpoint.SafetensorsWriter.Tensor;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.store.WholeFile;
import org.vladoscope.vlad.Vocabulary;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that was trained on a map in one {@code .safetensors} file, its tensors named and
 * shaped as in the original's checkpoints, and a {@code .json} beside it that says how descriptors
 * are made from images.
 *
 * @param map name of the map
 * @param config the configuration it was trained with
 * @param backbone the network, which is not part of the file
 * @param preprocessing what the network expects as input, if it has such
 * @param vocabulary the clusters
 * @param projection of descriptors, if they are shortened
 * @param fittedOn what the projection was fitted on
 */
public record ModelExport(
    String map,
    PipelineConfig config,
    BackboneInfo backbone,
    Optional<Preprocessing> preprocessing,
    Vocabulary vocabulary,
    Optional<Whitening> projection,
    ProjectionSource fittedOn) {

  /** Checks that the file can hold the clusters. */
  public ModelExport {
    if (vocabulary.ghosts() > 0) {
      throw new InputException(
          "Clusters with ghosts cannot be written as a vocabulary of NetVLAD; use the file that"
              + " they come from.");
    }
  }

  private static final String FORMAT = "vladoscope-model";
  private static final int VERSION = 1;
  private static final String ENDING = ".safetensors";

  /** The file with that ending, which is put behind a name that has none of its own. */
  public static Path withEnding(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.toLowerCase(Locale.ROOT).endsWith(ENDING)
        ? file
        : file.resolveSibling(name + ENDING);
  }

  /** The JSON file beside a model file. */
  public static Path settingsOf(Path file) {
    String name = String.valueOf(withEnding(file).getFileName());
    return file.resolveSibling(name.substring(0, name.length() - ENDING.length()) + ".json");
  }

  /**
   * Writes both files, each whole or not at all.
   *
   * @param file ends in {@code .safetensors}, or gets that ending
   * @throws org.vladoscope.common.InputException if a file cannot be written
   * @throws java.util.concurrent.CancellationException if cancelled before anything is written
   */
  public void write(Path file, Progress progress) {
    progress.check();
    progress.report("Writing " + file.getFileName(), 0);
    String settings =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(settings());
    Map<String, String> metadata =
        Map.of("format", FORMAT, "version", String.valueOf(VERSION), "settings", settings);
    WholeFile.stream(withEnding(file), out -> SafetensorsWriter.write(out, metadata, tensors()));
    WholeFile.write(settingsOf(file), settings.getBytes(StandardCharsets.UTF_8));
    progress.report("Written", 1);
  }

  private Map<String, Tensor> tensors() {
    int words = vocabulary.size();
    int channels = vocabulary.channels();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(
        "pool.centroids", new Tensor(List.of(words, channels), vocabulary.centroids().data()));
    tensors.put(
        "pool.conv.weight",
        new Tensor(List.of(words, channels, 1, 1), vocabulary.assignmentWeights().data()));
    tensors.put("pool.conv.bias", new Tensor(List.of(words), vocabulary.assignmentBias()));
    FloatMatrix residuals = vocabulary.residualProjection();
    if (residuals != null) {
      tensors.put(
          "pool.residuals.weight", new Tensor(List.of(channels, channels), residuals.data()));
    }
    if (vocabulary.isWeighted()) {
      tensors.put("pool.clusters.weight", new Tensor(List.of(words), vocabulary.wordWeights()));
    }
    projection.ifPresent(
        p -> {
          int dimensions = p.dimensions();
          tensors.put(
              "WPCA.0.weight",
              new Tensor(List.of(dimensions, p.weight().cols(), 1, 1), p.weight().data()));
          tensors.put("WPCA.0.bias", new Tensor(List.of(dimensions), p.bias()));
        });
    return tensors;
  }

  private Map<String, Object> settings() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("version", VERSION);
    json.put("map", map);
    json.put("image", image());
    json.put("backbone", network());
    json.put("vocabulary", words());
    projection.ifPresent(
        p ->
            json.put(
                "projection",
                Map.of(
                    "dimensions", p.dimensions(),
                    "of", p.weight().cols(),
                    "fittedOn", fittedOn.description())));
    json.put("configuration", ConfigJson.of(config));
    return json;
  }

  private Map<String, Object> image() {
    Map<String, Object> image = new LinkedHashMap<>();
    image.put("width", config.imageSize().width());
    image.put("height", config.imageSize().height());
    image.put("resize", "bilinear with antialiasing, as Pillow, without keeping the aspect");
    image.put("channels", "RGB, each value divided by 255");
    preprocessing.ifPresent(
        p -> {
          image.put("mean", p.mean());
          image.put("std", p.std());
        });
    return image;
  }

  private Map<String, Object> network() {
    CellGeometry geometry = backbone.geometry();
    Map<String, Object> network = new LinkedHashMap<>();
    network.put("id", backbone.id());
    network.put("description", backbone.description());
    network.put("weightsHash", backbone.weightsHash());
    network.put("parts", backbone.parts().stream().map(ModelPart::toString).toList());
    network.put("channels", backbone.channels());
    network.put(
        "geometry",
        Map.of(
            "receptiveField", geometry.receptiveField(),
            "stride", geometry.stride(),
            "padding", geometry.padding()));
    return network;
  }

  private Map<String, Object> words() {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("clusters", vocabulary.size());
    words.put("channels", vocabulary.channels());
    words.put("normalizeInput", vocabulary.normalizeInput());
    words.put("residualsProjected", vocabulary.residualProjection() != null);
    words.put("wordsWeighted", vocabulary.isWeighted());
    return words;
  }
}
