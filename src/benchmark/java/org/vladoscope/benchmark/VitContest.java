package org.vladoscope.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.compute.TorchScript;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.Preprocessing;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/** DINOv2 of the size of ViT-S/14 from an image to normalised tokens, beside plain TorchScript. */
final class VitContest implements Contest {

  private final NDManager manager;
  private final ImageSize size;
  private final ReferenceVit.Attention attention;
  private final TorchScript reference;
  private final Backbone backbone;
  private final RgbImage image;
  private float[] expected = {};
  private float[] ours = {};

  VitContest(
      TensorRuntime tensors,
      ImageSize size,
      ReferenceVit.Attention attention,
      Precision precision,
      Compute compute) {
    this.manager = tensors.newManager();
    this.size = size;
    this.attention = attention;
    byte[] pixels = new byte[3 * size.width() * size.height()];
    new Random(1).nextBytes(pixels);
    this.image = new RgbImage(size.width(), size.height(), pixels);
    ReferenceVit made = new ReferenceVit(size);
    try {
      Path weights = Files.createTempFile("vladoscope-random-vit", ".safetensors");
      Path script = Files.createTempFile("vladoscope-random-vit", ".pt");
      try {
        made.saveWeights(weights);
        made.saveScript(script, attention);
        try (InputStream in = Files.newInputStream(script)) {
          reference = new TorchScript("ViT-S", in, tensors);
        }
        backbone = Backbones.open(new BackboneChoice("dinov2", weights), precision, compute);
      } finally {
        Files.delete(weights);
        Files.delete(script);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String what() {
    return "DINOv2 ViT-S/14 (random), "
        + size
        + (attention == ReferenceVit.Attention.FUSED ? ", beside fused attention" : "");
  }

  /** Not slower than plain TorchScript by more than a tenth. */
  @Override
  public double goal() {
    return 1 / 1.1;
  }

  @Override
  public void reference() {
    try (NDManager run = manager.newSubManager()) {
      NDArray picture =
          run.create(
              Preprocessing.IMAGENET.apply(image), new Shape(1, 3, size.height(), size.width()));
      expected = reference.run(picture).singletonOrThrow().toFloatArray();
    }
  }

  @Override
  public void ours() {
    FeatureMap map = backbone.extract(image);
    ours = map.cells().data();
  }

  /** Relative to the largest value: features have no fixed scale. */
  @Override
  public double difference() {
    float[] values = Arrays.copyOfRange(expected, expected.length - ours.length, expected.length);
    return Differences.largest(values, ours) / Differences.largest(values, new float[ours.length]);
  }

  @Override
  public void close() {
    backbone.close();
    reference.close();
    manager.close();
  }
}
