package org.vladoscope.step.kept;

import java.util.Map;
import java.util.Optional;
import org.vladoscope.common.ContentHash;
import org.vladoscope.graph.Shelf;
import org.vladoscope.index.DescriptorIndex;

/**
 * Indexes that are open, and behind them the file of one.
 *
 * @param opened by the key that names an index with its search settings
 * @param files the file of the index that is asked for
 * @param isSaved whether the index is kept in a file
 */
public record OpenedIndexes(
    Map<ContentHash, DescriptorIndex> opened, IndexFiles files, boolean isSaved)
    implements Shelf<DescriptorIndex> {

  @Override
  public Optional<DescriptorIndex> find(ContentHash key) {
    DescriptorIndex known = opened.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<DescriptorIndex> loaded = files.load();
    loaded.ifPresent(index -> opened.put(key, index));
    return loaded;
  }

  @Override
  public boolean contains(ContentHash key) {
    return opened.containsKey(key) || files.exist();
  }

  @Override
  public void put(ContentHash key, DescriptorIndex index) {
    if (isSaved) {
      files.save(index);
    }
    opened.put(key, index);
  }
}
