package org.vladoscope.index.faiss;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.annotation.Cast;
import org.bytedeco.javacpp.annotation.Const;
import org.bytedeco.javacpp.annotation.MemberGetter;
import org.bytedeco.javacpp.annotation.Namespace;
import org.bytedeco.javacpp.annotation.Opaque;
import org.bytedeco.javacpp.annotation.Platform;
import org.bytedeco.javacpp.annotation.Properties;

/**
 * The preset: the functions of {@code src/main/native/faiss/index_glue.h} and the few members of
 * {@code faiss::Index} that are needed. Bulk values go as addresses of native memory, so that
 * nothing is copied on the way.
 *
 * <p>Nothing is checked here: a wrong length reads stray memory. Only {@link FaissIndex} calls
 * these, with checked arguments.
 */
@Properties(
    @Platform(
        value = "linux-x86_64",
        compiler = "cpp17",
        include = "index_glue.h",
        library = "jnifaiss"))
@Namespace("vladoscope")
final class Faiss {

  /** {@code faiss::METRIC_INNER_PRODUCT}. */
  static final int INNER_PRODUCT = 0;

  /** {@code faiss::METRIC_L2}: squared distances. */
  static final int L2 = 1;

  private Faiss() {}

  /** An index of any kind; lives until it is destroyed. */
  @Opaque
  static final class Index extends Pointer {
    Index(Pointer address) {
      super(address);
    }

    @MemberGetter
    native int d();

    @MemberGetter
    @Cast("int64_t")
    native long ntotal();

    @MemberGetter
    @Cast("bool")
    native boolean is_trained();

    @MemberGetter
    @Cast("int")
    native int metric_type();
  }

  /** What a range search found; lives until it is destroyed. */
  @Opaque
  static final class Ranges extends Pointer {
    Ranges(Pointer address) {
      super(address);
    }
  }

  static native void listen_for_interrupts();

  static native String version();

  static native Index create(int dimensions, String factory, int metric);

  static native void destroy(Index index);

  @Cast("bool")
  static native boolean is_flat(@Const Index index);

  static native void reserve(Index index, @Cast("int64_t") long vectors);

  static native void squared_norms(
      @Const Index index,
      @Cast("int64_t") long from,
      @Cast("int64_t") long count,
      @Cast("float*") long squares);

  static native void set_parameter(Index index, String name, double value);

  static native void train(
      Index index,
      @Cast("int64_t") long n,
      @Cast("const void*") long x,
      int threads,
      @Cast("void*") long state);

  static native void add(
      Index index,
      @Cast("int64_t") long n,
      @Cast("const void*") long x,
      int threads,
      @Cast("void*") long state);

  static native void search(
      @Const Index index,
      @Cast("int64_t") long n,
      @Cast("const float*") long x,
      @Cast("int64_t") long k,
      @Cast("float*") long distances,
      @Cast("int64_t*") long labels);

  static native void search_flat(
      @Const Index index,
      @Cast("int64_t") long n,
      @Cast("const float*") long x,
      @Cast("int64_t") long k,
      @Cast("const float*") long squares,
      @Cast("float*") long distances,
      @Cast("int64_t*") long labels);

  static native void reconstruct(
      @Const Index index,
      @Cast("int64_t") long n,
      @Cast("const int64_t*") long ids,
      @Cast("float*") long vectors);

  static native Ranges range_search(
      @Const Index index, @Cast("int64_t") long n, @Cast("const float*") long x, float radius);

  @Cast("int64_t")
  static native long range_begin(@Const Ranges ranges, @Cast("int64_t") long query);

  static native void range_copy(
      @Const Ranges ranges, @Cast("float*") long distances, @Cast("int64_t*") long labels);

  static native void range_destroy(Ranges ranges);

  static native void write(@Const Index index, String file);

  static native Index read(String file);
}
