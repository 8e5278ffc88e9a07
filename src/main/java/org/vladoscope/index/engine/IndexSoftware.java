package org.vladoscope.index.engine;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.vladoscope.compute.Compute;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.Distance;
import org.vladoscope.index.ExactIndex;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.MappedIndex;
import org.vladoscope.index.faiss.FaissIndex;
import org.vladoscope.index.jvector.GraphIndex;

/** What builds an index, saves it and reads it again. */
public enum IndexSoftware {
  /** Every kind. */
  FAISS,
  /** Graphs, on every system. */
  JVECTOR,
  /** Comparing with every descriptor. */
  EXACT,
  /** The same, where descriptors stay in a file. */
  MAPPED;

  /** Its name in cache keys. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True if it builds nothing but compares with every descriptor, whatever kind is configured. */
  public boolean comparesAll() {
    return this == EXACT || this == MAPPED;
  }

  /**
   * An empty index.
   *
   * @param newFile makes a file, empty, for an index that lies in one while it grows
   */
  public DescriptorIndex create(
      IndexConfig config,
      int dimensions,
      Distance distance,
      Compute compute,
      Supplier<Path> newFile) {
    return switch (this) {
      case FAISS -> FaissIndex.create(config, dimensions, distance, compute);
      case JVECTOR -> GraphIndex.create(config, dimensions, distance, compute);
      case EXACT -> new ExactIndex(dimensions, distance, compute);
      case MAPPED -> MappedIndex.create(newFile.get(), dimensions, distance, compute);
    };
  }

  /**
   * Reads an index that this software saved.
   *
   * @param config the kind that was saved, with the search settings to use
   * @throws org.vladoscope.common.InputException if the file is missing, damaged, or of another
   *     kind
   */
  public DescriptorIndex load(Path file, IndexConfig config, Compute compute) {
    return switch (this) {
      case FAISS -> FaissIndex.load(file, config, compute);
      case JVECTOR -> GraphIndex.load(file, config, compute);
      case EXACT -> ExactIndex.load(file, compute);
      case MAPPED -> MappedIndex.load(file, compute);
    };
  }
}
