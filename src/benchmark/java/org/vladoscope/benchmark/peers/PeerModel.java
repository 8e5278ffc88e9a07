package org.vladoscope.benchmark.peers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.vladoscope.benchmark.ReferenceVgg16;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.SafetensorsWriter;
import org.vladoscope.feature.checkpoint.SafetensorsWriter.Tensor;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.store.WholeFile;
import org.vladoscope.vlad.Vocabulary;
import org.vladoscope.vlad.VocabularyConfig;
import org.vladoscope.vlad.VocabularyTrainer;

/**
 * The weights that both sides read: VGG16 with He's random weights, clusters of the features that
 * it gives for some images, and a projection of random numbers, which keeps angles as a random
 * projection does. Trained weights would cost the same and find more.
 */
final class PeerModel {

  private static final int CELLS_PER_IMAGE = 200;
  private static final int ITERATIONS = 20;

  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Random random;

  private PeerModel(long seed) {
    random = new Random(seed);
  }

  /**
   * Writes the file, its tensors named and shaped as in the original's checkpoints.
   *
   * @param images the clusters are found in these
   */
  static void write(
      Path file,
      List<Path> images,
      int clusters,
      int dimensions,
      long seed,
      Compute compute,
      Progress progress) {
    PeerModel model = new PeerModel(seed);
    model.addNetwork();
    // The network is needed to find clusters: first a file with the network alone.
    model.write(file);
    FloatMatrix cells = model.cells(file, images, compute, progress);
    model.addClusters(
        cells, new VocabularyConfig(clusters, cells.rows(), ITERATIONS, seed), compute);
    model.addProjection(clusters * cells.cols(), dimensions);
    model.write(file);
  }

  private void write(Path file) {
    WholeFile.stream(file, out -> SafetensorsWriter.write(out, Map.of(), tensors));
  }

  private void addNetwork() {
    List<int[]> convolutions = ReferenceVgg16.convolutions();
    for (int i = 0; i < convolutions.size(); i++) {
      int in = convolutions.get(i)[0];
      int out = convolutions.get(i)[1];
      String name = "encoder." + ModelWeights.VGG16_CONVOLUTIONS.get(i);
      tensors.put(
          name + ".weight",
          new Tensor(List.of(out, in, 3, 3), gaussian(9 * in * out, Math.sqrt(2.0 / (9 * in)))));
      tensors.put(name + ".bias", new Tensor(List.of(out), new float[out]));
    }
  }

  private FloatMatrix cells(Path file, List<Path> images, Compute compute, Progress progress) {
    try (Backbone network =
        Backbones.open(new BackboneChoice("vgg16", file), Precision.FP32, compute)) {
      FloatMatrix cells = FloatMatrix.zeros(0, 0);
      for (int i = 0; i < images.size(); i++) {
        progress.check();
        progress.report("Finding clusters", (double) i / images.size());
        FloatMatrix all =
            network
                .extract(ImageDecoder.decode(images.get(i), Method.SIZE, Decoding.EXACT))
                .cells();
        if (i == 0) {
          cells = FloatMatrix.zeros(images.size() * CELLS_PER_IMAGE, all.cols());
        }
        for (int c = 0; c < CELLS_PER_IMAGE; c++) {
          int from = random.nextInt(all.rows()) * all.cols();
          int to = (i * CELLS_PER_IMAGE + c) * all.cols();
          System.arraycopy(all.data(), from, cells.data(), to, all.cols());
        }
      }
      return cells;
    }
  }

  private void addClusters(FloatMatrix cells, VocabularyConfig config, Compute compute) {
    Vocabulary words = VocabularyTrainer.train(cells, config, compute, Progress.NONE);
    tensors.put(
        "pool.centroids",
        new Tensor(List.of(words.size(), words.channels()), words.centroids().data()));
    tensors.put(
        "pool.conv.weight",
        new Tensor(
            List.of(words.size(), words.channels(), 1, 1), words.assignmentWeights().data()));
  }

  private void addProjection(int length, int dimensions) {
    tensors.put(
        "WPCA.0.weight",
        new Tensor(
            List.of(dimensions, length, 1, 1),
            gaussian(Math.multiplyExact(dimensions, length), 1 / Math.sqrt(dimensions))));
    tensors.put("WPCA.0.bias", new Tensor(List.of(dimensions), new float[dimensions]));
  }

  private float[] gaussian(int count, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    return values;
  }
}
