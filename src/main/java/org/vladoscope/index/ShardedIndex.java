package org.vladoscope.index;

import java.nio.file.Path;
import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;

/**
 * An index whose descriptors lie in parts, each of which is searched where it is: nobody has all of
 * them. If the parts are exact, what is found is what one index of all descriptors finds, equally
 * near ones included.
 */
public final class ShardedIndex implements DescriptorIndex {

  /** What has the parts. */
  @FunctionalInterface
  public interface Shards {

    /**
     * Searches every part.
     *
     * @param queries {@code [n, dimensions]}
     * @param k how many neighbours are wanted of each part
     * @return for each part what it found for each query, by rows of the whole
     */
    List<List<KeyedNeighbours>> search(FloatMatrix queries, int k);
  }

  private final int size;
  private final int dimensions;
  private final boolean isExact;
  private final String description;
  private final Shards shards;
  private volatile boolean isClosed;

  /**
   * An index.
   *
   * @param size descriptors of all parts
   * @param isExact whether each part finds what a comparison with all of its descriptors finds
   * @param description what it is, for people
   */
  public ShardedIndex(
      int size, int dimensions, boolean isExact, String description, Shards shards) {
    this.size = size;
    this.dimensions = dimensions;
    this.isExact = isExact;
    this.description = description;
    this.shards = shards;
  }

  private void checkOpen() {
    if (isClosed) {
      throw new IllegalStateException("the index is closed");
    }
  }

  @Override
  public int size() {
    checkOpen();
    return size;
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public Distance distance() {
    return Distance.EUCLIDEAN;
  }

  @Override
  public boolean isExact() {
    return isExact;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public List<KeyedNeighbours> searchKeyed(FloatMatrix queries, int k) {
    checkOpen();
    Vectors.checkCount(k);
    Vectors.check(queries, dimensions, "query");
    if (queries.rows() == 0) {
      return List.of();
    }
    List<List<KeyedNeighbours>> found = shards.search(queries, k);
    return java.util.stream.IntStream.range(0, queries.rows())
        .mapToObj(
            query ->
                KeyedNeighbours.merged(found.stream().map(ofPart -> ofPart.get(query)).toList(), k))
        .toList();
  }

  @Override
  public List<Neighbours> searchWithin(FloatMatrix queries, float limit) {
    throw new UnsupportedOperationException("parts are not searched within a limit");
  }

  @Override
  public void add(FloatMatrix descriptors, Progress progress) {
    throw new UnsupportedOperationException("each part has its own descriptors");
  }

  @Override
  public void save(Path file) {
    throw new UnsupportedOperationException("each part is saved where it is");
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
