package org.vladoscope.feature.backbone;

import java.util.List;
import java.util.stream.Collectors;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.BackboneKind;
import org.vladoscope.feature.TokenChoice;
import org.vladoscope.feature.WeightsNeed;
import org.vladoscope.feature.own.OwnNetwork;
import org.vladoscope.image.ImageSize;

/** The backbones that can be chosen by name. */
public final class Backbones {

  /** MobileNetV2 up to its 13th block, stride 16, trained to detect objects in COCO. */
  public static final String MOBILENETV2_COCO = BackboneChoice.EMBEDDED.id();

  /** Images are of this size unless one says otherwise. */
  private static final ImageSize USUAL = new ImageSize(640, 480);

  /** The one place where a new kind is made known. */
  private static final List<BackboneKind> KINDS =
      List.of(
          new MobileNetV2Coco(),
          Vgg16.toConv5(),
          Vgg16.toPool5(),
          new ResNet(),
          ResNetFpn.resNet18(),
          ResNetFpn.resNet50(),
          new Dinov2(),
          new RootSiftKind(),
          new OwnNetwork());

  private Backbones() {}

  /** The names that {@link #open} knows. */
  public static List<String> ids() {
    return KINDS.stream().map(BackboneKind::id).toList();
  }

  /** What a backbone is, in one line. */
  public static String summary(String id) {
    return kind(id).summary();
  }

  /** Whether a backbone takes a file with weights. */
  public static WeightsNeed weights(String id) {
    return kind(id).weights();
  }

  /**
   * Whether a backbone's file with weights is a checkpoint, which may hold more than its weights.
   */
  public static boolean readsCheckpoints(String id) {
    return kind(id).readsCheckpoints();
  }

  /** Whether a backbone tells where its class token looks. */
  public static boolean hasAttention(String id) {
    return kind(id).hasAttention();
  }

  /** Whether layer and facet of a backbone's tokens can be chosen; false if it is not known. */
  public static boolean hasTokens(String id) {
    return KINDS.stream().anyMatch(kind -> kind.id().equals(id) && kind.hasTokens());
  }

  /** Whether a choice's file is a checkpoint that holds all its weights. Reads the file. */
  public static boolean fits(BackboneChoice choice) {
    return kind(choice.id()).fits(choice);
  }

  /**
   * The precision in which a backbone's layers compute if a given one is asked for: networks that
   * you bring as a whole file, and RootSIFT, keep all digits, and so does one that is not known.
   */
  public static Precision precision(BackboneChoice choice, Precision wanted) {
    return KINDS.stream()
            .anyMatch(kind -> kind.id().equals(choice.id()) && kind.hasReducedPrecision(choice))
        ? wanted
        : Precision.FP32;
  }

  /** Whether what a choice amounts to depends on the size of images. */
  public static boolean dependsOnSize(BackboneChoice choice) {
    return kind(choice.id()).dependsOnSize();
  }

  /** What a choice amounts to for images of the usual size, 640×480. */
  public static BackboneInfo describe(BackboneChoice choice, Compute compute) {
    return describe(choice, USUAL, compute);
  }

  /**
   * What a choice amounts to, without keeping the network.
   *
   * @param size of the images it is to run on
   * @throws InputException if the name is unknown or the weights cannot be used
   */
  public static BackboneInfo describe(BackboneChoice choice, ImageSize size, Compute compute) {
    return describe(choice, size, compute, Progress.NONE);
  }

  /**
   * The same; networks of which nothing is known are run many times.
   *
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static BackboneInfo describe(
      BackboneChoice choice, ImageSize size, Compute compute, Progress progress) {
    return checkedKind(choice).describe(choice, size, compute, progress);
  }

  /** Loads the chosen backbone, with all digits and for images of the usual size, 640×480. */
  public static Backbone open(BackboneChoice choice, Compute compute) {
    return open(choice, Precision.FP32, compute);
  }

  /** Loads the chosen backbone, for images of the usual size, 640×480. */
  public static Backbone open(BackboneChoice choice, Precision precision, Compute compute) {
    return open(choice, USUAL, precision, compute);
  }

  /**
   * Loads the chosen backbone.
   *
   * @param size of the images it is to run on
   * @param precision what its layers round their factors to, where they can
   * @throws InputException if the name is unknown or the weights do not fit
   */
  public static Backbone open(
      BackboneChoice choice, ImageSize size, Precision precision, Compute compute) {
    return checkedKind(choice).open(choice, size, precision(choice, precision), compute);
  }

  /**
   * Loads the chosen backbone, of which is known what it is.
   *
   * @param known what {@link #describe} said for images of this size
   */
  public static Backbone open(
      BackboneChoice choice,
      ImageSize size,
      Precision precision,
      BackboneInfo known,
      Compute compute) {
    return checkedKind(choice).open(choice, size, precision(choice, precision), known, compute);
  }

  private static BackboneKind checkedKind(BackboneChoice choice) {
    BackboneKind kind = kind(choice.id());
    if (choice.weights() == null && kind.weights() == WeightsNeed.REQUIRED) {
      throw new InputException(
          "The backbone "
              + choice.id()
              + " comes without weights, and random ones are not used; give a file with trained"
              + " ones (--weights FILE, or Model\u2026 in the configuration).");
    }
    if (choice.weights() != null && kind.weights() == WeightsNeed.NONE) {
      throw new InputException(
          "The backbone "
              + choice.id()
              + " has no weights, so "
              + choice.weights()
              + " cannot be used with it; leave the weights out or choose another backbone.");
    }
    if (!kind.hasTokens() && !choice.tokens().equals(TokenChoice.OUTPUT)) {
      throw new InputException(
          "The backbone "
              + choice.id()
              + " is no vision transformer whose layers are known, so there is no "
              + choice.tokens()
              + "; leave layer and facet out.");
    }
    return kind;
  }

  private static BackboneKind kind(String id) {
    return KINDS.stream()
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "There is no backbone '"
                        + id
                        + "'; choose "
                        + ids().stream().collect(Collectors.joining(" or "))
                        + "."));
  }
}
