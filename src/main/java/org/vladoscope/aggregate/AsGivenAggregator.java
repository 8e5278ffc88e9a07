package org.vladoscope.aggregate;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.common.SettingValue;
import org.vladoscope.compute.Compute;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.vlad.PatchGrid;

/** The descriptor of a network that gives one for the whole image, scaled to unit length. */
record AsGivenAggregator() implements Aggregator {

  static final String ID = "as-given";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String label() {
    return "As given";
  }

  @Override
  public String summary() {
    return "the descriptor that the network itself gives; no patches";
  }

  @Override
  public List<SettingValue> settings() {
    return List.of();
  }

  @Override
  public Aggregator with(String setting, String value) {
    throw unknown(setting);
  }

  @Override
  public Sampling sampling() {
    return Sampling.NONE;
  }

  @Override
  public AggregatorModel learn(
      FloatMatrix cells, Images images, Compute compute, Progress progress) {
    return new Model(cells.cols());
  }

  @Override
  public void addTo(CacheKey key, Function<Path, ContentHash> contentOf) {
    // It has no settings.
  }

  @Override
  public ByteBuffer encode(AggregatorModel model) {
    throw new UnsupportedOperationException("nothing is learned");
  }

  @Override
  public AggregatorModel decode(ByteBuffer entry) {
    throw new UnsupportedOperationException("nothing is learned");
  }

  @Override
  public boolean aggregates() {
    return false;
  }

  @Override
  public Sum sum() {
    return new Sum.None("the network gives one descriptor for the whole image");
  }

  @Override
  public Patches patches() {
    return new Patches.None("the network gives one descriptor for the whole image");
  }

  @Override
  public int descriptorLength(int channels) {
    return channels;
  }

  @Override
  public double learningOperations(int channels) {
    return 0;
  }

  @Override
  public double globalOperations(int cells, int channels) {
    return channels;
  }

  @Override
  public double patchOperations(PatchGrid grid, int channels) {
    return 0;
  }

  private record Model(int channels) implements AggregatorModel {

    @Override
    public int descriptorLength() {
      return channels;
    }

    @Override
    public float[] global(FeatureMap map) {
      float[] descriptor = map.cells().data().clone();
      L2.normalize(descriptor, 0, descriptor.length);
      return descriptor;
    }
  }
}
