package org.vladoscope.feature.backbone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.JsonProblem;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.Preprocessing;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the file {@code NETWORK.json} beside a network says of it; without one, the defaults hold.
 *
 * @param preprocessing from {@code "mean"}, {@code "std"} and {@code "scale"}: the input is (value
 *     · scale − mean) / std; by default scale is 1/255 and the others are ImageNet's
 * @param output {@code "output"}: number or name of the output that counts; empty for the last
 * @param geometry {@code "receptiveField"}, {@code "stride"}, {@code "padding"}; null to measure
 * @param sizeMultiple {@code "sizeMultiple"}: sides of images must be multiples of this (32)
 * @param training {@code "training"}: what it was trained on, for people
 * @param text the file as it is, for cache keys
 */
record OwnSettings(
    Preprocessing preprocessing,
    String output,
    @Nullable CellGeometry geometry,
    int sizeMultiple,
    String training,
    String text) {

  private static final int MAX_BYTES = 1 << 16;

  /** Reads the file beside a network. */
  static OwnSettings beside(Path network) {
    Path file = Path.of(network + ".json");
    try {
      String text = "{}";
      if (Files.exists(file)) {
        if (Files.size(file) > MAX_BYTES) {
          throw new InputException(file + " is too large for the settings of a network.");
        }
        text = Files.readString(file);
      }
      return parse(JsonMapper.builder().build().readTree(text), text);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    } catch (JacksonException e) {
      throw new InputException(file + " is not JSON: " + JsonProblem.of(e) + ".", e);
    } catch (IllegalArgumentException e) {
      throw new InputException(file + " cannot be used: " + e.getMessage() + ".", e);
    }
  }

  private static OwnSettings parse(JsonNode json, String text) {
    float scale = json.path("scale").floatValue(1 / 255f);
    if (!(scale > 0)) {
      throw new IllegalArgumentException("the scale must be greater than 0");
    }
    List<Float> mean = three(json.path("mean"), Preprocessing.IMAGENET.mean());
    List<Float> std = three(json.path("std"), Preprocessing.IMAGENET.std());
    // Preprocessing divides by 255: the same numbers for another scale.
    float factor = 255 * scale;
    Preprocessing preprocessing =
        new Preprocessing(
            mean.stream().map(value -> value / factor).toList(),
            std.stream().map(value -> value / factor).toList());
    int multiple = json.path("sizeMultiple").asInt(32);
    if (multiple < 1) {
      throw new IllegalArgumentException("the sizeMultiple must be 1 or more");
    }
    CellGeometry geometry =
        json.has("stride")
            ? new CellGeometry(
                json.path("receptiveField").asInt(0),
                json.path("stride").asInt(0),
                json.path("padding").asInt(-1))
            : null;
    return new OwnSettings(
        preprocessing,
        json.path("output").asString(""),
        geometry,
        multiple,
        json.path("training").asString(""),
        text);
  }

  private static List<Float> three(JsonNode array, List<Float> otherwise) {
    if (array.isMissingNode()) {
      return otherwise;
    }
    if (array.size() != 3) {
      throw new IllegalArgumentException("mean and std need three numbers each");
    }
    return IntStream.range(0, 3).mapToObj(i -> array.get(i).floatValue()).toList();
  }

  /** The number of the output of a TorchScript network, −1 for the last. */
  int outputNumber() {
    try {
      return output.isEmpty() ? -1 : Integer.parseInt(output);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the output of a TorchScript network is a number, not '" + output + "'", e);
    }
  }
}
