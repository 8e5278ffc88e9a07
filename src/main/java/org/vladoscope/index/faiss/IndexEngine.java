package org.vladoscope.index.faiss;

import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;

/** Which code searches. */
public enum IndexEngine {
  /** FAISS if it can be loaded, else our own exact search. */
  AUTO,
  /** FAISS or nothing. */
  FAISS,
  /** Our own exact search. */
  EXACT;

  private static final Logger LOG = LoggerFactory.getLogger(IndexEngine.class);

  /** The system property that chooses: {@code auto}, {@code faiss} or {@code exact}. */
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
        "'" + wanted + "' is no value of " + PROPERTY + "; choose auto, faiss or exact.");
  }

  /** True if FAISS searches; says in the log if it should but cannot be loaded. */
  public boolean findFaiss(Compute compute) {
    if (this == EXACT) {
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
    problem.ifPresent(p -> LOG.warn("FAISS cannot be loaded, exact search takes over: {}", p));
    return problem.isEmpty();
  }

  /** What searches on this machine, for people: "FAISS 1.7.3", or why it does not. */
  public String description(Compute compute) {
    if (this == EXACT) {
      return "exact search";
    }
    return FaissLibrary.problem(compute)
        .map(problem -> "exact search, FAISS does not load")
        .orElseGet(() -> "FAISS " + FaissLibrary.version(compute));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
