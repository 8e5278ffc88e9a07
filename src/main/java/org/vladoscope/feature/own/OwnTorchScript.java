package org.vladoscope.feature.own;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.ReadableFile;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.compute.TorchScript;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.ZipDirectory;

/**
 * A TorchScript network that someone brought along. One whose weights are all in half or double
 * precision gets its input in that; outputs become single precision.
 */
final class OwnTorchScript implements OwnRunner {

  private static final int MAX_DIRECTORY = 64 << 20;

  private static final long MAX_VALUES = 1L << 27;

  private final String name;
  private final TensorRuntime tensors;
  private final TorchScript network;
  private final DataType type;

  /** Loads it. */
  OwnTorchScript(Path file, Compute compute) {
    this.name = String.valueOf(file.getFileName());
    this.tensors = TensorRuntime.of(compute);
    this.type = type(file);
    try (InputStream in =
        new BufferedInputStream(Files.newInputStream(ReadableFile.check(file)), 1 << 16)) {
      this.network = new TorchScript(name, in, tensors);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }

  /** The type of all its weights; single precision if they are of several, or none can be told. */
  private static DataType type(Path file) {
    try (FileChannel channel =
        FileChannel.open(ReadableFile.check(file), StandardOpenOption.READ)) {
      ZipDirectory zip = ZipDirectory.read(file, channel);
      for (String entry : zip.names()) {
        if (entry.endsWith("/data.pkl")) {
          // Tensors are named by the class of their storage, as text.
          String text = new String(zip.content(entry, MAX_DIRECTORY), StandardCharsets.ISO_8859_1);
          List<DataType> found = new ArrayList<>();
          add(found, text, "torch\nFloatStorage", DataType.FLOAT32);
          add(found, text, "torch\nHalfStorage", DataType.FLOAT16);
          add(found, text, "torch\nBFloat16Storage", DataType.BFLOAT16);
          add(found, text, "torch\nDoubleStorage", DataType.FLOAT64);
          return found.size() == 1 ? found.getFirst() : DataType.FLOAT32;
        }
      }
    } catch (MalformedException e) {
      // Loading it says what is wrong, or that it is an older form without a directory.
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
    return DataType.FLOAT32;
  }

  private static void add(List<DataType> found, String text, String sign, DataType type) {
    if (text.contains(sign)) {
      found.add(type);
    }
  }

  @Override
  public List<Output> run(float[] input, int height, int width, int output) {
    try (Arena arena = Arena.ofConfined();
        NDManager manager = tensors.newManager()) {
      NDArray image = tensors.tensor(manager, arena, input, 0, new Shape(1, 3, height, width));
      NDList outputs = network.run(typed(image));
      List<Output> results = new ArrayList<>();
      for (int i = 0; i < outputs.size(); i++) {
        if (output == ALL || output == i) {
          results.add(output(outputs.get(i)));
        }
      }
      return results;
    } catch (RuntimeException e) {
      if (e instanceof InputException && e.getCause() == null) {
        throw e;
      }
      throw OwnFailure.of(name, height, width, e);
    }
  }

  private NDArray typed(NDArray image) {
    return switch (type) {
      case FLOAT32 -> image;
      case BFLOAT16 -> tensors.toNarrow().run(image);
      default -> image.toType(type, true);
    };
  }

  private Output output(NDArray array) {
    String name = array.getName();
    int[] shape = Arrays.stream(array.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
    if (array.getShape().size() > MAX_VALUES) {
      // A tensor can be wide without holding memory; as numbers it would need gigabytes.
      throw new InputException(
          String.format(
              "The network %s gives an output of shape %s, which is more than features can be.",
              this.name, Arrays.toString(shape)));
    }
    long bytes = array.getShape().size() * Float.BYTES;
    // More than a fifth of the heap for one image leaves no room for what is made of it.
    long most = Runtime.getRuntime().maxMemory() / 5;
    if (bytes > most) {
      throw new InputException(
          String.format(
              "The network %s gives an output of shape %s for one image, %d MB, where there is"
                  + " memory for %d MB; give Java more with -Xmx if that is meant.",
              this.name, Arrays.toString(shape), bytes >> 20, most >> 20));
    }
    return new Output(
        name == null ? "" : name, shape, tensors.toSingle().run(array).toFloatArray());
  }

  @Override
  public void close() {
    network.close();
  }
}
