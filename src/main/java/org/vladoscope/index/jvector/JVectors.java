package org.vladoscope.index.jvector;

import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.vladoscope.index.Distance;

/** How JVector is told to compute, and its vectors over Java arrays. */
final class JVectors {

  private static final String PROVIDER = "jvector.vectorization_provider";

  private JVectors() {}

  /** JVector's classes look at the property when they are loaded. */
  private static final class Support {
    static final VectorTypeSupport TYPES;

    static {
      // Its own choice would load a native library of its own, or warn of a missing module.
      if (System.getProperty(PROVIDER) == null) {
        boolean hasVectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        System.setProperty(PROVIDER, hasVectors ? "panama" : "default");
      }
      TYPES = VectorizationProvider.getInstance().getVectorTypeSupport();
    }
  }

  /**
   * Does nothing but have JVector told how to compute, which comes before all its other classes.
   */
  static void prepare() {
    if (Support.TYPES == null) {
      throw new IllegalStateException("JVector does not start");
    }
  }

  /** A vector over an array. */
  static VectorFloat<?> of(float[] values) {
    return Support.TYPES.createFloatVector(values);
  }

  /** The array under a vector. */
  static float[] array(VectorFloat<?> vector) {
    return (float[]) vector.get();
  }

  /** What JVector calls a distance. */
  static VectorSimilarityFunction similarity(Distance distance) {
    return switch (distance) {
      case EUCLIDEAN -> VectorSimilarityFunction.EUCLIDEAN;
      case INNER_PRODUCT -> VectorSimilarityFunction.DOT_PRODUCT;
    };
  }

  /** The version that is used, such as "4.0.2". */
  static String version() {
    String name = "META-INF/maven/io.github.jbellis/jvector-base/pom.properties";
    try (InputStream in = VectorizationProvider.class.getClassLoader().getResourceAsStream(name)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "");
    } catch (IOException e) {
      return "";
    }
  }
}
