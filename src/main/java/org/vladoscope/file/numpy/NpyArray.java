package org.vladoscope.file.numpy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vladoscope.file.MalformedException;

/**
 * An array in memory. Elements are counted in C order, the last axis fastest, however they lie in
 * the file; each is decoded when it is asked for.
 */
public final class NpyArray {

  private final ArrayType type;
  private final int[] shape;
  private final int size;
  private final byte[] data;
  private final @Nullable List<Object> objects;

  /** For each axis how far apart its elements lie. */
  private final int[] steps;

  private NpyArray(
      ArrayType type,
      int[] shape,
      boolean fortran,
      int size,
      byte[] data,
      @Nullable List<Object> objects) {
    this.type = type;
    this.shape = shape;
    this.size = size;
    this.data = data;
    this.objects = objects;
    this.steps = new int[shape.length];
    int step = 1;
    for (int i = 0; i < shape.length; i++) {
      int axis = fortran ? i : shape.length - 1 - i;
      steps[axis] = step;
      step *= Math.max(1, shape[axis]);
    }
  }

  /** An array of numbers or texts. */
  static NpyArray of(ArrayType type, long[] shape, boolean fortran, byte[] data)
      throws MalformedException {
    int size = NpyHeader.size(shape);
    if (type.kind() == 'O' || (long) size * type.bytes() != data.length) {
      throw new MalformedException("the shape and the data of an array contradict each other");
    }
    return new NpyArray(type, ints(shape), fortran, size, data, null);
  }

  /** An array of lists, texts or other objects. */
  static NpyArray ofObjects(long[] shape, boolean fortran, List<Object> objects)
      throws MalformedException {
    int size = NpyHeader.size(shape);
    if (size != objects.size()) {
      throw new MalformedException("the shape and the data of an array contradict each other");
    }
    return new NpyArray(
        new ArrayType('O', 0, false), ints(shape), fortran, size, new byte[0], objects);
  }

  private static int[] ints(long[] shape) {
    return Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
  }

  /** What it is made of. */
  public ArrayType type() {
    return type;
  }

  /** Lengths of the axes; empty for a single element. */
  public int[] shape() {
    return shape.clone();
  }

  /** How many elements it has. */
  public int size() {
    return size;
  }

  private int place(int index) {
    if (shape.length < 2) {
      return index;
    }
    int rest = index;
    int place = 0;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      place += rest % shape[axis] * steps[axis];
      rest /= shape[axis];
    }
    return place;
  }

  /**
   * An element that is a number; true is 1.
   *
   * @throws MalformedException if it is none
   */
  public double number(int index) throws MalformedException {
    if (type.isNumber()) {
      return type.number(data, place(index));
    }
    return switch (object(index)) {
      case Number number -> number.doubleValue();
      case Boolean bool -> bool ? 1 : 0;
      default -> throw new MalformedException("it holds no plain numbers");
    };
  }

  /** All numbers, in C order. */
  public double[] numbers() throws MalformedException {
    double[] numbers = new double[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = number(i);
    }
    return numbers;
  }

  /**
   * An element that is a text.
   *
   * @throws MalformedException if it is none
   */
  public String text(int index) throws MalformedException {
    if (type.isText()) {
      return type.text(data, place(index));
    }
    if (object(index) instanceof String text) {
      return text;
    }
    throw new MalformedException("it holds no texts");
  }

  /**
   * Any element: a number, a boolean, a text, a list, a {@link PickledRange} or an array.
   *
   * @throws MalformedException if it is damaged
   */
  public Object element(int index) throws MalformedException {
    if (type.isText()) {
      return type.text(data, place(index));
    }
    if (type.kind() == 'b') {
      return number(index) != 0;
    }
    return type.isNumber() ? (Object) number(index) : object(index);
  }

  private Object object(int index) throws MalformedException {
    if (objects == null) {
      throw new MalformedException("it holds " + type.words());
    }
    return ArrayConstructors.value(objects.get(place(index)));
  }

  /** For people: "[3, 5] of whole numbers". */
  public String words() {
    return "["
        + Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "))
        + "] of "
        + type.words();
  }
}
