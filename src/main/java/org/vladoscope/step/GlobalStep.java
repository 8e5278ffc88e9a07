package org.vladoscope.step;

import org.vladoscope.common.CacheKey;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.graph.Step;
import org.vladoscope.graph.StepKind;

/** The global descriptor of an image, of unit length. */
public sealed interface GlobalStep extends Step<PlaceImage, float[]>
    permits ComputedGlobals, ForeignGlobals {

  /** What it is. */
  StepKind KIND = new StepKind("globals", 3, "Global descriptors", "image", "images", true, 4e-9);

  @Override
  default StepKind kind() {
    return KIND;
  }

  /** Values of a descriptor. */
  int length();

  /** True if the files of another program keep them. */
  boolean isForeign();

  /** Adds the descriptors of some images, in their order, to the key of what is made of them. */
  void addTo(CacheKey key, DatabaseImages images);
}
