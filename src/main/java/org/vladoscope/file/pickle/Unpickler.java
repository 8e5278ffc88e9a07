package org.vladoscope.file.pickle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vladoscope.file.ByteSource;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.pickle.Pickled.Global;
import org.vladoscope.file.pickle.Pickled.Tuple;

/**
 * Reads the part of Python's pickle format that numbers are saved in. It is a stack machine with no
 * recursion, so depth costs nothing; it makes only the values of {@link Pickled}, strings, numbers,
 * lists and maps, and what {@link Constructors} make; and it stops after a given number of steps.
 * The opcodes are those of Python's {@code pickletools}, protocols 2 to 5, without those that look
 * up arbitrary names.
 */
public final class Unpickler {

  private static final int MAX_TEXT = 1 << 16;
  private static final int MAX_BYTES = 1 << 22;
  private static final int MAX_LONG_BYTES = 32;

  private final ByteSource in;
  private final Constructors constructors;
  private final int maxSteps;
  private final List<Object> stack = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  private Unpickler(ByteSource in, Constructors constructors, int maxSteps) {
    this.in = in;
    this.constructors = constructors;
    this.maxSteps = maxSteps;
  }

  /**
   * Reads one pickle.
   *
   * @param constructors what it may call
   * @param maxSteps it is refused if it takes more
   */
  public static Object read(ByteSource in, Constructors constructors, int maxSteps)
      throws IOException, MalformedException {
    try {
      return new Unpickler(in, constructors, maxSteps).run();
    } catch (IndexOutOfBoundsException | ClassCastException e) {
      throw new MalformedException("its pickle is damaged", e);
    }
  }

  /** Puts an entry into a dictionary. Keys that are no simple values stand for themselves only. */
  public static void put(Map<Object, Object> map, Object key, Object value) {
    boolean simple = key instanceof String || key instanceof Number || key instanceof Boolean;
    // Hashing a container would walk through it, however deep it is.
    map.put(simple ? key : new Object(), value);
  }

  private Object run() throws IOException, MalformedException {
    for (int step = 0; step < maxSteps; step++) {
      int opcode = in.unsignedByte();
      if (opcode == '.') {
        return pop();
      }
      step(opcode);
    }
    throw new MalformedException("its pickle has more than " + maxSteps + " steps");
  }

  private void step(int opcode) throws IOException, MalformedException {
    switch (opcode) {
      case 0x80 -> {
        int protocol = in.unsignedByte();
        if (protocol > 5) {
          throw new MalformedException("it is a pickle of the unknown protocol " + protocol);
        }
      }
      case 0x95 -> in.int64(); // FRAME: only a hint for buffering
      case '(' -> marks.add(stack.size());
      case '0' -> pop();
      case '1' -> popToMark();
      case '2' -> push(top());
      case 'N' -> push(Pickled.NONE);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'K' -> push((long) in.unsignedByte());
      case 'M' -> push((long) in.unsignedShort());
      case 'J' -> push((long) in.int32());
      case 0x8a -> push(longNumber(in.unsignedByte()));
      case 0x8b -> push(longNumber(in.int32()));
      case 'G' -> push(in.bigEndianDouble());
      case 'X' -> push(in.text(in.int32() & 0xffff_ffffL, MAX_TEXT, UTF_8));
      case 0x8c -> push(in.text(in.unsignedByte(), MAX_TEXT, UTF_8));
      case 0x8d -> push(in.text(in.int64(), MAX_TEXT, UTF_8));
      // Python 2 wrote bytes and text alike: so each character is a byte.
      case 'U' -> push(in.text(in.unsignedByte(), MAX_BYTES, ISO_8859_1));
      case 'T' -> push(in.text(in.int32() & 0xffff_ffffL, MAX_BYTES, ISO_8859_1));
      case 'C' -> push(in.bytes(in.unsignedByte(), MAX_BYTES));
      case 'B' -> push(in.bytes(in.int32() & 0xffff_ffffL, MAX_BYTES));
      case 0x8e, 0x96 -> push(in.bytes(in.int64(), MAX_BYTES));
      case ']', 0x8f -> push(new ArrayList<>());
      case 'l', 0x91 -> push(popToMark());
      case 'a' -> {
        Object item = pop();
        list(top()).add(item);
      }
      case 'e', 0x90 -> {
        List<Object> items = popToMark();
        list(top()).addAll(items);
      }
      case ')' -> push(new Tuple(List.of()));
      case 't' -> push(new Tuple(popToMark()));
      case 0x85 -> pushTuple(1);
      case 0x86 -> pushTuple(2);
      case 0x87 -> pushTuple(3);
      case '}' -> push(new LinkedHashMap<>());
      case 'd' -> {
        List<Object> items = popToMark();
        Map<Object, Object> map = new LinkedHashMap<>();
        putAll(map, items);
        push(map);
      }
      case 's' -> {
        Object value = pop();
        Object key = pop();
        put(map(top()), key, value);
      }
      case 'u' -> {
        List<Object> items = popToMark();
        putAll(map(top()), items);
      }
      case 'q' -> memo.put(in.unsignedByte(), top());
      case 'r' -> memo.put(in.int32(), top());
      case 0x94 -> memo.put(memo.size(), top());
      case 'h' -> push(remembered(in.unsignedByte()));
      case 'j' -> push(remembered(in.int32()));
      case 'c' -> push(constructors.global(in.line(MAX_TEXT), in.line(MAX_TEXT)));
      case 0x93 -> {
        Object name = pop();
        Object module = pop();
        push(constructors.global(text(module), text(name)));
      }
      case 'R', 0x81 -> {
        Object arguments = pop();
        push(call(pop(), arguments));
      }
      case 'b' -> {
        Object state = pop();
        constructors.build(top(), state);
      }
      case 'Q' -> push(constructors.persistent(pop()));
      default ->
          throw new MalformedException(
              String.format("its pickle has the opcode 0x%02x, which is not read", opcode));
    }
  }

