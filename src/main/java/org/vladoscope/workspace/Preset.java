package org.vladoscope.workspace;

import java.util.List;
import java.util.Locale;
import org.vladoscope.common.InputException;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.image.ImageSize;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.Matcher;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.VocabularyConfig;

/** Named configurations: our own default and the three published with Patch-NetVLAD. */
public enum Preset {
  /** Chosen by measurement for the embedded network; see the decision record on the default. */
  DEFAULT(List.of(2, 5, 8), List.of(.45, .15, .40), 256, 0, Matcher.RAPID, 20),
  /** Most accurate of the published ones. */
  PERFORMANCE(List.of(2, 5, 8), List.of(.45, .15, .40), 4096, 1, Matcher.RANSAC, 100),
  /** Fastest of the published ones. */
  SPEED(List.of(5), List.of(1.0), 512, 1, Matcher.RAPID, 100),
  /** Smallest of the published ones. */
  STORAGE(List.of(5), List.of(1.0), 128, 1, Matcher.RAPID, 100);

  private final List<Integer> patchSizes;
  private final List<Double> weights;
  private final int dimensions;
  private final double whitening;
  private final Matcher matcher;
  private final int rerank;

  Preset(
      List<Integer> patchSizes,
      List<Double> weights,
      int dimensions,
      double whitening,
      Matcher matcher,
      int rerank) {
    this.patchSizes = patchSizes;
    this.weights = weights;
    this.dimensions = dimensions;
    this.whitening = whitening;
    this.matcher = matcher;
    this.rerank = rerank;
  }

  /** Reads a preset's name. */
  public static Preset parse(String text) {
    for (Preset preset : values()) {
      if (preset.name().equalsIgnoreCase(text.trim())) {
        return preset;
      }
    }
    throw new InputException(
        "'" + text + "' is not a preset; choose default, performance, speed or storage.");
  }

  /** The configuration it stands for. */
  public PipelineConfig config() {
    return new PipelineConfig(
        new ImageSize(640, 480),
        BackboneChoice.EMBEDDED,
        new VocabularyConfig(32, 20_000, 50, 1),
        patchSizes.stream().map(size -> new PatchScale(size, 1)).toList(),
        new ReductionConfig(dimensions, whitening, Math.max(6000, dimensions * 2)),
        new MatchConfig(matcher, 1.5, weights, 0),
        rerank);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
