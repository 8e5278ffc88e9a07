package org.vladoscope.file.numpy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.pickle.Constructors;
import org.vladoscope.file.pickle.Pickled;
import org.vladoscope.file.pickle.Pickled.Global;
import org.vladoscope.file.pickle.Pickled.Tuple;

/** The constructors of arrays, their types, and ranges, which a pickle in an array may call. */
final class ArrayConstructors implements Constructors {

  private static final Set<String> KNOWN =
      Set.of(
          "numpy.dtype",
          "numpy.ndarray",
          "numpy.core.multiarray._reconstruct",
          "numpy._core.multiarray._reconstruct",
          "numpy.core.multiarray.scalar",
          "numpy._core.multiarray.scalar",
          "numpy.core.numeric._frombuffer",
          "numpy._core.numeric._frombuffer",
          "_codecs.encode",
          "builtins.range",
          "__builtin__.range",
          "__builtin__.xrange",
          "builtins.bytes",
          "__builtin__.bytes");

  /** What bytes out of texts may take together, which a pickle can ask for by few steps. */
  private static final long MAX_ENCODED = 256L << 20;

  private long encoded;

  /** A type whose order of bytes comes later. */
  private static final class PendingType {
    ArrayType type;

    PendingType(ArrayType type) {
      this.type = type;
    }
  }

  /** An array whose content comes later. */
  private static final class PendingArray {
    @Nullable NpyArray array;
  }

  @Override
  public Global global(String module, String name) throws MalformedException {
    String full = module + "." + name;
    if (!KNOWN.contains(full)) {
      throw new MalformedException(
          "it wants to call "
              + MalformedException.shown(full)
              + ", which is none of the constructors of arrays, lists and numbers; nothing was run;"
              + " if you trust it, save its numbers as plain arrays or lists");
    }
    return new Global(module, name);
  }

  @Override
  public Object call(Global constructor, Tuple arguments) throws MalformedException {
    return switch (constructor.name()) {
      case "dtype" -> new PendingType(ArrayType.of(text(arguments, 0)));
      case "_reconstruct", "ndarray" -> new PendingArray();
      case "scalar" -> scalar(arguments);
      case "_frombuffer" ->
          NpyArray.of(
              type(argument(arguments, 1)),
              shape(argument(arguments, 2)),
              "F".equals(argument(arguments, 3)),
              bytes(argument(arguments, 0)));
      case "encode" -> encoded(text(arguments, 0));
      case "bytes" -> {
        if (arguments.size() > 0) {
          throw damaged();
        }
        yield new byte[0];
      }
      default -> range(arguments);
    };
  }

  private static MalformedException damaged() {
    return new MalformedException("its pickle is damaged");
  }

  private static Object argument(Tuple arguments, int index) throws MalformedException {
    if (index >= arguments.size()) {
      throw damaged();
    }
    return arguments.get(index);
  }

  private static String text(Tuple arguments, int index) throws MalformedException {
    return switch (argument(arguments, index)) {
      case String text -> text;
      case byte[] bytes -> new String(bytes, StandardCharsets.ISO_8859_1);
      default -> throw damaged();
    };
  }

  private static long number(Object value) throws MalformedException {
    if (!(value instanceof Long number)) {
      throw damaged();
    }
    return number;
  }

  /** Bytes as Python 3 writes them for readers of Python 2. */
  private byte[] encoded(String text) throws MalformedException {
    encoded += text.length();
    if (encoded > MAX_ENCODED) {
      throw new MalformedException("its pickle holds too much data");
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Bytes; a text is one of Python 2, a character a byte. */
  private byte[] bytes(Object value) throws MalformedException {
    return switch (value) {
      case byte[] bytes -> bytes;
      case String text -> encoded(text);
      default -> throw damaged();
    };
  }

  private Object scalar(Tuple arguments) throws MalformedException {
    ArrayType type = type(argument(arguments, 0));
    if (type.kind() == 'O') {
      return argument(arguments, 1);
    }
    return NpyArray.of(type, new long[0], false, bytes(argument(arguments, 1))).element(0);
  }

  private static PickledRange range(Tuple arguments) throws MalformedException {
    long[] numbers = new long[Math.min(3, arguments.size())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(arguments.get(i));
      if (Math.abs(numbers[i]) > Integer.MAX_VALUE) {
        throw new MalformedException("it holds a range that is impossibly long");
      }
    }
    return switch (numbers.length) {
      case 1 -> new PickledRange(0, numbers[0], 1);
      case 2 -> new PickledRange(numbers[0], numbers[1], 1);
      case 3 -> {
        if (numbers[2] == 0) {
          throw damaged();
        }
        yield new PickledRange(numbers[0], numbers[1], numbers[2]);
      }
      default -> throw damaged();
    };
  }

  private static ArrayType type(Object value) throws MalformedException {
    if (!(value instanceof PendingType pending)) {
      throw damaged();
    }
    return pending.type;
  }

  private static long[] shape(Object value) throws MalformedException {
    if (!(value instanceof Tuple tuple) || tuple.size() > 32) {
      throw damaged();
    }
    long[] shape = new long[tuple.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = number(tuple.get(i));
      if (shape[i] < 0) {
        throw damaged();
      }
    }
    return shape;
  }

  @Override
  public void build(Object made, Object state) throws MalformedException {
    if (!(state instanceof Tuple tuple)) {
      throw damaged();
    }
    switch (made) {
      // (version, order of bytes, …)
      case PendingType pending -> pending.type = pending.type.inOrder(text(tuple, 1));
      // (version, shape, type, is in Fortran order, content)
      case PendingArray pending -> pending.array = array(tuple);
      default -> throw damaged();
    }
  }

  @SuppressWarnings("unchecked")
  private NpyArray array(Tuple state) throws MalformedException {
    long[] shape = shape(argument(state, 1));
    ArrayType type = type(argument(state, 2));
    boolean fortran = Boolean.TRUE.equals(argument(state, 3));
    Object content = argument(state, 4);
    if (type.kind() != 'O') {
      return NpyArray.of(type, shape, fortran, bytes(content));
    }
    if (!(content instanceof List<?> objects)) {
      throw damaged();
    }
    return NpyArray.ofObjects(shape, fortran, (List<Object>) objects);
  }

  @Override
  public Object persistent(Object id) throws MalformedException {
    throw new MalformedException("it refers to data that are not in it");
  }

  /** A value of a pickle as others see it: tuples as lists, arrays that are whole. */
  static Object value(Object pickled) throws MalformedException {
    return switch (pickled) {
      case Tuple tuple -> tuple.items();
      case PendingArray pending -> {
        if (pending.array == null) {
          throw damaged();
        }
        yield pending.array;
      }
      case PendingType ignored -> throw damaged();
      case Global global ->
          throw new MalformedException(
              "it holds " + MalformedException.shown(global.toString()) + ", which is no number");
      default -> {
        if (pickled == Pickled.NONE) {
          throw new MalformedException("it holds None");
        }
        yield pickled;
      }
    };
  }
}
