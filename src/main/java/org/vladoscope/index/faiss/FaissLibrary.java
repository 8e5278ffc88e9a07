package org.vladoscope.index.faiss;

import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;

/**
 * FAISS in this process: loaded once, or known to be unusable. The native library comes with the
 * program; it takes BLAS and OpenMP from PyTorch's libraries, so these are loaded first.
 */
public final class FaissLibrary {

  private static final Logger LOG = LoggerFactory.getLogger(FaissLibrary.class);

  private FaissLibrary() {}

  /** Loading happens when this class is first used, after the tensor library. */
  private static final class Loaded {
    static final @Nullable String PROBLEM = load();
    static final String VERSION = PROBLEM == null ? Faiss.version() : "";

    private static @Nullable String load() {
      try {
        Loader.load(Faiss.class);
        Faiss.listen_for_interrupts();
        return null;
      } catch (LinkageError | RuntimeException e) {
        LOG.debug("FAISS cannot be loaded", e);
        return reason(e);
      }
    }
  }

  /** JavaCPP says that it found no library; what was wrong with the one it tried lies below. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage());
    return message.lines().findFirst().orElse(cause.getClass().getSimpleName());
  }

  /** Why FAISS cannot be used on this machine, or empty if it can. */
  public static Optional<String> problem(Compute compute) {
    try {
      compute.loadTensorLibrary();
    } catch (InputException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    return Optional.ofNullable(Loaded.PROBLEM);
  }

  /**
   * The version that is loaded, such as "1.7.3".
   *
   * @throws IllegalStateException if FAISS cannot be used
   */
  public static String version(Compute compute) {
    Optional<String> problem = problem(compute);
    if (problem.isPresent()) {
      throw new IllegalStateException("FAISS cannot be loaded: " + problem.get());
    }
    return Loaded.VERSION;
  }
}
