package org.vladoscope.window;

import java.nio.file.Path;
import java.util.Optional;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.aggregate.PatchDescriber;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.image.ImageSize;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.vlad.BoxGrid;
import org.vladoscope.vlad.PatchGrid;

/**
 * A map whose images can be cut into windows of any size. Descriptors of windows are those of
 * patches, with the same normalisation and projection: a square window that is a patch has its
 * patch's descriptor. Safe to use from several threads.
 */
public final class WindowedMap {

  /** Multiplications that are done before anyone asks whether to stop: some tenths of a second. */
  private static final double BAND_OPERATIONS = 1.2e10;

  private final PreparedMap prepared;
  private final PatchDescriber describer;
  private final Optional<Whitening> projection;
  private final int descriptorLength;

  private WindowedMap(
      PreparedMap prepared,
      PatchDescriber describer,
      Optional<Whitening> projection,
      int descriptorLength) {
    this.prepared = prepared;
    this.describer = describer;
    this.projection = projection;
    this.descriptorLength = descriptorLength;
  }

  /** Why windows cannot be described under a configuration, as a sentence; empty if they can. */
  public static Optional<String> refusal(PipelineConfig config) {
    return switch (config.aggregator().patches()) {
      case Aggregator.Patches.Summed _ -> Optional.empty();
      case Aggregator.Patches.None none ->
          Optional.of(
              config.aggregator().label()
                  + " has no patch descriptors, because "
                  + none.reason()
                  + "; so a part of an image has none to search for. Choose an aggregator whose"
                  + " patches have descriptors, such as NetVLAD.");
    };
  }

  /**
   * Learns what describes patches, unless that is known.
   *
   * @throws InputException saying why windows cannot be described
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static WindowedMap of(PreparedMap prepared, Progress progress) {
    refusal(prepared.config())
        .ifPresent(
            reason -> {
              throw new InputException(reason);
            });
    var model = prepared.model(progress);
    return new WindowedMap(
        prepared,
        model
            .patches()
            .orElseThrow(
                () -> new IllegalStateException("patches were promised, and there are none")),
        prepared.projection(progress),
        model.descriptorLength());
  }

  /** The map. */
  PreparedMap prepared() {
    return prepared;
  }

  /** What computes. */
  Compute compute() {
    return prepared.compute();
  }

  /** Number of database images, those of all cameras. */
  public int images() {
    return prepared.database().size();
  }

  /** One of the database images. */
  public PlaceImage image(int row) {
    return prepared.database().image(row);
  }

  /** True if two images are the same file. */
  static boolean isSame(PlaceImage one, PlaceImage other) {
    return path(one).equals(path(other));
  }

  private static Path path(PlaceImage image) {
    return image.file().toAbsolutePath().normalize();
  }

  /** Length of a descriptor. */
  public int dimensions() {
    return projection.map(Whitening::dimensions).orElse(descriptorLength);
  }

  /** Windows and pixels on an image of a size. */
  public WindowArea area(ImageSize original) {
    return new WindowArea(prepared.grid(), prepared.config().imageSize(), original);
  }

  /**
   * All windows as large as one.
   *
   * @throws InputException if it is larger than the map
   */
  public BoxGrid windows(CellBox size, int stride) {
    PatchGrid cells = prepared.grid();
    return new BoxGrid(cells.mapHeight(), cells.mapWidth(), size.height(), size.width(), stride);
  }

  /** True if no network must run for an image. */
  boolean hasFeatures(PlaceImage image) {
    return prepared.hasFeatures(image);
  }

  /** Computes the features of an image, unless they are kept. */
  FeatureMap features(PlaceImage image, Progress progress) {
    return prepared.features(image, progress);
  }

  /**
   * The descriptor of a window, in full precision.
   *
   * @return {@link #dimensions} values of unit length
   */
  public float[] descriptor(PlaceImage image, CellBox box, Progress progress) {
    return descriptor(features(image, progress), box);
  }

