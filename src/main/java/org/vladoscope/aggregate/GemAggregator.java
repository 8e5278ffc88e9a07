package org.vladoscope.aggregate;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.checkpoint.Head;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.StoredTensor;
import org.vladoscope.vlad.CellSum;

/**
 * Generalised mean pooling (Radenović et al., TPAMI 2018) of cells of unit length and a linear
 * layer, as CosPlace (Berton et al., CVPR 2022) and EigenPlaces end.
 *
 * @param weights the file it is read from, or null for the backbone's
 */
record GemAggregator(@Nullable Path weights) implements HeadAggregator {

  /** Values below this count as this, as in the original. */
  private static final double LEAST = 1e-6;

  @Override
  public String id() {
    return "gem";
  }

  @Override
  public String label() {
    return "GeM";
  }

  @Override
  public String summary() {
    return "generalised mean of every channel and a linear layer (CosPlace, EigenPlaces)";
  }

  @Override
  public Head head() {
    return Head.GEM;
  }

  @Override
  public String source() {
    return "models download cosplace-vgg16-512 gets one";
  }

  @Override
  public Aggregator withHead(Path file) {
    return new GemAggregator(file);
  }

  @Override
  public Sum sum() {
    return new Sum.OverCells();
  }

  @Override
  public Patches patches() {
    return new Patches.None("its linear layer was trained for means over whole images");
  }

  @Override
  public double globalOperations(int cells, int channels) {
    return 20.0 * cells * channels;
  }

  @Override
  public int length(ModelWeights file) {
    return file.get("gem.linear.weight").length(0);
  }

  @Override
  public AggregatorModel model(ModelWeights file) {
    StoredTensor power = file.get("gem.p");
    double p = power.floats()[0];
    if (!(p > 0)) {
      throw new InputException(weights + ": the power of GeM is " + p + "; it must be above 0.");
    }
    return new Model(p, LinearHead.of(file, "gem.linear"));
  }

  /**
   * At work.
   *
   * @param power above 0
   * @param linear the layer that follows
   */
  record Model(double power, LinearHead linear) implements AggregatorModel {

    @Override
    public int channels() {
      return linear.weight().cols();
    }

    @Override
    public int descriptorLength() {
      return linear.out();
    }

    @Override
    public float[] global(FeatureMap map) {
      return powers(map).without(new BitSet());
    }

    @Override
    public Optional<CellSum> sum(FeatureMap map) {
      return Optional.of(powers(map));
    }

    private PowerSum powers(FeatureMap map) {
      FloatMatrix cells =
          FloatMatrix.of(map.cells().rows(), map.cells().cols(), map.cells().data().clone());
      L2.normalizeRows(cells);
      return PowerSum.of(cells, LEAST, power, linear);
    }

    @Override
    public long bytes() {
      return (long) Float.BYTES * linear.weight().data().length;
    }
  }
}
