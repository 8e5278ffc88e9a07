package org.vladoscope.common;

import java.util.ArrayList;
import java.util.List;

/**
 * Names a cached value by everything it depends on, part by part. Each part is written explicitly,
 * under a name of its own: no key depends on how a class prints itself, so renaming a class or a
 * component of a record leaves every cache as it is. Not safe to use from several threads.
 */
public final class CacheKey {

  private final List<String> parts = new ArrayList<>();

  private CacheKey() {}

  /**
   * Begins a key.
   *
   * @param what the kind of value
   * @param version raised whenever the same settings and inputs give another value than before
   */
  public static CacheKey of(String what, int version) {
    return new CacheKey().with(what, version);
  }

  /** Adds a text. */
  public CacheKey with(String name, String value) {
    parts.add(name);
    parts.add(value);
    return this;
  }

  /** Adds a whole number. */
  public CacheKey with(String name, long value) {
    return with(name, Long.toString(value));
  }

  /** Adds a number with all its digits. */
  public CacheKey with(String name, double value) {
    return with(name, Double.toString(value));
  }

  /** Adds a choice between two. */
  public CacheKey with(String name, boolean value) {
    return with(name, Boolean.toString(value));
  }

  /** Adds another value by its key, or a file by its content. */
  public CacheKey with(String name, ContentHash value) {
    return with(name, value.hex());
  }

  /** The key as one hash. */
  public ContentHash hash() {
    return ContentHash.ofParts(parts.toArray(String[]::new));
  }
}
