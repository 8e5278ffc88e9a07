package org.vladoscope.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.Golden;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.image.BilinearResize;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;
import org.vladoscope.vlad.GlobalAnatomy;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.Vocabulary;

/** The aggregators of today against their originals in double precision. */
class ModernAggregatorsTest {

  private static final float TOLERANCE = 1e-6f;
  private static final int CHANNELS = 48;
  private static final CellGeometry GEOMETRY = new CellGeometry(14, 14, 0);

  private static Compute compute;

  @TempDir static Path folder;

  @BeforeAll
  static void start() {
    compute = Compute.open(DeviceChoice.CPU, 2);
  }

  @AfterAll
  static void stop() {
    compute.close();
  }

  static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(ModernAggregatorsTest.class.getResource("/golden/modern/" + name))
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Golden golden(String name) {
    return Golden.read("modern/" + name);
  }

  static AggregatorModel learn(Aggregator aggregator) {
    return aggregator.learn(
        FloatMatrix.zeros(0, CHANNELS), Aggregator.Images.NONE, compute, Progress.NONE);
  }

  static Aggregator anyLoc(String text) {
    Aggregator chosen = Aggregators.ALL.parse(text);
    return chosen.withWords(chosen.words().orElseThrow().withFile(file("c_centers.pt"), 5));
  }

  static Aggregator headed(String text, String file) {
    return Aggregators.ALL.parse(text).withHead(file(file));
  }

  /** Image n of an array [B, C, H, W]. */
  private static FeatureMap map(String name, int n) {
    Golden all = golden(name);
    return new FeatureMap(all.shape()[2], all.shape()[3], all.slice(n).transposed(), GEOMETRY);
  }

  /** The same with a class token. */
  private static FeatureMap map(String name, int n, float[] summary) {
    FeatureMap map = map(name, n);
    return new FeatureMap(map.height(), map.width(), map.cells(), GEOMETRY, summary);
  }

  private static FeatureMap tokens(String size, float factor) {
    Golden all = golden("anyloc_feats_" + size);
    float[] values = all.floats();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    int height = size.equals("126x154") ? 9 : 4;
    int cells = values.length / CHANNELS;
    return new FeatureMap(
        height, cells / height, FloatMatrix.of(cells, CHANNELS, values), GEOMETRY);
  }

  private static float[] row(String name, int n) {
    Golden all = golden(name);
    int length = all.shape()[all.shape().length - 1];
    return Arrays.copyOfRange(all.floats(), n * length, (n + 1) * length);
  }

