package org.vladoscope.feature.checkpoint;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vladoscope.feature.checkpoint.TorchConstructors.StorageRef;
import org.vladoscope.feature.checkpoint.TorchConstructors.TensorRef;
import org.vladoscope.file.ByteSource;
import org.vladoscope.file.FileRegion;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.Storage;
import org.vladoscope.file.ZipDirectory;
import org.vladoscope.file.pickle.Pickled;
import org.vladoscope.file.pickle.Unpickler;

/** Files of {@code torch.save}: the zip archives since PyTorch 1.6, and the streams before. */
final class TorchReader {

  private static final int MAX_PICKLE = 32 << 20;
  private static final int MAX_STEPS = 2_000_000;
  private static final int MAX_STORAGES = 100_000;
  private static final int MAX_NOTES = 20;
  private static final int MAX_NOTE = 60;
  private static final String DATA = "data.pkl";
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;

  /** Where programs put the tensors if not at the top; the first that has some is taken. */
  private static final List<String> NESTS =
      List.of("state_dict", "model_state_dict", "model", "net", "network", "weights");

  /** Finds the bytes of a storage. */
  @FunctionalInterface
  private interface Storages {
    Storage find(StorageRef reference) throws IOException, MalformedException;
  }

  private TorchReader() {}

  private static Object unpickled(ByteSource in) throws IOException, MalformedException {
    return Unpickler.read(in, new TorchConstructors(), MAX_STEPS);
  }

  static Checkpoint readZip(Path file, FileChannel channel, ZipDirectory zip)
      throws IOException, MalformedException {
    String pickle = null;
    for (String name : zip.names()) {
      if (name.equals(DATA) || name.endsWith("/" + DATA)) {
        pickle = name;
        break;
      }
    }
    if (pickle == null) {
      throw new MalformedException("it is a zip archive without tensors");
    }
    String prefix = pickle.substring(0, pickle.length() - DATA.length());
    if (zip.has(prefix + "constants.pkl")) {
      throw new MalformedException(
          "it is a TorchScript network and no checkpoint; use it with the backbone own-network");
    }
    if (zip.has(prefix + "byteorder")
        && !new String(zip.content(prefix + "byteorder", 64), StandardCharsets.US_ASCII)
            .equals("little")) {
      throw new MalformedException("its numbers are big-endian");
    }
    Storage description = zip.storage(pickle);
    if (description.bytes() > MAX_PICKLE) {
      throw new MalformedException("its description of the tensors is too long");
    }
    ByteSource in;
    if (description instanceof FileRegion region) {
      in = ByteSource.of(channel, region.position());
      in.allow(region.bytes());
    } else {
      throw new MalformedException("it is compressed, which PyTorch never does");
    }
    Map<String, Storage> found = new HashMap<>();
    return checkpoint(
        file,
        "PyTorch",
        unpickled(in),
        reference -> {
          Storage storage = found.get(reference.key());
          if (storage == null) {
            storage = zip.storage(prefix + "data/" + reference.key());
            found.put(reference.key(), storage);
          }
          return storage;
        });
  }

  static Checkpoint readLegacy(Path file, FileChannel channel)
      throws IOException, MalformedException {
    ByteSource in = ByteSource.of(channel, 0);
    in.allow(4096);
    if (!MAGIC.equals(unpickled(in)) || !Long.valueOf(PROTOCOL).equals(unpickled(in))) {
      throw new MalformedException("it is a pickle, but not one of PyTorch");
    }
    in.allow(1 << 16);
    if (unpickled(in) instanceof Map<?, ?> system
        && Boolean.FALSE.equals(system.get("little_endian"))) {
      throw new MalformedException("its numbers are big-endian");
    }
    in.allow(MAX_PICKLE);
    Object content = unpickled(in);
    if (!(unpickled(in) instanceof List<?> keys) || keys.size() > MAX_STORAGES) {
      throw new MalformedException("its list of storages is damaged");
    }
    Map<String, StorageRef> references = new HashMap<>();
    collect(content, references, 0);
    Map<String, Storage> storages = new HashMap<>();
    long position = in.position();
    for (Object key : keys) {
      StorageRef reference = references.get(String.valueOf(key));
      if (position > channel.size() - Long.BYTES) {
        throw new MalformedException("it ends too soon; perhaps a download was cut off");
      }
      ByteSource length = ByteSource.of(channel, position);
      length.allow(Long.BYTES);
      long numbers = length.int64();
      if (reference == null || numbers < 0 || numbers > channel.size()) {
        throw new MalformedException("its list of storages is damaged");
      }
      long bytes = numbers * reference.dtype().bytes();
      position += Long.BYTES;
      if (bytes > channel.size() - position) {
        throw new MalformedException("it ends too soon; perhaps a download was cut off");
      }
      storages.put(String.valueOf(key), new FileRegion(file, position, bytes));
      position += bytes;
    }
    return checkpoint(
        file,
        "PyTorch before 1.6",
        content,
        reference -> {
          Storage storage = storages.get(reference.key());
          if (storage == null) {
            throw new MalformedException("the data of one of its tensors are missing");
          }
          return storage;
        });
  }

