package org.vladoscope.index.engine;

import java.util.List;
import java.util.Optional;
import org.vladoscope.index.IndexConfig;

/**
 * Which kinds of index can be built on this machine.
 *
 * @param engine what searches
 * @param faiss whether FAISS does, as {@link IndexEngine#findFaiss} found
 */
public record IndexKinds(IndexEngine engine, boolean faiss) {

  /** What is offered to choose from; any other kind that FAISS knows can be typed. */
  public static final List<IndexConfig> OFFERED =
      List.of(
          IndexConfig.FLAT,
          IndexConfig.of("HNSW32"),
          IndexConfig.of("IVF256,Flat"),
          IndexConfig.of("IVF256,PQ32"),
          IndexConfig.of("PCA128,HNSW32"),
          IndexConfig.of("SQfp16"));

  /** Why a kind cannot be built here, in a sentence that says what can; empty if it can. */
  public Optional<String> refusal(IndexConfig config) {
    return engine.refusal(config, faiss);
  }
}