  private static void isClose(String what, float[] actual, float[] expected) {
    float difference = Golden.maxDifference(actual, expected);
    assertThat(difference).as(what).isLessThan(TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({"anyloc-hard,hard", "hard-vlad,hard_euclid"})
  void hardVladIsAnyLocsWithItsAssignmentByCosineAndByDistance(String id, String name) {
    for (String size : List.of("126x154", "56x84")) {
      AggregatorModel model = learn(anyLoc(id));
      FeatureMap map = tokens(size, 1);
      isClose(name + size, model.global(map), golden("anyloc_" + name + "_" + size).floats());
      var shares = model.vocabulary().orElseThrow().assign(map);
      assertThat(IntStream.range(0, map.cells().rows()).map(shares::strongest).toArray())
          .isEqualTo(golden("anyloc_" + name + "_" + size + "_labels").ints());
    }
  }

  @Test
  void lengthsOfFeaturesCountOnlyWhereTheyAreNotScaledFirst() {
    isClose(
        "scaled",
        learn(anyLoc("anyloc-hard")).global(tokens("126x154", 3)),
        golden("anyloc_hard_126x154").floats());
    isClose(
        "unscaled",
        learn(anyLoc("anyloc-hard:normalize-input=false")).global(tokens("126x154", 3)),
        golden("anyloc_hard_nonormdescs_126x154").floats());
  }

  @ParameterizedTest
  @CsvSource({"1,soft", "5,soft_t5"})
  void softVladIsTheTextbooksUnlessAskedForWhatAnyLocsCodeComputes(int temperature, String name) {
    for (String size : List.of("126x154", "56x84")) {
      String array = "anyloc_" + name + "_" + size;
      FeatureMap map = tokens(size, 1);
      AggregatorModel own = learn(anyLoc("anyloc-soft:temperature=" + temperature));
      isClose(array + " own", own.global(map), golden(array + "_own").floats());
      isClose(
          array + " shares",
          own.vocabulary().orElseThrow().assign(map).shares().data(),
          golden(array + "_shares").floats());
      isClose(
          array,
          learn(anyLoc("anyloc-soft:as-shipped=true,temperature=" + temperature)).global(map),
          golden(array).floats());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"k4g1", "k1g2"})
  void superVladDropsItsGhostsAfterTheSoftmax(String name) {
    AggregatorModel model = learn(headed("supervlad", "supervlad_head_" + name + ".pth"));
    for (int n = 0; n < 2; n++) {
      FeatureMap map = map("supervlad_x", n);
      isClose(name + n, model.global(map), row("supervlad_" + name + "_descriptor", n));
      float[] all = golden("supervlad_" + name + "_soft_assign").slice(n).transposed().data();
      FloatMatrix shares = model.vocabulary().orElseThrow().assign(map).shares();
      int each = all.length / shares.rows();
      float[] kept = new float[shares.data().length];
      for (int i = 0; i < kept.length; i++) {
        kept[i] = all[i / shares.cols() * each + i % shares.cols()];
      }
      isClose(name + " shares", shares.data(), kept);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cosplace_head_tiny.pth", "cosplace_head_tiny_legacy.pth"})
  void gemAndItsLinearLayerAreThoseOfCosPlace(String name) {
    AggregatorModel model = learn(headed("gem", name));
    for (int n = 0; n < 2; n++) {
      isClose(name + n, model.global(map("cosplace_x", n)), row("cosplace_descriptor", n));
    }
  }

  @Test
  void saladSharesCellsByOptimalTransportAndPutsTheTokenFirst() {
    AggregatorModel model = learn(headed("salad", "dino_salad_tiny.ckpt"));
    for (int n = 0; n < 2; n++) {
      FeatureMap map = map("salad_x", n, row("salad_t", n));
      isClose("salad" + n, model.global(map), row("salad_descriptor", n));
      TransportAssignment shares = model.transport(map).orElseThrow();
      float[] all = golden("salad_assign").slice(n).data();
      isClose(
          "salad shares", shares.after().shares().transposed().data(), Arrays.copyOf(all, 6 * 99));
      isClose("dustbin", shares.dustbin(), Arrays.copyOfRange(all, 6 * 99, 7 * 99));
    }
  }

  @Test
  void whatASoftmaxAloneWouldShareAddsUpToOneWithTheDustbinToo() {
    AggregatorModel model = learn(headed("salad", "dino_salad_tiny.ckpt"));
    TransportAssignment shares =
        model.transport(map("salad_x", 0, row("salad_t", 0))).orElseThrow();
    float[] scores = golden("salad_score_logits").slice(0).transposed().data();
    for (int p = 0; p < 99; p++) {
      double sum = shares.dustbinBefore()[p];
      for (int k = 0; k < 6; k++) {
        sum += shares.before().share(p, k);
      }
      assertThat(sum).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6));
      double ratio = shares.before().share(p, 1) / shares.before().share(p, 0);
      assertThat(ratio)
          .isCloseTo(
              Math.exp(scores[p * 6 + 1] - scores[p * 6]),
              org.assertj.core.data.Percentage.withPercentage(.01));
    }
  }

  private static FeatureMap extracted(String file, int height, int width, byte[] rgb)
      throws IOException {
    Path own = folder.resolve(file);
    if (!Files.exists(own)) {
      Files.copy(file(file), own);
      Files.writeString(Path.of(own + ".json"), "{\"heads\": 4}");
    }
    try (var network = Backbones.open(new BackboneChoice("dinov2", own), compute)) {
      return network.extract(new RgbImage(width, height, rgb));
    }
  }

  @ParameterizedTest
  @CsvSource({"126,154", "98,98"})
  void wholeModelsOfSaladAndMegaLocGiveTheOriginalsDescriptors(int height, int width)
      throws IOException {
    String size = height + "x" + width;
    byte[] rgb = golden("image_rgb_u8_" + size).bytes();
    FeatureMap salad = extracted("dino_salad_tiny.ckpt", height, width, rgb);
    isClose(
        "salad e2e",
        learn(headed("salad", "dino_salad_tiny.ckpt")).global(salad),
        golden("salad_e2e_" + size + "_descriptor").floats());
    FeatureMap megaloc = extracted("megaloc_tiny.safetensors", height, width, rgb);
    SaladModel model = (SaladModel) learn(headed("megaloc", "megaloc_tiny.safetensors"));
    isClose(
        "megaloc without linear",
        model.aggregated(megaloc),
        golden("megaloc_" + size + "_salad").floats());
    isClose(
        "megaloc e2e", model.global(megaloc), golden("megaloc_" + size + "_descriptor").floats());
  }

  /**
   * MegaLoc resizes within its model, in floating point; here the image is resized before it, to 8
   * bits a value.
   */
  @ParameterizedTest
  @CsvSource({"120,150", "130,160"})
  void theSizeThatARefusalNamesIsTheOneMegaLocResizesToItself(int height, int width)
      throws IOException {
    String size = height + "x" + width;
    RgbImage image = new RgbImage(width, height, golden("image_rgb_u8_" + size).bytes());
    assertThatThrownBy(() -> extracted("megaloc_tiny.safetensors", height, width, image.rgb()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("multiples of 14")
        .hasMessageEndingWith("such as 154x126.");

    RgbImage resized = BilinearResize.resize(image, new ImageSize(154, 126));
    float[] descriptor =
        learn(headed("megaloc", "megaloc_tiny.safetensors"))
            .global(extracted("megaloc_tiny.safetensors", 126, 154, resized.rgb()));

    float[] expected = golden("megaloc_" + size + "_descriptor").floats();
    assertThat(Golden.maxDifference(descriptor, expected)).isLessThan(1e-3f);
  }

  @Test
  void aWholeModelOfSuperVladGivesTheOriginalsDescriptorsWithoutItsEncoder() throws IOException {
    byte[] both = golden("supervlad_e2e_image").bytes();
    AggregatorModel model =
        learn(headed("supervlad:leave-out-encoder=true", "supervlad_tiny_full.pth"));
    for (int n = 0; n < 2; n++) {
      byte[] rgb = Arrays.copyOfRange(both, n * 98 * 98 * 3, (n + 1) * 98 * 98 * 3);
      isClose(
          "supervlad e2e",
          model.global(extracted("supervlad_tiny_full.pth", 98, 98, rgb)),
          row("supervlad_e2e_descriptor", n));
    }
  }

  @Test
  void anEncoderAcrossImagesIsRefusedUntilSomeoneLeavesItOut() {
    assertThatThrownBy(() -> learn(headed("supervlad", "supervlad_tiny_full.pth")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("depends on the images")
        .hasMessageContaining("supervlad:leave-out-encoder=true");
  }

  static List<Aggregator> all() {
    return List.of(
        anyLoc("anyloc-hard"),
        anyLoc("anyloc-soft"),
        anyLoc("anyloc-soft:as-shipped=true"),
        headed("supervlad", "supervlad_head_k4g1.pth"),
        headed("gem", "cosplace_head_tiny.pth"),
        headed("salad", "dino_salad_tiny.ckpt"),
        headed("megaloc", "megaloc_tiny.safetensors"));
  }

  private static FeatureMap painted(int height, int width, long seed) {
    Random random = new Random(seed);
    float[] cells = new float[height * width * CHANNELS];
    float[] summary = new float[CHANNELS];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < CHANNELS; i++) {
      summary[i] = (float) random.nextGaussian();
    }
    return new FeatureMap(
        height, width, FloatMatrix.of(height * width, CHANNELS, cells), GEOMETRY, summary);
  }

  private static FeatureMap shuffled(FeatureMap map, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, map.cells().rows()).boxed().toList());
    Collections.shuffle(order, random);
    float[] cells = new float[map.cells().data().length];
    for (int i = 0; i < order.size(); i++) {
      System.arraycopy(map.cells().data(), order.get(i) * CHANNELS, cells, i * CHANNELS, CHANNELS);
    }
    return new FeatureMap(
        map.height(),
        map.width(),
        FloatMatrix.of(order.size(), CHANNELS, cells),
        GEOMETRY,
        Objects.requireNonNull(map.summary()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void theOrderOfCellsChangesNothing(Aggregator aggregator) {
    AggregatorModel model = learn(aggregator);
    for (int seed = 0; seed < 5; seed++) {
      FeatureMap map = painted(4 + seed, 6, seed);
      isClose(
          aggregator.id() + " shuffled",
          model.global(shuffled(map, new Random(seed))),
          model.global(map));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void imagesDescribedAtOnceAreDescribedAsOneByOne(Aggregator aggregator) {
    AggregatorModel model = learn(aggregator);
    List<FeatureMap> maps = IntStream.range(0, 8).mapToObj(seed -> painted(5, 7, seed)).toList();
    float[][] together = new float[maps.size()][];
    compute.parallel(8, Progress.NONE, i -> together[i] = model.global(maps.get(i)));
    for (int i = 0; i < together.length; i++) {
      assertThat(together[i]).isEqualTo(model.global(maps.get(i)));
      assertThat(L2.norm(together[i], 0, together[i].length))
          .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6));
      assertThat(together[i]).hasSize(model.descriptorLength());
      assertThat(aggregator.descriptorLength(CHANNELS)).isEqualTo(model.descriptorLength());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void patchesAreDescribedWhereDescriptorsAreSumsAndElseItIsSaidWhyNot(Aggregator aggregator) {
    AggregatorModel model = learn(aggregator);
    FeatureMap map = painted(5, 7, 1);
    assertThat(model.patches().isPresent()).isEqualTo(aggregator.hasPatches());
    assertThat(model.vocabulary().isPresent()).isEqualTo(aggregator.hasClusters());
    assertThat(model.transport(map).isPresent()).isEqualTo(aggregator.hasTransport());
    if (!aggregator.hasPatches()) {
      assertThat(aggregator.withoutPatches().orElseThrow())
          .startsWith(aggregator.label() + " has no patch descriptors, because ");
      return;
    }
    PatchDescriber patches = model.patches().orElseThrow();
    assertThat(patches.patches(map, List.of(new PatchScale(2, 1), new PatchScale(3, 2))))
        .extracting(FloatMatrix::rows)
        .containsExactly(4 * 6, 2 * 3);
    FeatureMap square = painted(5, 5, 2);
    isClose(
        "a patch as large as the image",
        patches.patches(square, List.of(new PatchScale(5, 1))).getFirst().data(),
        model.global(square));
  }

  @Test
  void contributionsOfCellsAddUpToTheSimilarityForEveryVlad() {
    FeatureMap map = painted(5, 7, 3);
    for (Aggregator aggregator : all()) {
      AggregatorModel model = learn(aggregator);
      if (!aggregator.hasClusters()) {
        continue;
      }
      float[] other = model.global(painted(5, 7, 4));
      Vocabulary words = model.vocabulary().orElseThrow();
      float[] own = model.global(map);
      double similarity = 0;
      for (int i = 0; i < own.length; i++) {
        similarity += (double) own[i] * other[i];
      }
      double sum = 0;
      for (float part : GlobalAnatomy.of(map, words).contributions(other).data()) {
        sum += part;
      }
      assertThat(sum).isCloseTo(similarity, org.assertj.core.data.Offset.offset(1e-5));
    }
  }

  @Test
  void saladRefusesFeaturesWithoutAClassTokenAndImagesWithFewerCellsThanClusters() {
    AggregatorModel model = learn(headed("salad", "dino_salad_tiny.ckpt"));
    FeatureMap map = painted(5, 7, 1);
    assertThatThrownBy(() -> model.global(new FeatureMap(5, 7, map.cells(), GEOMETRY)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("class token")
        .hasMessageContaining("dinov2");
    assertThatThrownBy(() -> model.global(painted(2, 3, 1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("6 cells is too small for the 6 clusters");
  }

  @Test
  void aVocabularyOfTheMapIsLearnedLikeAnyOther() {
    FloatMatrix cells = painted(20, 20, 9).cells();
    for (String text : List.of("anyloc-hard:clusters=4", "anyloc-soft:clusters=4")) {
      Aggregator aggregator = Aggregators.ALL.parse(text);
      AggregatorModel model =
          aggregator.learn(cells, Aggregator.Images.NONE, compute, Progress.NONE);
      AggregatorModel again = aggregator.decode(aggregator.encode(model));
      FeatureMap map = painted(5, 7, 1);
      assertThat(model.global(map)).hasSize(4 * CHANNELS).isEqualTo(again.global(map));
    }
  }
}
