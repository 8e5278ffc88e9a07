package org.vladoscope.step.kept;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.InputException;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.store.FileHashes;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.TrainedVlad;

/** Projections from files with weights, read once. Safe to use from several threads. */
public final class TrainedProjections {

  private final FileHashes hashes;
  private final Map<ContentHash, Whitening> known = new ConcurrentHashMap<>();

  public TrainedProjections(FileHashes hashes) {
    this.hashes = hashes;
  }

  /**
   * The projection of a configuration's file, if it names one.
   *
   * @throws InputException if the file cannot be used, or holds another one than it should
   */
  public Optional<Whitening> of(ReductionConfig config) {
    Path file = config.file();
    if (file == null) {
      return Optional.empty();
    }
    Whitening projection =
        known.computeIfAbsent(
            hashes.of(file), hash -> TrainedVlad.projection(ModelWeights.read(file)));
    if (projection.dimensions() != config.dimensions()) {
      throw new InputException(
          String.format(
              "The projection of %s gives %d values, not %d; leave the number of dimensions out.",
              file, projection.dimensions(), config.dimensions()));
    }
    return Optional.of(projection);
  }
}