  private Object call(Object callable, Object arguments) throws MalformedException {
    if (!(callable instanceof Global global) || !(arguments instanceof Tuple tuple)) {
      throw new MalformedException("it calls something that is no constructor");
    }
    return constructors.call(global, tuple);
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object top() {
    return stack.get(stack.size() - 1);
  }

  private Object pop() throws MalformedException {
    if (!marks.isEmpty() && marks.getLast() >= stack.size()) {
      throw new MalformedException("its pickle is damaged");
    }
    return stack.remove(stack.size() - 1);
  }

  private List<Object> popToMark() {
    int from = marks.remove(marks.size() - 1);
    List<Object> above = stack.subList(from, stack.size());
    List<Object> items = new ArrayList<>(above);
    above.clear();
    return items;
  }

  private void pushTuple(int size) throws MalformedException {
    if (!marks.isEmpty() && marks.getLast() > stack.size() - size) {
      throw new MalformedException("its pickle is damaged");
    }
    List<Object> above = stack.subList(stack.size() - size, stack.size());
    Tuple tuple = new Tuple(new ArrayList<>(above));
    above.clear();
    push(tuple);
  }

  private Object remembered(int index) throws MalformedException {
    Object value = memo.get(index);
    if (value == null) {
      throw new MalformedException("its pickle is damaged");
    }
    return value;
  }

  private Object longNumber(long length) throws IOException, MalformedException {
    byte[] bytes = in.bytes(length, MAX_LONG_BYTES);
    byte[] bigEndian = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      bigEndian[i] = bytes[bytes.length - 1 - i];
    }
    BigInteger value = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bigEndian);
    return value.bitLength() < Long.SIZE ? value.longValue() : value;
  }

  private static String text(Object value) throws MalformedException {
    if (!(value instanceof String text)) {
      throw new MalformedException("its pickle is damaged");
    }
    return text;
  }

  @SuppressWarnings("unchecked")
  private static Collection<Object> list(Object value) throws MalformedException {
    if (!(value instanceof ArrayList<?> list)) {
      throw new MalformedException("its pickle is damaged");
    }
    return (List<Object>) list;
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> map(Object value) throws MalformedException {
    if (!(value instanceof LinkedHashMap<?, ?> map)) {
      throw new MalformedException("its pickle is damaged");
    }
    return (Map<Object, Object>) map;
  }

  private static void putAll(Map<Object, Object> map, List<Object> items)
      throws MalformedException {
    if (items.size() % 2 != 0) {
      throw new MalformedException("its pickle is damaged");
    }
    for (int i = 0; i < items.size(); i += 2) {
      put(map, items.get(i), items.get(i + 1));
    }
  }
}
