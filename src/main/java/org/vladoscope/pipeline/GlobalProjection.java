package org.vladoscope.pipeline;

import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.linalg.PrincipalComponents;
import org.vladoscope.linalg.SampleMatrix;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.vlad.ReductionConfig;

/**
 * Fits a projection on the global descriptors of a map's database images (Arandjelović et al.,
 * <i>NetVLAD</i>, CVPR 2016, section 5.1: PCA with whitening on descriptors of training images).
 */
final class GlobalProjection {

  private final Compute compute;

  GlobalProjection(Compute compute) {
    this.compute = compute;
  }

  /**
   * Fits it, on as many images as there are samples configured.
   *
   * @throws InputException if the configuration shortens nothing or takes its projection from a
   *     file, or if there are too few images
   */
  Whitening fit(PreparedMap prepared, Progress progress) {
    if (!prepared.config().retrieval().isComputed()) {
      throw new InputException(
          "A projection is fitted on global descriptors that are computed here, not on the "
              + prepared.config().retrieval().label()
              + ".");
    }
    ReductionConfig reduction = prepared.config().reduction();
    if (reduction.isNone() || reduction.file() != null) {
      throw new InputException(
          "A projection on global descriptors is fitted to a number of dimensions; give --whitening"
              + " and --wpca fit.");
    }
    List<View> views = prepared.database().views();
    int count = Math.min(views.size(), reduction.samples());
    if (count <= reduction.dimensions()) {
      throw new InputException(
          String.format(
              "%d database images cannot tell %d dimensions apart; choose %d or fewer, or fit on"
                  + " patches.",
              count, reduction.dimensions(), count - 1));
    }
    try (SampleMatrix samples =
        new SampleMatrix(count, prepared.model(progress).descriptorLength())) {
      Progress reading = progress.part(0, .3);
      compute.parallel(
          count,
          reading,
          i -> {
            View view = views.get((int) ((long) i * views.size() / count));
            samples.putRows(i, FloatMatrix.ofRows(prepared.global(view.image(), reading)));
          });
      return PrincipalComponents.fit(samples, reduction.dimensions(), compute, progress.part(.3, 1))
          .whitening(reduction.whitening());
    }
  }
}
