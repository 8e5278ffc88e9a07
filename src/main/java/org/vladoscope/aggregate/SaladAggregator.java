package org.vladoscope.aggregate;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vladoscope.feature.checkpoint.Head;
import org.vladoscope.feature.checkpoint.ModelWeights;

/**
 * SALAD (Izquierdo and Civera, <i>Optimal Transport Aggregation for Visual Place Recognition</i>,
 * CVPR 2024): cells are shared among clusters and a dustbin, and the class token is added.
 *
 * @param weights the file it is read from, or null for the backbone's
 */
record SaladAggregator(@Nullable Path weights) implements HeadAggregator {

  /** Values of a hidden layer in the published models. */
  static final double HIDDEN = 512;

  @Override
  public String id() {
    return "salad";
  }

  @Override
  public String label() {
    return "SALAD";
  }

  @Override
  public String summary() {
    return "cells shared among clusters and a dustbin by optimal transport, and the class token";
  }

  @Override
  public Head head() {
    return Head.SALAD;
  }

  @Override
  public String source() {
    return "models download dino_salad gets one";
  }

  @Override
  public Aggregator withHead(Path file) {
    return new SaladAggregator(file);
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
    return 2 * HIDDEN * cells * channels;
  }

  @Override
  public int length(ModelWeights file) {
    return SaladModel.length(file);
  }

  @Override
  public AggregatorModel model(ModelWeights file) {
    return SaladModel.of(file, false);
  }
}
