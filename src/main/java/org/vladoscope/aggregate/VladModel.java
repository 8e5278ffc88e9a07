package org.vladoscope.aggregate;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.vlad.BoxGrid;
import org.vladoscope.vlad.CellSum;
import org.vladoscope.vlad.NetVlad;
import org.vladoscope.vlad.PatchSampler;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.PatchVlad;
import org.vladoscope.vlad.ResidualSum;
import org.vladoscope.vlad.Vocabulary;

/** Residuals to clusters, summed over an image and over its patches. */
record VladModel(Vocabulary words) implements AggregatorModel, PatchDescriber {

  @Override
  public int channels() {
    return words.channels();
  }

  @Override
  public int descriptorLength() {
    return words.descriptorLength();
  }

  @Override
  public float[] global(FeatureMap map) {
    return NetVlad.describe(map, words);
  }

  @Override
  public List<FloatMatrix> patches(FeatureMap map, List<PatchScale> scales) {
    return PatchVlad.describe(map, words, scales);
  }

  @Override
  public List<FloatMatrix> patches(
      FeatureMap map,
      List<PatchScale> scales,
      Whitening projection,
      Precision precision,
      Compute compute) {
    return PatchVlad.describe(map, words, scales, projection, precision, compute);
  }

  @Override
  public FloatMatrix boxes(FeatureMap map, BoxGrid grid) {
    return PatchVlad.describe(map, words, grid);
  }

  @Override
  public FloatMatrix boxes(
      FeatureMap map, BoxGrid grid, Whitening projection, Precision precision, Compute compute) {
    return PatchVlad.describe(map, words, grid, projection, precision, compute);
  }

  @Override
  public FloatMatrix samplePatches(FeatureMap map, int count, Random random) {
    return PatchSampler.sample(map, words, count, random);
  }

  @Override
  public Optional<PatchDescriber> patches() {
    return Optional.of(this);
  }

  @Override
  public Optional<CellSum> sum(FeatureMap map) {
    return Optional.of(ResidualSum.of(map, words));
  }

  @Override
  public Optional<Vocabulary> vocabulary() {
    return Optional.of(words);
  }

  @Override
  public AggregatorModel mixed(double[] factors) {
    return new VladModel(words.mixed(factors));
  }
}
