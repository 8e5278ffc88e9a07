package org.vladoscope.feature.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.vladoscope.feature.checkpoint.ShapeReport.Part;
import org.vladoscope.feature.checkpoint.ShapeReport.State;
import org.vladoscope.feature.checkpoint.ShapeReport.Trunk;

/** Looks at names and shapes. */
final class WeightsInspection {

  private static final List<String> NORM = List.of("weight", "bias", "running_mean", "running_var");

  /** Blocks of the layers of ResNets. */
  private static final Map<Trunk, List<Integer>> BLOCKS =
      Map.of(
          Trunk.RESNET18, List.of(2, 2, 2, 2),
          Trunk.RESNET50, List.of(3, 4, 6, 3),
          Trunk.RESNET101, List.of(3, 4, 23, 3),
          Trunk.RESNET152, List.of(3, 8, 36, 3));

  /** Levels of a ResNet's pyramid that are supported: the last one is made of layer3. */
  private static final int TOP_LEVEL = 4;

  private final KeyLayout layout;
  private final Map<String, StoredTensor> tensors;
  private List<String> problems = new ArrayList<>();

  WeightsInspection(KeyLayout layout) {
    this.layout = layout;
    this.tensors = layout.tensors();
  }

  ShapeReport report(Checkpoint checkpoint) {
    Trunk trunk = trunk();
    int channels =
        switch (trunk) {
          case NONE -> 0;
          case VGG16 -> vgg();
          case RESNET18, RESNET50, RESNET101, RESNET152 -> resnet(trunk);
          case DINOV2 -> VitShape.inspect(this);
        };
    Part backbone = part(trunk != Trunk.NONE, trunkText(trunk, channels), "none that is known");
    OptionalInt clusters = vocabulary(channels);
    Part vocabulary = part(clusters.isPresent(), vocabularyText(), "none");
    int words = clusters.orElse(0);
    OptionalInt dimensions = projection(words);
    Part projection = part(dimensions.isPresent(), projectionText(), "none");
    String file = String.valueOf(checkpoint.file().getFileName());
    Head head = Head.of(tensors);
    String headText = head.inspect(this, channels);
    Part headPart = part(head != Head.NONE, headText, "none");
    return new ShapeReport(
        checkpoint.file(),
        checkpoint.format(),
        layout.name(),
        checkpoint.tensors().size(),
        checkpoint.tensors().values().stream().map(StoredTensor::dtype).distinct().toList(),
        trunk,
        backbone,
        channels,
        vocabulary,
        words,
        projection,
        dimensions.orElse(0),
        head,
        headPart,
        layout.unused(),
        checkpoint.notes(),
        Uses.of(
            file,
            trunk,
            !ModelWeights.laterals(tensors).isEmpty(),
            !tensors.containsKey("centroids.alone"),
            backbone,
            vocabulary,
            projection,
            head,
            headPart,
            layout.unused()),
        Uses.not(layout.program(), vocabulary, head, layout.unused(), backbone));
  }

  private Part part(boolean present, String text, String absent) {
    List<String> found = problems;
    problems = new ArrayList<>();
    if (!present) {
      return new Part(State.ABSENT, absent, List.of());
    }
    return new Part(found.isEmpty() ? State.COMPLETE : State.UNUSABLE, text, found);
  }

  /** All tensors by their names here. */
  Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /** Notes something that keeps the part at hand from being used. */
  void problem(String phrase) {
    problems.add(phrase);
  }

  private Trunk trunk() {
    if (tensors.keySet().stream().anyMatch(name -> name.startsWith(VitShape.PREFIX))) {
      return Trunk.DINOV2;
    }
    if (tensors.keySet().stream().anyMatch(name -> name.startsWith("features."))) {
      return Trunk.VGG16;
    }
    if (!tensors.containsKey("conv1.weight") && ModelWeights.blocks(tensors, 1) == 0) {
      return Trunk.NONE;
    }
    if (!tensors.containsKey("layer1.0.conv3.weight")) {
      return Trunk.RESNET18;
    }
    return switch (ModelWeights.blocks(tensors, 3)) {
      case 23 -> Trunk.RESNET101;
      case 36 -> Trunk.RESNET152;
      default -> Trunk.RESNET50;
    };
  }