  /** The storages of all tensors, also of those that are not looked at: the stream has them all. */
  private static void collect(Object value, Map<String, StorageRef> found, int depth)
      throws MalformedException {
    Walk walk = new Walk();
    walk.visit(value, depth);
    for (StorageRef reference : walk.found) {
      StorageRef other = found.put(reference.key(), reference);
      if (other != null && other.dtype() != reference.dtype()) {
        throw new MalformedException("two of its tensors contradict each other");
      }
    }
  }

  /** Finds storages in containers, each of which is visited once. */
  private static final class Walk {
    private static final int MAX_DEPTH = 100;

    private final java.util.Set<Object> seen =
        java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    private final List<StorageRef> found = new java.util.ArrayList<>();

    void visit(Object value, int depth) throws MalformedException {
      if (value instanceof TensorRef tensor) {
        found.add(tensor.storage());
      } else if (value instanceof StorageRef storage) {
        found.add(storage);
      } else if (value instanceof Map<?, ?> map) {
        visitAll(map, map.values(), depth);
      } else if (value instanceof List<?> list) {
        visitAll(list, list, depth);
      } else if (value instanceof Pickled.Tuple tuple) {
        visitAll(tuple.items(), tuple.items(), depth);
      }
    }

    private void visitAll(Object container, Iterable<?> items, int depth)
        throws MalformedException {
      if (depth > MAX_DEPTH) {
        throw new MalformedException("its containers are nested too deeply");
      }
      if (seen.add(container)) {
        for (Object item : items) {
          visit(item, depth + 1);
        }
      }
    }
  }

  private static Checkpoint checkpoint(Path file, String format, Object content, Storages storages)
      throws IOException, MalformedException {
    if (content instanceof TensorRef alone) {
      return new Checkpoint(
          file, format, Map.of(Checkpoint.ALONE, tensor(file, alone, storages)), Map.of());
    }
    if (!(content instanceof Map<?, ?> top)) {
      throw new MalformedException("it holds no dictionary of tensors");
    }
    Map<?, ?> tensors = top;
    for (String nest : NESTS) {
      if (!hasTensors(tensors) && top.get(nest) instanceof Map<?, ?> nested) {
        tensors = nested;
      }
    }
    if (!hasTensors(tensors)) {
      throw new MalformedException("it holds no dictionary of tensors");
    }
    Map<String, StoredTensor> result = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : tensors.entrySet()) {
      if (entry.getKey() instanceof String name && entry.getValue() instanceof TensorRef tensor) {
        result.put(name, tensor(file, tensor, storages));
      }
    }
    return new Checkpoint(file, format, result, notes(top));
  }

  private static boolean hasTensors(Map<?, ?> map) {
    return map.values().stream().anyMatch(TensorRef.class::isInstance);
  }

  private static StoredTensor tensor(Path file, TensorRef tensor, Storages storages)
      throws IOException, MalformedException {
    StorageRef reference = tensor.storage();
    Storage storage = storages.find(reference);
    long from = reference.from();
    // A view begins within its storage; its own offset counts from there.
    if (from < 0 || from > storage.bytes() || tensor.offset() < 0) {
      throw new MalformedException("a tensor of it reaches beyond its data");
    }
    return StoredTensor.of(
        file, reference.dtype(), tensor.shape(), tensor.strides(), tensor.offset() + from, storage);
  }

  /** Numbers and short texts beside the weights, such as the epoch. */
  private static Map<String, String> notes(Map<?, ?> top) {
    Map<String, String> notes = new LinkedHashMap<>();
    top.forEach(
        (key, value) -> {
          boolean simple =
              value instanceof Number || value instanceof Boolean || value instanceof String;
          if (key instanceof String name
              && simple
              && notes.size() < MAX_NOTES
              && name.length() <= MAX_NOTE
              && value.toString().length() <= MAX_NOTE) {
            notes.put(name, value.toString());
          }
        });
    return notes;
  }
}
