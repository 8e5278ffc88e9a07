package org.vladoscope.file.matlab;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.Reference;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vladoscope.file.MalformedException;

/**
 * Variables of version 7.3: HDF5, whose axes are MATLAB's in reverse, so numbers lie column by
 * column. Texts are character codes; cells are references to what is in them.
 */
final class Hdf5Variables {

  private static final int MAX_DEPTH = 16;

  private final HdfFile file;

  private Hdf5Variables(HdfFile file) {
    this.file = file;
  }

  static Map<String, MatValue> read(byte[] bytes, Set<String> wanted) throws MalformedException {
    // In memory: the library then can read no more than there is, whatever a length states.
    try (HdfFile file = HdfFile.fromByteBuffer(ByteBuffer.wrap(bytes))) {
      Map<String, MatValue> variables = new LinkedHashMap<>();
      Map<String, Node> children = file.getChildren();
      for (String name : wanted) {
        Node node = children.get(name);
        if (node != null) {
          variables.put(name, new Hdf5Variables(file).value(node, 0));
        }
      }
      return variables;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // A damaged file leads the library anywhere, also to lengths that no memory holds.
      throw new MalformedException("its HDF5 content is damaged or of a kind that is not read", e);
    }
  }

  private MatValue value(Node node, int depth) throws MalformedException {
    if (depth > MAX_DEPTH) {
      throw new MalformedException("its variables are nested too deeply");
    }
    if (node instanceof Group group) {
      Object rows = attribute(node, "MATLAB_sparse");
      return rows == null ? fields(group, depth) : sparse(group, rows);
    }
    if (!(node instanceof Dataset data)) {
      return new MatValue.Other();
    }
    long bytes = data.getSizeInBytes();
    if (bytes < 0 || bytes > MatFile.MOST_BYTES || data.getSize() > MatFile.MOST_BYTES) {
      throw new MalformedException("one of its variables is larger than 256 MB");
    }
    if (attribute(node, "MATLAB_empty") != null) {
      return "char".equals(kind(node)) ? new MatValue.Text("") : new MatValue.Numbers(0, 0, i -> 0);
    }
    if (data.getDataType() instanceof Reference) {
      return cells((long[]) data.getDataFlat(), depth);
    }
    return "char".equals(kind(node)) ? text(data) : numbers(data);
  }

  private MatValue fields(Group group, int depth) throws MalformedException {
    Map<String, MatValue> values = new LinkedHashMap<>();
    for (Map.Entry<String, Node> child : group.getChildren().entrySet()) {
      values.put(child.getKey(), value(child.getValue(), depth + 1));
    }
    return new MatValue.Fields(values);
  }

  private MatValue cells(long[] addresses, int depth) throws MalformedException {
    List<MatValue> values = new ArrayList<>();
    for (long address : addresses) {
      values.add(value(file.getNodeByAddress(address), depth + 1));
    }
    return new MatValue.Cells(values);
  }

  private static MatValue text(Dataset data) {
    Object codes = data.getDataFlat();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length(codes); i++) {
      text.append((char) number(codes, i));
    }
    return new MatValue.Text(text.toString());
  }

  private static MatValue numbers(Dataset data) throws MalformedException {
    Object values = data.getDataFlat();
    int length = length(values);
    if (length > 0 && !(first(values) instanceof Number)) {
      return new MatValue.Other();
    }
    int[] axes = data.getDimensions();
    int rows = axes.length == 0 ? 1 : axes[axes.length - 1];
    if (rows == 0 || length % rows != 0) {
      throw new MalformedException("one of its variables has an impossible size");
    }
    return new MatValue.Numbers(rows, length / rows, i -> number(values, i));
  }

  private static int length(Object values) {
    return values.getClass().isArray() ? Array.getLength(values) : 1;
  }

  private static Object first(Object values) {
    return values.getClass().isArray() ? Array.get(values, 0) : values;
  }

  private static double number(Object values, int index) {
    return switch (values) {
      case byte[] bytes -> bytes[index];
      case int[] ints -> ints[index];
      case double[] doubles -> doubles[index];
      case Number single -> single.doubleValue();
      default -> ((Number) Array.get(values, index)).doubleValue();
    };
  }

  private MatValue sparse(Group group, Object stated) throws MalformedException {
    if (!(value(group.getChild("jc"), 1) instanceof MatValue.Numbers columns)) {
      throw new MalformedException("a sparse matrix in it is damaged");
    }
    int rows = ((Number) first(stated)).intValue();
    int[] from = integers(columns);
    // Without any number other than zero, there are no lists of them.
    boolean empty = group.getChildren().get("ir") == null;
    int[] rowOf = empty ? new int[0] : integers((MatValue.Numbers) value(group.getChild("ir"), 1));
    Mat5Reader.checkSparse(from.length - 1, rowOf, from);
    double[] numbers = new double[from[from.length - 1]];
    if (numbers.length > 0) {
      MatValue.Numbers data = (MatValue.Numbers) value(group.getChild("data"), 1);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = data.values().applyAsDouble(i);
      }
    }
    return MatValue.Numbers.sparse(rows, from.length - 1, rowOf, from, numbers);
  }

  private static int[] integers(MatValue.Numbers numbers) {
    int[] integers = new int[numbers.size()];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = (int) numbers.values().applyAsDouble(i);
    }
    return integers;
  }

  private static @Nullable String kind(Node node) {
    Object kind = attribute(node, "MATLAB_class");
    return kind == null ? null : String.valueOf(first(kind));
  }

  private static @Nullable Object attribute(Node node, String name) {
    Attribute attribute = node.getAttributes().get(name);
    return attribute == null ? null : attribute.getData();
  }
}
