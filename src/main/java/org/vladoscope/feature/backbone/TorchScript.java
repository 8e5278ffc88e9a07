package org.vladoscope.feature.backbone;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.TensorRuntime;

/** A TorchScript network in the tensor library. Safe to use from several threads. */
final class TorchScript implements AutoCloseable {

  private final String name;
  private final Model model;
  // A predictor serves one thread at a time; as many are made as threads come at once.
  private final Queue<Predictor<NDList, NDList>> idle = new ConcurrentLinkedQueue<>();

  /**
   * Loads a network.
   *
   * @param name what it is called in messages
   * @throws InputException if the bytes are something else
   */
  TorchScript(String name, byte[] content, TensorRuntime tensors) {
    this.name = name;
    this.model = Model.newInstance(name, tensors.device(), "PyTorch");
    try {
      model.load(new ByteArrayInputStream(content));
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw new InputException(
          "The weights of "
              + name
              + " are not a TorchScript network, or are damaged; torch.jit.save writes one.",
          e);
    }
  }

  /** Runs the network; the outputs are in the input's manager. */
  NDList run(NDArray input) {
    Predictor<NDList, NDList> predictor = idle.poll();
    if (predictor == null) {
      predictor = model.newPredictor(new NoopTranslator(null));
    }
    try {
      NDList output = predictor.predict(new NDList(input));
      output.attach(input.getManager());
      return output;
    } catch (TranslateException e) {
      throw new InputException(
          "The network "
              + name
              + " failed on an image of shape "
              + input.getShape()
              + "; it must take [1, 3, height, width].",
          e);
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
