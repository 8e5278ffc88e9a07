package org.vladoscope.feature;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/**
 * A network stored as TorchScript, whose input is {@code [1, 3, height, width]} and whose output is
 * {@code [1, channels, height / 16, width / 16]}. One picture per pass: the activations of a batch
 * no longer fit the caches of a CPU, which made batches of four slower than single pictures.
 */
final class TorchScriptBackbone implements Backbone {

  private final BackboneInfo info;
  private final Preprocessing preprocessing;
  private final TensorRuntime tensors;
  private final Model model;
  // A predictor serves one thread at a time; as many are made as threads come at once.
  private final Queue<Predictor<NDList, NDList>> idle = new ConcurrentLinkedQueue<>();

  TorchScriptBackbone(
      BackboneInfo info, Preprocessing preprocessing, byte[] weights, Compute compute) {
    this.info = info;
    this.preprocessing = preprocessing;
    this.tensors = TensorRuntime.of(compute);
    this.model = Model.newInstance(info.id(), tensors.device(), "PyTorch");
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
  public BackboneInfo info() {
    return info;
  }

  @Override
  public FeatureMap extract(RgbImage image) {
    info.checkSize(image.size());
    return forward(preprocessing.apply(image), image.size());
  }

  /**
   * Runs the network on a prepared input.
   *
   * @param tensor {@code [3, height, width]}, row-major
   */
  FeatureMap forward(float[] tensor, ImageSize size) {
    int height = info.mapHeight(size);
    int width = info.mapWidth(size);
    Predictor<NDList, NDList> predictor = idle.poll();
    if (predictor == null) {
      predictor = model.newPredictor(new NoopTranslator(null));
    }
    try (Arena arena = Arena.ofConfined();
        NDManager manager = tensors.newManager()) {
      NDArray input =
          tensors.tensor(manager, arena, tensor, 0, new Shape(1, 3, size.height(), size.width()));
      NDList output = predictor.predict(new NDList(input));
      output.attach(manager);
      NDArray map = output.singletonOrThrow();
      Shape expected = new Shape(1, info.channels(), height, width);
      if (!map.getShape().equals(expected)) {
        throw new InputException(
            "The weights of "
                + info.id()
                + " give an output of shape "
                + map.getShape()
                + " instead of "
                + expected
                + ".");
      }
      float[] cells = map.transpose(0, 2, 3, 1).toFloatArray();
      return new FeatureMap(
          height, width, FloatMatrix.of(height * width, info.channels(), cells), info.geometry());
    } catch (TranslateException e) {
      throw new InputException(
          "The network " + info.id() + " failed on an image: " + firstLine(e), e);
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
