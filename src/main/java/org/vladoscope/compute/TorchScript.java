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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.vladoscope.common.InputException;

/** A TorchScript network in the tensor library. Safe to use from several threads. */
public final class TorchScript implements AutoCloseable {

  private final String name;
  private final Model model;
  // A predictor serves one thread at a time; as many are made as threads come at once.
  private final Queue<Predictor<NDList, NDList>> idle = new ConcurrentLinkedQueue<>();

  /**
   * Loads a network.
   *
   * @param name what it is called in messages
   * @param content stays the caller's to close
   * @throws InputException if the bytes are something else; what the engine said is its cause only
   */
  public TorchScript(String name, InputStream content, TensorRuntime tensors) {
    this.name = name;
    this.model = Model.newInstance(name, tensors.device(), "PyTorch");
    try {
      model.load(content);
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw new InputException(
          name
              + " is not a TorchScript network that can be used here; save it with"
              + " torch.jit.trace(\u2026).save(\u2026) or torch.jit.script(\u2026).save(\u2026).",
          e);
    }
  }

  /**
   * Runs the network; the outputs are in the input's manager.
   *
   * @throws InputException if it fails; what the engine said is its cause only
   */
  public NDList run(NDArray input) {
    Predictor<NDList, NDList> predictor = idle.poll();
    if (predictor == null) {
      predictor = model.newPredictor(new NoopTranslator(null));
    }
    try {
      NDList output = predictor.predict(new NDList(input));
      output.attach(input.getManager());
      return output;
    } catch (TranslateException | RuntimeException e) {
      throw new InputException(
          "The network " + name + " fails on an input of shape " + input.getShape() + ".", e);
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
