package org.vladoscope.spark;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.ContentHash;
import org.vladoscope.pipeline.crew.ImageOutcome;
import org.vladoscope.store.FileHashes;

/**
 * What became of an image, as it travels between machines.
 *
 * @param hash of its file, hexadecimal; null if the file cannot be read
 * @param size of its file in bytes
 * @param modified when its file was, milliseconds since 1970
 * @param failure why it has no features; null if it has
 */
record Outcome(@Nullable String hash, long size, long modified, @Nullable String failure)
    implements Serializable {

  static Outcome of(ImageOutcome outcome) {
    return new Outcome(
        outcome.file().map(known -> known.hash().hex()).orElse(null),
        outcome.file().map(FileHashes.Known::size).orElse(0L),
        outcome.file().map(FileHashes.Known::modified).orElse(0L),
        outcome.failure().orElse(null));
  }

  ImageOutcome arrived() {
    return new ImageOutcome(
        Optional.ofNullable(hash)
            .map(hex -> new FileHashes.Known(size, modified, new ContentHash(hex))),
        Optional.ofNullable(failure));
  }
}
