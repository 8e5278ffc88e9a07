package org.vladoscope.feature.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vladoscope.feature.checkpoint.ShapeReport.Part;
import org.vladoscope.feature.checkpoint.ShapeReport.Trunk;

/** What of a file can be used here, and by which options. */
final class Uses {

  private Uses() {}

  /**
   * In the order of the options' stages, each a phrase.
   *
   * @param hasPyramid whether a ResNet has lateral convolutions
   * @param hasAssignment whether the vocabulary says how features are shared among its clusters
   */
  static List<String> of(
      String file,
      Trunk trunk,
      boolean hasPyramid,
      boolean hasAssignment,
      Part backbone,
      Part vocabulary,
      Part projection,
      Head head,
      Part headPart,
      List<String> unused) {
    List<String> uses = new ArrayList<>();
    if (backbone.isComplete()) {
      uses.add(
          switch (trunk) {
            case NONE -> "";
            case VGG16 ->
                "the network by --backbone vgg16 (or vgg16-pool5, with last pooling) --weights "
                    + file;
            case RESNET18, RESNET50, RESNET101, RESNET152 ->
                "the network by --backbone "
                    + (hasPyramid ? trunk.toString().toLowerCase(Locale.ROOT) + "-fpn" : "resnet")
                    + " --weights "
                    + file;
            case DINOV2 ->
                "the network by --backbone dinov2 --weights "
                    + file
                    + ", at an --image-size of multiples of 14; --layer and --facet choose its"
                    + " tokens";
          });
    }
    if (vocabulary.isComplete()) {
      uses.add(
          "the clusters by "
              + (hasAssignment ? "" : "--aggregator anyloc-hard (or anyloc-soft, hard-vlad) ")
              + "--vocabulary "
              + file
              + (backbone.isComplete() ? ", or with the network by themselves" : ""));
    }
    if (projection.isComplete()) {
      uses.add("the projection by --wpca file");
    }
    if (headPart.isComplete()) {
      uses.add(
          "the aggregator by --aggregator "
              + aggregator(head)
              + (hasEncoder(unused) ? ":leave-out-encoder=true" : "")
              + (backbone.isComplete()
                  ? " with the network, or --aggregator-weights "
                  : " --aggregator-weights ")
              + file);
    }
    return uses;
  }

  private static String aggregator(Head head) {
    return switch (head) {
      case NONE -> throw new IllegalArgumentException("no head");
      case GEM -> "gem";
      case SUPERVLAD -> "supervlad";
      case SALAD -> "salad";
      case MEGALOC -> "megaloc";
    };
  }

  private static boolean hasEncoder(List<String> unused) {
    return unused.stream().anyMatch(name -> name.contains(ShapeReport.CROSS_IMAGE_ENCODER));
  }

  /** What of it cannot, each a phrase. */
  static List<String> not(
      Optional<KnownProgram> program,
      Part vocabulary,
      Head head,
      List<String> unused,
      Part backbone) {
    List<String> lacks = new ArrayList<>();
    program
        .filter(p -> head == Head.NONE && !(p.mayBeNetVlad() && vocabulary.isComplete()))
        .ifPresent(
            p -> lacks.add("its head, " + p.head() + ", is recognised and not read with it"));
    if (hasEncoder(unused)) {
      lacks.add(
          "its encoder across images (encoder.layers), by which a descriptor depends on the images"
              + " of its batch");
    }
    if (!backbone.isComplete() && unused.stream().anyMatch(name -> name.contains("backbone."))) {
      lacks.add("its network is none of those that can be chosen by --backbone");
    }
    return lacks;
  }
}
