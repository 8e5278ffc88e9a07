package org.vladoscope.benchmark;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.match.PatchSimilarity;
import org.vladoscope.vlad.NetVlad;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.PatchVlad;
import org.vladoscope.vlad.Vocabulary;

/**
 * Time of each stage for one image, or one pair, on one thread: {@code mvn test-compile
 * exec:exec@benchmark-kernels}, with {@code -Dargs=match} for those whose name contains it. No
 * test: nothing depends on what it measures.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class KernelBenchmark {

  private static final ImageSize SIZE = new ImageSize(640, 480);
  private static final List<PatchScale> SCALES =
      List.of(new PatchScale(2, 1), new PatchScale(5, 1), new PatchScale(8, 1));
  private static final int PATCHES = 936;

  private final Compute compute = Compute.open(DeviceChoice.CPU, 1);
  private final FeatureMap map = SyntheticInput.map(1);
  private final Vocabulary words = SyntheticInput.vocabulary(64);
  private final Whitening projection =
      new Whitening(
          SyntheticInput.random(512, words.descriptorLength(), 2),
          SyntheticInput.random(1, 512, 3).data());
  private final FloatMatrix query = SyntheticInput.unit(PATCHES, 512, 1);
  private final FloatMatrix candidate = SyntheticInput.unit(PATCHES, 512, 2);
  private final Backbone network = Backbones.open(BackboneChoice.EMBEDDED, Precision.FP32, compute);
  private Path photograph = Path.of("");
  private Path small = Path.of("");
  private RgbImage picture = new RgbImage(1, 1, new byte[3]);

  /** Paints images. */
  @Setup
  public void prepare() throws IOException {
    photograph = painted(4000, 3000);
    small = painted(640, 480);
    picture = decodeAndResize();
  }

  private static Path painted(int width, int height) throws IOException {
    Random random = new Random(1);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < width * height / 600; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      graphics.fillOval(random.nextInt(width), random.nextInt(height), 80, 60);
    }
    graphics.dispose();
    Path file = Files.createTempFile("vladoscope", ".jpg");
    ImageIO.write(image, "jpg", file.toFile());
    return file;
  }

  /** Ends the threads. */
  @TearDown
  public void close() throws IOException {
    network.close();
    compute.close();
    Files.delete(photograph);
    Files.delete(small);
  }

  /** An image of 640×480, read. */
  @Benchmark
  public RgbImage decode() {
    return ImageDecoder.decode(small, SIZE, Decoding.EXACT);
  }

  /** An image of 12 megapixels, as telephones take them, read and made 640×480. */
  @Benchmark
  public RgbImage decodeAndResize() {
    return ImageDecoder.decode(photograph, SIZE, Decoding.EXACT);
  }

  /** The same, decoded at a half first. */
  @Benchmark
  public RgbImage decodeReduced() {
    return ImageDecoder.decode(photograph, SIZE, Decoding.FAST);
  }

  /** The embedded network at 640×480. */
  @Benchmark
  public FeatureMap network() {
    return network.extract(picture);
  }

  /** The global descriptor, K = 64, C = 512. */
  @Benchmark
  public float[] global() {
    return NetVlad.describe(map, words);
  }

  /** All patches of sizes 2, 5 and 8, projected to 512 dimensions. */
  @Benchmark
  public List<FloatMatrix> patches() {
    return PatchVlad.describe(map, words, SCALES, projection, Precision.FP32, compute);
  }

  /** 936 patches with 936 others, 512 dimensions. */
  @Benchmark
  public PatchSimilarity match() {
    return PatchSimilarity.between(query, candidate, Precision.FP32, compute);
  }

  /** The same in 8 bits. */
  @Benchmark
  public PatchSimilarity matchInt8() {
    return PatchSimilarity.between(query, candidate, Precision.INT8, compute);
  }

  /** Runs those whose name contains the argument, or all. */
  public static void main(String[] arguments) throws RunnerException {
    String some = arguments.length == 0 ? "" : arguments[0];
    String name = KernelBenchmark.class.getSimpleName() + ".*" + some;
    new Runner(new OptionsBuilder().include(name).build()).run();
  }
}