  /** The descriptor of a window of a feature map, in full precision. */
  float[] descriptor(FeatureMap map, CellBox box) {
    return shortened(FloatMatrix.ofRows(whole(map, box))).row(0);
  }

  /** Length of a descriptor before any projection. */
  int wholeLength() {
    return descriptorLength;
  }

  /** The descriptor of a window before any projection: its own map has no other of that size. */
  float[] whole(FeatureMap map, CellBox box) {
    if (box.row() + box.height() > map.height() || box.column() + box.width() > map.width()) {
      throw new InputException(
          "The window of "
              + box.size()
              + " does not lie on the feature map of "
              + map.width()
              + "\u00d7"
              + map.height()
              + ".");
    }
    BoxGrid alone = new BoxGrid(box.height(), box.width(), box.height(), box.width(), 1);
    return describer.boxes(cut(map, box), alone).row(0);
  }

  /**
   * Projects descriptors of windows, in full precision; many at once, as the projection is large.
   *
   * @param whole {@code [n, D]}
   * @return {@code [n, dimensions]}, rows of unit length
   */
  FloatMatrix shortened(FloatMatrix whole) {
    return projection.map(p -> p.apply(whole, Precision.FP32, compute())).orElse(whole);
  }

  private FloatMatrix describe(FeatureMap map, BoxGrid grid, Precision precision) {
    return projection
        .map(p -> describer.boxes(map, grid, p, precision, compute()))
        .orElseGet(() -> describer.boxes(map, grid));
  }

  private static FeatureMap cut(FeatureMap map, CellBox box) {
    int channels = map.channels();
    FloatMatrix cells = FloatMatrix.zeros(box.height() * box.width(), channels);
    for (int row = 0; row < box.height(); row++) {
      System.arraycopy(
          map.cells().data(),
          ((box.row() + row) * map.width() + box.column()) * channels,
          cells.data(),
          row * box.width() * channels,
          box.width() * channels);
    }
    return new FeatureMap(box.height(), box.width(), cells, map.geometry(), map.summary());
  }

  /** Takes the descriptors of some windows of an image. */
  @FunctionalInterface
  interface Band {
    /**
     * Takes them.
     *
     * @param first number of the first window
     * @param descriptors {@code [windows, dimensions]}, rows of unit length
     */
    void take(int first, FloatMatrix descriptors);
  }

  /**
   * Describes all windows of an image, a few rows of them at a time, so that neither memory nor the
   * time until a cancel grows with the image.
   *
   * @param grid how they lie
   */
  void forEachBand(FeatureMap map, BoxGrid grid, Progress progress, Band band) {
    int rowsAtOnce = rowsAtOnce(grid);
    for (int row = 0; row < grid.rows(); row += rowsAtOnce) {
      progress.check();
      int rows = Math.min(rowsAtOnce, grid.rows() - row);
      int cellRows = (rows - 1) * grid.stride() + grid.height();
      FeatureMap part =
          rows == grid.rows()
              ? map
              : cut(map, new CellBox(row * grid.stride(), 0, cellRows, map.width()));
      BoxGrid some =
          new BoxGrid(part.height(), map.width(), grid.height(), grid.width(), grid.stride());
      band.take(row * grid.columns(), describe(part, some, prepared.config().precision()));
    }
  }

  private int rowsAtOnce(BoxGrid grid) {
    double operations =
        (double) grid.columns() * descriptorLength * (projection.isPresent() ? dimensions() : 64);
    // A worker holds blocks and results of its windows, by slots and by windows.
    long worker = Runtime.getRuntime().maxMemory() / 8 / Math.max(1, compute().threads());
    double bytes = 12.0 * grid.columns() * Math.max(dimensions(), 512);
    double rows = Math.min(BAND_OPERATIONS / operations, worker / bytes);
    return (int) Math.clamp(rows, 1, grid.rows());
  }
}
