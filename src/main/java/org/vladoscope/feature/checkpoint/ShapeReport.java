package org.vladoscope.feature.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a file with weights holds and whether it fits together, found from names and shapes alone.
 *
 * @param file the file
 * @param format its format, for people
 * @param layout the program whose names it uses, or empty if no name was recognised
 * @param tensors how many tensors it has
 * @param types how its numbers are stored
 * @param trunk the network
 * @param backbone whether the network is complete
 * @param channels values per cell that the network gives, C; 0 without a network
 * @param vocabulary whether centroids and assignment are complete
 * @param clusters number of clusters, K; 0 without a vocabulary
 * @param projection whether a trained WPCA is complete
 * @param dimensions length of projected descriptors, P; 0 without a projection
 * @param head a trained aggregator of another kind
 * @param headPart whether it is complete
 * @param unused names of tensors that nothing here needs
 * @param notes numbers and short texts beside the tensors
 * @param uses what of it can be used here and by which options, each a phrase
 * @param lacks what of it cannot, each a phrase
 */
public record ShapeReport(
    Path file,
    String format,
    String layout,
    int tensors,
    List<Dtype> types,
    Trunk trunk,
    Part backbone,
    int channels,
    Part vocabulary,
    int clusters,
    Part projection,
    int dimensions,
    Head head,
    Part headPart,
    List<String> unused,
    Map<String, String> notes,
    List<String> uses,
    List<String> lacks) {

  /** In the names of SuperVLAD's encoder across the images of a batch. */
  static final String CROSS_IMAGE_ENCODER = "encoder.layers.";

  /** Which network the tensors belong to. */
  public enum Trunk {
    /** None that is known. */
    NONE(""),
    /** VGG16. */
    VGG16("VGG16"),
    /** ResNet18 with or without a feature pyramid. */
    RESNET18("ResNet18"),
    /** ResNet50 with or without a feature pyramid. */
    RESNET50("ResNet50"),
    /** ResNet101. */
    RESNET101("ResNet101"),
    /** ResNet152. */
    RESNET152("ResNet152"),
    /** DINOv2, a vision transformer. */
    DINOV2("DINOv2");

    private final String label;

    Trunk(String label) {
      this.label = label;
    }

    /** Whether it is a ResNet. */
    public boolean isResNet() {
      return switch (this) {
        case RESNET18, RESNET50, RESNET101, RESNET152 -> true;
        case NONE, VGG16, DINOV2 -> false;
      };
    }

    /** Whether there is a feature pyramid over such a network here. */
    boolean hasPyramids() {
      return this == RESNET18 || this == RESNET50;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** Whether a part can be used. */
  public enum State {
    /** Everything is there and fits. */
    COMPLETE,
    /** Nothing of it is there. */
    ABSENT,
    /** Something is missing or does not fit. */
    UNUSABLE
  }

  /**
   * A part of a model.
   *
   * @param state whether it can be used
   * @param text what was found, for people
   * @param problems what is missing or does not fit, each a phrase
   */
  public record Part(State state, String text, List<String> problems) {

    /** Copies. */
    public Part {
      problems = List.copyOf(problems);
    }

    /** True if it can be used. */
    public boolean isComplete() {
      return state == State.COMPLETE;
    }
  }

  private static final int SHOWN = 4;

  /** Copies. */
  public ShapeReport {
    types = List.copyOf(types);
    unused = List.copyOf(unused);
    uses = List.copyOf(uses);
    lacks = List.copyOf(lacks);
  }

  /** The network, if it is of this kind; else a part that is absent. */
  public Part backbone(Trunk wanted) {
    return trunk == wanted ? backbone : new Part(State.ABSENT, "", List.of());
  }

  /** The head, if it is this one; else a part that is absent. */
  public Part head(Head wanted) {
    return head == wanted ? headPart : new Part(State.ABSENT, "", List.of());
  }

  /** The first line: file, format and layout. */
  public String title() {
    String numbers = types.stream().map(Dtype::toString).collect(Collectors.joining(" and "));
    return String.format(
        Locale.ROOT,
        "%s: %s, %s, %d %s of %s",
        file.getFileName(),
        format,
        layout.isEmpty() ? "names of no known program" : "seems to come from " + layout,
        tensors,
        tensors == 1 ? "tensor" : "tensors",
        numbers);
  }

  /** The whole report, a line for each finding. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(title());
    add(lines, "Network", backbone);
    add(lines, "Vocabulary", vocabulary);
    add(lines, "WPCA", projection);
    if (head != Head.NONE) {
      add(lines, "Aggregator", headPart);
    }
    uses.forEach(use -> lines.add("Use " + use));
    lacks.forEach(lack -> lines.add("Not used: " + lack));
    if (uses.isEmpty()) {
      lines.add("Nothing of it can be used here by itself.");
    }
    if (!unused.isEmpty()) {
      lines.add("Not needed: " + some(unused));
    }
    if (!notes.isEmpty()) {
      lines.add(
          "Notes: "
              + some(notes.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList()));
    }
    return lines;
  }

  /** True if it has SuperVLAD's encoder across the images of a batch. */
  public boolean hasCrossImageEncoder() {
    return unused.stream().anyMatch(name -> name.contains(CROSS_IMAGE_ENCODER));
  }

  private static void add(List<String> lines, String name, Part part) {
    lines.add(name + ": " + part.text());
    if (!part.problems().isEmpty()) {
      lines.add("  cannot be used: " + some(part.problems()));
    }
  }

  /** The first few of a list, and how many more there are. */
  static String some(List<String> names) {
    String first = String.join("; ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() <= SHOWN ? first : first + " and " + (names.size() - SHOWN) + " more";
  }
}
