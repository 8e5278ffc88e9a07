package org.vladoscope.file.pickle;

import java.util.List;

/** The values that an {@link Unpickler} makes besides strings, numbers, lists and maps. */
public final class Pickled {

  private Pickled() {}

  /** Python's {@code None}. */
  public static final Object NONE =
      new Object() {
        @Override
        public String toString() {
          return "None";
        }
      };

  /** The name of a class or function; nothing stands behind it. */
  public record Global(String module, String name) {
    @Override
    public String toString() {
      return module + "." + name;
    }
  }

  /** A tuple. */
  public record Tuple(List<Object> items) {
    /** How many items it has. */
    public int size() {
      return items.size();
    }

    /** One of its items. */
    public Object get(int i) {
      return items.get(i);
    }
  }
}