  /** Checks a tensor's shape, -1 standing for any length; null if it cannot be used. */
  @Nullable StoredTensor require(String name, int... shape) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      problems.add(name + " is missing");
      return null;
    }
    if (!tensor.hasShape(shape) || tensor.size() == 0) {
      StringBuilder expected = new StringBuilder();
      for (int length : shape) {
        expected.append(expected.isEmpty() ? "" : " \u00d7 ").append(length < 0 ? "?" : length);
      }
      problems.add(
          layout.ownName(name) + " has shape " + tensor.shapeText() + " instead of " + expected);
      return null;
    }
    return tensor;
  }

  /** A convolution; gives its output channels, or those expected if it is unusable. */
  private int convolution(String name, int in, int side, boolean bias) {
    StoredTensor weight = require(name + ".weight", -1, in, side, side);
    int out = weight == null ? -1 : weight.length(0);
    if (bias) {
      require(name + ".bias", out);
    }
    return out;
  }

  private int vgg() {
    int channels = 3;
    for (int place : ModelWeights.VGG16_CONVOLUTIONS) {
      channels = convolution("features." + place, channels, 3, true);
    }
    tensors.keySet().stream()
        .filter(name -> name.startsWith("features.") && name.endsWith(".weight"))
        .filter(name -> !ModelWeights.VGG16_CONVOLUTIONS.contains(place(name)))
        .forEach(name -> problems.add(layout.ownName(name) + " does not belong to a VGG16"));
    return Math.max(channels, 0);
  }

  private static int place(String name) {
    String digits = name.split("\\.")[1];
    return digits.length() > 6 ? -1 : Integer.parseInt(digits);
  }

  private int resnet(Trunk trunk) {
    boolean bottleneck = trunk != Trunk.RESNET18;
    List<Integer> expected = BLOCKS.getOrDefault(trunk, List.of());
    boolean hasPyramid = !ModelWeights.laterals(tensors).isEmpty();
    if (hasPyramid && !trunk.hasPyramids()) {
      problem("there is no feature pyramid over a " + trunk + " here");
    }
    // A pyramid has no use for layer4.
    int last = hasPyramid ? TOP_LEVEL - 1 : ModelWeights.lastLayer(tensors);
    int stem = convolution("conv1", 3, 7, false);
    norm("bn1", stem);
    int[] levels = new int[last + 2];
    levels[1] = stem;
    int channels = stem;
    for (int layer = 1; layer <= last; layer++) {
      int blocks = ModelWeights.blocks(tensors, layer);
      if (blocks != expected.get(layer - 1)) {
        problems.add(
            String.format(
                "layer%d has %d blocks instead of the %d of a %s",
                layer, blocks, expected.get(layer - 1), trunk));
      }
      for (int b = 0; b < blocks; b++) {
        channels = block("layer" + layer + "." + b, channels, bottleneck, layer > 1 && b == 0);
      }
      levels[layer + 1] = channels;
    }
    return hasPyramid ? pyramid(levels) : Math.max(channels, 0);
  }

  private int block(String name, int in, boolean bottleneck, boolean strided) {
    int out = convolution(name + ".conv1", in, bottleneck ? 1 : 3, false);
    norm(name + ".bn1", out);
    out = convolution(name + ".conv2", out, 3, false);
    norm(name + ".bn2", out);
    if (bottleneck) {
      out = convolution(name + ".conv3", out, 1, false);
      norm(name + ".bn3", out);
    }
    if (strided || in != out) {
      int beside = convolution(name + ".downsample.0", in, 1, false);
      norm(name + ".downsample.1", beside);
      if (beside >= 0 && beside != out) {
        problems.add(name + ".downsample.0 does not fit its block");
      }
    }
    return out;
  }

  private void norm(String name, int channels) {
    for (String part : NORM) {
      require(name + "." + part, channels);
    }
  }

  /** Values per cell of the pyramid. */
  private int pyramid(int[] levels) {
    List<Integer> laterals = ModelWeights.laterals(tensors);
    int lowest = laterals.getFirst();
    if (laterals.getLast() != TOP_LEVEL || laterals.size() != TOP_LEVEL - lowest + 1) {
      problems.add("its lateral convolutions are not those of a pyramid that begins at layer3");
      return 0;
    }
    if (lowest < 2) {
      problems.add("a pyramid down to the stem has levels of different sizes");
    }
    int out = convolution("lateral." + TOP_LEVEL, levels[TOP_LEVEL], 1, true);
    for (int level = TOP_LEVEL; level > lowest; level--) {
      require("topdown." + level + ".weight", out, out, 2, 2);
      require("topdown." + level + ".bias", out);
      require("lateral." + (level - 1) + ".weight", out, levels[level - 1], 1, 1);
      require("lateral." + (level - 1) + ".bias", out);
    }
    return Math.max(out, 0);
  }

  private String trunkText(Trunk trunk, int channels) {
    if (trunk == Trunk.DINOV2) {
      return VitShape.text(tensors);
    }
    if (trunk == Trunk.NONE || trunk == Trunk.VGG16) {
      return trunk + ", " + channels + " channels";
    }
    List<Integer> laterals = ModelWeights.laterals(tensors);
    return laterals.isEmpty()
        ? trunk + " to layer" + ModelWeights.lastLayer(tensors) + ", " + channels + " channels"
        : trunk + "-FPN with " + (laterals.size() - 1) + " steps down, " + channels + " channels";
  }

  private OptionalInt vocabulary(int channels) {
    if (tensors.containsKey("centroids.alone")) {
      return centres(channels);
    }
    StoredTensor centroids = tensors.get("centroids");
    if (centroids == null && !tensors.containsKey("assignment.weight")) {
      return OptionalInt.empty();
    }
    int clusters = -1;
    int length = -1;
    StoredTensor words = require("centroids", -1, -1);
    if (words != null) {
      clusters = words.length(0);
      length = words.length(1);
      if (clusters < 2) {
        problems.add("a vocabulary needs two clusters or more");
      }
      if (channels > 0 && length != channels) {
        problems.add("its centroids have " + length + " values, but the network gives " + channels);
      }
    }
    StoredTensor weight = tensors.get("assignment.weight");
    if (weight != null && weight.shape().size() == 2) {
      require("assignment.weight", clusters, length);
    } else {
      require("assignment.weight", clusters, length, 1, 1);
    }
    if (tensors.containsKey("assignment.bias")) {
      require("assignment.bias", clusters);
    }
    if (tensors.containsKey("residuals.weight")) {
      require("residuals.weight", length, length);
    }
    if (tensors.containsKey("clusters.weight")) {
      require("clusters.weight", clusters);
    }
    return OptionalInt.of(Math.max(clusters, 0));
  }

  /** Clusters without an assignment, as AnyLoc keeps them. */
  private OptionalInt centres(int channels) {
    StoredTensor centres = require("centroids.alone", -1, channels > 0 ? channels : -1);
    if (centres != null && centres.length(0) < 2) {
      problems.add("a vocabulary needs two clusters or more");
    }
    return OptionalInt.of(centres == null ? 0 : centres.length(0));
  }

  private String vocabularyText() {
    StoredTensor centres = tensors.get("centroids.alone");
    if (centres != null) {
      return centres.shape().size() == 2
          ? centres.length(0)
              + " centroids of "
              + centres.length(1)
              + " values without an assignment, as AnyLoc keeps them"
          : "one tensor without a name, " + centres.shapeText();
    }
    StoredTensor centroids = tensors.get("centroids");
    String shape =
        centroids == null || centroids.shape().size() != 2
            ? "no centroids"
            : centroids.length(0) + " clusters of " + centroids.length(1) + " values";
    boolean bias = tensors.containsKey("assignment.bias");
    boolean projected = tensors.containsKey("residuals.weight");
    return shape
        + (bias ? ", assignment with bias (v2)" : ", assignment without bias (v1)")
        + (projected ? ", residuals projected" : "")
        + (tensors.containsKey("clusters.weight") ? ", clusters weighed" : "");
  }

  private OptionalInt projection(int clusters) {
    StoredTensor weight = tensors.get("wpca.weight");
    if (weight == null && !tensors.containsKey("wpca.bias")) {
      return OptionalInt.empty();
    }
    StoredTensor centroids = tensors.get("centroids");
    int length =
        clusters > 0 && centroids != null && centroids.shape().size() == 2
            ? clusters * centroids.length(1)
            : -1;
    StoredTensor usable =
        weight != null && weight.shape().size() == 2
            ? require("wpca.weight", -1, length)
            : require("wpca.weight", -1, length, 1, 1);
    int dimensions = usable == null ? -1 : usable.length(0);
    require("wpca.bias", dimensions);
    return OptionalInt.of(Math.max(dimensions, 0));
  }

  private String projectionText() {
    StoredTensor weight = tensors.get("wpca.weight");
    if (weight == null || weight.shape().size() < 2) {
      return "incomplete";
    }
    String cast = weight.dtype() == Dtype.FLOAT32 ? "" : ", " + weight.dtype() + " cast to float32";
    return "from " + weight.length(1) + " to " + weight.length(0) + " values" + cast;
  }
}
