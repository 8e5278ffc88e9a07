package org.vladoscope.feature.own;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.ReadableFile;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.Preprocessing;
import org.vladoscope.feature.SizeRule;
import org.vladoscope.image.ImageSize;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the file {@code NETWORK.json} beside a network says of it; without one, the defaults hold.
 *
 * @param preprocessing from {@code "mean"}, {@code "std"} and {@code "scale"}: the input is (value
 *     · scale − mean) / std; by default scale is 1/255 and the others are ImageNet's
 * @param output {@code "output"}: number or name of the output that counts; empty if there is one
 * @param imageSize {@code "imageSize"}: the only size of images it takes, such as "224x224"
 * @param geometry {@code "receptiveField"}, {@code "stride"}, {@code "padding"}; empty to measure
 * @param sizeMultiple {@code "sizeMultiple"}: sides of images must be multiples of this
 * @param tokens {@code "leadingTokens"}, {@code "patch"} and {@code "grid"} (rows, columns)
 * @param training {@code "training"}: what it was trained on, for people
 * @param text the file as it is, for cache keys
 */
record OwnSettings(
    Preprocessing preprocessing,
    String output,
    Optional<ImageSize> imageSize,
    Optional<CellGeometry> geometry,
    OptionalInt sizeMultiple,
    Tokens tokens,
    String training,
    String text) {

  /**
   * What is stated of tokens; what is not is worked out.
   *
   * @param leading tokens before those of patches
   * @param patch side of a patch in pixels
   * @param grid rows and columns of patches
   */
  record Tokens(OptionalInt leading, OptionalInt patch, Optional<Grid> grid) {}

  /** Rows and columns. */
  record Grid(int rows, int columns) {}

  private static final int MAX_BYTES = 1 << 16;

  private static final Set<String> KNOWN =
      Set.of(
          "mean",
          "std",
          "scale",
          "output",
          "imageSize",
          "receptiveField",
          "stride",
          "padding",
          "sizeMultiple",
          "leadingTokens",
          "patch",
          "grid",
          "training");

  /** The file with what is known of a network. */
  static Path file(Path network) {
    return Path.of(network + ".json");
  }

  /** Reads the file beside a network. */
  static OwnSettings beside(Path network) {
    Path file = file(network);
    try {
      String text = "{}";
      if (Files.exists(file)) {
        if (Files.size(file) > MAX_BYTES) {
          throw new InputException(file + " is too large for the settings of a network.");
        }
        text = Files.readString(ReadableFile.check(file));
      }
      return parse(JsonMapper.builder().build().readTree(text), text);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    } catch (JacksonException e) {
      throw new InputException(file + " is not JSON.", e);
    } catch (IllegalArgumentException e) {
      throw new InputException(file + " cannot be used: " + e.getMessage() + ".", e);
    }
  }

  private static OwnSettings parse(JsonNode json, String text) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("it must be an object in braces, {\"output\": 0}");
    }
    for (String key : json.propertyNames()) {
      if (!KNOWN.contains(key)) {
        throw new IllegalArgumentException(
            "'"
                + key
                + "' is not known; it may say "
                + String.join(", ", KNOWN.stream().sorted().toList()));
      }
    }
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
    return new OwnSettings(
        preprocessing,
        json.path("output").asString(""),
        size(json.path("imageSize")),
        geometry(json),
        sizeMultiple(json),
        new Tokens(
            number(json, "leadingTokens", 0), number(json, "patch", 1), grid(json.path("grid"))),
        json.path("training").asString(""),
        text);
  }

  private static OptionalInt number(JsonNode json, String name, int least) {
    if (!json.has(name)) {
      return OptionalInt.empty();
    }
    JsonNode value = json.path(name);
    if (!value.isIntegralNumber() || value.asLong(-1) < least || value.asLong(-1) > 1 << 20) {
      throw new IllegalArgumentException(
          "the " + name + " must be a whole number of " + least + " or more");
    }
    return OptionalInt.of(value.asInt());
  }

  private static Optional<CellGeometry> geometry(JsonNode json) {
    List<Integer> stated = new ArrayList<>();
    for (String name : List.of("receptiveField", "stride", "padding")) {
      number(json, name, name.equals("padding") ? 0 : 1).ifPresent(stated::add);
    }
    if (stated.isEmpty()) {
      return Optional.empty();
    }
    if (stated.size() < 3) {
      throw new IllegalArgumentException(
          "a geometry is receptiveField, stride and padding, all three or none of them");
    }
    return Optional.of(new CellGeometry(stated.get(0), stated.get(1), stated.get(2)));
  }

  private static Optional<ImageSize> size(JsonNode node) {
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ImageSize.parse(node.asString("")));
    } catch (InputException e) {
      throw new IllegalArgumentException(
          "the imageSize must be width x height in quotes, such as \"224x224\"", e);
    }
  }

  private static Optional<Grid> grid(JsonNode node) {
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    int rows = node.path(0).asInt(0);
    int columns = node.path(1).asInt(0);
    if (node.size() != 2 || rows < 1 || columns < 1) {
      throw new IllegalArgumentException("the grid must be two numbers, [rows, columns]");
    }
    return Optional.of(new Grid(rows, columns));
  }

  private static OptionalInt sizeMultiple(JsonNode json) {
    OptionalInt multiple = number(json, "sizeMultiple", 1);
    if (multiple.isPresent() && multiple.getAsInt() > SizeRule.MAX_SIDE) {
      throw new IllegalArgumentException(
          "sizeMultiple is "
              + multiple.getAsInt()
              + ", and no image is larger than "
              + SizeRule.MAX_SIDE);
    }
    return multiple;
  }

  private static List<Float> three(JsonNode array, List<Float> otherwise) {
    if (array.isMissingNode()) {
      return otherwise;
    }
    if (!array.isArray()
        || array.size() != 3
        || !array.valueStream().allMatch(JsonNode::isNumber)) {
      throw new IllegalArgumentException("mean and std need three numbers each");
    }
    return IntStream.range(0, 3).mapToObj(i -> array.get(i).floatValue()).toList();
  }
}
