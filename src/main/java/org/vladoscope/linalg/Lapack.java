package org.vladoscope.linalg;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;

/**
 * Smile takes its BLAS and LAPACK from the process; JavaCPP's OpenBLAS is the one we ship. Loaded
 * once: a repeated load holds a lock that all workers would wait for.
 */
public final class Lapack {
  static {
    Loader.load(openblas.class);
    System.setProperty("smile.lib.blas", "java");
    System.setProperty("smile.lib.lapack", "java");
    // The matrices are small: a second thread would mostly spin, and it is not ours to place.
    openblas.blas_set_num_threads(1);
  }

  private Lapack() {}

  /** Does nothing but have this class initialised; to be called before Smile computes. */
  public static void load() {}
}
