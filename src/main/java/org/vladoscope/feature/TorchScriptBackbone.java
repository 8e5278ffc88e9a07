package org.vladoscope.feature;

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
import org.vladoscope.compute.Compute;

/** A network stored as TorchScript. */
final class TorchScriptBackbone extends TensorBackbone {

  private final Model model;
  // A predictor serves one thread at a time; as many are made as threads come at once.
  private final Queue<Predictor<NDList, NDList>> idle = new ConcurrentLinkedQueue<>();

  TorchScriptBackbone(
      BackboneInfo info, Preprocessing preprocessing, byte[] weights, Compute compute) {
    super(info, preprocessing, compute);
    this.model = Model.newInstance(info.id(), tensors().device(), "PyTorch");
    try {
      model.load(new ByteArrayInputStream(weights));
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw new InputException(
          "The weights of " + info.id() + " are not a TorchScript network: " + firstLine(e), e);
    }
  }

  private static String firstLine(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().orElse(message);
  }

  @Override
  NDArray run(NDArray input) {
    Predictor<NDList, NDList> predictor = idle.poll();
    if (predictor == null) {
      predictor = model.newPredictor(new NoopTranslator(null));
    }
    try {
      NDList output = predictor.predict(new NDList(input));
      output.attach(input.getManager());
      return output.singletonOrThrow();
    } catch (TranslateException e) {
      throw new InputException(
          "The network " + info().id() + " failed on an image: " + firstLine(e), e);
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
