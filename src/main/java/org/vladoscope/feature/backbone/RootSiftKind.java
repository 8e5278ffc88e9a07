package org.vladoscope.feature.backbone;

import java.util.List;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.BackboneKind;
import org.vladoscope.feature.WeightsNeed;
import org.vladoscope.image.ImageSize;

/** The backbone without weights: {@link RootSift} at fixed scales. */
final class RootSiftKind implements BackboneKind {

  static final String ID = "rootsift";

  /** Chosen by measurement; see the benchmarks. */
  static final List<Integer> OCTAVES = List.of(1, 2);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String summary() {
    return "dense RootSIFT (histograms of gradients), no weights: the classic to compare with";
  }

  @Override
  public WeightsNeed weights() {
    return WeightsNeed.NONE;
  }

  @Override
  public BackboneInfo describe(BackboneChoice choice, ImageSize size, Compute compute) {
    return RootSift.info(OCTAVES);
  }

  @Override
  public Backbone open(
      BackboneChoice choice, ImageSize size, Precision precision, Compute compute) {
    return new RootSift(OCTAVES);
  }
}
