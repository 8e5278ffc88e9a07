package org.vladoscope.aggregate;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vladoscope.feature.checkpoint.Head;
import org.vladoscope.feature.checkpoint.ModelWeights;

/**
 * How MegaLoc (Berton and Masone, 2025) ends: SALAD and a linear layer.
 *
 * @param weights the file it is read from, or null for the backbone's
 */
record MegaLocAggregator(@Nullable Path weights) implements HeadAggregator {

  /** Operations of the linear layer in the published model. */
  private static final double LINEAR = 8448.0 * 16640;

  @Override
  public String id() {
    return "megaloc";
  }

  @Override
  public String label() {
    return "MegaLoc";
  }

  @Override
  public String summary() {
    return "SALAD and a linear layer, as MegaLoc ends";
  }

  @Override
  public Head head() {
    return Head.MEGALOC;
  }

  @Override
  public String source() {
    return "models download megaloc gets one";
  }

  @Override
  public Aggregator withHead(Path file) {
    return new MegaLocAggregator(file);
  }

  @Override
  public Sum sum() {
    return new Sum.None(
        "optimal transport shares each cell in view of all others, so that without some of them all"
            + " shares would change");
  }

  @Override
  public Patches patches() {
    return new Patches.None("its shares depend on all cells of the image at once");
  }

  @Override
  public boolean hasTransport() {
    return true;
  }

  @Override
  public double globalOperations(int cells, int channels) {
    return 2 * SaladAggregator.HIDDEN * cells * channels + LINEAR;
  }

  @Override
  public int length(ModelWeights file) {
    return file.get("salad.linear.weight").length(0);
  }

  @Override
  public AggregatorModel model(ModelWeights file) {
    return SaladModel.of(file, true);
  }
}
