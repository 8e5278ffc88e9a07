package org.vladoscope.compute;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * A few operations of the tensor library as one TorchScript graph: what lies between them is freed
 * as soon as nothing needs it, and operators and types can be used that Java's side does not know.
 * Asking a bfloat16 tensor for its type in Java aborts the process: such tensors exist inside only,
 * or pass from one graph to the next unasked.
 */
public final class TensorGraph implements AutoCloseable {

  /** Number of bfloat16 in TorchScript's code. */
  public static final int BFLOAT16 = 15;

  /** Number of 32-bit floats in TorchScript's code. */
  public static final int FLOAT32 = 6;

  private final Model model;
  // A predictor serves one thread at a time; as many are made as threads come at once.
  private final Queue<Predictor<NDList, NDList>> idle = new ConcurrentLinkedQueue<>();

  /**
   * Compiles a graph.
   *
   * @param inputs names of the tensors that it takes
   * @param body its code, a statement a line; returns a tensor
   */
  TensorGraph(String name, List<String> inputs, List<String> body, TensorRuntime tensors) {
    model = Model.newInstance(name, tensors.device(), "PyTorch");
    String signature =
        inputs.stream().map(input -> input + ": Tensor").collect(Collectors.joining(", "))
            + ") -> Tensor";
    try {
      ByteArrayOutputStream archive = new ByteArrayOutputStream();
      ScriptArchive.write(archive, List.of(), signature, body);
      model.load(new ByteArrayInputStream(archive.toByteArray()));
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw new IllegalStateException("the graph " + name + " does not load", e);
    }
  }

  /**
   * Runs the graph. May be called by several threads at once.
   *
   * @param inputs 32-bit floats or bytes, as the graph wants
   * @return in the manager of the first input
   */
  public NDArray run(NDArray... inputs) {
    Predictor<NDList, NDList> predictor = idle.poll();
    if (predictor == null) {
      predictor = model.newPredictor(new NoopTranslator(null));
    }
    try {
      NDList output = predictor.predict(new NDList(inputs));
      output.attach(inputs[0].getManager());
      return output.singletonOrThrow();
    } catch (TranslateException e) {
      throw new IllegalStateException(e);
    } finally {
      idle.add(predictor);
    }
  }

  @Override
  public void close() {
    for (Predictor<NDList, NDList> p = idle.poll(); p != null; p = idle.poll()) {
      p.close();
    }
    model.close();
  }
}
