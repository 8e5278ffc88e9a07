package org.vladoscope.compute;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.InputException;

/**
 * The tensor library with a chosen device. Packages that work on tensors get it from a {@link
 * Compute}; nobody else sees its types.
 */
public final class TensorRuntime implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TensorRuntime.class);

  private final Device device;
  private final NDManager root;

  private @Nullable TensorGraph narrowProducts;
  private @Nullable TensorGraph narrowConvolution;
  private @Nullable TensorGraph byteProducts;
  private @Nullable TensorGraph toNarrow;
  private @Nullable TensorGraph toSingle;

  private TensorRuntime(Device device) {
    this.device = device;
    this.root = NDManager.newBaseManager(device);
  }

  /** The tensor library of a compute, started if need be. */
  public static TensorRuntime of(Compute compute) {
    return compute.runtime();
  }

  static TensorRuntime start(DeviceChoice choice) {
    System.setProperty("ai.djl.offline", "true");
    // One thread per operation: Compute spreads whole images and pairs over its workers.
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    NativeMemory.keepFreedBlocks();
    NativeThreads.sleepWhileWaiting();
    Engine engine;
    try {
      engine = Engine.getEngine("PyTorch");
    } catch (RuntimeException | LinkageError e) {
      throw new InputException(
          ("PyTorch cannot be loaded on %s for %s;"
                  + " Linux x86-64 and arm64, macOS arm64 and Windows x86-64 have it.")
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
          e);
    }
    int gpus = choice == DeviceChoice.CPU ? 0 : engine.getGpuCount();
    if (choice == DeviceChoice.GPU && gpus == 0) {
      throw new InputException(
          "No GPU was found that PyTorch can use; choose --device auto or cpu.");
    }
    Device device = gpus > 0 ? Device.gpu() : Device.cpu();
    LOG.debug("PyTorch {} on {}", engine.getVersion(), device);
    return new TensorRuntime(device);
  }

  /** The device on which tensors live. */
  public Device device() {
    return device;
  }

  /** {@code [n, d]} and {@code [m, d]} to {@code [n, m]}, all dot products of rows, in bfloat16. */
  public synchronized TensorGraph narrowProducts() {
    if (narrowProducts == null) {
      narrowProducts =
          graph(
              "bfloat16-products",
              List.of("a", "b"),
              "p = torch.mm(torch.to(a, 15), torch.t(torch.to(b, 15)))",
              "return torch.to(p, 6)");
    }
    return narrowProducts;
  }

  /**
   * Bytes {@code [n, d]} and {@code [m, d]} to {@code [n, m]}, all dot products of rows, exactly.
   */
  public synchronized TensorGraph byteProducts() {
    if (byteProducts == null) {
      byteProducts =
          graph("byte-products", List.of("a", "b"), "return torch._int_mm(a, torch.t(b))");
    }
    return byteProducts;
  }

  /**
   * Input, weights, bias, stride and padding, the last two in tensors since only tensors can be
   * passed, to a convolution in bfloat16.
   */
  public synchronized TensorGraph narrowConvolution() {
    if (narrowConvolution == null) {
      narrowConvolution =
          graph(
              "bfloat16-convolution",
              List.of("x", "weight", "bias", "stride", "padding"),
              "s = int(torch.item(stride))",
              "p = int(torch.item(padding))",
              "y = torch.conv2d(torch.to(x, 15), torch.to(weight, 15), torch.to(bias, 15), [s, s],"
                  + " [p, p])",
              "return torch.to(y, 6)");
    }
    return narrowConvolution;
  }

  /** A tensor to bfloat16; the result must not be asked for its type. */
  public synchronized TensorGraph toNarrow() {
    if (toNarrow == null) {
      toNarrow = graph("to-bfloat16", List.of("x"), "return torch.to(x, 15)");
    }
    return toNarrow;
  }

  /** A tensor of any type, even one that must not be asked for it, to 32-bit floats. */
  public synchronized TensorGraph toSingle() {
    if (toSingle == null) {
      // Of complex numbers half would be lost.
      toSingle =
          graph(
              "to-float32",
              List.of("x"),
              "if torch.is_complex(x):",
              "  ops.prim.RaiseException(\"complex\")",
              "else:",
              "  pass",
              "return torch.to(x, 6)");
    }
    return toSingle;
  }

  /**
   * A graph of a few operations.
   *
   * @param inputs names of the tensors that it takes
   * @param body TorchScript's code, a statement a line; returns a tensor
   */
  public TensorGraph graph(String name, List<String> inputs, String... body) {
    return new TensorGraph(name, inputs, List.of(body), this);
  }

  /** A manager whose tensors are freed when it is closed. */
  public NDManager newManager() {
    return root.newSubManager();
  }

  /**
   * A tensor with values from a Java array. The values lie in memory that is freed with the arena:
   * DJL's own copies wait for the garbage collector, which does not see how large they are.
   *
   * @param from index of the first value
   * @param arena must outlive the tensor; must be shared if other threads use it
   */
  public NDArray tensor(NDManager manager, Arena arena, float[] values, int from, Shape shape) {
    return tensor(
        manager,
        arena,
        shape,
        memory ->
            MemorySegment.copy(
                values, from, memory, ValueLayout.JAVA_FLOAT, 0, Math.toIntExact(shape.size())));
  }

  /**
   * The same with values that are written where the tensor will find them, which spares the Java
   * heap a copy.
   *
   * @param writer writes all values, 32-bit floats
   */
  public NDArray tensor(
      NDManager manager, Arena arena, Shape shape, Consumer<MemorySegment> writer) {
    MemorySegment memory = arena.allocate(shape.size() * Float.BYTES, Long.BYTES);
    writer.accept(memory);
    return manager.create(
        memory.asByteBuffer().order(ByteOrder.nativeOrder()), shape, DataType.FLOAT32);
  }

  /** A tensor of bytes, on the CPU, see {@link #tensor(NDManager, Arena, float[], int, Shape)}. */
  NDArray tensor(NDManager manager, Arena arena, byte[] values, Shape shape) {
    MemorySegment memory = arena.allocate(values.length, Long.BYTES);
    MemorySegment.copy(values, 0, memory, ValueLayout.JAVA_BYTE, 0, values.length);
    return manager.create(memory.asByteBuffer(), shape, DataType.INT8);
  }

  String describe(String cpu) {
    return device.isGpu() ? "GPU " + device.getDeviceId() : cpu;
  }

  @Override
  public synchronized void close() {
    if (narrowProducts != null) {
      narrowProducts.close();
    }
    if (narrowConvolution != null) {
      narrowConvolution.close();
    }
    if (byteProducts != null) {
      byteProducts.close();
    }
    if (toNarrow != null) {
      toNarrow.close();
    }
    if (toSingle != null) {
      toSingle.close();
    }
    root.close();
  }
}
