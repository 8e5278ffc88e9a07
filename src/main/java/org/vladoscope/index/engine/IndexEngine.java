package org.vladoscope.index.engine;

import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.faiss.FaissLibrary;

/** Which code searches. */
public enum IndexEngine {
  /** FAISS if it can be loaded, else as {@link #JVECTOR}. */
  AUTO,
  /** FAISS or nothing. */
  FAISS,
  /** Without FAISS: graphs by JVector, {@code Flat} by our own exact search. */
  JVECTOR,
  /** Our own exact search, whatever kind is configured. */
  EXACT,
  /**
   * As {@link #AUTO}, but {@code Flat} leaves descriptors in a mapped file however few there are.
   */
  MAPPED;

  /**
   * Descriptors that {@code Flat} holds in memory: 1 GB, as much as a part of an index on a cluster
   * may have. More stay in a mapped file, unless FAISS is demanded.
   */
  static final long MOST_HELD_BYTES = 1L << 30;

  private static final Logger LOG = LoggerFactory.getLogger(IndexEngine.class);

  /**
   * The system property that chooses: {@code auto}, {@code faiss}, {@code jvector}, {@code exact},
   * {@code mapped}.
   */
  public static final String PROPERTY = "vladoscope.index";

  /** What the system property says; {@link #AUTO} if it is not set. */
  public static IndexEngine fromSystemProperty() {
    String wanted = System.getProperty(PROPERTY, "auto");
    for (IndexEngine engine : values()) {
      if (engine.name().equalsIgnoreCase(wanted.trim())) {
        return engine;
      }
    }
    throw new InputException(
        "'"
            + wanted
            + "' is no value of "
            + PROPERTY
            + "; choose auto, faiss, jvector, exact or"
            + " mapped.");
  }

  /** True if FAISS searches; says in the log if it should but cannot be loaded. */
  public boolean findFaiss(Compute compute) {
    if (this == EXACT || this == JVECTOR) {
      return false;
    }
    Optional<String> problem = FaissLibrary.problem(compute);
    if (problem.isPresent() && this == FAISS) {
      throw new InputException(
          "FAISS cannot be loaded ("
              + problem.get()
              + "); leave out -D"
              + PROPERTY
              + "=faiss to search without it.");
    }
    problem.ifPresent(
        p ->
            LOG.warn(
                "FAISS cannot be loaded; Flat compares with every descriptor, and HNSW is built by"
                    + " JVector: {}",
                p));
    return problem.isEmpty();
  }

  /**
   * What builds and searches a kind of index.
   *
   * @param faiss whether FAISS searches, as {@link #findFaiss} found
   * @param size number of descriptors
   * @param dimensions their length
   * @throws InputException if only FAISS builds this kind, and it does not search
   */
  public IndexSoftware software(IndexConfig config, boolean faiss, int size, int dimensions) {
    boolean isLarge = (long) size * dimensions * Float.BYTES > MOST_HELD_BYTES;
    if (switch (this) {
      case AUTO, JVECTOR -> config.isExact() && isLarge;
      case FAISS -> false;
      case EXACT -> isLarge;
      case MAPPED -> config.isExact();
    }) {
      return IndexSoftware.MAPPED;
    }
    if (faiss) {
      return IndexSoftware.FAISS;
    }
    if (this == EXACT || config.isExact()) {
      return IndexSoftware.EXACT;
    }
    refusal(config, false)
        .ifPresent(
            reason -> {
              throw new InputException(reason);
            });
    return IndexSoftware.JVECTOR;
  }

  /**
   * Why nothing builds a kind of index, in a sentence; empty if something does.
   *
   * @param faiss whether FAISS searches, as {@link #findFaiss} found
   */
  Optional<String> refusal(IndexConfig config, boolean faiss) {
    if (faiss || this == EXACT || config.isExact() || config.isPlainGraph()) {
      return Optional.empty();
    }
    return Optional.of(
        "The index "
            + config.factory()
            + " is built by FAISS alone, which "
            + (this == JVECTOR ? "is not used" : "cannot be loaded on this system")
            + "; choose HNSW32, a graph that is built here too, or Flat, which compares with every"
            + " descriptor.");
  }

  /** What searches on this machine, for people: "FAISS 1.7.3", or why it does not. */
  public String description(Compute compute) {
    return switch (this) {
      case EXACT -> "exact search";
      case JVECTOR -> "JVector or exact search";
      case AUTO, FAISS, MAPPED ->
          FaissLibrary.problem(compute)
              .map(problem -> "JVector or exact search, FAISS does not load")
              .orElseGet(() -> "FAISS " + FaissLibrary.version(compute));
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
