package org.vladoscope.foreign;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Global features of hloc: an HDF5 file with one group for each image, named as the image is,
 * folders as groups around it, each with a data set {@code global_descriptor}.
 */
final class HdfRows implements DescriptorRows {

  private static final String DATA_SET = "global_descriptor";

  /** Far deeper than folders of images lie. */
  private static final int MOST_FOLDERS = 64;

  private static final int MOST_VALUES = 1 << 20;

  private final HdfFile file;
  private final List<String> names = new ArrayList<>();
  private final List<Dataset> data = new ArrayList<>();
  private int length;

  private HdfRows(HdfFile file) {
    this.file = file;
  }

  static HdfRows open(Path path) throws IOException {
    HdfFile opened;
    try {
      opened = new HdfFile(path);
    } catch (HdfException e) {
      throw new IOException("it is not an HDF5 file, or does not exist", e);
    }
    try {
      HdfRows rows = new HdfRows(opened);
      rows.collect(opened, "", 0);
      if (rows.names.isEmpty()) {
        throw new IOException(
            "no group in it has a data set " + DATA_SET + ", as global features of hloc have");
      }
      return rows;
    } catch (IOException e) {
      opened.close();
      throw e;
    } catch (RuntimeException e) {
      opened.close();
      throw new IOException("it is damaged", e);
    }
  }

  private void collect(Group group, String name, int depth) throws IOException {
    if (depth > MOST_FOLDERS) {
      throw new IOException("its groups are nested too deeply");
    }
    for (Node node : group) {
      if (node instanceof Group inner) {
        collect(inner, name.isEmpty() ? inner.getName() : name + "/" + inner.getName(), depth + 1);
      } else if (node instanceof Dataset values && node.getName().equals(DATA_SET)) {
        add(name, values);
      }
    }
  }

  private void add(String name, Dataset values) throws IOException {
    long size = values.getSize();
    if (size < 1 || size > MOST_VALUES || values.isCompound() || values.isVariableLength()) {
      throw new IOException("the descriptor of " + name + " is no list of numbers");
    }
    if (names.isEmpty()) {
      length = (int) size;
    } else if (size != length) {
      throw new IOException(
          "the descriptor of "
              + name
              + " has "
              + size
              + " values, and that of "
              + names.getFirst()
              + " has "
              + length);
    }
    names.add(name);
    data.add(values);
  }

  @Override
  public int count() {
    return names.size();
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public @Nullable List<String> names() {
    return names;
  }

  @Override
  public synchronized void read(int row, float[] into) throws IOException {
    Object values;
    try {
      values = data.get(row).getDataFlat();
    } catch (RuntimeException e) {
      throw new IOException("the descriptor of " + names.get(row) + " is damaged", e);
    }
    if (values instanceof float[] floats && floats.length == length) {
      System.arraycopy(floats, 0, into, 0, length);
    } else if (values instanceof double[] doubles && doubles.length == length) {
      for (int i = 0; i < length; i++) {
        into[i] = (float) doubles[i];
      }
    } else {
      throw new IOException("the descriptor of " + names.get(row) + " holds no such numbers");
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
