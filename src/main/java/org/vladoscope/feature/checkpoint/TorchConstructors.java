package org.vladoscope.feature.checkpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.pickle.Constructors;
import org.vladoscope.file.pickle.Pickled.Global;
import org.vladoscope.file.pickle.Pickled.Tuple;
import org.vladoscope.file.pickle.Unpickler;

/** The constructors of tensors and containers, which a pickle of PyTorch may call. */
final class TorchConstructors implements Constructors {

  private static final Map<String, Dtype> STORAGES =
      Map.of(
          "DoubleStorage", Dtype.FLOAT64,
          "FloatStorage", Dtype.FLOAT32,
          "HalfStorage", Dtype.FLOAT16,
          "BFloat16Storage", Dtype.BFLOAT16,
          "LongStorage", Dtype.INT64,
          "IntStorage", Dtype.INT32,
          "ShortStorage", Dtype.INT16,
          "CharStorage", Dtype.INT8,
          "ByteStorage", Dtype.UINT8,
          "BoolStorage", Dtype.BOOL);

  private static final Set<String> CONTAINERS = Set.of("list", "dict", "set", "frozenset", "tuple");

  /** Values that training scripts leave beside the weights; read over. */
  private static final Set<String> OPAQUE =
      Stream.concat(
              Stream.of(
                  "torch.device",
                  "_codecs.encode",
                  "numpy.dtype",
                  "numpy.ndarray",
                  "numpy.core.multiarray.scalar",
                  "numpy.core.multiarray._reconstruct",
                  "numpy._core.multiarray.scalar",
                  "numpy._core.multiarray._reconstruct"),
              Stream.of("float64", "float32", "float16", "bfloat16", "int64", "int32", "uint8")
                  .map(name -> "torch." + name))
          .collect(Collectors.toUnmodifiableSet());

  @Override
  public Global global(String module, String name) throws MalformedException {
    String full = module + "." + name;
    boolean known =
        (module.equals("torch") && (STORAGES.containsKey(name) || name.equals("Size")))
            || (isBuiltin(module) && CONTAINERS.contains(name))
            || full.equals("collections.OrderedDict")
            || full.equals("torch._utils._rebuild_tensor_v2")
            || full.equals("torch._utils._rebuild_tensor")
            || full.equals("torch._utils._rebuild_parameter")
            || OPAQUE.contains(full);
    if (!known) {
      throw new MalformedException(
          "it wants to call "
              + MalformedException.shown(full)
              + ", which is none of the constructors of tensors and containers; nothing was run;"
              + " if you trust it, save its state_dict alone");
    }
    return new Global(module, name);
  }

  private static boolean isBuiltin(String module) {
    return module.equals("builtins") || module.equals("__builtin__");
  }

  @Override
  public Object call(Global global, Tuple tuple) throws MalformedException {
    if (global.module().equals("collections")) {
      return map(tuple);
    }
    if (global.module().equals("torch._utils")) {
      return switch (global.name()) {
        case "_rebuild_tensor_v2", "_rebuild_tensor" -> tensor(tuple);
        default -> first(tuple, TensorRef.class);
      };
    }
    if (isBuiltin(global.module())) {
      return global.name().equals("dict") ? map(tuple) : collection(global.name(), tuple);
    }
    if (global.module().equals("torch") && global.name().equals("Size")) {
      return collection("tuple", tuple);
    }
    if (STORAGES.containsKey(global.name())) {
      throw new MalformedException("it calls something that is no constructor");
    }
    return new Opaque();
  }

  private static Map<Object, Object> map(Tuple arguments) throws MalformedException {
    Map<Object, Object> map = new LinkedHashMap<>();
    if (arguments.size() == 0) {
      return map;
    }
    // Python 2 wrote OrderedDict([[key, value], …]).
    for (Object pair : first(arguments, Collection.class)) {
      List<?> items =
          pair instanceof Tuple t ? t.items() : pair instanceof List<?> l ? l : List.of();
      if (items.size() != 2) {
        throw new MalformedException("one of its dictionaries is damaged");
      }
      Unpickler.put(map, items.get(0), items.get(1));
    }
    return map;
  }

  private static Object collection(String name, Tuple arguments) throws MalformedException {
    List<Object> items = new ArrayList<>();
    if (arguments.size() > 0) {
      Object given = arguments.get(0);
      if (given instanceof Tuple t) {
        items.addAll(t.items());
      } else {
        items.addAll(first(arguments, Collection.class));
      }
    }
    return name.equals("tuple") ? new Tuple(items) : items;
  }

  private static TensorRef tensor(Tuple arguments) throws MalformedException {
    if (arguments.size() < 4) {
      throw new MalformedException("one of its tensors is damaged");
    }
    return new TensorRef(
        first(arguments, StorageRef.class),
        number(arguments.get(1)),
        numbers(arguments.get(2)),
        numbers(arguments.get(3)));
  }

  private static <T> T first(Tuple arguments, Class<T> type) throws MalformedException {
    if (arguments.size() == 0 || !type.isInstance(arguments.get(0))) {
      throw new MalformedException("one of its tensors or containers is damaged");
    }
    return type.cast(arguments.get(0));
  }

  static long number(Object value) throws MalformedException {
    if (!(value instanceof Long number)) {
      throw new MalformedException("one of its tensors is damaged");
    }
    return number;
  }

  private static long[] numbers(Object value) throws MalformedException {
    if (!(value instanceof Tuple tuple) || tuple.size() > 64) {
      throw new MalformedException("one of its tensors is damaged");
    }
    long[] result = new long[tuple.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = number(tuple.get(i));
    }
    return result;
  }

  /** Attributes such as the {@code _metadata} of an {@code OrderedDict} are not needed. */
  @Override
  public void build(Object made, Object state) {
    // Nothing to do.
  }

  /** The storage that an id stands for. */
  @Override
  public StorageRef persistent(Object id) throws MalformedException {
    if (!(id instanceof Tuple tuple)
        || tuple.size() < 5
        || !"storage".equals(tuple.get(0))
        || !(tuple.get(1) instanceof Global)) {
      throw new MalformedException("it refers to data in a way that is not known");
    }
    Dtype dtype = STORAGES.get(((Global) tuple.get(1)).name());
    if (dtype == null) {
      throw new MalformedException(
          "its numbers are of a type that is not read, "
              + MalformedException.shown(tuple.get(1).toString()));
    }
    // tuple[3] says on which device it was; that does not matter here.
    long from = 0;
    if (tuple.size() > 5 && tuple.get(5) instanceof Tuple view && view.size() == 3) {
      from = number(view.get(1));
    }
    return new StorageRef(dtype, String.valueOf(tuple.get(2)), number(tuple.get(4)), from);
  }

  /** Something that is known to be harmless and of no use here, such as a NumPy scalar. */
  static final class Opaque {}

  /** The numbers of one or more tensors, kept beside the pickle. */
  record StorageRef(Dtype dtype, String key, long numbers, long from) {}

  /** A tensor whose numbers are not looked at yet. */
  record TensorRef(StorageRef storage, long offset, long[] shape, long[] strides) {}
}
