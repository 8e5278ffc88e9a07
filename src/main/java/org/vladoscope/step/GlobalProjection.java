package org.vladoscope.step;

import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.linalg.PrincipalComponents;
import org.vladoscope.linalg.SampleMatrix;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.vlad.ReductionConfig;

/**
 * Fits a projection on the global descriptors of a map's database images (Arandjelović et al.,
 * <i>NetVLAD</i>, CVPR 2016, section 5.1: PCA with whitening on descriptors of training images).
 */
public final class GlobalProjection {

  private final MapStage mapStage;
  private final Compute compute;

  public GlobalProjection(MapStage mapStage, Compute compute) {
    this.mapStage = mapStage;
    this.compute = compute;
  }

  /**
   * Fits it, on as many images as there are samples configured.
   *
   * @throws InputException if the configuration shortens nothing or takes its projection from a
   *     file, or if there are too few images
   */
  public Whitening fit(MapDescriptors descriptors, PipelineConfig config, Progress progress) {
    ReductionConfig reduction = config.reduction();
    if (reduction.isNone() || reduction.file() != null) {
      throw new InputException(
          "A projection on global descriptors is fitted to a number of dimensions; give --whitening"
              + " and --wpca fit.");
    }
    List<View> views = descriptors.views();
    int count = Math.min(views.size(), reduction.samples());
    if (count <= reduction.dimensions()) {
      throw new InputException(
          String.format(
              "%d database images cannot tell %d dimensions apart; choose %d or fewer, or fit on"
                  + " patches.",
              count, reduction.dimensions(), count - 1));
    }
    try (SampleMatrix samples =
        new SampleMatrix(count, descriptors.vocabulary().descriptorLength())) {
      Progress reading = progress.part(0, .3);
      compute.parallel(
          count,
          reading,
          i -> {
            View view = views.get((int) ((long) i * views.size() / count));
            float[] descriptor =
                mapStage.global(
                    view.image(), descriptors.vocabulary(), descriptors.vocabularyKey(), config);
            samples.putRows(i, FloatMatrix.ofRows(descriptor));
          });
      return PrincipalComponents.fit(samples, reduction.dimensions(), compute, progress.part(.3, 1))
          .whitening(reduction.whitening());
    }
  }
}
