package org.vladoscope.graph;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.vladoscope.common.ContentHash;
import org.vladoscope.store.DescriptorStore;

/**
 * Where the values of a step are kept. Safe to use from several threads.
 *
 * @param <V> the values
 */
public interface Shelf<V> {

  /** The value under a key, if it is here. */
  Optional<V> find(ContentHash key);

  /** True if it is here. */
  boolean contains(ContentHash key);

  /** Keeps a value. */
  void put(ContentHash key, V value);

  /**
   * In memory, those not used for longest dropped first.
   *
   * @param bytes that all values may take
   * @param size bytes of a value
   */
  static <V> Shelf<V> inMemory(long bytes, ToIntFunction<V> size) {
    Cache<ContentHash, V> cache =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((ContentHash key, V value) -> size.applyAsInt(value))
            .build();
    return new Shelf<>() {
      @Override
      public Optional<V> find(ContentHash key) {
        return Optional.ofNullable(cache.getIfPresent(key));
      }

      @Override
      public boolean contains(ContentHash key) {
        return cache.getIfPresent(key) != null;
      }

      @Override
      public void put(ContentHash key, V value) {
        cache.put(key, value);
      }
    };
  }

  /** On disk, as entries of a kind. */
  static <V> Shelf<V> onDisk(
      DescriptorStore store,
      String kind,
      Function<V, ByteBuffer> encode,
      Function<ByteBuffer, V> decode) {
    return new Shelf<>() {
      @Override
      public Optional<V> find(ContentHash key) {
        return store.read(kind, key, decode);
      }

      @Override
      public boolean contains(ContentHash key) {
        return store.contains(kind, key);
      }

      @Override
      public void put(ContentHash key, V value) {
        store.write(kind, key, encode.apply(value));
      }
    };
  }

  /** This one, and another behind it for what is not here. */
  default Shelf<V> before(Shelf<V> other) {
    Shelf<V> near = this;
    return new Shelf<>() {
      @Override
      public Optional<V> find(ContentHash key) {
        Optional<V> here = near.find(key);
        if (here.isPresent()) {
          return here;
        }
        Optional<V> there = other.find(key);
        there.ifPresent(value -> near.put(key, value));
        return there;
      }

      @Override
      public boolean contains(ContentHash key) {
        return near.contains(key) || other.contains(key);
      }

      @Override
      public void put(ContentHash key, V value) {
        near.put(key, value);
        other.put(key, value);
      }
    };
  }
}
