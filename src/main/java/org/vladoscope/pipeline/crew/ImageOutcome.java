package org.vladoscope.pipeline.crew;

import java.util.Optional;
import org.vladoscope.store.FileHashes;

/**
 * What became of an image when its features were computed.
 *
 * @param file state of its file and hash of its content; empty if it cannot be read
 * @param failure why it has no features, a sentence for people; empty if it has
 */
public record ImageOutcome(Optional<FileHashes.Known> file, Optional<String> failure) {}
