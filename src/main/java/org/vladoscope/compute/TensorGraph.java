package org.vladoscope.compute;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A small TorchScript graph that ships with the program, made by {@code
 * src/main/torch/make_graphs.py}. Asking a bfloat16 tensor for its type in Java aborts the process:
 * such tensors exist inside only, or pass from one graph to the next unasked.
 */
public final class TensorGraph implements AutoCloseable {

  private final Model model;
  // A predictor serves one thread at a time; as many are made as threads come at once.
  private final Queue<Predictor<NDList, NDList>> idle = new ConcurrentLinkedQueue<>();

  /** Loads the graph {@code name.pt} that lies beside this class. */
  TensorGraph(String name, TensorRuntime tensors) {
    model = Model.newInstance(name, tensors.device(), "PyTorch");
    try (InputStream in =
        Objects.requireNonNull(TensorGraph.class.getResourceAsStream(name + ".pt"))) {
      model.load(in);
    } catch (IOException | MalformedModelException e) {
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
