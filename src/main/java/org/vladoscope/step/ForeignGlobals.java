package org.vladoscope.step;

import java.util.List;
import java.util.Optional;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.foreign.ForeignDescriptors;
import org.vladoscope.graph.Needs;
import org.vladoscope.graph.Shelf;
import org.vladoscope.graph.Stopwatch;

/**
 * Global descriptors of another program. They are kept in its files: nothing is computed, and no
 * image is looked at.
 */
final class ForeignGlobals implements GlobalStep {

  private final ForeignDescriptors descriptors;

  ForeignGlobals(ForeignDescriptors descriptors) {
    this.descriptors = descriptors;
  }

  @Override
  public boolean isForeign() {
    return true;
  }

  @Override
  public int length() {
    return descriptors.length();
  }

  @Override
  public void addTo(CacheKey key, DatabaseImages images) {
    descriptors.addTo(key, images.views().stream().map(View::image).toList());
  }

  @Override
  public ContentHash key(PlaceImage image) {
    return CacheKey.of("foreign globals", 1)
        .with("files", descriptors.hash())
        .with("image", image.file().toString())
        .hash();
  }

  /**
   * Finds the descriptor.
   *
   * @throws org.vladoscope.common.InputException if the files do not have it
   */
  @Override
  public Optional<float[]> find(PlaceImage image) {
    return Optional.of(descriptors.of(image));
  }

  @Override
  public boolean isKnown(PlaceImage image) {
    return true;
  }

  @Override
  public void keep(PlaceImage image, float[] value) {
    // The files keep it.
  }

  @Override
  public Shelf<float[]> shelf() {
    throw new UnsupportedOperationException("the files are the shelf");
  }

  @Override
  public void need(PlaceImage image, Needs needs) {
    // The files are all it needs.
  }

  @Override
  public double operations(PlaceImage image) {
    return 0;
  }

  @Override
  public List<float[]> compute(List<PlaceImage> images, Stopwatch watch, Progress progress) {
    return images.stream().map(descriptors::of).toList();
  }
}
