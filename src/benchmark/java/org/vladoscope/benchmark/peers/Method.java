package org.vladoscope.benchmark.peers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.vladoscope.common.InputException;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.image.ImageSize;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

/** The configurations that were published with Patch-NetVLAD; all strides are 1. */
public enum Method {
  /** The most accurate one. */
  PERFORMANCE(List.of(2, 5, 8), List.of(.45, .15, .4), 4096, true),
  /** The fastest one. */
  SPEED(List.of(5), List.of(1.0), 512, false),
  /** The smallest one. */
  STORAGE(List.of(5), List.of(1.0), 128, false);

  /** What images are resized to. */
  static final ImageSize SIZE = new ImageSize(640, 480);

  private static final int STRIDE = 16;
  private static final CellGeometry VGG16 = new CellGeometry(196, STRIDE, 90);

  private final List<Integer> sizes;
  private final List<Double> weights;
  private final int dimensions;
  private final boolean ransac;

  Method(List<Integer> sizes, List<Double> weights, int dimensions, boolean ransac) {
    this.sizes = sizes;
    this.weights = weights;
    this.dimensions = dimensions;
    this.ransac = ransac;
  }

  /** Reads a name. */
  public static Method parse(String text) {
    return Arrays.stream(values())
        .filter(m -> m.id().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "'"
                        + text
                        + "' is no published preset; choose performance, speed or storage."));
  }

  /** Its name, which is that of the preset too. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Patch sizes in cells. */
  List<PatchScale> scales() {
    return sizes.stream().map(size -> new PatchScale(size, 1)).toList();
  }

  /** Where the patches of each size lie. */
  List<PatchGrid> grids() {
    return scales().stream()
        .map(s -> new PatchGrid(SIZE.height() / STRIDE, SIZE.width() / STRIDE, s, VGG16))
        .toList();
  }

  /** One for each patch size. */
  List<Double> weights() {
    return weights;
  }

  /** Length of a descriptor after the projection. */
  public int dimensions() {
    return dimensions;
  }

  /** True for RANSAC, false for the rapid score. */
  boolean ransac() {
    return ransac;
  }
}
