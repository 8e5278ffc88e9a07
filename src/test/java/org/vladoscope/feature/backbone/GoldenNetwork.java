package org.vladoscope.feature.backbone;

import java.nio.file.Path;
import java.util.Arrays;
import org.vladoscope.Golden;
import org.vladoscope.compute.Compute;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.image.ImageSize;

/** Runs a network on a recorded input. */
public final class GoldenNetwork {

  private GoldenNetwork() {}

  /** The features of one image of {@code [n, 3, height, width]}. */
  public static FeatureMap run(
      String id, Path weights, String input, int image, int height, int width, Compute compute) {
    int length = 3 * height * width;
    float[] all = Golden.read(input).floats();
    try (TensorBackbone network =
        (TensorBackbone) Backbones.open(new BackboneChoice(id, weights), compute)) {
      return network.forward(
          Arrays.copyOfRange(all, image * length, (image + 1) * length),
          new ImageSize(width, height));
    }
  }
}
