package org.vladoscope.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.config.Narrow;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.TrainedVlad;
import org.vladoscope.vlad.Vocabulary;
import org.vladoscope.vlad.VocabularyConfig;

/** Vocabularies and projections from files with weights, read once. */
public final class TrainedFiles {

  /** A file as it was; one that was changed meanwhile is another one. */
  private record State(Path file, long size, long modified) {}

  private final Map<State, ContentHash> hashes = new ConcurrentHashMap<>();
  private final Map<ContentHash, Whitening> projections = new ConcurrentHashMap<>();

  /**
   * Makes sure that the files of a configuration hold what it says.
   *
   * @param channels values per cell that the backbone gives
   * @throws InputException naming the file and what does not fit
   */
  void check(PipelineConfig config, int channels) {
    VocabularyConfig words = config.vocabulary();
    if (words.file() == null) {
      return;
    }
    Vocabulary vocabulary = vocabulary(words);
    if (vocabulary.channels() != channels) {
      throw new InputException(
          String.format(
              "The words of %s have %d values, but the backbone %s gives %d per cell; use the"
                  + " network that they were trained with.",
              words.file(), vocabulary.channels(), config.backbone().id(), channels));
    }
    projection(config.reduction())
        .ifPresent(
            projection -> {
              if (projection.weight().cols() != vocabulary.descriptorLength()) {
                throw new InputException(
                    config.reduction().file() + " holds a projection of other descriptors.");
              }
            });
  }

  /**
   * The part of cache keys that stands for vocabulary and projection of global descriptors: what
   * the files hold, not what they are called.
   */
  Object key(PipelineConfig config) {
    VocabularyConfig words = config.vocabulary();
    if (words.file() == null) {
      return words;
    }
    boolean projected = config.reduction().file() != null;
    List<Object> parts =
        new ArrayList<>(List.of("trained", hash(words.file()), words.normalizeInput(), projected));
    Narrow.add(parts, config.globalPrecision());
    return ContentHash.ofParts(parts.toArray());
  }

  /** The words of a configuration's file. */
  Vocabulary vocabulary(VocabularyConfig config) {
    Path file = named(config.file());
    Vocabulary vocabulary =
        TrainedVlad.vocabulary(ModelWeights.read(file), config.normalizeInput());
    if (vocabulary.size() != config.clusters()) {
      throw new InputException(
          String.format(
              "%s holds %d words, not %d; leave the number of clusters out.",
              file, vocabulary.size(), config.clusters()));
    }
    return vocabulary;
  }

  /** The projection of a configuration's file, if it names one. */
  Optional<Whitening> projection(ReductionConfig config) {
    if (config.file() == null) {
      return Optional.empty();
    }
    Path file = config.file();
    Whitening projection =
        projections.computeIfAbsent(
            hash(file), hash -> TrainedVlad.projection(ModelWeights.read(file)));
    if (projection.dimensions() != config.dimensions()) {
      throw new InputException(
          String.format(
              "The projection of %s gives %d values, not %d; leave the number of dimensions out.",
              file, projection.dimensions(), config.dimensions()));
    }
    return Optional.of(projection);
  }

  private static Path named(@Nullable Path file) {
    if (file == null) {
      throw new IllegalArgumentException("the configuration names no file");
    }
    return file;
  }

  private ContentHash hash(Path file) {
    try {
      State state = new State(file, Files.size(file), Files.getLastModifiedTime(file).toMillis());
      ContentHash known = hashes.get(state);
      if (known == null) {
        known = ContentHash.ofFile(file);
        hashes.put(state, known);
      }
      return known;
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }
}
