package org.vladoscope.feature.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.vladoscope.common.InputException;
import org.vladoscope.feature.checkpoint.ShapeReport.Part;
import org.vladoscope.feature.checkpoint.ShapeReport.State;
import org.vladoscope.feature.checkpoint.ShapeReport.Trunk;

/**
 * A checkpoint whose tensors are known by what they are for, whichever program saved them. Names
 * are those of torchvision ({@code features.0.weight}, {@code layer1.0.conv1.weight}), and {@code
 * lateral.N}, {@code topdown.N}, {@code centroids}, {@code assignment} and {@code wpca}.
 */
public final class ModelWeights {

  /** Places of the convolutions among the layers of VGG16. */
  public static final List<Integer> VGG16_CONVOLUTIONS =
      List.of(0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28);

  private final KeyLayout layout;
  private final ShapeReport report;

  private ModelWeights(KeyLayout layout, ShapeReport report) {
    this.layout = layout;
    this.report = report;
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it is no checkpoint; one that holds something else is reported
   */
  public static ModelWeights read(Path file) {
    Checkpoint checkpoint = Checkpoint.read(file);
    KeyLayout layout = KeyLayout.of(checkpoint.tensors());
    return new ModelWeights(layout, new WeightsInspection(layout).report(checkpoint));
  }

  /** What the file holds and whether it fits together. */
  public ShapeReport report() {
    return report;
  }

  /** A tensor by its name here. */
  public Optional<StoredTensor> find(String name) {
    return Optional.ofNullable(layout.tensors().get(name));
  }

  /** A tensor that is there, by its name here. */
  public StoredTensor get(String name) {
    return Objects.requireNonNull(layout.tensors().get(name), name);
  }

  /** True if there is such a tensor. */
  public boolean has(String name) {
    return layout.tensors().containsKey(name);
  }

  /**
   * The levels of the pyramid over a ResNet that have a lateral convolution, lowest first; empty
   * for a bare trunk.
   */
  public List<Integer> laterals() {
    return laterals(layout.tensors());
  }

  static List<Integer> laterals(Map<String, StoredTensor> tensors) {
    return IntStream.rangeClosed(1, 9)
        .filter(level -> tensors.containsKey("lateral." + level + ".weight"))
        .boxed()
        .toList();
  }

  /** Number of blocks of a ResNet's layer. */
  public int blocks(int layer) {
    return blocks(layout.tensors(), layer);
  }

  /** Number of the last layer of a ResNet that is there: 4, or 3 if the file ends with it. */
  public int lastLayer() {
    return lastLayer(layout.tensors());
  }

  static int lastLayer(Map<String, StoredTensor> tensors) {
    return blocks(tensors, 4) > 0 ? 4 : 3;
  }

  static int blocks(Map<String, StoredTensor> tensors, int layer) {
    int count = 0;
    while (tensors.containsKey("layer" + layer + "." + count + ".conv1.weight")) {
      count++;
    }
    return count;
  }

  /**
   * Throws unless a part can be used.
   *
   * @param what the part in a sentence, such as "a VGG16"
   * @throws InputException naming the file and everything that is wrong
   */
  public void demand(Part part, String what) {
    if (part.isComplete()) {
      return;
    }
    throw new InputException(
        part.state() == State.ABSENT
            ? report.file() + " does not hold " + what + "; it has " + contents() + "."
            : report.file()
                + " holds "
                + what
                + " that cannot be used: "
                + ShapeReport.some(part.problems())
                + ".");
  }

  /** What the file holds, in a few words for a sentence. */
  public String contents() {
    List<String> parts = new ArrayList<>();
    if (report.trunk() != Trunk.NONE) {
      parts.add("a network, " + report.backbone().text());
    }
    if (report.clusters() > 0) {
      parts.add("a vocabulary, " + report.vocabulary().text());
    }
    if (report.dimensions() > 0) {
      parts.add("a projection, " + report.projection().text());
    }
    if (report.head() != Head.NONE) {
      parts.add("an aggregator, " + report.headPart().text());
    }
    return parts.isEmpty()
        ? "none of the tensors that are known here, but " + ShapeReport.some(report.unused())
        : String.join(" and ", parts);
  }
}
