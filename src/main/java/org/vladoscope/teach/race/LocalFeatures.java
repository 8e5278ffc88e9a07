package org.vladoscope.teach.race;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;

/**
 * The local features of several images, equally many of each.
 *
 * @param images number of images, T, 1 or more
 * @param perImage features of each image, N, 1 or more
 * @param values {@code [T·N, F]}, image by image, all finite
 */
public record LocalFeatures(int images, int perImage, FloatMatrix values) {

  /** Checks the shape, and that every value is finite. */
  public LocalFeatures {
    if (images < 1) {
      throw new InputException("VLAD needs at least one image, not images = " + images + ".");
    }
    if (perImage < 1) {
      throw new InputException(
          "VLAD needs at least one feature in each image, not features = " + perImage + ".");
    }
    if (values.cols() < 1) {
      throw new InputException("Features need at least one value, not dims = 0.");
    }
    if ((long) images * perImage != values.rows()) {
      throw new InputException(
          String.format(
              "%d images of %d features are %d vectors, but values holds %d.",
              images, perImage, (long) images * perImage, values.rows()));
    }
    Finite.check("values", values);
  }

  /** Length of a feature, F. */
  public int dims() {
    return values.cols();
  }

  /** Number of all features, T·N. */
  public int count() {
    return values.rows();
  }
}
