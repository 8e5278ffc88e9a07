package org.vladoscope.feature.checkpoint;

import java.util.List;

/** The values that an {@link Unpickler} makes besides strings, numbers, lists and maps. */
final class Pickled {

  private Pickled() {}

  /** Python's {@code None}. */
  static final Object NONE =
      new Object() {
        @Override
        public String toString() {
          return "None";
        }
      };

  /** The name of a class or function; nothing stands behind it. */
  record Global(String module, String name) {
    @Override
    public String toString() {
      return module + "." + name;
    }
  }

  /** A tuple. */
  record Tuple(List<Object> items) {
    int size() {
      return items.size();
    }

    Object get(int i) {
      return items.get(i);
    }
  }

  /** Something that is known to be harmless and of no use here, such as a NumPy scalar. */
  static final class Opaque {}

  /** The numbers of one or more tensors, kept beside the pickle. */
  record StorageRef(Dtype dtype, String key, long numbers, long from) {}

  /** A tensor whose numbers are not looked at yet. */
  record TensorRef(StorageRef storage, long offset, long[] shape, long[] strides) {}
}
