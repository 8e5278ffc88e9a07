package org.vladoscope.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.Preprocessing;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/** VGG16 from a resized image to conv5_3, with random weights. */
final class BackboneContest implements Contest {

  private static final ImageSize SIZE = new ImageSize(640, 480);

  private final NDManager manager;
  private final ReferenceVgg16 reference;
  private final Backbone backbone;
  private final RgbImage image;
  private NDArray expected;
  private FloatMatrix ours = FloatMatrix.zeros(0, 0);

  BackboneContest(TensorRuntime tensors, Precision precision, Compute compute) {
    manager = tensors.newManager();
    reference = new ReferenceVgg16(manager);
    expected = manager.create(0);
    byte[] pixels = new byte[3 * SIZE.width() * SIZE.height()];
    new Random(1).nextBytes(pixels);
    image = new RgbImage(SIZE.width(), SIZE.height(), pixels);
    try {
      Path file = Files.createTempFile("vladoscope-random-vgg16", ".safetensors");
      try {
        reference.save(file);
        backbone = Backbones.open(new BackboneChoice("vgg16", file), precision, compute);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String what() {
    return "VGG16 to conv5_3 (random weights), 640x480";
  }

  @Override
  public double goal() {
    return 1;
  }

  @Override
  public void reference() {
    expected.close();
    try (NDArray picture =
        manager.create(
            Preprocessing.IMAGENET.apply(image), new Shape(1, 3, SIZE.height(), SIZE.width()))) {
      expected = reference.features(picture);
    }
  }

  @Override
  public void ours() {
    ours = backbone.extract(image).cells();
  }

  /** Relative to the largest value: features have no fixed scale. */
  @Override
  public double difference() {
    float[] values = expected.transpose(0, 2, 3, 1).toFloatArray();
    return Differences.largest(values, ours.data())
        / Differences.largest(values, new float[values.length]);
  }

  @Override
  public void close() {
    backbone.close();
    manager.close();
  }
}
