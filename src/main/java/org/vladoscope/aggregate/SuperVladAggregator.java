package org.vladoscope.aggregate;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.SettingValue;
import org.vladoscope.feature.checkpoint.Head;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.StoredTensor;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.Vocabulary;

/**
 * SuperVLAD (Lu et al., NeurIPS 2024): VLAD with few clusters and without centroids; ghosts among
 * the clusters take what should not count.
 *
 * @param weights the file it is read from, or null for the backbone's
 * @param ghosts how many of the file's clusters, the last ones, are dropped; 0 for as many as
 *     published with that number of clusters
 * @param leaveOutEncoder true to use a file without the encoder across images that it holds
 */
record SuperVladAggregator(@Nullable Path weights, int ghosts, boolean leaveOutEncoder)
    implements HeadAggregator {

  private static final String GHOSTS = "ghosts";
  private static final String ENCODER = "leave-out-encoder";

  SuperVladAggregator {
    if (ghosts < 0) {
      throw new InputException("The number of ghosts must be 0 or more, not " + ghosts + ".");
    }
  }

  @Override
  public String id() {
    return "supervlad";
  }

  @Override
  public String label() {
    return "SuperVLAD";
  }

  @Override
  public String summary() {
    return "few clusters without centroids, and ghosts that are dropped";
  }

  @Override
  public List<SettingValue> settings() {
    return List.of(
        WordSettings.setting(
            GHOSTS, "Ghosts", "Last clusters that are dropped; 0 for as published", ghosts),
        WordSettings.setting(
            ENCODER,
            "Leave out encoder",
            "true to use a file without the encoder across images that it holds, or false",
            leaveOutEncoder));
  }

  @Override
  public Aggregator with(String setting, String value) {
    return switch (setting) {
      case GHOSTS ->
          new SuperVladAggregator(weights, WordSettings.number(setting, value), leaveOutEncoder);
      case ENCODER ->
          new SuperVladAggregator(weights, ghosts, WordSettings.yesOrNo(setting, value));
      default -> throw unknown(setting);
    };
  }

  @Override
  public Head head() {
    return Head.SUPERVLAD;
  }

  @Override
  public String source() {
    return "its authors link theirs at github.com/Lu-Feng/SuperVLAD";
  }

  @Override
  public Aggregator withHead(Path file) {
    return new SuperVladAggregator(file, ghosts, leaveOutEncoder);
  }

  @Override
  public void addTo(
      org.vladoscope.common.CacheKey key,
      java.util.function.Function<Path, org.vladoscope.common.ContentHash> contentOf) {
    HeadAggregator.super.addTo(key, contentOf);
    key.with(GHOSTS, ghosts).with(ENCODER, leaveOutEncoder);
  }

  @Override
  public Sum sum() {
    return new Sum.OverCells();
  }

  @Override
  public Patches patches() {
    return new Patches.Summed();
  }

  @Override
  public boolean hasClusters() {
    return true;
  }

  @Override
  public double globalOperations(int cells, int channels) {
    return 5.0 * cells * channels;
  }

  @Override
  public double patchOperations(PatchGrid grid, int channels) {
    return VladAggregator.SUM * grid.count() * 4 * channels * grid.scale().size();
  }

  @Override
  public int length(ModelWeights file) {
    StoredTensor weight = file.get("supervlad.weight");
    return (weight.length(0) - dropped(weight.length(0))) * weight.length(1);
  }

  @Override
  public AggregatorModel model(ModelWeights file) {
    if (file.report().hasCrossImageEncoder() && !leaveOutEncoder) {
      throw new InputException(
          weights
              + " holds an encoder across images, with which a descriptor depends on the images"
              + " that happen to be computed together; that is not done here. To use the file"
              + " without it, which gives other descriptors than it was trained for, say"
              + " supervlad:leave-out-encoder=true.");
    }
    StoredTensor stored = file.get("supervlad.weight");
    FloatMatrix all = stored.matrix(stored.length(0), stored.length(1));
    return new VladModel(Vocabulary.withoutCentroids(all, dropped(all.rows())));
  }

  /** Published are 4 clusters with 1 ghost, and 1 with 2; no file says which are ghosts. */
  private int dropped(int rows) {
    int chosen = ghosts > 0 ? ghosts : rows == 5 ? 1 : rows == 3 ? 2 : 0;
    if (chosen == 0) {
      throw new InputException(
          String.format(
              "%s has %d clusters, and does not say how many of them are ghosts; say it with"
                  + " supervlad:ghosts=N.",
              weights, rows));
    }
    if (chosen >= rows) {
      throw new InputException(
          String.format(
              "%s has %d clusters, so %d of them cannot be ghosts.", weights, rows, chosen));
    }
    return chosen;
  }
}
